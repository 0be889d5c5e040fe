"""What the rules for tickets and contact moments refuse."""

from flask_babel import gettext as _

from contactapp.web.errors import DomainError, Overtaken, Refused


class NotCorrectable(DomainError):
    """Only the author corrects, and only at once; after that the text stands (R27)."""

    def __init__(self) -> None:
        super().__init__(
            _("Verbeteren kan alleen door wie het vastlegde, binnen 15 minuten. Trek het in of voeg een nieuw toe.")
        )


class AlreadyWithdrawn(Overtaken):
    def __init__(self) -> None:
        super().__init__(_("Dit contactmoment is al ingetrokken."))


class ReasonNeeded(Refused):
    def __init__(self) -> None:
        super().__init__(_("Vul een reden in."))
