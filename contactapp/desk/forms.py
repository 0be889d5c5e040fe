"""What may be typed at the desk."""

from collections.abc import Iterable, Iterator
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    DateField,
    DateTimeLocalField,
    Field,
    FileField,
    HiddenField,
    IntegerField,
    MultipleFileField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import Length, NumberRange, Optional

from contactapp.accounts.models import Team
from contactapp.events.overtaking import ChangeForm
from contactapp.interactions.codes import KIND_LABELS, RESULT_LABELS, way_choices
from contactapp.web.forms import Form

OTHER_PERSON = "other"
OTHER_DAY = "other"
COUNTED_FROM = 1000  # exchange standards cut there; we never do


# How the fields stand on screen, from top to bottom; the summary of errors reads the same way.
ON_SCREEN = (
    "reason", "contact", "unit", "anonymous", "template", "way", "kind", "result", "person", "on_behalf_by",
    "faq", "subject", "note", "standard_text", "portal", "occurred_at", "files",
    "task", "team", "task_type", "call_number", "deadline", "deadline_day", "urgent", "description",
)  # fmt: skip


class MomentForm(Form):
    """What every contact moment asks, on a new ticket or as a follow-up."""

    kind = SelectField(_l("Soort"))
    way = SelectField(_l("Kanaal"))
    person = SelectField(_l("Gesproken met"), validate_choice=False)
    on_behalf_by = StringField(_l("Naam van wie sprak"), [Length(max=200, message=_l("Houd het onder 200 tekens."))])
    result = SelectField(_l("Resultaat"))
    note = TextAreaField(_l("Notitie"))
    standard_text = SelectField(_l("Standaardtekst"), choices=[], validate_choice=False)
    portal = BooleanField(_l("Toon in klantportaal"))
    occurred_at = DateTimeLocalField(_l("Wanneer was het?"), [Optional()], format=["%Y-%m-%dT%H:%M"])
    task = BooleanField(_l("Taak aanmaken"))
    team = SelectField(_l("Team"), validate_choice=False)
    task_type = SelectField(_l("Taaktype"), validate_choice=False)
    call_number = StringField(_l("Bel terug op"))
    deadline = RadioField(_l("Deadline"), validate_choice=False)
    deadline_day = DateField(_l("Welke datum?"), [Optional()])  # counts with OTHER_DAY only
    urgent = BooleanField(_l("Spoed"))
    description = TextAreaField(_l("Wat moet je collega doen?"))
    files = MultipleFileField(_l("Bijlagen"), description=_l("Pdf, foto, Word of Excel, tot 10 MB."))
    kept_files = SelectMultipleField(_l("Bijlagen"), choices=[], validate_choice=False)  # see waiting_files
    conversation = HiddenField()
    draft_version = HiddenField()  # of the draft that this form shows

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.way.choices = [("", _("Kies een kanaal")), *way_choices()]
        self.kind.choices = [(kind.value, text) for kind, text in KIND_LABELS.items()]
        self.result.choices = [(result.value, text) for result, text in RESULT_LABELS.items()]

    def __iter__(self) -> Iterator[Field]:
        places = {name: place for place, name in enumerate(ON_SCREEN)}
        return iter(sorted(super().__iter__(), key=lambda field: places.get(field.short_name, -1)))

    def complain(self, name: str, message: str) -> None:
        """Put an error at a field, after what the validators found."""
        field = self[name]
        field.errors = [*field.errors, message]


class RegistrationForm(MomentForm):
    """The one form of R20–R26; ``entry.Entry`` sets the choices that depend on the customer or the association."""

    template = SelectField(_l("Sjabloon"), validate_choice=False)
    applied = HiddenField()  # the template and subject whose defaults stand in the form
    contact = StringField(_l("Klant"))
    contact_q = StringField()
    anonymous = BooleanField(_l("Anonieme melding"))
    faq = StringField(_l("Onderwerp (FAQ)"))
    faq_q = StringField()
    subject = StringField(
        _l("Of een eigen onderwerp"), [Length(max=300, message=_l("Houd het onderwerp onder 300 tekens."))]
    )
    unit = StringField(_l("Woning"))  # number of the home this is about, when it started from there
    phone = HiddenField()  # the number of who calls, as the telephone gave it
    linked = HiddenField()  # number of the ticket this one belongs with (R29)
    place = HiddenField()  # "dock" beside a customer, else a page of its own
    seen = HiddenField()  # open tickets on the same subject that were shown (R31)


