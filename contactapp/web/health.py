"""A plain answer for load balancers."""

from flask import Blueprint, Response, jsonify
from sqlalchemy import text

from contactapp.db import db
from contactapp.web.access import public

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
@public
def healthz() -> Response:
    db.session.execute(text("SELECT 1"))
    return jsonify(status="ok")
