"""The pages of a team lead: how the work is spread, giving it to colleagues, and who is away (R43, R51)."""

from typing import Any

from flask import Response, abort, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user
from wtforms import DateField, SelectField
from wtforms.validators import Optional, ValidationError

from contactapp.accounts.models import Team, User
from contactapp.clock import local_today
from contactapp.db import db
from contactapp.permissions import Permission
from contactapp.tasks import absence, claiming, queries, workload
from contactapp.tasks.blueprint import blueprint, changeable
from contactapp.tasks.forms import DockForm
from contactapp.tasks.models import is_absent
from contactapp.tasks.rows import rows
from contactapp.web.access import permit
from contactapp.web.rendering import done, invalid, render

PAGE = "tasks/workload.html"


class AbsenceForm(DockForm):
    slug = "absence"
    until = DateField(_l("Afwezig tot en met"), validators=[Optional()])
    substitute = SelectField(_l("Vervanger"), validators=[Optional()])

    def offer(self, colleagues: list[User], colleague: User) -> "AbsenceForm":
        others = [(str(one.id), one.name) for one in colleagues if one.id != colleague.id]
        self.substitute.choices = [("", _("Niemand")), *others]
        return self

    def validate_until(self, field: DateField) -> None:
        if field.data and field.data < local_today():
            raise ValidationError(_("Kies een dag vanaf vandaag."))


@blueprint.get("/tasks/workload")
@permit(Permission.TASK_ASSIGN)
def workload_of_team() -> Response:
    team = _led_team(request.args.get("team"))
    return render(PAGE, **_context(team))


@blueprint.get("/tasks/workload/<string:code>/<int:user_id>")
@permit(Permission.TASK_ASSIGN)
def work_of_colleague(code: str, user_id: int) -> Response:
    team, colleague = _led_team(code), _member(code, user_id)
    noted = {"until": colleague.absent_until, "substitute": colleague.substitute_id or ""}
    form = AbsenceForm(formdata=None, data=noted if is_absent(colleague) else {})
    return render("tasks/colleague.html", **_colleague_context(team, colleague, form))


@blueprint.post("/tasks/workload/<string:code>/<int:user_id>/absence")
@permit(Permission.TASK_ASSIGN)
def note_absence(code: str, user_id: int) -> Response:
    team, colleague = _led_team(code), _member(code, user_id)
    form = AbsenceForm().offer(list(queries.colleagues(team.id)), colleague)
    if not form.validate():
        return invalid("tasks/colleague.html", **_colleague_context(team, colleague, form))
    substitute = db.session.get(User, int(form.substitute.data)) if form.substitute.data else None
    absence.note_absence(colleague, form.until.data, substitute, by=current_user)
    return done(
        to=url_for("tasks.workload_of_team", team=code), message=_("%(name)s is bijgewerkt.", name=colleague.name)
    )


@blueprint.post("/tasks/<string:number>/assignment")
@permit(Permission.TASK_ASSIGN)
def assign(number: str) -> Response:
    task = changeable(number)
    if not task.may_be_assigned_by(current_user):
        abort(403)
    chosen = request.form.get("colleague", "")
    colleague = next((one for one in queries.colleagues(task.team_id) if str(one.id) == chosen), None)
    if colleague is None:
        abort(422, _("Kies een collega van het team."))
    is_new = claiming.assign(task, colleague, by=current_user)
    message = _("%(number)s is nu van %(name)s.", number=number, name=colleague.name)
    undo = url_for("tasks.undo", number=number) if is_new else None
    return done(to=url_for("tasks.workload_of_team", team=task.team.code, to=colleague.id), message=message, undo=undo)


def _context(team: Team) -> dict[str, Any]:
    queue = queries.one_page(queries.queue(team.id, current_user), queries.BY_URGENCY, None, size=10)
    teams = workload.led_teams(current_user)
    return {
        "team": team,
        "teams": teams,
        "open_per_team": workload.open_per_team(teams),
        "loads": workload.workload(team),
        "colleagues": [(one.id, one.name) for one in queries.colleagues(team.id)],
        "chosen": request.args.get("to", ""),  # whom one gave something just now
        "queue": rows(queue.items, current_user, args={"team": team.code}),
        "returns": workload.returns_per_subject(team),
    }


def _colleague_context(team: Team, colleague: User, form: AbsenceForm) -> dict[str, Any]:
    members = list(queries.colleagues(team.id))
    return {
        "team": team,
        "colleague": colleague,
        "form": form.offer(members, colleague),
        "work": rows(queries.in_hand(team.id, colleague.id, current_user), current_user),
        "colleagues": [(one.id, one.name) for one in members if one.id != colleague.id],
    }


def _led_team(code: str | None) -> Team:
    teams = workload.led_teams(current_user)
    found = next((team for team in teams if team.code == code), None) if code else next(iter(teams), None)
    return found or abort(404)


def _member(code: str, user_id: int) -> User:
    members = queries.colleagues(_led_team(code).id)
    return next((one for one in members if one.id == user_id), None) or abort(404)
