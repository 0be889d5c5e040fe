"""What I was told: the page behind the bell."""

from flask import Response, abort, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from contactapp.permissions import Permission
from contactapp.tasks import notifications
from contactapp.tasks.blueprint import blueprint
from contactapp.web.access import permit
from contactapp.web.rendering import done, render


@blueprint.get("/notifications")
@permit(Permission.DESK)
def notified() -> Response:
    page = notifications.told(current_user, request.args.get("cursor"))
    return render("tasks/notifications.html", page=page, found=page.items, sentence_of=notifications.sentence_of)


@blueprint.post("/notifications/<int:notification_id>/reading")
@permit(Permission.DESK)
def set_read(notification_id: int) -> Response:
    found = notifications.find(notification_id, current_user) or abort(404)
    notifications.set_read(found, request.form.get("read") == "1")
    return done(to=url_for("tasks.notified"))


@blueprint.post("/notifications/read")
@permit(Permission.DESK)
def mark_read() -> Response:
    notifications.mark_read(current_user)
    return done(to=url_for("tasks.notified"), message=_("Alles is gelezen."))
