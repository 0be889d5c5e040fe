"""What every page and fragment must satisfy; each rule yields what is wrong, in words."""

from collections import Counter
from collections.abc import Iterator
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

from flask import Flask
from werkzeug.exceptions import HTTPException
from werkzeug.routing import MapAdapter, RequestRedirect

from contactapp.web.idempotency import KEY_FIELD
from tests.support.html import Document, text_of

REQUESTS = {"hx-get": "GET", "hx-post": "POST", "href": "GET", "src": "GET", "action": "", "formaction": "POST"}
REFERENCES = {"for", "aria-labelledby", "aria-describedby", "aria-controls", "list", "form", "popovertarget"}
# Forms whose button may be pressed twice: they carry no key, most of them because they stay on the screen after it.
WITHOUT_KEY = {
    "accounts.set_language": "sets what it says, also for who is not signed in",
    "accounts.set_preferences": "sets what it says",
    "accounts.sign_out": "nobody is signed in any more",
    "administration.reset_password": "the last password that was shown is the one that counts",
    "contacts.export_found": "a download, as often as somebody likes",
    "desk.save_notepad": "keeps what it says",
    "desk.look_over": "shows what would happen",
    "knowledge.give_vote": "one vote each, with a button for either",
    "segments.export": "a download, as often as somebody likes",
    "styleguide.press": "a sample",
    "tasks.claim_many": "a button on every row; a task is taken once",
}
UNLABELLED_TYPES = {"hidden", "submit", "button", "image", "reset"}


def page_problems(page: Document, app: Flask) -> list[str]:
    """Everything wrong with a whole page."""
    return [*_headings(page), *_landmarks(page), *_common(page, app), *_dangling(page)]


def fragment_problems(fragment: Document, app: Flask) -> list[str]:
    """Everything wrong with a fragment: one root with an id, besides what replaces other parts out of band."""
    roots = [root for root in fragment.root if isinstance(root.tag, str)]
    main = [root for root in roots if root.get("hx-swap-oob") is None]
    problems = [*_common(fragment, app)]
    if len(main) > 1 or not roots:
        problems.append(f"a fragment has one root element, this has {[root.tag for root in main]}")
    problems += [f"<{root.tag}> at the root of a fragment has no id" for root in roots if not root.get("id")]
    return problems


def _common(page: Document, app: Flask) -> Iterator[str]:
    yield from page.errors
    yield from _unique_ids(page)
    yield from _labels(page)
    yield from _forms(page, app)
    yield from _no_inline_code(page)
    yield from _addresses(page, app)


def _headings(page: Document) -> Iterator[str]:
    headings = [text_of(heading) for heading in page.find_all("h1")]
    title = text_of(page.find("title"))
    if len(headings) != 1 or not headings[0]:
        yield f"a page has one h1, this has {headings}"
    elif not title.startswith(headings[0]):
        yield f"the title {title!r} does not start with the h1 {headings[0]!r}"


def _landmarks(page: Document) -> Iterator[str]:
    if not page.find("html").get("lang"):
        yield "the page does not say its language"
    if len(page.find_all("main")) != 1:
        yield "a page has one main"


def _unique_ids(page: Document) -> Iterator[str]:
    ids = Counter(element.get("id") for element in page.elements if element.get("id") is not None)
    yield from (f"id {name!r} occurs {count} times" for name, count in ids.items() if count > 1)
    yield from (f"id {name!r} is empty or has a space" for name in ids if not name or " " in name)


def _dangling(page: Document) -> Iterator[str]:
    ids = {element.get("id") for element in page.elements}
    for element in page.elements:
        for name in element.attrib.keys() & REFERENCES:
            for target in element.attrib[name].split():
                if target not in ids:
                    yield f'{name}="{target}" on <{element.tag}> points at nothing'


