"""The page of a ticket and what can be added to it."""

from flask import Response, url_for
from flask_babel import gettext as _
from flask_login import current_user

from contactapp.desk.blueprint import blueprint
from contactapp.desk.bulk.acts import Act, Link, Merge
from contactapp.desk.bulk.doing import do_one
from contactapp.desk.forms import MessageForm, OtherTicketForm, WithdrawalForm
from contactapp.desk.opening import open_moment, open_ticket
from contactapp.desk.ticket_page import ticket_page
from contactapp.interactions.models import Ticket
from contactapp.interactions.queries import ticket_by_number
from contactapp.permissions import Permission
from contactapp.tasks import conversing
from contactapp.tasks.models import Task
from contactapp.tasks.queries import of_ticket
from contactapp.web.access import permit
from contactapp.web.errors import Refused
from contactapp.web.rendering import done, invalid, render


@blueprint.get("/tickets/<string:number>")
@permit(Permission.TICKET_VIEW)
def ticket(number: str) -> Response:
    found = open_ticket(number)
    if found.number != number:
        return done(to=_address(found))
    return render("desk/ticket.html", shown=ticket_page(found, current_user))


@blueprint.post("/tickets/<string:number>/messages")
@permit(Permission.TICKET_REGISTER)
def add_message(number: str) -> Response:
    """A line for whoever has the open task, also from a colleague who may not read it."""
    found, form = open_ticket(number), MessageForm()
    task = _open_task(found)
    if not form.text.data:
        form.text.errors = [_("Typ een bericht.")]
        return invalid("desk/ticket.html", shown=ticket_page(found, current_user, message=form))
    conversing.add_message(task, form.text.data, by=current_user)
    found.touch()
    return done(to=_address(found), message=_("Bericht staat bij %(number)s", number=task.number))


@blueprint.get("/contact-moments/<int:moment_id>/withdrawal")
@permit(Permission.TICKET_REGISTER)
def withdrawal(moment_id: int) -> Response:
    return render("desk/withdrawal.html", moment=open_moment(moment_id), form=WithdrawalForm(formdata=None))


@blueprint.post("/contact-moments/<int:moment_id>/withdrawal")
@permit(Permission.TICKET_REGISTER)
def withdraw(moment_id: int) -> Response:
    moment = open_moment(moment_id)
    form = WithdrawalForm()
    if not form.reason.data:
        form.reason.errors = [_("Vul in waarom je dit intrekt.")]
        return invalid("desk/withdrawal.html", moment=moment, form=form)
    moment.withdraw(reason=form.reason.data, by=current_user)
    return done(to=_address(moment.ticket), message=_("Contactmoment is ingetrokken"))


@blueprint.post("/tickets/<string:number>/links")
@permit(Permission.TICKET_REGISTER)
def link(number: str) -> Response:
    found = open_ticket(number)
    undo = _done(Link(_other()), found)
    return done(to=_address(found), message=_("Ticket is gekoppeld"), undo=undo)


@blueprint.post("/tickets/<string:number>/merge")
@permit(Permission.TICKET_MANAGE)
def merge(number: str) -> Response:
    found, other = open_ticket(number), _other()
    undo = _done(Merge(other), found)
    return done(to=_address(other), message=_("%(number)s is samengevoegd", number=found.number), undo=undo)


def _done(act: Act, found: Ticket) -> str:
    """Act on this ticket alone; gives where that is undone."""
    return url_for("desk.undo_act", act_id=do_one(act, found, by=current_user).id)


def _open_task(found: Ticket) -> Task:
    open_tasks = [task for task in of_ticket(found.id) if not task.is_closed]
    if not open_tasks:
        raise Refused(_("Er staat geen taak meer open. Leg een contactmoment vast."))
    return open_tasks[-1]


def _other() -> Ticket:
    typed = OtherTicketForm().number.data
    if not typed:
        raise Refused(_("Vul het nummer van het ticket in."))
    found = ticket_by_number(typed)
    if found is None:
        raise Refused(_("Er is geen ticket met nummer %(number)s.", number=typed))
    return found


def _address(found: Ticket) -> str:
    return url_for("desk.ticket", number=found.number)
