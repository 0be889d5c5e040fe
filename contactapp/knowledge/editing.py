"""What editors do to a FAQ: save a concept, publish, go back to an earlier version, archive (R62)."""

from collections.abc import Callable
from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy import select

from contactapp.accounts.models import User
from contactapp.clock import local_today
from contactapp.db import db
from contactapp.events.log import record
from contactapp.events.verbs import Verb
from contactapp.knowledge.contents import Content, apply, keep_version
from contactapp.knowledge.models import Faq, FaqStatus, FaqVersion
from contactapp.web.errors import DomainError
from contactapp.web.numbering import next_in


class ChangedMeanwhile(DomainError):
    """Another editor saved after this one opened the form."""

    def __init__(self) -> None:
        super().__init__(_("Een collega bewaarde dit antwoord net ook. Open het opnieuw en neem je tekst over."))


Choices = Callable[[], list[tuple[str, str]]]


@dataclass
class Defaults:
    """What a FAQ may preset comes from areas above this one; each gives its choices when the application starts."""

    templates: Choices = list
    task_types: Choices = list


defaults = Defaults()


def create(content: Content, *, by: User) -> Faq:
    """A new FAQ, as a concept."""
    faq = Faq(code=_free_code(), title="", answer="", status=FaqStatus.DRAFT, version=0)
    apply(content, faq)
    faq.owner_id = faq.owner_id or by.id
    db.session.add(faq)
    db.session.flush()
    keep_version(faq, by=by, published=False)
    record(faq, Verb.FAQ_SAVED, by=by, version=faq.version)
    return faq


def save_concept(faq: Faq, content: Content, *, by: User, based_on: int) -> None:
    """Keep a text that colleagues do not see yet.

    Raises:
        ChangedMeanwhile: when version ``based_on`` is no longer the newest.
    """
    _check_newest(faq, based_on)
    if faq.status == FaqStatus.DRAFT:
        apply(content, faq)
    keep_version(faq, by=by, published=False, content=content)
    record(faq, Verb.FAQ_SAVED, by=by, version=faq.version)


def publish(faq: Faq, content: Content, *, by: User, based_on: int) -> None:
    """Let colleagues find this text from now on (or from its publication date).

    Raises:
        ChangedMeanwhile: when version ``based_on`` is no longer the newest.
    """
    _check_newest(faq, based_on)
    apply(content, faq)
    faq.status = FaqStatus.PUBLISHED
    faq.checked_on = local_today()
    keep_version(faq, by=by)
    record(faq, Verb.FAQ_PUBLISHED, by=by, version=faq.version)


def restore(faq: Faq, version: FaqVersion, *, by: User) -> None:
    """Publish the text of an earlier version again, as a new version."""
    # Who is responsible today does not change with the text.
    publish(faq, version.content | {"owner_id": faq.owner_id}, by=by, based_on=faq.version)


def archive(faq: Faq, *, by: User) -> None:
    """Nobody finds it any more; tickets keep their subject (R65). Twice is harmless."""
    if faq.status != FaqStatus.ARCHIVED:
        faq.status = FaqStatus.ARCHIVED
        faq.version += 1
        record(faq, Verb.FAQ_ARCHIVED, by=by)


def add_search_words(faq: Faq, words: str, *, by: User) -> None:
    """Let a query of tenants find this FAQ. Twice is harmless."""
    if words and words not in faq.search_words:
        faq.search_words = [*faq.search_words, words]
        keep_version(faq, by=by, published=faq.status == FaqStatus.PUBLISHED)
        record(faq, Verb.FAQ_SAVED, by=by, version=faq.version)


def _check_newest(faq: Faq, based_on: int) -> None:
    if faq.version != based_on:
        raise ChangedMeanwhile


def _free_code() -> str:
    while True:
        code = f"KB-{next_in('faq', first=1):03d}"
        if db.session.scalar(select(Faq.id).where(Faq.code == code)) is None:
            return code
