"""Writing a note better, for as long as its author may (R27)."""

from flask import Response, url_for
from flask_babel import gettext as _
from flask_login import current_user

from contactapp.desk.blueprint import blueprint
from contactapp.desk.forms import CorrectionForm
from contactapp.desk.opening import open_moment
from contactapp.desk.warnings import warnings_in
from contactapp.permissions import Permission
from contactapp.web.access import permit
from contactapp.web.rendering import done, invalid, render

PAGE = "desk/correction.html"


@blueprint.get("/contact-moments/<int:moment_id>/correction")
@permit(Permission.TICKET_REGISTER)
def correction(moment_id: int) -> Response:
    moment = open_moment(moment_id)
    form = CorrectionForm(formdata=None, data={"note": moment.note}).showing(moment)
    return render(PAGE, moment=moment, form=form, warnings=warnings_in(moment.note))


@blueprint.post("/contact-moments/<int:moment_id>/correction")
@permit(Permission.TICKET_REGISTER)
def correct(moment_id: int) -> Response:
    moment, form = open_moment(moment_id), CorrectionForm()
    if not form.note.data:
        form.note.errors = [_("Vul een notitie in.")]
        return invalid(PAGE, moment=moment, form=form, warnings=[])
    form.check_newest(moment)
    moment.correct(form.note.data, by=current_user)
    return done(to=url_for("desk.ticket", number=moment.ticket.number), message=_("Notitie is verbeterd"))


@blueprint.post("/desk/warnings")
@permit(Permission.TICKET_REGISTER)
def warn() -> Response:
    """What to think twice about in a note, while it is typed; nothing is stored, and no address holds it."""
    return render("desk/_note_warnings.html", warnings=warnings_in(CorrectionForm().note.data or ""))
