"""The vocabulary of the event log: every verb, the fields it carries, and its sentence."""

from dataclasses import dataclass
from enum import Enum

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l


@dataclass(frozen=True)
class Wording:
    """How a verb reads. ``%(actor)s`` and the fields of the verb may stand in the sentence."""

    code: str
    sentence: LazyString
    fields: frozenset[str] = frozenset()
    icon: str = "history"


def _verb(code: str, sentence: LazyString, *fields: str, icon: str = "history") -> Wording:
    return Wording(code, sentence, frozenset(fields), icon)


class Verb(Enum):
    """Everything that can happen. Values that changed carry ``old`` and ``new``."""

    USER_CREATED = _verb("user.created", _l("%(actor)s maakte %(name)s aan."), "name")
    USER_CHANGED = _verb(
        "user.changed", _l("%(actor)s wijzigde %(field)s: %(old)s werd %(new)s."), "field", "old", "new"
    )
    USER_SIGNED_IN = _verb("user.signed-in", _l("%(actor)s logde in."))
    USER_SIGNED_OUT = _verb("user.signed-out", _l("%(actor)s logde uit."))
    SESSION_ENDED = _verb("user.session-ended", _l("%(actor)s beëindigde een sessie."))
    TEAM_JOINED = _verb("team.joined", _l("%(actor)s zette %(name)s in team %(team)s."), "name", "team")
    TEAM_LEFT = _verb("team.left", _l("%(actor)s haalde %(name)s uit team %(team)s."), "name", "team")

    CONTACT_CREATED = _verb("contact.created", _l("%(actor)s maakte het contact aan."), icon="plus")
    CONTACT_CHANGED = _verb(
        "contact.changed", _l("%(actor)s wijzigde %(field)s: %(old)s werd %(new)s."), "field", "old", "new", icon="edit"
    )

    FAQ_PUBLISHED = _verb("faq.published", _l("%(actor)s publiceerde versie %(version)s."), "version")
    FAQ_SAVED = _verb("faq.saved", _l("%(actor)s bewaarde versie %(version)s."), "version")
    FAQ_ARCHIVED = _verb("faq.archived", _l("%(actor)s archiveerde de FAQ."))

    TICKET_OPENED = _verb("ticket.opened", _l("%(actor)s maakte het ticket aan."), icon="plus")
    TICKET_SETTLED = _verb("ticket.settled", _l("Het ticket is afgehandeld."), icon="done")
    TICKET_REOPENED = _verb("ticket.reopened", _l("Het ticket staat weer open."), icon="history")
    MOMENT_RECORDED = _verb("contact-moment.recorded", _l("%(actor)s legde een contactmoment vast."), icon="message")
    MOMENT_CORRECTED = _verb(
        "contact-moment.corrected", _l("%(actor)s verbeterde de notitie."), "old", "new", icon="edit"
    )
    MOMENT_WITHDRAWN = _verb(
        "contact-moment.withdrawn", _l("%(actor)s trok het contactmoment in: ‘%(reason)s’"), "reason"
    )

    TASK_CREATED = _verb("task.created", _l("%(actor)s maakte de taak aan voor %(team)s."), "team", icon="plus")
    TASK_CLAIMED = _verb("task.claimed", _l("%(actor)s pakte de taak op."), icon="claim")
    TASK_GIVEN_BACK = _verb("task.given-back", _l("%(actor)s gaf de taak terug aan %(team)s."), "team", icon="handover")
    TASK_HANDED_OVER = _verb(
        "task.handed-over", _l("%(actor)s droeg de taak over aan %(to)s: ‘%(reason)s’"), "to", "reason", icon="handover"
    )
    TASK_FINISHED = _verb("task.finished", _l("%(actor)s rondde de taak af."), icon="done")


BY_CODE = {verb.value.code: verb for verb in Verb}
