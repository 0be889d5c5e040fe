"""The access log for the privacy officer."""

from flask import Blueprint, Response, request

from contactapp.permissions import Permission
from contactapp.privacy.queries import AccessFilter, looks
from contactapp.web.access import permit
from contactapp.web.rendering import render

blueprint = Blueprint("privacy", __name__, url_prefix="/privacy")


@blueprint.get("/access-log")
@permit(Permission.ACCESS_LOG_VIEW)
def access_log() -> Response:
    asked = AccessFilter.from_args(request.args)
    page = looks(asked, request.args.get("cursor"))
    return render("privacy/access_log.html", fragment="privacy/_looks.html", asked=asked, page=page)
