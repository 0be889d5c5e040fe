"""The page of one task and everything one does there. Each act POSTs to a noun below the task."""

from typing import Protocol

from flask import Response, abort, request
from flask_babel import gettext as _
from flask_login import current_user

from contactapp.accounts.models import User
from contactapp.db import db
from contactapp.permissions import Permission
from contactapp.tasks import (
    brief,
    claiming,
    closing,
    conversing,
    forms,
    handing_over,
    handling,
    pages,
    planning,
    presence,
    queries,
    undoing,
    waiting,
)
from contactapp.tasks.blueprint import blueprint, changeable, just_changed, visible, workable
from contactapp.tasks.feedback import Feedback, finish_with_feedback
from contactapp.tasks.finish_form import FinishForm
from contactapp.tasks.handing_over import receiver
from contactapp.tasks.models import Task, TaskStatus, WaitingFor
from contactapp.tasks.refusals import AlreadyClaimed
from contactapp.web.access import permit
from contactapp.web.identifiers import row_id
from contactapp.web.rendering import done, render


@blueprint.get("/tasks/<string:number>")
@permit(Permission.DESK)
def task(number: str) -> Response:
    found = visible(number)
    seen = presence.visit(found, current_user)
    seen.note()
    seen.note_reading()
    part = request.args.get("part")
    return pages.show(found, open_part=part, cursor_in=part, visit=seen)


@blueprint.get("/tasks/<string:number>/presence")
@permit(Permission.DESK)
def who_is_there(number: str) -> Response:
    found = visible(number)
    seen = presence.visit(found, current_user)
    seen.note()
    return render("tasks/_presence.html", task=found, others=seen.others)


@blueprint.post("/tasks/<string:number>/handling")
@permit(Permission.TASK_WORK)
def handle(number: str) -> Response:
    found, form = changeable(number), forms.HandlingForm()
    form.offer(found, queries.colleagues(found.team_id), current_user)
    if not form.validate():
        return pages.refuse(found, form=form, open_part="handling")
    choice = _choice(form)
    if part := choice.part(found):
        return pages.show(found, open_part=part, cursor_in=part)
    if choice.asks_first(found):
        return pages.show(found, form=form.renew(), question=True, cursor_in="question")
    try:
        changed = handling.apply(found, choice, by=current_user)
    except AlreadyClaimed:
        return pages.show(visible(number), lost=True, status=409)
    return pages.acted(found, _("Bewaard."), can_undo=changed)


@blueprint.post("/tasks/<string:number>/handover")
@permit(Permission.TASK_WORK)
def hand_over(number: str) -> Response:
    found = changeable(number)
    colleagues, teams = queries.colleagues(found.team_id), queries.other_teams(found.team_id)
    form = forms.HandOverForm().offer(teams, colleagues, current_user)
    if not form.validate():
        return pages.refuse(found, form=form, open_part="hand-over")
    to = receiver(form.to.data) or abort(404)
    list_of_origin = pages.home_list(found)
    handing_over.hand_over(found, to, by=current_user, reason=form.reason.data or "")
    message = _("%(number)s is overgedragen aan %(to)s.", number=number, to=to.name)
    return pages.gone(found, list_of_origin, message, sent=form)


@blueprint.post("/tasks/<string:number>/return")
@permit(Permission.TASK_WORK)
def return_to_sender(number: str) -> Response:
    found = changeable(number)
    form = forms.HandOverForm().offer([], [], current_user)
    if not form.reason.validate(form):
        return pages.refuse(found, form=form, open_part="hand-over")
    list_of_origin = pages.home_list(found)
    handing_over.return_to_sender(found, by=current_user, reason=form.reason.data or "")
    return pages.gone(found, list_of_origin, _("%(number)s is terug bij de afzender.", number=number), sent=form)


@blueprint.post("/tasks/<string:number>/give-back")
@permit(Permission.TASK_WORK)
def give_back(number: str) -> Response:
    found = changeable(number)
    form = forms.HandOverForm().offer([], [], current_user)
    list_of_origin = pages.home_list(found)
    claiming.give_back(found, by=current_user, reason=form.reason.data or "")
    message = _("%(number)s staat weer in de lijst van het team.", number=number)
    return pages.gone(found, list_of_origin, message, sent=form)


@blueprint.post("/tasks/<string:number>/takeover")
@permit(Permission.TASK_WORK)
def take_over(number: str) -> Response:
    form, said = forms.TakeOverForm(), _("De taak staat op jouw naam.")
    return _with_reason(changeable(number), form, handing_over.take_over, said)


@blueprint.post("/tasks/<string:number>/waiting")
@permit(Permission.TASK_WORK)
def wait(number: str) -> Response:
    found, form = changeable(number), forms.WaitForm()
    if not form.validate():
        return pages.refuse(found, form=form, open_part="wait")
    waiting.wait(found, WaitingFor(form.waiting_for.data), until=form.moment, by=current_user)
    return pages.acted(found, _("De taak wacht. Daarna staat hij weer in je lijst."), can_undo=True)


