"""One language of form: colours in one file, classes that exist, icons that exist, nothing inline."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

COLOUR = re.compile(r"#[0-9a-f]{3,8}\b(?![^{]*\{)|\b(?:rgba?|hsla?|oklch|oklab|lab|lch)\((?!from)", re.IGNORECASE)
JINJA = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
STRING = re.compile(r"\"([^\"]*)\"|'([^']*)'")
ICON_CALL = re.compile(r"\b(?:icon|draw)\(\s*[\"']([a-z-]+)[\"']|\bicon\"?\s*[=:]\s*[\"']([a-z-]+)[\"']")
# Kept by scripts and htmx, or only a name for them; they have no look of their own.
NAMES_ONLY = {"dock-form", "none", "open", "interpreter"}
BY_HTMX = {"htmx-request"}


@pytest.fixture
def sheets(project: Path) -> dict[str, str]:
    """Style sheets without their comments."""
    return {
        path.name: re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        for path in (project / "contactapp/static/css").glob("*.css")
    }


@pytest.fixture
def templates(project: Path) -> dict[str, str]:
    root = project / "contactapp/templates"
    return {path.relative_to(root).as_posix(): path.read_text(encoding="utf-8") for path in root.rglob("*.html")}


@pytest.fixture
def icons(project: Path) -> set[str]:
    sprite = (project / "contactapp/static/icons/icons.svg").read_text(encoding="utf-8")
    return set(re.findall(r'<symbol id="([^"]+)"', sprite))


def test_only_the_tokens_hold_colours(sheets: dict[str, str]) -> None:
    assert {name for name, text in sheets.items() if COLOUR.search(text)} == {"tokens.css"}


def test_every_token_that_is_used_exists(sheets: dict[str, str]) -> None:
    defined = {name for text in sheets.values() for name in re.findall(r"(--[a-z0-9-]+)\s*:", text)}
    used = {name for text in sheets.values() for name in re.findall(r"var\((--[a-z0-9-]+)", text)}
    assert used - defined == set()


def test_no_template_carries_style_or_script_of_its_own(templates: dict[str, str]) -> None:
    inline = re.compile(r"\sstyle=|<style|<script(?![^>]*\ssrc=)|\son[a-z]+=|\shx-on|javascript:")
    assert [name for name, text in templates.items() if inline.search(JINJA.sub("", text))] == []


def test_every_class_in_a_template_has_a_style(templates: dict[str, str], sheets: dict[str, str]) -> None:
    known = {name for text in sheets.values() for name in re.findall(r"\.([a-zA-Z][\w-]*)", text)} | NAMES_ONLY
    unknown = {(name, used) for name, text in templates.items() for used in _classes(text) if used not in known}
    assert unknown == set()


def test_every_class_with_a_style_is_used(project: Path, templates: dict[str, str], sheets: dict[str, str]) -> None:
    scripts = [path.read_text(encoding="utf-8") for path in (project / "contactapp/static/js").glob("*.js")]
    written = " ".join([*templates.values(), *scripts])
    used = set(re.findall(r"[\w-]+", " ".join(re.findall(r"\bclass=\"[^>]*", written)))) | BY_HTMX
    used |= {word for text in re.findall(r"[\"']([\w -]+)[\"']", written) for word in text.split()}
    families = tuple(word for word in used if word.endswith("-"))
    styled = {name for text in sheets.values() for name in re.findall(r"\.([a-zA-Z][\w-]*)(?![^;{]*;)", text)}
    assert {name for name in styled - used if not name.startswith(families)} == set()


def test_every_icon_that_is_asked_for_is_in_the_sprite(
    project: Path, templates: dict[str, str], icons: set[str]
) -> None:
    sources = templates | {
        path.as_posix(): path.read_text(encoding="utf-8") for path in (project / "contactapp").rglob("*.py")
    }
    asked = {(name, found[0] or found[1]) for name, text in sources.items() for found in ICON_CALL.findall(text)}
    assert {(name, icon) for name, icon in asked if icon not in icons} == set()


def _classes(text: str) -> Iterator[str]:
    """Class names in a template: the plain ones, and those chosen between by an expression."""
    for value in re.findall(r"\bclass=\"((?:[^\"{]|\{\{.*?\}\}|\{%.*?%\})*)\"", text, re.DOTALL):
        # "shapes[state]" and the like are built elsewhere; what is glued to an expression is no whole name.
        plain = re.sub(r"[\w-]*(\{\{.*?\}\}|\{%.*?%\})[\w-]*", " ", value, flags=re.DOTALL)
        yield from plain.split()
        for expression in re.findall(r"\{\{.*?\}\}", value, re.DOTALL):
            chosen = re.sub(r"\bif\b.*?(?=\belse\b|\}\}|$)", " ", expression, flags=re.DOTALL)
            for double, single in STRING.findall(chosen):
                yield from (double or single).split()
