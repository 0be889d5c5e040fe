"""What a ticket is about: changing it with a reason, and whether it may be words of one's own."""

from flask import Response, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from contactapp.desk.blueprint import blueprint
from contactapp.desk.bulk.acts import ChangeSubject
from contactapp.desk.bulk.doing import do_one
from contactapp.desk.forms import SubjectForm
from contactapp.desk.opening import open_ticket
from contactapp.desk.subjects import allow_own_subjects, is_valid
from contactapp.interactions.queries import own_subjects_allowed
from contactapp.knowledge.models import Faq
from contactapp.knowledge.queries import published_faq
from contactapp.permissions import Permission
from contactapp.web.access import permit
from contactapp.web.rendering import done, invalid, render

PAGE = "desk/subject.html"


@blueprint.get("/tickets/<string:number>/subject")
@permit(Permission.TICKET_REGISTER)
def subject(number: str) -> Response:
    found, form = open_ticket(number), SubjectForm(formdata=None)
    return render(PAGE, ticket=found, form=form, own_subjects=own_subjects_allowed())


@blueprint.post("/tickets/<string:number>/subject")
@permit(Permission.TICKET_REGISTER)
def change_subject(number: str) -> Response:
    found, form = open_ticket(number), SubjectForm()
    faq = published_faq(form.faq.data) if form.faq.data else None
    if not is_valid(form, faq):
        return invalid(PAGE, ticket=found, form=form, faq=faq, own_subjects=own_subjects_allowed())
    stored = do_one(_act(form, faq), found, by=current_user)
    undo = url_for("desk.undo_act", act_id=stored.id)
    return done(to=url_for("desk.ticket", number=found.number), message=_("Onderwerp is gewijzigd"), undo=undo)


@blueprint.get("/admin/own-subjects")
@permit(Permission.SETTINGS_ADMIN)
def own_subjects() -> Response:
    return render("desk/own_subjects.html", allowed=own_subjects_allowed())


@blueprint.post("/admin/own-subjects")
@permit(Permission.SETTINGS_ADMIN)
def keep_own_subjects() -> Response:
    allow_own_subjects(allowed=request.form.get("allowed") == "1", by=current_user)
    return done(to=url_for("desk.own_subjects"), message=_("De instelling is bewaard."))


def _act(form: SubjectForm, faq: Faq | None) -> ChangeSubject:
    return ChangeSubject(faq.title if faq else form.subject.data or "", faq, form.reason.data or "")
