"""Whether HTML was written as it is read: the quick proof that a parser had nothing to correct.

A parser mends faults by leaving out, adding and moving elements and text. When the tree holds exactly what the source
says, in that order, with every element closed where the source closes it, then nothing was mended. Whatever could hide
a fault that leaves no such trace is not accepted here; html5lib then looks at the page, which takes ten times as long.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from xml.etree.ElementTree import Element

VOID = frozenset({"br", "col", "hr", "img", "input", "link", "meta"})
# These hold certain elements only, and those stand nowhere else; a parser may complain and yet leave it so.
CHILDREN = {
    "table": {"caption", "colgroup", "tbody", "tfoot", "thead"},
    "colgroup": {"col"},
    "thead": {"tr"},
    "tbody": {"tr"},
    "tfoot": {"tr"},
    "tr": {"td", "th"},
    "datalist": {"option"},
    "select": {"optgroup", "option"},
    "optgroup": {"option"},
    "option": set[str](),
    "svg": {"use"},
    "use": set[str](),
}
HEAD = {"link", "meta", "script", "title"}
PARTS = frozenset[str]().union(*CHILDREN.values())
# Elements without a story of their own in the standard; one with a hyphen is an element of a script.
PLAIN = frozenset({
    "a", "article", "aside", "b", "blockquote", "body", "button", "code", "dd", "del", "details", "dialog", "div",
    "dl", "dt", "em", "fieldset", "form", "h1", "h2", "h3", "h4", "head", "header", "html", "i", "ins", "kbd",
    "label", "legend", "li", "main", "mark", "nav", "noscript", "ol", "p", "progress", "s", "script", "section",
    "small", "span", "strong", "summary", "template", "textarea", "time", "title", "ul",
})  # fmt: skip
KNOWN = VOID | PLAIN | PARTS | CHILDREN.keys()
DOCTYPE = re.compile(r"\s*<!doctype html>", re.IGNORECASE)
# Characters that may not stand in a page, and references other than those our templates write.
ODD = re.compile(
    r"[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\U0001fffe-\U0010ffff]"
    r"|&(?!(?:amp|lt|gt|quot|nbsp|#34|#39);)"
)
ATTRIBUTE = r"\s+[a-zA-Z][a-zA-Z0-9:_-]*(?:=(?:\"[^\"]*\"|'[^']*'))?"
ATTRIBUTES = re.compile(ATTRIBUTE)
PIECE = re.compile(
    rf"<(?P<start>[a-z][a-z0-9-]*)(?P<attributes>(?:{ATTRIBUTE})*)\s*>|</(?P<end>[a-z][a-z0-9-]*)>"
    r"|<!--(?!-?>)(?:(?!--)[\s\S])*-->|(?P<text>[^<]+)"
)
SPACE = " \t\n\r"


def written_as_read(html: str, root: Element) -> bool:
    """Whether this source of a whole page says exactly what the tree that was read from it holds."""
    doctype = DOCTYPE.match(html)
    if doctype is None or ODD.search(html):
        return False
    return _is_in_place(root) and _written(html, doctype.end()) == [*_read(root)]


def _written(html: str, position: int) -> list[str] | None:
    """The pieces of the source; none when part of it is no plain tag, comment or text."""
    pieces: list[str] = []
    for piece in PIECE.finditer(html, position):
        if piece.start() != position:
            return None
        position = piece.end()
        start, attributes, end, text = piece.groups()
        if start:
            pieces.append(_start(start, attributes))
        elif end:
            pieces.append(f"</{end}")
        elif text and text.strip(SPACE) and pieces[-1:] != ["text"]:
            pieces.append("text")
    return pieces if position == len(html) else None


@lru_cache(maxsize=10_000)
def _start(tag: str, attributes: str) -> str:
    """A start tag, with the number of its attributes; most stand on every page."""
    return f"<{tag} {len(ATTRIBUTES.findall(attributes))}"


def _read(element: Element) -> Iterator[str]:
    """The same pieces, of the tree."""
    yield f"<{element.tag} {len(element.attrib)}"
    if (element.text or "").strip(SPACE):
        yield "text"
    for child in element:
        yield from _read(child)
        if (child.tail or "").strip(SPACE):
            yield "text"
    if element.tag not in VOID:
        yield f"</{element.tag}"


def _is_in_place(root: Element) -> bool:
    for parent in root.iter():
        if parent.tag not in KNOWN and "-" not in parent.tag:
            return False
        allowed = HEAD if parent.tag == "head" else CHILDREN.get(parent.tag)
        if any(child.tag not in allowed if allowed is not None else child.tag in PARTS for child in parent):
            return False
    return True
