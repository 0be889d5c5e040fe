"""Choosing tickets of a search, saying what is to happen, looking that over, doing it, and undoing it."""

from collections.abc import Mapping

from flask import Response, abort, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from contactapp.desk.blueprint import blueprint
from contactapp.desk.bulk.acts import ACTS, Act
from contactapp.desk.bulk.doing import Plan, do, undo
from contactapp.desk.bulk.forms import BulkForm
from contactapp.desk.bulk.queries import bulk_act, recent_acts
from contactapp.desk.ticket_search import ticket_search
from contactapp.interactions.queries import tickets_numbered
from contactapp.knowledge.results import option, suggested
from contactapp.permissions import Permission
from contactapp.web.access import permit
from contactapp.web.identifiers import row_id
from contactapp.web.rendering import done, invalid, render

MOST = 100
PAGE = "desk/choice.html"


@blueprint.get("/tickets/choice")
@permit(Permission.TICKET_VIEW)
def choose_tickets() -> Response:
    """What a search found, all ticked, with what can be done to it."""
    found = ticket_search(request.args, current_user, size=MOST)
    form = BulkForm(current_user, formdata=None, data={"act": "follow"})
    acts, back = recent_acts(current_user), found.address(request.args.get("cursor", ""))
    return render(PAGE, tickets=found.page.items, ticked=None, form=form, offered=[], acts=acts, back=back)


@blueprint.post("/tickets/choice")
@permit(Permission.TICKET_VIEW)
def look_over() -> Response:
    """What would happen to which ticket, and what falls out; nothing is stored."""
    form, ticked = BulkForm(current_user), _numbers()
    again = request.form.keys() & {"_search", "_edit"}
    act = None if again or not ticked else form.chosen()
    if act is None:
        page = render if again else invalid
        if not ticked:
            form.act.errors = [_("Vink minstens één ticket aan.")]
        shown = tickets_numbered(request.form.getlist("shown")[:MOST])
        back = url_for("desk.tickets")
        return page(PAGE, tickets=shown, ticked=ticked, form=form, offered=_offered(form), back=back)
    plan = Plan.of(act, tickets_numbered(ticked))
    return render("desk/choice_preview.html", plan=plan, form=form, shown=request.form.getlist("shown")[:MOST])


@blueprint.post("/tickets/acts")
@permit(Permission.TICKET_VIEW)
def act_on_tickets() -> Response:
    act = _act()
    stored, plan = do(act, _seen(), by=current_user)
    words = ngettext("Gedaan bij %(num)s ticket.", "Gedaan bij %(num)s tickets.", len(plan.going))
    if plan.out:
        left = ngettext("%(num)s viel af: %(why)s.", "%(num)s vielen af: %(why)s.", len(plan.out), why=plan.out[0][1])
        words = f"{words} {left}"
    back = url_for("desk.undo_act", act_id=stored.id) if stored else None
    return done(to=url_for("desk.tickets"), message=words, undo=back)


@blueprint.post("/tickets/acts/<int:act_id>/undo")
@permit(Permission.TICKET_VIEW)
def undo_act(act_id: int) -> Response:
    """What somebody did they may take back: what asks for a permission with many may ask for less with one."""
    stored = bulk_act(act_id, current_user) or abort(404)
    back, stayed = undo(stored, by=current_user)
    words = ngettext("%(num)s ticket is weer zoals het was.", "%(num)s tickets zijn weer zoals ze waren.", back)
    if stayed:
        words += " " + ngettext(
            "%(num)s is intussen gewijzigd en blijft zo.", "%(num)s zijn intussen gewijzigd en blijven zo.", stayed
        )
    alone = stored.numbers[0] if len(stored.numbers) == 1 else None
    return done(to=url_for("desk.ticket", number=alone) if alone else url_for("desk.tickets"), message=words)


def _act() -> Act:
    """The act as it was looked over; made by hand it may be wrong or not allowed."""
    form = BulkForm(current_user)
    kind = ACTS.get(form.act.data or "")
    if kind is not None and not current_user.can(kind.permission):
        abort(403)
    return form.chosen() or abort(422)


def _numbers() -> list[str]:
    return list(dict.fromkeys(request.form.getlist("number")))[:MOST]


def _seen() -> Mapping[str, int]:
    """By number, the version that was looked over."""
    pairs = (text.partition("/") for text in request.form.getlist("seen")[:MOST])
    seen = {number: version for number, _sep, text in pairs if (version := row_id(text)) is not None}
    return seen or abort(404)


def _offered(form: BulkForm) -> list[dict[str, str]]:
    """The lines of the picker of subjects."""
    if request.form.get("_search"):
        return suggested(form.faq_q.data or "", current_user)
    faq = form.chosen_faq
    return [option(faq)] if faq else []
