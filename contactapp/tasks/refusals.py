"""What a task refuses, in words for the person at the screen."""

from flask_babel import gettext as _

from contactapp.accounts.models import User
from contactapp.web.errors import DomainError, Overtaken, Refused


class AlreadyClaimed(Overtaken):
    """Somebody else was first (R41)."""

    def __init__(self, winner: User | None) -> None:
        self.winner = winner
        name = winner.name if winner else _("Iemand anders")
        super().__init__(_("%(name)s heeft deze taak net opgepakt. Er is niets van jou verloren gegaan.", name=name))


class TaskClosed(DomainError):
    """A closed task is read-only, also for a hand-made request (R45)."""

    def __init__(self) -> None:
        super().__init__(_("Deze taak is gesloten en kan niet meer veranderen. Heropen de taak als er nog iets moet."))


class NotYet(DomainError):
    """It begins after another task."""

    def __init__(self) -> None:
        super().__init__(
            _("Deze taak begint pas als een andere taak klaar is. Kies ‘Nu al beginnen’ als dat niet hoeft.")
        )


class NotClosed(DomainError):
    def __init__(self) -> None:
        super().__init__(_("Deze taak is nog niet gesloten. Heropenen is niet nodig."))


class NothingToUndo(DomainError):
    """The ten seconds are over, or the task has moved on since; ``since`` tells what happened."""

    def __init__(self, since: str = "") -> None:
        words = _("Ongedaan maken kan niet meer. De taak is inmiddels veranderd.")
        super().__init__(f"{words} {since}".strip())


class CustomerWasTold(DomainError):
    """What the customer heard cannot be unsaid."""

    def __init__(self) -> None:
        super().__init__(
            _("Ongedaan maken kan niet: het contactmoment is al vastgelegd. Heropen de taak als er nog iets moet.")
        )


class NoSender(DomainError):
    def __init__(self) -> None:
        super().__init__(_("Deze taak komt van je eigen team. Draag de taak over aan het team waar die wel hoort."))


class Absent(DomainError):
    """A colleague who is away gets no assignments (R51)."""

    def __init__(self, colleague: User) -> None:
        super().__init__(_("%(name)s is afwezig. Kies een andere collega.", name=colleague.name))


class ChooseFirst(DomainError):
    """It was tried as often as was set (R49)."""

    def __init__(self) -> None:
        super().__init__(_("Er is vaak genoeg gebeld. Kies eerst wat je nu wilt doen."))


class NotCallable(DomainError):
    """Somebody chose another kind of task meanwhile."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Deze taak is geen terugbelverzoek. Zet in een bericht dat je gebeld hebt, of kies bij "
                "‘Taaktype en deadline’ een ander taaktype."
            )
        )


class NotWaiting(DomainError):
    def __init__(self) -> None:
        super().__init__(_("Deze taak wacht niet. Er is niets veranderd."))


class ReasonNeeded(Refused):
    def __init__(self) -> None:
        super().__init__(_("Vul in waarom. Je collega ziet dit als eerste."))


class OutcomeNeeded(Refused):
    def __init__(self) -> None:
        super().__init__(_("Vul in wat de uitkomst is."))


class TeamNeeded(Refused):
    """A task belongs to a team, always (R23)."""

    def __init__(self) -> None:
        super().__init__(_("Kies een team voor de taak."))


def check_open(closed: bool) -> None:
    """Every change of a task starts with this."""
    if closed:
        raise TaskClosed


def check_begun(closed: bool, blocked: bool) -> None:
    """Work on a task starts with this: it is open, and it waits for no other task."""
    check_open(closed)
    if blocked:
        raise NotYet


def check_reason(reason: str) -> str:
    """The reason without the blanks around it, or a refusal."""
    if not reason.strip():
        raise ReasonNeeded
    return reason.strip()
