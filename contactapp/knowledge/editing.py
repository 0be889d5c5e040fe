"""What editors do to a FAQ: save a concept, publish, go back to an earlier version, archive (R62)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from contactapp.accounts.models import User
from contactapp.clock import local_today
from contactapp.db import db
from contactapp.events.log import record
from contactapp.events.overtaking import ChangedMeanwhile
from contactapp.events.verbs import Verb
from contactapp.knowledge import approving
from contactapp.knowledge.contents import Content, apply, keep_version
from contactapp.knowledge.models import Faq, FaqStatus, FaqVersion
from contactapp.knowledge.queries import concept_of, versions_of
from contactapp.web.numbering import next_in

_NEXT_CHECK = timedelta(days=365)
Choices = Callable[[], list[tuple[str, str]]]


@dataclass
class Defaults:
    """What a FAQ may preset comes from areas above this one; each gives its choices when the application starts."""

    templates: Choices = list
    task_types: Choices = list
    scenarios: Choices = list


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
        NeedsApproval: when the association wants a second editor.
    """
    _check_newest(faq, based_on)
    if approving.is_needed():
        raise approving.NeedsApproval
    _let_say(faq, content)
    keep_version(faq, by=by)
    record(faq, Verb.FAQ_PUBLISHED, by=by, version=faq.version)


def submit(faq: Faq, content: Content, *, by: User, based_on: int) -> None:
    """Keep a concept and ask another editor to publish it.

    Raises:
        ChangedMeanwhile: when version ``based_on`` is no longer the newest.
    """
    _check_newest(faq, based_on)
    if faq.status == FaqStatus.DRAFT:
        apply(content, faq)
    keep_version(faq, by=by, published=False, content=content).submitted = True
    record(faq, Verb.FAQ_SUBMITTED, by=by, version=faq.version)


def approve(faq: Faq, version: FaqVersion, *, by: User) -> None:
    """Publish what another editor submitted. It stays the text of its author.

    Raises:
        ChangedMeanwhile: when it is no longer the newest version.
        NotYours: when the author approves their own text.
    """
    _check_newest(faq, version.version)
    approving.check_may_judge(version, by=by)
    _let_say(faq, version.content)
    keep_version(faq, by=version.author).approved_by_id = by.id
    record(faq, Verb.FAQ_APPROVED, by=by, version=version.version)
    record(faq, Verb.FAQ_PUBLISHED, by=by, version=faq.version)


def publish_or_submit(faq: Faq, content: Content, *, by: User, based_on: int) -> bool:
    """What "Publiceren" does under the policy of the association; whether it is published now."""
    act = submit if approving.is_needed() else publish
    act(faq, content, by=by, based_on=based_on)
    return act is publish


def restore(faq: Faq, version: FaqVersion, *, by: User) -> bool:
    """Publish the text of an earlier version again, as a new version; whether it is published now."""
    concept = concept_of(faq)
    # Who is responsible today does not change with the text.
    published = publish_or_submit(faq, version.content | {"owner_id": faq.owner_id}, by=by, based_on=faq.version)
    if published and concept is not None and concept is not version:
        keep_beside(faq, concept)
    return published


def confirm(faq: Faq, *, by: User) -> None:
    """A published answer is still right: checked today, and to be checked again in a year. Twice is harmless."""
    today = local_today()
    due = faq.review_on is None or faq.review_on <= today
    if faq.status != FaqStatus.PUBLISHED or (faq.checked_on == today and not due):
        return
    concept = concept_of(faq)
    faq.checked_on, faq.review_on = today, today + _NEXT_CHECK
    keep_version(faq, by=by)
    record(faq, Verb.FAQ_CHECKED, by=by)
    if concept is not None:
        keep_beside(faq, concept, review_on=faq.review_on.isoformat())


def archive(faq: Faq, *, by: User) -> None:
    """Nobody finds it any more; tickets keep their subject (R65). Twice is harmless."""
    if faq.status != FaqStatus.ARCHIVED:
        faq.status = FaqStatus.ARCHIVED
        faq.version += 1
        record(faq, Verb.FAQ_ARCHIVED, by=by)


def unarchive(faq: Faq, *, by: User) -> None:
    """Let it be again what it was: published, or a concept when it never was. Twice is harmless."""
    if faq.status != FaqStatus.ARCHIVED:
        return
    kept = versions_of(faq)
    was_published = any(version.published for version in kept)
    faq.status = FaqStatus.PUBLISHED if was_published else FaqStatus.DRAFT
    if was_published or not kept:
        keep_version(faq, by=by, published=was_published)
    record(faq, Verb.FAQ_UNARCHIVED, by=by)
    if kept and not was_published:
        apply(kept[0].content, faq)  # it may have been rewritten in the archive
    if kept and not kept[0].published:
        keep_beside(faq, kept[0])


def add_search_words(faq: Faq, words: str, *, by: User) -> None:
    """Let a query of tenants find this FAQ. Twice is harmless."""
    if not words or words in faq.search_words:
        return
    concept = concept_of(faq)
    faq.search_words = [*faq.search_words, words]
    keep_version(faq, by=by, published=faq.status == FaqStatus.PUBLISHED)
    record(faq, Verb.FAQ_SAVED, by=by, version=faq.version)
    if concept is not None:
        keep_beside(faq, concept, search_words=[*concept.content.get("search_words", ()), words])


def keep_beside(faq: Faq, concept: FaqVersion, **changes: Any) -> None:
    """What waits, mostly beside a published text, stays the newest."""
    again = keep_version(faq, by=concept.author, published=False, content=concept.content | changes)
    again.submitted = concept.submitted
    again.returned_by_id, again.return_reason = concept.returned_by_id, concept.return_reason


def _let_say(faq: Faq, content: Content) -> None:
    apply(content, faq)
    faq.status = FaqStatus.PUBLISHED
    faq.checked_on = local_today()


def _check_newest(faq: Faq, based_on: int) -> None:
    if faq.version != based_on:
        raise ChangedMeanwhile


def _free_code() -> str:
    while True:
        code = f"KB-{next_in('faq', first=1):03d}"
        if db.session.scalar(select(Faq.id).where(Faq.code == code)) is None:
            return code