def _labels(page: Document) -> Iterator[str]:
    labels = {element.get("for") for element in page.find_all("label")}
    parents = page.parents
    for field in (*page.find_all("input"), *page.find_all("select"), *page.find_all("textarea")):
        if field.get("type") in UNLABELLED_TYPES or field.get("aria-label") or field.get("aria-labelledby"):
            continue
        if field.get("id") not in labels and "label" not in _tags_above(field, parents):
            yield f"<{field.tag} name={field.get('name')!r}> has no label"
    for control in (*page.find_all("button"), *page.find_all("a", href=True)):
        if not (text_of(control) or control.get("aria-label") or control.get("aria-labelledby") or _alt(control)):
            yield f"<{control.tag} {control.attrib}> has no name"
    yield from (f"image {image.get('src')!r} has no alt" for image in page.find_all("img") if image.get("alt") is None)


def _forms(page: Document, app: Flask) -> Iterator[str]:
    for form in page.find_all("form"):
        method = (form.get("method") or "get").lower()
        if method != "dialog" and not form.get("action"):
            yield f"a form without action: {form.attrib}"
        if method == "post":
            tokens = [field for field in form.iter("input") if field.get("name") == "csrf_token" and field.get("value")]
            if len(tokens) != 1:
                yield f"the form to {form.get('action')} has {len(tokens)} CSRF tokens"
            keys = [field for field in form.iter("input") if field.get("name") == KEY_FIELD and field.get("value")]
            if len(keys) != 1 and (keys or _endpoint(form, app) not in WITHOUT_KEY):
                yield f"the form to {form.get('action')} has {len(keys)} keys; see WITHOUT_KEY"


def _endpoint(form: Element, app: Flask) -> str:
    try:
        return str(app.url_map.bind("localhost").match(urlsplit(form.get("action", "")).path, method="POST")[0])
    except HTTPException:
        return "no address of ours"  # ``_addresses`` says so


def _no_inline_code(page: Document) -> Iterator[str]:
    for element in page.elements:
        if element.tag == "style" or (element.tag == "script" and not element.get("src")):
            yield f"inline <{element.tag}>"
        for name in element.attrib:
            if name == "style" or name.startswith(("on", "hx-on", "hx-vals-js")):
                yield f"{name}= on <{element.tag}>"


def _addresses(page: Document, app: Flask) -> Iterator[str]:
    adapter = app.url_map.bind("localhost")
    known: dict[tuple[str, str], str | None] = app.extensions.setdefault("tests.addresses", {})
    ids = {element.get("id") for element in page.elements}
    for element in page.elements:
        for name in element.attrib.keys() & REQUESTS.keys():
            address, method = element.attrib[name], REQUESTS[name]
            if element.tag in ("use", "image") and name == "href" and address.startswith("#"):
                continue
            if address.startswith("#"):
                if address != "#" and address[1:] not in ids and page.find_all("html"):
                    yield f"{address} on <{element.tag}> points at nothing"
                continue
            asked = address, method or (element.get("method") or "GET").upper()
            if asked not in known:
                known[asked] = _unresolved(*asked, adapter)
            problem = known[asked]
            if problem:
                yield f'{name}="{address}" on <{element.tag}>: {problem}'


def _unresolved(address: str, method: str, adapter: MapAdapter) -> str | None:
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        return None if parts.scheme in ("https", "mailto", "tel") else "not one of our addresses"
    if not parts.path:
        return None if parts.query else "an empty address"
    if not parts.path.startswith("/"):
        return "not an absolute path"
    try:
        adapter.match(parts.path, method=method)
    except RequestRedirect as redirect:
        return f"redirects to {redirect.new_url}"
    except HTTPException as problem:
        return f"{method} gives {problem.code}"
    return None


def _tags_above(element: Element, parents: dict[Element, Element]) -> set[str]:
    tags = set()
    while element in parents:
        element = parents[element]
        tags.add(str(element.tag))
    return tags


def _alt(element: Element) -> bool:
    return any(image.get("alt") or image.get("aria-label") for image in element.iter() if isinstance(image.tag, str))
