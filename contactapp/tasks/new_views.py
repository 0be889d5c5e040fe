"""A task among colleagues, without a ticket or a contact, or one that comes after another task (R50)."""

from flask import Response, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user
from wtforms import BooleanField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, ValidationError

from contactapp.permissions import Permission
from contactapp.tasks import queries
from contactapp.tasks.blueprint import blueprint
from contactapp.tasks.creating import TaskValues, create_task
from contactapp.tasks.models import Task, TaskType
from contactapp.tasks.on_tickets import may_read
from contactapp.web.access import permit
from contactapp.web.forms import Form
from contactapp.web.rendering import done, invalid, render

PAGE = "tasks/new.html"


class NewTaskForm(Form):
    """What colleagues ask of a team; team and deadline follow from the type."""

    before: Task | None = None  # the task after which the new one begins

    title = StringField(
        _l("Wat moet er gebeuren?"), validators=[DataRequired(_l("Vul in wat er moet gebeuren.")), Length(max=300)]
    )
    type = SelectField(_l("Taaktype"), validators=[DataRequired(_l("Kies een taaktype."))])
    team = SelectField(_l("Team"), default="")
    after = StringField(_l("Pas beginnen na taak"))
    description = TextAreaField(_l("Toelichting"))
    urgent = BooleanField(_l("Spoed: bovenaan in elke lijst"))

    def offer(self) -> "NewTaskForm":
        self.types = {kind.code: kind for kind in queries.task_types()}
        self.teams = {team.code: team for team in queries.other_teams(0)}
        names = [(code, kind.name) for code, kind in self.types.items()]
        self.type.choices = [("", _("Kies een taaktype")), *names]
        self.team.choices = [
            ("", _("Het team van het taaktype")),
            *((code, one.name) for code, one in self.teams.items()),
        ]
        return self

    def validate_after(self, field: StringField) -> None:
        self.before = queries.find(field.data, current_user) if field.data else None
        if field.data and self.before is None:
            raise ValidationError(
                _("Deze taak bestaat niet, of is niet van jouw teams. Een nummer lijkt op TK26-000123.")
            )
        if self.before is not None and self.before.is_closed:
            raise ValidationError(
                _("Deze taak is al klaar. Laat het veld leeg, dan kan de nieuwe taak meteen beginnen.")
            )

    def validate_team(self, field: SelectField) -> None:
        kind = self.kind
        if not field.data and kind is not None and (kind.team is None or not kind.team.active):
            raise ValidationError(_("Kies een team voor de taak."))

    @property
    def kind(self) -> TaskType | None:
        return self.types.get(self.type.data)

    def values(self, kind: TaskType) -> TaskValues:
        return TaskValues(
            type=kind,
            title=self.title.data or "",
            team=self.teams.get(self.team.data),
            after=self.before,
            description=self.description.data or "",
            urgent=self.urgent.data,
        )


@blueprint.get("/tasks/new")
@permit(Permission.TASK_WORK)
def new_task() -> Response:
    before = queries.find(request.args.get("after", ""), current_user)
    form = NewTaskForm(formdata=None, data={"after": before.number if before else ""}).offer()
    return render(PAGE, form=form, before=before)


@blueprint.post("/tasks/new")
@permit(Permission.TASK_WORK)
def add_task() -> Response:
    form = NewTaskForm().offer()
    if not form.validate() or form.kind is None:
        return invalid(PAGE, form=form, before=form.before)
    made = create_task(form.values(form.kind), by=current_user)
    return done(
        to=_shown_at(made), message=_("%(number)s staat bij %(team)s.", number=made.number, team=made.team.name)
    )


def _shown_at(made: Task) -> str:
    """The new task, or one's own list when it went to a team one is not in."""
    if may_read(current_user, made):
        return url_for("tasks.task", number=made.number)
    return url_for("tasks.queue")
