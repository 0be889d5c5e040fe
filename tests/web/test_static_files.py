"""Static files: kept by browsers for a year, with what their licences ask."""

import re
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

STATIC = Path("contactapp/static")
LICENCES = {"fonts": "OFL.txt", "icons": "LICENSE", "vendor": "htmx.min.js.LICENSE"}


@pytest.fixture
def static(project: Path) -> Path:
    return project / STATIC


def test_what_others_made_comes_with_its_licence(static: Path) -> None:
    assert all((static / folder / name).stat().st_size > 500 for folder, name in LICENCES.items())


def test_every_style_sheet_of_the_layout_exists_and_every_style_sheet_is_used(project: Path) -> None:
    layout = (project / "contactapp/templates/layouts/base.html").read_text(encoding="utf-8")
    listed = re.findall(r'"([a-z]+)"', layout.split("{% for sheet in [")[1].split("]")[0])
    files = {path.stem for path in (project / STATIC / "css").glob("*.css")}
    assert set(listed) | {"styleguide"} == files
    assert listed[0] == "tokens"  # It declares the order of the layers.


def test_a_style_sheet_stays_readable(static: Path) -> None:
    sizes = {path.name: len(path.read_text(encoding="utf-8").splitlines()) for path in static.glob("css/*.css")}
    assert [name for name, lines in sizes.items() if lines > 300] == []


def test_a_file_under_its_own_version_is_kept_for_a_year(app: Flask, client: FlaskClient) -> None:
    with app.test_request_context():
        address = app.jinja_env.globals["static_url"]("css/tokens.css")  # type: ignore[operator]
    client.get("/login")  # which leaves something in the session of somebody who is not signed in
    headers = client.get(address).headers
    assert "immutable" in headers["Cache-Control"]
    assert "Set-Cookie" not in headers
    assert client.get("/static/old/css/tokens.css").headers["Cache-Control"] == "no-cache"


def test_scripts_import_only_each_other(static: Path) -> None:
    names = {path.name for path in static.glob("js/*.js")}
    for path in static.glob("js/*.js"):
        assert set(re.findall(r"(?:from|import) '\./([^']+)'", path.read_text(encoding="utf-8"))) <= names


def test_every_script_is_loaded(static: Path, project: Path) -> None:
    app = (static / "js/app.js").read_text(encoding="utf-8")
    base = (project / "contactapp/templates/layouts/base.html").read_text(encoding="utf-8")
    texts = {path.name: path.read_text(encoding="utf-8") for path in static.glob("js/*.js")}
    loaded = {
        name
        for name in texts
        if f"./{name}" in app or f"js/{name}" in base or any(f"./{name}" in text for text in texts.values())
    }
    assert loaded == set(texts)


def test_nothing_reaches_for_another_host(static: Path) -> None:
    own = [*static.glob("css/*.css"), *static.glob("js/*.js")]
    assert [path.name for path in own if re.search(r"https?://|//cdn", path.read_text(encoding="utf-8"))] == []
