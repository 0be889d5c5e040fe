"""What colleagues write and add to a task: messages, their files, and drafts of what is being typed."""

from flask import Response, abort, request
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from contactapp.events.log import note_access
from contactapp.interactions.uploads import path_of
from contactapp.permissions import Permission
from contactapp.tasks import attaching, conversing, drafting, forms, pages
from contactapp.tasks.blueprint import blueprint, visible
from contactapp.tasks.finish_form import FinishForm
from contactapp.tasks.mentioning import mentions_in
from contactapp.tasks.models import Task
from contactapp.tasks.refusals import check_open
from contactapp.web.access import permit
from contactapp.web.files import send_download
from contactapp.web.idempotency import was_accepted
from contactapp.web.rendering import done, tell

DRAFTED = (forms.MessageForm, forms.HandOverForm, forms.CancelForm, forms.ReopenForm, forms.TakeOverForm)


@blueprint.post("/tasks/<string:number>/messages")
@permit(Permission.TASK_WORK)
def add_message(number: str) -> Response:
    found, form = visible(number), forms.MessageForm()
    check_open(found.is_closed)
    if not form.validate():
        return pages.refuse(found, form=form, open_part="message")
    text = form.text.data or ""
    conversing.add_message(found, text, by=current_user, files=form.uploads)
    said = " ".join(filter(None, (_("Je bericht is geplaatst."), _unheard(text, found))))
    return pages.acted(found, said, sent=form, open_part="message", cursor_in="message")


@blueprint.post("/tasks/<string:number>/drafts/<string:part>")
@permit(Permission.TASK_WORK)
def save_draft(number: str, part: str) -> Response:
    found = visible(number)
    form = _form(found, part) or abort(404)
    late = was_accepted(request.form.get("draft_of", ""))  # it was sent while this draft of it was on its way
    if not late:
        drafting.keep(found, form, by=current_user)
    unheard = _unheard(form["text"].data or "", found) if "text" in form else ""
    answer = done(
        to=pages.address(found), fragment="tasks/_draft_state.html", form=form, saved=not late, unheard=unheard
    )
    return tell(answer, "draft:saved")


@blueprint.get("/tasks/<string:number>/attachments/<int:attachment_id>")
@permit(Permission.DESK)
def attachment(number: str, attachment_id: int) -> Response:
    found = visible(number)
    file = attaching.attachment_of(found, attachment_id) or abort(404)
    if found.contact_id:
        note_access(current_user, contact_id=found.contact_id, screen="attachment")
    return send_download(path_of(file.digest), name=file.name, media_type=file.media_type)


def _form(task: Task, part: str) -> forms.DockForm | None:
    """The form of a part of the dock, as it stands now."""
    if part == FinishForm.slug:
        return FinishForm.sent_for(task)
    return next((one() for one in DRAFTED if one.slug == part), None)


def _unheard(text: str, task: Task) -> str:
    """Who is named and hears nothing of it."""
    names = [one.name for one in mentions_in(text, task).unseen]
    if not names:
        return ""
    return str(
        ngettext(
            "%(names)s mag deze taak niet zien en krijgt geen melding. Laat deze collega eerst volgen.",
            "%(names)s mogen deze taak niet zien en krijgen geen melding. Laat deze collega’s eerst volgen.",
            len(names),
            names=_(" en ").join(names),
        )
    )