@blueprint.post("/tasks/<string:number>/resumption")
@permit(Permission.TASK_WORK)
def resume(number: str) -> Response:
    found = changeable(number)
    waiting.resume(found, by=current_user)
    return pages.acted(found, _("De taak wacht niet meer."), can_undo=True)


@blueprint.post("/tasks/<string:number>/plan")
@permit(Permission.TASK_WORK)
def plan(number: str) -> Response:
    found, types = changeable(number), queries.task_types()
    form = forms.PlanForm().offer(found, types)
    if not form.validate() or form.is_reason_missing(found):
        return pages.refuse(found, form=form, open_part="plan")
    kind = next((kind for kind in types if kind.code == form.type.data), found.type)
    deadline = form.moment if form.changes_deadline(found) else found.deadline_at
    choice = planning.Plan(kind, deadline, urgent=form.urgent.data, reason=form.reason.data or "")
    changed = planning.change_plan(found, choice, by=current_user)
    return pages.acted(found, _("Bewaard."), can_undo=changed)


@blueprint.post("/tasks/<string:number>/outcome")
@permit(Permission.TASK_WORK)
def finish(number: str) -> Response:
    found = changeable(number)
    form = FinishForm.sent_for(found).offer(brief.spoken_with(found.contact))
    if not form.validate():
        return pages.refuse(found, form=form, open_part="finish")
    then = pages.after_finishing(found, current_user, go_on=request.form.get("then") == "next")
    finish_with_feedback(found, form.outcome.data or "", _feedback(form), by=current_user, answers=form.answers)
    if found.before_last_act is None:
        pages.forget_draft(found, form)
        return done(to=then, message=_("%(number)s is afgerond en het contactmoment is vastgelegd.", number=number))
    return pages.gone(found, then, _("%(number)s is afgerond.", number=number), sent=form)


@blueprint.post("/tasks/<string:number>/undo")
@permit(Permission.TASK_WORK)
def undo(number: str) -> Response:
    found = just_changed(number)
    undoing.take_back(found, by=current_user)
    message = _("Ongedaan gemaakt: %(number)s staat weer zoals het was.", number=number)
    return done(to=pages.address(found), message=message)


@blueprint.post("/tasks/<string:number>/cancellation")
@permit(Permission.TASK_WORK)
def cancel(number: str) -> Response:
    return _with_reason(changeable(number), forms.CancelForm(), closing.cancel, _("De taak is geannuleerd."))


@blueprint.post("/tasks/<string:number>/reopening")
@permit(Permission.TASK_WORK)
def reopen(number: str) -> Response:
    return _with_reason(workable(number), forms.ReopenForm(), closing.reopen, _("De taak is heropend."))


@blueprint.post("/tasks/<string:number>/steps/<int:step_id>")
@permit(Permission.TASK_WORK)
def tick(number: str, step_id: int) -> Response:
    found = changeable(number)
    step = next((step for step in found.steps if step.id == step_id), None) or abort(404)
    planning.tick(found, step, request.form.get("done") == "1", by=current_user)
    return pages.acted(found, _("Bewaard."))


@blueprint.post("/tasks/<string:number>/followers")
@permit(Permission.TASK_WORK)
def follow(number: str) -> Response:
    found = visible(number)
    if request.form.get("follow") == "1":
        conversing.follow(found, current_user, by=current_user)
        return pages.acted(found, _("Je volgt deze taak."))
    conversing.unfollow(found, current_user, by=current_user)
    return done(to=pages.home_list(found), message=_("Je volgt deze taak niet meer."))


@blueprint.post("/tasks/<string:number>/followers/colleagues")
@permit(Permission.TASK_WORK)
def add_follower(number: str) -> Response:
    found = changeable(number)
    form = forms.FollowerForm().offer(found, queries.everybody())
    if not form.validate():
        return pages.refuse(found, form=form, open_part="follower")
    colleague = _user(form.colleague.data) or abort(404)
    conversing.follow(found, colleague, by=current_user)
    return pages.acted(found, _("%(name)s volgt deze taak.", name=colleague.name))


class ActWithReason(Protocol):
    def __call__(self, task: Task, /, *, by: User, reason: str) -> None: ...


def _with_reason(found: Task, form: forms.ReasonForm, act: ActWithReason, said: str) -> Response:
    if not form.validate():
        return pages.refuse(found, form=form, open_part=form.slug)
    act(found, by=current_user, reason=form.reason.data or "")
    return pages.acted(found, said, can_undo=True, sent=form)


def _choice(form: forms.HandlingForm) -> handling.Choice:
    status, colleague = TaskStatus(form.status.data), _user(form.assignee.data)
    return handling.Choice(status, colleague, from_queue=form.confirmed.data == "yes")


def _user(id_: str | None) -> User | None:
    return db.session.get(User, int(id_)) if id_ else None


def _feedback(form: FinishForm) -> Feedback | None:
    if not form.wants_moment:
        return None
    return Feedback(
        note=form.note.data or "",
        way=form.channel.data or "",
        person_id=row_id(form.person.data),
        in_portal=form.portal.data,
    )
