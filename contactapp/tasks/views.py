"""The lists: the queue of a team, my tasks, and taking a task from them."""

from flask import Response, abort, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user
from werkzeug.wrappers import Response as AnyResponse

from contactapp.accounts.models import Team
from contactapp.clock import utcnow
from contactapp.permissions import Permission
from contactapp.tasks import claiming, lists, pages, planning, queries
from contactapp.tasks.blueprint import blueprint, changeable_choice, visible, workable, workable_choice
from contactapp.tasks.callbacks import calls_for
from contactapp.tasks.changes import news
from contactapp.tasks.filters import QueueFilter
from contactapp.tasks.refusals import AlreadyClaimed
from contactapp.tasks.rows import row
from contactapp.web.access import permit
from contactapp.web.redirects import came_from
from contactapp.web.rendering import done, render


@blueprint.get("/tasks")
@permit(Permission.TASK_WORK)
def queue() -> AnyResponse:
    team = lists.chosen_team(request.args.get("team"), current_user)
    if team is None:
        return redirect(url_for("tasks.mine"))
    chosen = QueueFilter.from_args(request.args)
    listed = lists.queue_page(team, chosen, current_user, request.args.get("cursor"))
    return render("tasks/queue.html", fragment={"queue-list": "tasks/_queue.html"}, listed=listed)


@blueprint.get("/tasks/mine")
@permit(Permission.TASK_WORK)
def mine() -> Response:
    groups = lists.my_work(current_user, queries.mine(current_user))
    return render("tasks/mine.html", groups=groups, tabs=lists.tabs(current_user, None))


@blueprint.get("/tasks/callbacks")
@permit(Permission.TASK_WORK)
def callbacks() -> Response:
    calls, links = calls_for(current_user), lists.tabs(current_user, None, here="callbacks")
    return render("tasks/callbacks.html", calls=calls, tabs=links)


@blueprint.get("/tasks/changes")
@permit(Permission.TASK_WORK)
def changes() -> Response:
    team = lists.chosen_team(request.args.get("team"), current_user) or abort(404)
    found = news(team, QueueFilter.from_args(request.args), current_user, request.args)
    response = render("tasks/_changes.html", news=found)
    response.set_etag(found.mark)
    response.make_conditional(request)
    return response


@blueprint.post("/tasks/<string:number>/claim")
@permit(Permission.TASK_WORK)
def claim(number: str) -> Response:
    in_list = request.args.get("at") == "list"  # then only the row is shown, and the rest of the page not asked for
    task = workable(number, as_row=in_list)
    try:
        claiming.claim(task, by=current_user)
    except AlreadyClaimed:
        return _lost(number)
    message, undo = _claimed(number)
    context = {} if in_list else pages.context_of(task, cursor_in="finish")
    context["row"] = row(task, current_user, utcnow(), taken_by=_("Jij pakte deze taak op"))
    fragment = {f"row-{number}": "tasks/_row.html"} | ({} if in_list else pages.ACTED)
    return done(to=pages.address(task, part="finish"), fragment=fragment, message=message, undo=undo, **context)


@blueprint.post("/tasks/<string:number>/claim/undo")
@permit(Permission.TASK_WORK)
def undo_claim(number: str) -> Response:
    task = workable(number)
    claiming.undo_claim(task, by=current_user)
    message = _("%(number)s staat weer in de lijst van het team.", number=number)
    return done(to=came_from(otherwise=url_for("tasks.task", number=number)), message=message)


@blueprint.post("/tasks/next")
@permit(Permission.TASK_WORK)
def claim_next() -> Response:
    team = _own_team(request.form.get("team"))
    task = claiming.claim_next(queries.free_for(current_user, team), by=current_user)
    if task is None:
        return done(to=url_for("tasks.queue", team=team and team.code), message=_("Alles is opgepakt."))
    message, undo = _claimed(task.number)
    to = url_for("tasks.task", number=task.number, team=task.team.code, part="finish")
    return done(to=to, message=message, undo=undo)


@blueprint.post("/tasks/claims")
@permit(Permission.TASK_WORK)
def claim_many() -> Response:
    picked = workable_choice(request.form.getlist("task"))
    won = claiming.claim_many(picked, by=current_user)
    undo = url_for("tasks.undo_claims", task=[task.number for task in won]) if won else None
    to, message = came_from(otherwise=url_for("tasks.queue")), lists.won_words(len(won), len(picked))
    return done(to=to, message=message, undo=undo)


@blueprint.post("/tasks/claims/undo")
@permit(Permission.TASK_WORK)
def undo_claims() -> Response:
    back = claiming.undo_claims(workable_choice(request.args.getlist("task")), by=current_user)
    message = ngettext("%(num)s taak staat weer in de lijst.", "%(num)s taken staan weer in de lijst.", back)
    return done(to=came_from(otherwise=url_for("tasks.queue")), message=message)


@blueprint.post("/tasks/urgencies")
@permit(Permission.TASK_WORK)
def set_urgent() -> Response:
    urgent = request.args.get("urgent", "1") == "1"
    picked = changeable_choice(request.values.getlist("task"))
    changed = [task for task in picked if planning.set_urgent(task, urgent, by=current_user)]
    undo = url_for("tasks.set_urgent", urgent=int(not urgent), task=[task.number for task in changed])
    words = ngettext("%(num)s taak gewijzigd.", "%(num)s taken gewijzigd.", len(changed))
    return done(to=came_from(otherwise=url_for("tasks.queue")), message=words, undo=undo if changed else None)


def _own_team(code: str | None) -> Team | None:
    """The team whose list one is in; looking at a list is not enough to take work from it."""
    if not code:
        return None
    team = lists.chosen_team(code, current_user) or abort(404)
    return team if current_user.is_member_of(team.id) else abort(403)


def _claimed(number: str) -> tuple[str, str]:
    """What the toast says, and where it undoes."""
    return _("Je hebt %(number)s opgepakt.", number=number), url_for("tasks.undo_claim", number=number)


def _lost(number: str) -> Response:
    """Somebody was first: the row says who, the page shows whose it is now."""
    task = visible(number)
    words = pages.lost_words(task)
    context = pages.context_of(task, lost=True) | {"row": row(task, current_user, utcnow(), taken_by=words)}
    return render(pages.PAGE, fragment={f"row-{number}": "tasks/_row.html", **pages.ACTED}, status=409, **context)
