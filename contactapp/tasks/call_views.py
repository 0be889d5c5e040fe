"""Calling somebody back from the task or from the list: attempts, appointments, and what to do when nobody answers."""

from flask import Response, request
from flask_babel import gettext as _
from flask_login import current_user

from contactapp.permissions import Permission
from contactapp.tasks import calling, pages
from contactapp.tasks.blueprint import blueprint, changeable
from contactapp.tasks.call_form import CallForm
from contactapp.web.access import permit
from contactapp.web.rendering import done


@blueprint.post("/tasks/<string:number>/call-attempts")
@permit(Permission.TASK_WORK)
def note_call_attempt(number: str) -> Response:
    found = changeable(number)
    enough = calling.note_call_attempt(found, by=current_user)
    message = _("Geen gehoor genoteerd. Poging %(n)s.", n=found.call_attempts)
    if request.form.get("from") == "list" and not enough:
        return pages.gone(found, pages.home_list(found), message)
    said = _("Al %(n)s keer gebeld. Wat wil je doen?", n=found.call_attempts) if enough else message
    return pages.acted(found, said, can_undo=True)


@blueprint.post("/tasks/<string:number>/call-again")
@permit(Permission.TASK_WORK)
def call_again(number: str) -> Response:
    found = changeable(number)
    calling.call_again(found, by=current_user)
    return pages.acted(found, _("De volgende poging staat in de lijst."), can_undo=True)


@blueprint.post("/tasks/<string:number>/call-appointment")
@permit(Permission.TASK_WORK)
def plan_call(number: str) -> Response:
    found, form = changeable(number), CallForm()
    if not form.validate():
        return pages.refuse(found, form=form, open_part="call")
    changed = calling.plan_call(found, form.appointment, by=current_user)
    return pages.acted(found, _("De belafspraak is bewaard."), can_undo=changed)


@blueprint.post("/tasks/<string:number>/calls")
@permit(Permission.TASK_WORK)
def note_reached(number: str) -> Response:
    found = changeable(number)
    calling.note_reached(found, by=current_user)
    return done(to=pages.address(found, part="finish"), message=_("Gebeld. Leg vast wat de uitkomst is."))
