"""Administration of task types."""

from typing import Any

import wtforms
from flask import Response, abort, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user
from wtforms import BooleanField, FieldList, FormField, IntegerField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Regexp, ValidationError

from contactapp.events.overtaking import ChangeForm
from contactapp.permissions import Permission
from contactapp.tasks import queries, types
from contactapp.tasks.blueprint import blueprint
from contactapp.tasks.models import TaskType, TermUnit
from contactapp.tasks.outcomes import FieldKind, OutcomeField
from contactapp.web.access import permit
from contactapp.web.rendering import done, invalid, render

LIST, PAGE = "tasks/types.html", "tasks/type.html"
A_NUMBER = _l("Vul een getal in.")
BLANK = [OutcomeField("")] * 2  # rows to fill in
LONGEST_QUESTION = 80


class OutcomeForm(wtforms.Form):
    """One thing that finishing asks besides the outcome; without a name it is left out."""

    label = StringField(_l("Vraag"))
    kind = SelectField(
        _l("Soort"),
        choices=[
            (FieldKind.TEXT.value, _l("tekst")),
            (FieldKind.DATE.value, _l("datum")),
            (FieldKind.CHOICE.value, _l("keuze")),
        ],
        validate_choice=False,
    )
    choices = StringField(_l("Bij keuze: waaruit, met komma’s ertussen"))
    required = BooleanField(_l("Verplicht"))

    @property
    def value(self) -> OutcomeField:
        kind = FieldKind(self.kind.data) if self.kind.data in set(FieldKind) else FieldKind.TEXT
        options = dict.fromkeys(one.strip() for one in (self.choices.data or "").split(",") if one.strip())
        kept = tuple(options) if kind is FieldKind.CHOICE else ()
        return OutcomeField((self.label.data or "").strip(), kind, self.required.data, kept)


class TypeForm(ChangeForm):
    """The defaults of one kind of task."""

    code = StringField(_l("Code"))
    name = StringField(_l("Naam"), validators=[DataRequired(_l("Vul een naam in.")), Length(max=80)])
    team = SelectField(_l("Standaardteam"), default="")
    term = IntegerField(_l("Termijn"), default=5, validators=[InputRequired(A_NUMBER), NumberRange(0, 400)])
    term_unit = SelectField(
        _l("Eenheid"),
        choices=[(TermUnit.WORKING_DAYS.value, _l("werkdagen")), (TermUnit.WORKING_HOURS.value, _l("werkuren"))],
    )
    urgent = BooleanField(_l("Begint met spoed"))
    waiting_pauses = BooleanField(_l("Wachten zet de termijn stil"), default=True)
    steps = TextAreaField(_l("Checklist"))
    is_callback = BooleanField(_l("Dit is een terugbelverzoek"))
    call_attempts_asked = IntegerField(
        _l("Vraag wat te doen na zoveel pogingen"), default=3, validators=[InputRequired(A_NUMBER), NumberRange(1, 20)]
    )
    call_again_hours = IntegerField(
        _l("Werkuren tot de volgende poging"), default=4, validators=[InputRequired(A_NUMBER), NumberRange(1, 80)]
    )
    outcomes = FieldList(FormField(OutcomeForm), label=_l("Vragen bij het afronden"))
    position = IntegerField(
        _l("Plaats in de lijst"),
        default=0,
        validators=[InputRequired(A_NUMBER), NumberRange(0, 999, _l("Kies 0 tot en met 999."))],
    )
    active = BooleanField(_l("Te kiezen bij nieuwe taken"), default=True)

    def offer(self) -> "TypeForm":
        teams = [(str(team.id), team.name) for team in queries.other_teams(0)]
        self.team.choices = [("", _("Geen vast team")), *teams]
        return self

    def prefill(self, kind: TaskType | None) -> "TypeForm":
        for one in [*kind.asks, *BLANK] if kind else BLANK:
            self.outcomes.append_entry({**one.stored(), "choices": ", ".join(one.choices)})
        if kind is None:
            return self
        self.team.data = str(kind.team_id or "")
        self.steps.data = "\n".join(step.text for step in kind.steps)
        return self

    def validate_steps(self, field: TextAreaField) -> None:
        if any(len(line) > 200 for line in self.lines):
            raise ValidationError(_("Maak elke regel van de checklist korter dan 200 tekens."))

    def validate_outcomes(self, field: "FieldList[FormField[OutcomeForm]]") -> None:
        labels = [one.label for one in self.asked]
        if len(set(labels)) < len(labels):
            raise ValidationError(_("Geef elke vraag een eigen naam."))
        for one in self.asked:
            if len(one.label) > LONGEST_QUESTION:
                raise ValidationError(_("Maak elke vraag korter dan %(n)s tekens.", n=LONGEST_QUESTION))
            if one.kind is FieldKind.CHOICE and len(one.choices) < 2:
                raise ValidationError(_("Geef ‘%(label)s’ minstens twee keuzes.", label=one.label))

    @property
    def asked(self) -> list[OutcomeField]:
        return [entry.form.value for entry in self.outcomes if (entry.form.label.data or "").strip()]

    @property
    def lines(self) -> list[str]:
        """The checklist, one line per step."""
        return [line.strip() for line in (self.steps.data or "").splitlines() if line.strip()]

    @property
    def values(self) -> types.TypeValues:
        """What was typed, as the domain wants it."""
        kept: dict[str, Any] = {name: value for name, value in self.data.items() if hasattr(TaskType, name)}
        del kept["code"], kept["steps"], kept["team"]
        team_id = int(self.team.data) if self.team.data else None
        kept |= {"team_id": team_id, "term_unit": TermUnit(self.term_unit.data)}
        return types.TypeValues(kept | {"outcome_fields": [one.stored() for one in self.asked] or None}, self.lines)


