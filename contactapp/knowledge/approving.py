"""Whether publishing needs a second editor: a setting of the association, kept by an administrator."""

from flask_babel import gettext as _

from contactapp.accounts.models import User
from contactapp.db import db
from contactapp.events.log import record
from contactapp.events.verbs import Verb
from contactapp.knowledge.models import FaqVersion, KnowledgePolicy
from contactapp.knowledge.queries import hold_version, policy
from contactapp.web.errors import DomainError


class NeedsApproval(DomainError):
    def __init__(self) -> None:
        super().__init__(_("Publiceren kan pas na akkoord van een andere redacteur."))


class NotYours(DomainError):
    def __init__(self) -> None:
        super().__init__(_("Deze tekst is van jou. Een andere redacteur leest hem."))


class NotSubmitted(DomainError):
    def __init__(self) -> None:
        super().__init__(_("Voor deze versie is geen akkoord gevraagd."))


def is_needed() -> bool:
    current = policy()
    return current is not None and current.needs_approval


def require(*, needed: bool, by: User) -> None:
    """Switch the setting. Twice is harmless; what waits keeps waiting until somebody publishes it."""
    if is_needed() == needed:
        return
    current = policy() or KnowledgePolicy()
    current.needs_approval = needed
    db.session.add(current)
    record(current, Verb.APPROVAL_REQUIRED if needed else Verb.APPROVAL_DROPPED, by=by)


def send_back(version: FaqVersion, reason: str, *, by: User) -> None:
    """Give a submitted text back to its writer, who reads why. It stays a concept.

    Raises:
        NotSubmitted: when it does not wait (any more).
        NotYours: when the writer judges their own text.
    """
    check_may_judge(version, by=by)
    version.submitted, version.returned_by_id, version.return_reason = False, by.id, reason
    record(version.faq, Verb.FAQ_RETURNED, by=by, version=version.version, reason=reason)


def check_may_judge(version: FaqVersion, *, by: User) -> None:
    """An editor judges what another editor submitted and nothing was saved after; who judges it as well waits."""
    hold_version(version)
    if not version.submitted or version.published or version.version != version.faq.version:
        raise NotSubmitted
    if version.author_id == by.id:
        raise NotYours