class FollowUpForm(MomentForm):
    """Another contact moment, perhaps with a task, on a ticket (R29)."""

    reason = StringField(_l("Waarom geen bericht?"))


class MessageForm(Form):
    """A line for whoever has the open task."""

    text = TextAreaField(_l("Bericht"))


class CorrectionForm(ChangeForm):
    """The note, better written (R27)."""

    note = TextAreaField(_l("Notitie"))


class WithdrawalForm(Form):
    """Why a contact moment no longer counts (R27)."""

    reason = StringField(_l("Reden"))


class SubjectForm(Form):
    """What the ticket is about after all."""

    faq = StringField(_l("Onderwerp (FAQ)"))
    faq_q = StringField()
    subject = StringField(
        _l("Of een eigen onderwerp"), [Length(max=300, message=_l("Houd het onderwerp onder 300 tekens."))]
    )
    reason = StringField(_l("Reden"))


class OtherTicketForm(Form):
    """Another ticket, by its number."""

    number = StringField(_l("Nummer van het andere ticket"))


class SavedViewForm(Form):
    """A search to keep; its own fields travel along as hidden ones."""

    name = StringField(_l("Naam van deze weergave"), [Length(max=80)])
    for_team = SelectField(_l("Voor wie?"))  # its own name: the search that is kept has a team too

    def offer_teams(self, teams: Iterable[Team]) -> "SavedViewForm":
        """For oneself, or for one of one's own teams."""
        self.for_team.choices = [("", _("Alleen voor mij")), *((team.code, team.name) for team in teams)]
        return self


class TemplateForm(ChangeForm):
    """An interaction template; team and task type are chosen by their code."""

    name = StringField(_l("Naam"), [Length(max=80)])
    group_name = StringField(_l("Groep"), [Length(max=80)])
    position = IntegerField(_l("Volgorde"), [Optional(), NumberRange(0, 999, _l("Kies 0 tot en met 999."))], default=0)
    way = SelectField(_l("Kanaal"))
    kind = SelectField(_l("Soort"))
    result = SelectField(_l("Resultaat"))
    subject = StringField(_l("Onderwerp"), [Length(max=300)])
    own_subject = BooleanField(_l("Eigen onderwerp mag"), default=True)
    note = TextAreaField(_l("Notitie"))
    portal = BooleanField(_l("Toon in klantportaal"))
    task = BooleanField(_l("Taak aanmaken"))
    team = SelectField(_l("Team"), validate_choice=False)
    task_type = SelectField(_l("Taaktype"), validate_choice=False)
    description = TextAreaField(_l("Wat moet je collega doen?"))
    term_working_days = IntegerField(
        _l("Termijn in werkdagen"), [Optional(), NumberRange(0, 365, _l("Kies 0 tot 365 werkdagen."))]
    )
    active_from = DateField(_l("Te kiezen vanaf"), [Optional()])
    active_until = DateField(_l("Te kiezen tot en met"), [Optional()])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.way.choices = way_choices()
        self.kind.choices = [(kind.value, text) for kind, text in KIND_LABELS.items()]
        self.result.choices = [(result.value, text) for result, text in RESULT_LABELS.items()]


class AttachmentForm(Form):
    """A file that came with a contact moment."""

    file = FileField(_l("Bestand"), description=_l("Pdf, foto, Word of Excel, tot 10 MB."))


class StandardTextForm(Form):
    """A sentence that fits in many notes."""

    name = StringField(_l("Naam"), [Length(max=80)])
    text = TextAreaField(_l("Tekst"))
