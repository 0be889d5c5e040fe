"""Static files under an address that changes with their content, so that browsers may keep them for a year."""

import hashlib
from functools import lru_cache
from pathlib import Path

from flask import Blueprint, Flask, Response, request, send_from_directory, url_for

from contactapp.config import PACKAGE
from contactapp.web.access import public

blueprint = Blueprint("assets", __name__)
FOLDER = str(PACKAGE / "static")
YEAR = 31_536_000


@blueprint.get("/static/<string:version>/<path:filename>")
@public
def asset(version: str, filename: str) -> Response:
    # The address changes with the content, so there is nothing to ask again; and "not modified" leaves the file open.
    response = send_from_directory(FOLDER, filename, max_age=YEAR, conditional=False)
    if version == _version(FOLDER):
        response.headers["Cache-Control"] = f"public, max-age={YEAR}, immutable"
    else:
        response.headers["Cache-Control"] = "no-cache"
    return response


def static_url(filename: str) -> str:
    """The address of a file below ``static/``; relative links inside CSS and scripts keep the version."""
    return _url(FOLDER, request.script_root, filename)


@lru_cache(maxsize=1000)
def _url(folder: str, _script_root: str, filename: str) -> str:
    return url_for("assets.asset", version=_version(folder), filename=filename)


@lru_cache(maxsize=4)
def _version(folder: str) -> str:
    digest = hashlib.sha256()
    for path in sorted(Path(folder).rglob("*")):
        if path.is_file():
            digest.update(str(path.relative_to(folder)).encode() + path.read_bytes())
    return digest.hexdigest()[:12]


def init_app(app: Flask) -> None:
    app.register_blueprint(blueprint)
    app.jinja_env.globals["static_url"] = static_url
