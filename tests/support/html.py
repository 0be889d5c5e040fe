"""Reading HTML as a browser does: the parsed tree, its errors, and finding things in it."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from xml.etree.ElementTree import Element

import html5lib
from html5lib.constants import E as PARSE_ERRORS
from selectolax.lexbor import LexborHTMLParser, LexborNode

from tests.support.html_source import written_as_read

# A row alone is only valid inside a table; a fragment is parsed inside the element where it will stand.
CONTAINERS = {"tr": "tbody", "td": "tr", "th": "tr", "tbody": "table", "thead": "table", "option": "select"}


@dataclass(frozen=True)
class Document:
    """A parsed page or fragment."""

    root: Element
    errors: list[str]

    @cached_property
    def elements(self) -> list[Element]:
        """All elements, in order."""
        return [element for element in self.root.iter() if isinstance(element.tag, str)]

    @cached_property
    def parents(self) -> dict[Element, Element]:
        """The parent of each element."""
        return {child: parent for parent in self.elements for child in parent}

    def find(self, tag: str | None = None, **attributes: str | bool) -> Element:
        """The only element that matches; see ``find_all``."""
        found = self.find_all(tag, **attributes)
        assert len(found) == 1, f"{len(found)} elements <{tag or '*'}> with {attributes}, expected one"
        return found[0]

    def find_all(self, tag: str | None = None, **attributes: str | bool) -> list[Element]:
        """Elements by tag and attributes: ``find_all("li", data_task="TK26-000001", class_="queue-row")``.

        ``True`` asks for an attribute with any value; ``class_`` is one of the classes.
        """
        return [element for element in self.elements if tag in (None, element.tag) and _matches(element, attributes)]


def parse_page(html: str) -> Document:
    """Parse a whole document, with what is wrong in it."""
    page = read_page(html)
    return page if written_as_read(html, page.root) else judge_page(html)


def judge_page(html: str) -> Document:
    """The same, by a parser that names every fault and takes its time for it."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    root = parser.parse(html)
    return Document(root, list(_errors(parser)))


def read_page(html: str) -> Document:
    """Parse a whole document quickly, without looking for faults."""
    root = LexborHTMLParser(html).root
    assert root is not None
    return Document(_copied(root), [])


def parse_fragment(html: str) -> Document:
    """Parse a piece of a page; its root elements are the children of ``root``."""
    first = html.lstrip()[1:].split(">", 1)[0].split(maxsplit=1)
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    root = parser.parseFragment(html, container=CONTAINERS.get(first[0] if first else "", "div"))
    return Document(root, list(_errors(parser)))


def text_of(element: Element, *, without: tuple[str, ...] = ()) -> str:
    """The text inside an element, white space collapsed; what only helps the eye (``aria-hidden``) left out."""
    return " ".join("".join(_visible_text(element, ("script", "style", "template", *without))).split())


def _visible_text(element: Element, unseen: tuple[str, ...]) -> Iterator[str]:
    if element.get("aria-hidden") == "true" or element.tag in unseen:
        return
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str):
            yield from _visible_text(child, unseen)
        yield child.tail or ""


def _matches(element: Element, attributes: dict[str, str | bool]) -> bool:
    for name, wanted in attributes.items():
        actual = element.get(name.rstrip("_").replace("_", "-"))
        if name == "class_":
            if wanted not in (actual or "").split():
                return False
        elif actual is None if wanted is True else actual != wanted:
            return False
    return True


def _copied(node: LexborNode) -> Element:
    element = Element(str(node.tag), {name: value or "" for name, value in node.attributes.items()})
    last: Element | None = None
    for inside in node.template_fragments() if node.tag == "template" else [node]:
        child = inside.first_child
        while child is not None:
            if child.is_element_node:
                last = _copied(child)
                element.append(last)
            elif child.is_text_node and last is None:
                element.text = (element.text or "") + (child.text_content or "")
            elif child.is_text_node and last is not None:
                last.tail = (last.tail or "") + (child.text_content or "")
            child = child.next
    return element


def _errors(parser: html5lib.HTMLParser) -> Iterator[str]:
    for (line, column), code, values in parser.errors:
        yield f"line {line}, column {column}: {PARSE_ERRORS[code] % values}"
