"""Every sentence on screen exists in English, and the compiled catalogue is that of the source."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from tests.architecture.source import PACKAGE, PROJECT, modules

ENGLISH = PACKAGE / "translations" / "en" / "LC_MESSAGES"
KEYWORDS = {"_": None, "_l": None, "gettext": None, "lazy_gettext": None, "ngettext": (1, 2), "lazy_ngettext": (1, 2)}
KEYWORDS |= {"pgettext": ((1, "c"), 2), "lazy_pgettext": ((1, "c"), 2), "_n": (1, 2)}  # type: ignore[dict-item]
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]")


@pytest.fixture(scope="module")
def english() -> Catalog:
    with (ENGLISH / "messages.po").open("rb") as file:
        return read_po(file, locale="en")


def test_every_sentence_has_an_english_translation(english: Catalog) -> None:
    missing = []
    for path, line, message, _comments, context in _messages():
        singular = message[0] if isinstance(message, tuple) else message
        entry = english.get(singular, context)
        translated = entry and not entry.fuzzy and all(entry.string if entry.pluralizable else [entry.string])
        if not translated:
            missing.append(f"{path}:{line}: {singular}")
    assert not missing, "\n".join([f"{len(missing)} without translation:", *missing])


def test_translations_keep_the_placeholders(english: Catalog) -> None:
    """Each form those of its own; one that is left out would be a name or number that nobody reads."""
    wrong = [
        f"{source!r} has {_names(source)}, its translation {_names(said)}"
        for entry in english
        for source, said in zip(_forms(entry.id), _forms(entry.string), strict=True)
        if entry.id and said and _names(source) != _names(said)
    ]
    assert not wrong, "\n".join(wrong)


def test_the_catalogue_has_no_sentences_that_nothing_says(english: Catalog) -> None:
    said = {message[0] if isinstance(message, tuple) else message for _, _, message, _, _ in _messages()}
    unsaid = {entry.id[0] if isinstance(entry.id, (list, tuple)) else entry.id for entry in english if entry.id} - said
    assert not unsaid


def test_the_compiled_catalogue_is_that_of_the_source(english: Catalog) -> None:
    with (ENGLISH / "messages.mo").open("rb") as file:
        compiled = read_mo(file)
    assert _sentences(compiled) == _sentences(english)


def test_no_sentence_hides_in_an_f_string() -> None:
    """Before Python 3.12 extraction does not look inside them, so the sentence would stay Dutch."""
    hidden = [
        f"{module.name}:{call.lineno}"
        for module in modules()
        for text in ast.walk(module.tree)
        if isinstance(text, ast.JoinedStr)
        for call in ast.walk(text)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in KEYWORDS
    ]
    assert not hidden


def _sentences(catalog: Catalog) -> dict[tuple[str | None, ...], tuple[str, ...]]:
    """What a catalogue says; a compiled one keeps its plurals as lists."""
    return {
        (entry.context, *_forms(entry.id)): _forms(entry.string) for entry in catalog if entry.id and not entry.fuzzy
    }


def _forms(text: str | list[str] | tuple[str, ...]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)


def _names(text: str) -> set[str]:
    return set(PLACEHOLDER.findall(text))


@cache
def _messages() -> list[tuple]:  # type: ignore[type-arg]
    with Path(PROJECT / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file, filename="babel.cfg")
    found = extract_from_dir(PROJECT, methods, options, keywords=KEYWORDS, directory_filter=_is_ours)
    return [message for message in found if message[2]]


def _is_ours(folder: str) -> bool:
    path = Path(folder).relative_to(PROJECT)
    return not path.parts or path.parts[0] == "contactapp"
