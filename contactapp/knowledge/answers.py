"""Answers are written in Markdown; here they become safe HTML or plain text."""

import re
from collections.abc import Iterator

import nh3
from flask_babel import gettext as _
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup, escape

# "js-default" allows no HTML; tables come with it.
_MARKDOWN = MarkdownIt("js-default", {"linkify": False})
_TAGS = {
    *("p", "br", "hr", "em", "strong", "s", "code", "pre", "blockquote", "ul", "ol", "li", "a", "img"),
    *("h2", "h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td", "input"),
}
_ATTRIBUTES = {
    "a": {"href", "title"},
    "img": {"src", "alt", "title"},
    "ol": {"start"},
    "input": {"type", "autocomplete", "aria-label"},
}
_OWN_IMAGE = re.compile(r"/knowledge/files/[0-9a-f]{32}")
_SCHEMES = {"https", "http", "mailto", "tel"}
# What may be written: reading very long Markdown that was made to be slow takes seconds, and every reader would wait.
LONGEST = 50_000


def to_html(answer: str, *, ticking: bool = False) -> Markup:
    """An answer as HTML. What Markdown could not make (scripts, styles, foreign images) cannot come through.

    With ``ticking`` every numbered step begins with a box to tick off while reading; nothing keeps the ticks.
    """
    tokens = _MARKDOWN.parse(answer)
    _lower_headings(tokens)
    if ticking:
        tokens = list(_with_ticks(tokens))
    html = _MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {})
    clean = nh3.clean(
        html,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes=_SCHEMES,
        attribute_filter=_own_images_only,
        link_rel="noopener noreferrer",
    )
    return Markup(clean)  # noqa: S704 - cleaned on the line above


def to_preview(answer: str) -> Markup:
    """What is being written, as it will be; what is too long to keep is not worth reading."""
    return to_html(answer) if len(answer) <= LONGEST else escape(_("Deze tekst is te lang om te bewaren."))


def to_text(answer: str) -> str:
    """An answer as it is pasted into a message: lines and dashes, no marks."""
    lines: list[str] = []
    number: list[int | None] = []
    for token in _MARKDOWN.parse(answer):
        if token.type == "bullet_list_open":
            number.append(None)
        elif token.type == "ordered_list_open":
            number.append(int(token.attrGet("start") or 1))
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            number.pop()
            if not number:
                lines.append("")
        elif token.type == "inline":
            lines.append(_bullet(number, token) + _inline_text(token))
            if not number:
                lines.append("")
        elif token.type in ("fence", "code_block"):
            lines += [token.content.rstrip("\n"), ""]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def addresses_in(answer: str) -> list[str]:
    """Every address an answer links to or shows a picture from, in order."""
    inline = (child for token in _MARKDOWN.parse(answer) for child in token.children or ())
    found = [child.attrGet("href") if child.type == "link_open" else child.attrGet("src") for child in inline]
    return list(dict.fromkeys(str(address) for address in found if address))


def _bullet(number: list[int | None], token: Token) -> str:
    if not number:
        return ""
    current = number[-1]
    if current is None:
        return "- "
    number[-1] = current + 1
    return f"{current}. "


def _inline_text(token: Token) -> str:
    parts = []
    for child in token.children or ():
        if child.type in ("softbreak", "hardbreak"):
            parts.append("\n")
        elif child.type in ("text", "code_inline"):
            parts.append(child.content)
        elif child.type == "link_close":
            continue
    return "".join(parts)


def _lower_headings(tokens: list[Token]) -> None:
    """The page has its h1 already; "# Stappen" becomes an h2."""
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(6, int(token.tag[1]) + 1)}"


def _with_ticks(tokens: list[Token]) -> Iterator[Token]:
    """The boxes are made here; Markdown itself lets no HTML through, so nobody else can make one."""
    lists: list[str] = []
    for token in tokens:
        if token.type in ("ordered_list_open", "bullet_list_open"):
            lists.append(token.type)
        elif token.type in ("ordered_list_close", "bullet_list_close"):
            lists.pop()
        yield token
        if token.type == "list_item_open" and lists == ["ordered_list_open"]:
            label = escape(_("Stap %(number)s gedaan", number=token.info))
            yield Token("html_block", "", 0, content=f'<input type="checkbox" autocomplete="off" aria-label="{label}">')


def _own_images_only(tag: str, attribute: str, value: str) -> str | None:
    # Only what the knowledge base itself keeps: "//host/" and "/\\host/" are other sites as well.
    if tag == "img" and attribute == "src" and not _OWN_IMAGE.fullmatch(value):
        return None
    return value
