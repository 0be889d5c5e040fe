"""The style guide: every part in every state, for whoever builds or judges a screen."""

from flask import Blueprint, Response

from contactapp.permissions import Permission
from contactapp.web.access import permit
from contactapp.web.rendering import render

blueprint = Blueprint("styleguide", __name__)


@blueprint.get("/styleguide")
@permit(Permission.DESK)
def index() -> Response:
    """All parts on one page."""
    return render("styleguide/index.html")
