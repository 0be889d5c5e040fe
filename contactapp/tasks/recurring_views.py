"""The pages of work that returns: for the teams one leads, and for all teams to the administrator (R50)."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from flask import Response, abort, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user
from wtforms import BooleanField, DateField, HiddenField, IntegerField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional, ValidationError

from contactapp.accounts.models import Team
from contactapp.clock import local_today
from contactapp.events.overtaking import ChangeForm
from contactapp.permissions import Permission
from contactapp.tasks import queries, recurring, workload
from contactapp.tasks.blueprint import blueprint
from contactapp.tasks.recurring import RecurringTask, RecurringValues
from contactapp.tasks.rhythm import RhythmUnit
from contactapp.web.access import permit
from contactapp.web.rendering import done, invalid, render

LIST, PAGE = "tasks/recurring.html", "tasks/recurring_task.html"


class RecurringForm(ChangeForm):
    """What returns, for whom, and when."""

    title = StringField(
        _l("Wat moet er gebeuren?"), validators=[DataRequired(_l("Vul in wat er moet gebeuren.")), Length(max=300)]
    )
    type = SelectField(_l("Taaktype"), validators=[DataRequired(_l("Kies een taaktype."))])
    team = SelectField(_l("Team"), validators=[DataRequired(_l("Kies een team."))])
    description = TextAreaField(_l("Toelichting"))
    urgent = BooleanField(_l("Spoed: bovenaan in elke lijst"))
    step = IntegerField(
        _l("Elke"), default=1, validators=[InputRequired(_l("Vul een getal in.")), NumberRange(min=1, max=400)]
    )
    unit = SelectField(
        _l("Eenheid"),
        default=RhythmUnit.MONTHS.value,
        choices=[
            (RhythmUnit.WORKING_DAYS.value, _l("werkdagen")),
            (RhythmUnit.WEEKS.value, _l("weken")),
            (RhythmUnit.MONTHS.value, _l("maanden")),
            (RhythmUnit.YEARS.value, _l("jaar")),
        ],
    )
    next_on = DateField(_l("Volgende keer"), validators=[DataRequired(_l("Kies een datum."))])
    shown_on = HiddenField()  # the next time as the page showed it
    last_on = DateField(_l("Tot en met"), validators=[Optional()])

    def offer(self, teams: Sequence[Team], kept: RecurringTask | None = None) -> "RecurringForm":
        self.kept, self.teams = kept, {team.code: team for team in teams}
        self.kinds = {kind.code: kind for kind in queries.task_types()}
        if kept is not None:
            self.kinds.setdefault(kept.type.code, kept.type)
        self.type.choices = [("", _("Kies een taaktype")), *((code, one.name) for code, one in self.kinds.items())]
        self.team.choices = [(code, one.name) for code, one in self.teams.items()]
        return self

    def prefill(self, kept: RecurringTask) -> "RecurringForm":
        self.type.data, self.team.data, self.unit.data = kept.type.code, kept.team.code, kept.unit.value
        self.shown_on.data = kept.next_on.isoformat() if kept.next_on else ""
        return self

    def validate_next_on(self, field: DateField) -> None:
        if field.data and field.data < local_today() and not self._date_as_kept:
            raise ValidationError(_("Kies een dag vanaf vandaag."))

    def validate_last_on(self, field: DateField) -> None:
        if field.data and self.next_on.data and field.data < self.next_on.data:
            raise ValidationError(_("Kies een dag na de volgende keer, of laat dit leeg."))

    @property
    def _date_as_kept(self) -> date | None:
        """The next time when nobody chose another: where the worker has moved it since the page was opened."""
        chosen = self.next_on.data
        untouched = chosen is not None and self.shown_on.data == chosen.isoformat()
        return self.kept.next_on if self.kept is not None and untouched else None

    @property
    def values(self) -> RecurringValues:
        day: date = self._date_as_kept or self.next_on.data  # type: ignore[assignment]
        return RecurringValues(
            title=self.title.data or "",
            type=self.kinds[self.type.data],
            team=self.teams[self.team.data],
            unit=RhythmUnit(self.unit.data),
            step=self.step.data or 1,
            next_on=day,
            last_on=self.last_on.data,
            description=self.description.data or "",
            urgent=self.urgent.data,
        )


@blueprint.get("/tasks/recurring")
@permit(Permission.TASK_PLAN)
def recurring_tasks() -> Response:
    return render(LIST, recurring=recurring.all_of([team.id for team in _teams()]))


@blueprint.get("/tasks/recurring/new")
@permit(Permission.TASK_PLAN)
def new_recurring_task() -> Response:
    return render(PAGE, form=RecurringForm(formdata=None).offer(_teams()), kept=None)


@blueprint.post("/tasks/recurring/new")
@permit(Permission.TASK_PLAN)
def add_recurring_task() -> Response:
    form = RecurringForm().offer(_teams())
    if not form.validate():
        return invalid(PAGE, form=form, kept=None)
    made = recurring.plan(form.values, by=current_user)
    return _back(_("‘%(title)s’ komt %(rhythm)s terug.", title=made.title, rhythm=made.rhythm_words))


@blueprint.get("/tasks/recurring/<int:recurring_id>")
@permit(Permission.TASK_PLAN)
def recurring_task(recurring_id: int) -> Response:
    kept = _one(recurring_id)
    form = RecurringForm(formdata=None, obj=kept).offer(_teams(), kept).prefill(kept)
    return render(PAGE, form=form.showing(kept), kept=kept)


@blueprint.post("/tasks/recurring/<int:recurring_id>")
@permit(Permission.TASK_PLAN)
def save_recurring_task(recurring_id: int) -> Response:
    kept = _one(recurring_id)
    form = RecurringForm().offer(_teams(), kept)
    if not form.validate():
        return invalid(PAGE, form=form, kept=kept)
    form.check_newest(kept)
    recurring.change(kept, form.values, by=current_user)
    return _back(_("‘%(title)s’ is bewaard.", title=kept.title))


@blueprint.post("/tasks/recurring/<int:recurring_id>/ending")
@permit(Permission.TASK_PLAN)
def end_recurring_task(recurring_id: int) -> Response:
    kept = _one(recurring_id)
    recurring.end(kept, by=current_user)
    undo = url_for("tasks.restart_recurring_task", recurring_id=recurring_id)
    return _back(_("‘%(title)s’ komt niet meer terug.", title=kept.title), undo=undo)


@blueprint.post("/tasks/recurring/<int:recurring_id>/restart")
@permit(Permission.TASK_PLAN)
def restart_recurring_task(recurring_id: int) -> Response:
    kept = _one(recurring_id)
    recurring.restart(kept, by=current_user)
    return _back(_("‘%(title)s’ komt weer terug.", title=kept.title))


def _teams() -> Sequence[Team]:
    """For which teams one may plan."""
    if current_user.can(Permission.SETTINGS_ADMIN):
        return queries.other_teams(0)
    return workload.led_teams(current_user)


def _one(recurring_id: int) -> RecurringTask:
    return recurring.find(recurring_id, [team.id for team in _teams()]) or abort(404)


def _back(message: str, **more: Any) -> Response:
    return done(to=url_for("tasks.recurring_tasks"), message=message, **more)
