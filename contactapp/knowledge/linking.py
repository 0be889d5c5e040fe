"""Links between answers: which of them lead nowhere."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from flask import current_app
from flask_babel import gettext as _
from werkzeug.exceptions import HTTPException

from contactapp.knowledge.answers import addresses_in
from contactapp.knowledge.desk_queries import codes_with_status, faqs_with_related, file_tokens
from contactapp.knowledge.models import Faq, FaqStatus


@dataclass(frozen=True)
class BrokenLink:
    """An address in a FAQ that leads to nothing, and why."""

    faq: Faq
    address: str
    reason: str


def broken_links() -> list[BrokenLink]:
    """Every link of a FAQ to this application that leads nowhere, and every related FAQ that was archived."""
    statuses, tokens = codes_with_status(), file_tokens()
    return [broken for faq in faqs_with_related() for broken in _broken_in(faq, statuses, tokens)]


def _broken_in(faq: Faq, statuses: dict[str, FaqStatus], tokens: set[str]) -> Iterator[BrokenLink]:
    # Reading Markdown costs a millisecond; most answers have no address of ours at all.
    for address in addresses_in(faq.answer) if "](/" in faq.answer or "]: /" in faq.answer else ():
        if reason := _why_broken(address, statuses, tokens):
            yield BrokenLink(faq, address, reason)
    for other in faq.related:
        if other.status == FaqStatus.ARCHIVED:
            yield BrokenLink(faq, other.code, _("gearchiveerd, staat bij ‘Hoort hierbij’"))


def _why_broken(address: str, statuses: dict[str, FaqStatus], tokens: set[str]) -> str | None:
    path = unquote(urlsplit(address).path)
    if not path.startswith("/") or address.startswith("//"):
        return None
    try:
        endpoint, values = current_app.url_map.bind("").match(path)
    except HTTPException:
        return _("deze pagina bestaat niet")
    if endpoint == "knowledge_files.download":
        return None if values["token"] in tokens else _("dit bestand bestaat niet")
    if endpoint != "knowledge.faq":
        return None
    status = statuses.get(values["code"])
    if status is None:
        return _("dit antwoord bestaat niet")
    return None if status == FaqStatus.PUBLISHED else _("dit antwoord is niet gepubliceerd")