class NewTypeForm(TypeForm):
    code = StringField(
        _l("Code"),
        validators=[
            DataRequired(_l("Vul een code in.")),
            Regexp(r"^[a-z0-9-]{2,40}$", message=_l("Gebruik 2 tot 40 kleine letters, cijfers of streepjes.")),
        ],
    )

    def validate_code(self, field: StringField) -> None:
        if field.data == "new" or queries.task_type(field.data or "") is not None:
            raise ValidationError(_("Deze code bestaat al."))


@blueprint.get("/admin/task-types")
@permit(Permission.SETTINGS_ADMIN)
def task_types() -> Response:
    return render(LIST, types=queries.all_task_types())


@blueprint.get("/admin/task-types/new")
@permit(Permission.SETTINGS_ADMIN)
def new_task_type() -> Response:
    return render(PAGE, form=NewTypeForm(formdata=None).offer().prefill(None), kind=None)


@blueprint.post("/admin/task-types/new")
@permit(Permission.SETTINGS_ADMIN)
def add_task_type() -> Response:
    form = NewTypeForm().offer()
    if not form.validate():
        return invalid(PAGE, form=form, kind=None)
    kind = types.add_type(form.code.data or "", form.values, by=current_user)
    return done(to=url_for("tasks.task_types"), message=_("%(name)s is bewaard.", name=kind.name))


@blueprint.get("/admin/task-types/<string:code>")
@permit(Permission.SETTINGS_ADMIN)
def task_type(code: str) -> Response:
    kind = queries.task_type(code) or abort(404)
    return render(PAGE, form=TypeForm(formdata=None, obj=kind).offer().prefill(kind).showing(kind), kind=kind)


@blueprint.post("/admin/task-types/<string:code>")
@permit(Permission.SETTINGS_ADMIN)
def save_task_type(code: str) -> Response:
    kind, form = queries.task_type(code) or abort(404), TypeForm().offer()
    if not form.validate():
        return invalid(PAGE, form=form, kind=kind)
    form.check_newest(kind)
    types.save_type(kind, form.values, by=current_user)
    return done(to=url_for("tasks.task_types"), message=_("%(name)s is bewaard.", name=kind.name))
