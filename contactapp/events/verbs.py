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
    TEAM_CREATED = _verb("team.created", _l("%(actor)s maakte team %(name)s aan."), "name")
    TEAM_JOINED = _verb("team.joined", _l("%(actor)s zette %(name)s in team %(team)s."), "name", "team")
    TEAM_LED = _verb("team.led", _l("%(actor)s maakte %(name)s teamleider van %(team)s."), "name", "team")
    TEAM_LED_NO_MORE = _verb(
        "team.led-no-more", _l("%(actor)s liet %(name)s geen teamleider van %(team)s meer zijn."), "name", "team"
    )
    TEAM_LEFT = _verb("team.left", _l("%(actor)s haalde %(name)s uit team %(team)s."), "name", "team")

    CONTACT_CREATED = _verb("contact.created", _l("%(actor)s maakte het contact aan."), icon="plus")
    CONTACT_CHANGED = _verb(
        "contact.changed", _l("%(actor)s wijzigde %(field)s: %(old)s werd %(new)s."), "field", "old", "new", icon="edit"
    )

    PERSONAL_DATA_CHANGED = _verb(
        "contact.personal-data-changed", _l("%(actor)s wijzigde de persoonlijke gegevens."), icon="edit"
    )
    CONTACTS_EXPORTED = _verb(
        "contacts.exported",
        _l("%(actor)s nam %(count)s contacten mee als %(format)s (gezocht: ‘%(query)s’)."),
        "count", "query", "format", icon="download",
    )  # fmt: skip

    IMPORT_UPLOADED = _verb(
        "import.uploaded", _l("%(actor)s bood bestand ‘%(name)s’ aan (%(count)s regels)."), "name", "count"
    )
    IMPORT_STARTED = _verb("import.started", _l("%(actor)s begon met inlezen van ‘%(name)s’."), "name")
    IMPORT_STORED = _verb(
        "import.stored",
        _l("‘%(name)s’ is ingelezen: %(added)s nieuw, %(changed)s gewijzigd, %(same)s gelijk, %(refused)s geweigerd."),
        "name", "added", "changed", "same", "refused", icon="done",
    )  # fmt: skip
    IMPORT_DISCARDED = _verb("import.discarded", _l("%(actor)s gooide bestand ‘%(name)s’ weg."), "name")

    PERSON_JOINED = _verb(
        "person.joined", _l("%(actor)s zette %(name)s erbij (rol: %(role)s)."), "name", "role", icon="user-add"
    )
    PERSON_LEFT = _verb("person.left", _l("%(actor)s beëindigde een rol van %(name)s (%(role)s)."), "name", "role")
    PERSON_STAYED = _verb(
        "person.stayed", _l("%(actor)s liet een rol van %(name)s doorlopen (%(role)s)."), "name", "role", icon="undo"
    )
    PERSON_SHOWN_FIRST = _verb("person.shown-first", _l("%(actor)s zette %(name)s als eerste."), "name")
    CONTACT_DIED = _verb("contact.died", _l("%(actor)s legde vast dat deze persoon is overleden."))
    SIGNAL_SET = _verb("signal.set", _l("%(actor)s zette een signalering (%(kind)s)."), "kind", icon="warning")
    SIGNAL_LIFTED = _verb("signal.lifted", _l("%(actor)s beëindigde een signalering (%(kind)s)."), "kind")
    SIGNAL_RESTORED = _verb(
        "signal.restored", _l("%(actor)s zette de signalering terug (%(kind)s)."), "kind", icon="undo"
    )
    CONTACT_MERGED = _verb("contact.merged", _l("%(actor)s voegde contact %(number)s hierin samen."), "number")
    CONTACT_UNMERGED = _verb(
        "contact.unmerged", _l("%(actor)s maakte het samenvoegen van %(number)s ongedaan."), "number"
    )

    FAQ_PUBLISHED = _verb("faq.published", _l("%(actor)s publiceerde versie %(version)s."), "version")
    FAQ_SAVED = _verb("faq.saved", _l("%(actor)s bewaarde versie %(version)s."), "version")
    FAQ_ARCHIVED = _verb("faq.archived", _l("%(actor)s archiveerde de FAQ."))
    FAQ_SUBMITTED = _verb("faq.submitted", _l("%(actor)s vroeg akkoord op versie %(version)s."), "version")
    FAQ_APPROVED = _verb("faq.approved", _l("%(actor)s gaf akkoord op versie %(version)s."), "version", icon="check")
    FAQ_RETURNED = _verb(
        "faq.returned", _l("%(actor)s stuurde versie %(version)s terug: ‘%(reason)s’"), "version", "reason", icon="undo"
    )
    FAQ_UNARCHIVED = _verb("faq.unarchived", _l("%(actor)s haalde de FAQ uit het archief."), icon="undo")
    FAQ_CHECKED = _verb("faq.checked", _l("%(actor)s controleerde het antwoord: het klopt nog."), icon="check")
    APPROVAL_REQUIRED = _verb("approval.required", _l("%(actor)s zette akkoord door een tweede redacteur aan."))
    APPROVAL_DROPPED = _verb("approval.dropped", _l("%(actor)s zette akkoord door een tweede redacteur uit."))
    GLOSSARY_ON = _verb(
        "glossary.on", _l("%(actor)s liet ‘%(expression)s’ ook ‘%(meaning)s’ vinden."), "expression", "meaning"
    )
    GLOSSARY_OFF = _verb(
        "glossary.off", _l("%(actor)s liet ‘%(expression)s’ niet meer ‘%(meaning)s’ vinden."), "expression", "meaning"
    )
    FAQ_FILE_ADDED = _verb("faq.file-added", _l("%(actor)s voegde ‘%(name)s’ toe."), "name", icon="attachment")
    FAQ_FILE_REMOVED = _verb("faq.file-removed", _l("%(actor)s haalde ‘%(name)s’ weg."), "name", icon="attachment")
    CATEGORY_SAVED = _verb("category.saved", _l("%(actor)s bewaarde de rubriek ‘%(name)s’."), "name", icon="edit")
    CATEGORY_REMOVED = _verb("category.removed", _l("%(actor)s haalde de rubriek ‘%(name)s’ weg."), "name")

    NEWS_POSTED = _verb("news.posted", _l("%(actor)s plaatste ‘%(title)s’."), "title", icon="announce")
    NEWS_CHANGED = _verb("news.changed", _l("%(actor)s wijzigde ‘%(title)s’."), "title", icon="edit")

    TICKET_OPENED = _verb("ticket.opened", _l("%(actor)s maakte het ticket aan."), icon="plus")
    TICKET_SETTLED = _verb("ticket.settled", _l("Het ticket is afgehandeld."), icon="done")
    TICKET_REOPENED = _verb("ticket.reopened", _l("Het ticket staat open."), icon="history")
    TICKET_SUBJECT_CHANGED = _verb(
        "ticket.subject-changed",
        _l("%(actor)s wijzigde het onderwerp van %(old)s in %(new)s: ‘%(reason)s’"),
        "old", "new", "reason", icon="edit",
    )  # fmt: skip
    TICKET_LINKED = _verb("ticket.linked", _l("%(actor)s koppelde ticket %(other)s."), "other", icon="link")
    TICKET_UNLINKED = _verb("ticket.unlinked", _l("%(actor)s maakte ticket %(other)s los."), "other", icon="link")
    TICKET_PARTED = _verb("ticket.parted", _l("%(actor)s haalde het weer los van %(other)s."), "other", icon="undo")
    TICKET_FOLLOWER_ADDED = _verb(
        "ticket.follower-added", _l("%(actor)s liet %(name)s het ticket volgen."), "name", icon="visible"
    )
    TICKET_FOLLOWER_REMOVED = _verb(
        "ticket.follower-removed", _l("%(actor)s liet %(name)s het ticket niet meer volgen."), "name", icon="hidden"
    )
    TICKET_FOLLOWED = _verb("ticket.followed", _l("%(actor)s volgt het ticket."), icon="visible")
    TICKET_UNFOLLOWED = _verb("ticket.unfollowed", _l("%(actor)s volgt het ticket niet meer."), icon="hidden")
    TICKET_MERGED = _verb("ticket.merged", _l("%(actor)s voegde het samen met %(other)s."), "other", icon="link")
    TEMPLATE_SAVED = _verb("template.saved", _l("%(actor)s bewaarde sjabloon ‘%(name)s’."), "name", icon="edit")
    OWN_SUBJECTS_ALLOWED = _verb("own-subjects.allowed", _l("%(actor)s stond een eigen onderwerp toe."))
    OWN_SUBJECTS_REFUSED = _verb("own-subjects.refused", _l("%(actor)s stond een eigen onderwerp niet meer toe."))
    STANDARD_TEXT_SAVED = _verb("standard-text.saved", _l("%(actor)s bewaarde de tekst ‘%(name)s’."), "name")
    STANDARD_TEXT_REMOVED = _verb("standard-text.removed", _l("%(actor)s haalde de tekst ‘%(name)s’ weg."), "name")
    MOMENT_RECORDED = _verb("contact-moment.recorded", _l("%(actor)s legde een contactmoment vast."), icon="message")
    MOMENT_CORRECTED = _verb(
        "contact-moment.corrected", _l("%(actor)s verbeterde de notitie."), "old", "new", icon="edit"
    )
    MOMENT_ATTACHED = _verb(
        "contact-moment.attached", _l("%(actor)s voegde bijlage ‘%(name)s’ toe."), "name", icon="attachment"
    )
    MOMENT_WITHDRAWN = _verb(
        "contact-moment.withdrawn", _l("%(actor)s trok het contactmoment in: ‘%(reason)s’"), "reason"
    )

    SEGMENT_SAVED = _verb(
        "segment.saved",
        _l("%(actor)s bewaarde de selectie ‘%(name)s’: %(selection)s."),
        "name", "selection", icon="edit",
    )  # fmt: skip
    SEGMENT_ENDED = _verb("segment.ended", _l("%(actor)s haalde de selectie ‘%(name)s’ weg."), "name", icon="remove")
    SEGMENT_RESTORED = _verb(
        "segment.restored", _l("%(actor)s zette de selectie ‘%(name)s’ terug."), "name", icon="undo"
    )
    SEGMENT_RUN_STARTED = _verb(
        "segment-run.started",
        _l("%(actor)s begon met vastleggen van ‘%(about)s’ voor %(count)s contacten."),
        "about", "count", icon="send",
    )  # fmt: skip
    SEGMENT_RUN_FINISHED = _verb(
        "segment-run.finished",
        _l("Vastgelegd voor %(registered)s contacten; %(left_out)s vielen af."),
        "registered", "left_out", icon="done",
    )  # fmt: skip
    SEGMENT_RUN_WITHDRAWN = _verb(
        "segment-run.withdrawn", _l("%(actor)s trekt alles in: ‘%(reason)s’"), "reason", icon="undo"
    )

    CALENDAR_CHANGED = _verb("calendar.changed", _l("%(actor)s wijzigde de werkkalender: %(change)s"), "change")

    TASK_CREATED = _verb("task.created", _l("%(actor)s maakte de taak aan voor %(team)s."), "team", icon="plus")
    TASK_CLAIMED = _verb("task.claimed", _l("%(actor)s pakte de taak op."), icon="claim")
    TASK_GIVEN_BACK = _verb("task.given-back", _l("%(actor)s gaf de taak terug aan %(team)s."), "team", icon="transfer")
    TASK_HANDED_OVER = _verb(
        "task.handed-over", _l("%(actor)s droeg de taak over aan %(to)s: ‘%(reason)s’"), "to", "reason", icon="transfer"
    )
    TASK_FINISHED = _verb("task.finished", _l("%(actor)s rondde de taak af."), icon="done")
    TASK_ANSWERED = _verb("task.answered", _l("%(actor)s vulde in: %(answers)s."), "answers", icon="edit")
    TASK_CLAIM_UNDONE = _verb("task.claim-undone", _l("%(actor)s legde de taak weer terug."), icon="undo")
    TASK_ASSIGNED = _verb("task.assigned", _l("%(actor)s gaf de taak aan %(to)s."), "to", icon="transfer")
    TASK_RETURNED = _verb(
        "task.returned",
        _l("%(actor)s stuurde de taak van %(team)s terug aan %(to)s: ‘%(reason)s’"),
        "team", "to", "reason", icon="transfer",
    )  # fmt: skip
    TASK_WAITING = _verb(
        "task.waiting", _l("%(actor)s zette de taak op wachten."), "waiting_for", "until", icon="waiting"
    )
    TASK_RESUMED = _verb("task.resumed", _l("De taak wacht niet meer."), icon="waiting")
    TASK_HELD = _verb("task.held", _l("De taak begint als %(first)s klaar is."), "first", icon="waiting")
    TASK_BEGUN = _verb("task.begun", _l("De taak kan beginnen."), icon="task")
    TASK_DEADLINE_CHANGED = _verb(
        "task.deadline-changed",
        _l("%(actor)s wijzigde de deadline: ‘%(reason)s’"),
        "old",
        "new",
        "reason",
        icon="deadline",
    )
    TASK_HAND_OVER_UNDONE = _verb("task.hand-over-undone", _l("%(actor)s haalde de taak terug."), icon="undo")
    TASK_WAIT_UNDONE = _verb("task.wait-undone", _l("%(actor)s laat de taak toch niet wachten."), icon="undo")
    TASK_FINISH_UNDONE = _verb("task.finish-undone", _l("%(actor)s maakte het afronden ongedaan."), icon="undo")
    TASK_CANCEL_UNDONE = _verb("task.cancel-undone", _l("%(actor)s maakte het annuleren ongedaan."), icon="undo")
    TASK_REOPEN_UNDONE = _verb("task.reopen-undone", _l("%(actor)s sloot de taak weer."), icon="undo")
    TASK_CHANGE_UNDONE = _verb("task.change-undone", _l("%(actor)s maakte de laatste wijziging ongedaan."), icon="undo")
    TASK_DEADLINE_UNDONE = _verb("task.deadline-undone", _l("%(actor)s zette de oude deadline terug."), icon="undo")
    RECURRING_TASK_SAVED = _verb(
        "recurring-task.saved", _l("%(actor)s bewaarde de terugkerende taak ‘%(name)s’."), "name", icon="edit"
    )
    RECURRING_TASK_ENDED = _verb(
        "recurring-task.ended", _l("%(actor)s liet de taak ‘%(name)s’ niet meer terugkomen."), "name"
    )
    TASK_TYPE_SAVED = _verb("task-type.saved", _l("%(actor)s bewaarde taaktype ‘%(name)s’."), "name", icon="edit")
    TASK_TYPE_CHANGED = _verb(
        "task.type-changed",
        _l("%(actor)s wijzigde het taaktype van %(old)s in %(new)s: ‘%(reason)s’"),
        "old", "new", "reason", icon="edit",
    )  # fmt: skip
    TASK_MADE_URGENT = _verb("task.made-urgent", _l("%(actor)s gaf de taak spoed."), icon="warning")
    TASK_MADE_ORDINARY = _verb("task.made-ordinary", _l("%(actor)s haalde de spoed weg."), icon="task")
    TASK_STEP_TICKED = _verb("task.step-ticked", _l("%(actor)s vinkte ‘%(step)s’ af."), "step", icon="check")
    TASK_STEP_UNTICKED = _verb(
        "task.step-unticked", _l("%(actor)s haalde het vinkje weg bij ‘%(step)s’."), "step", icon="undo"
    )
    TASK_CALL_PLANNED = _verb(
        "task.call-planned", _l("%(actor)s sprak af wanneer er gebeld wordt."), "at", icon="phone-out"
    )
    TASK_NOT_REACHED = _verb(
        "task.not-reached",
        _l("%(actor)s belde en kreeg geen gehoor (poging %(attempt)s)."),
        "attempt",
        icon="phone-out",
    )
    TASK_REACHED = _verb(
        "task.reached", _l("%(actor)s belde en kreeg gehoor (poging %(attempt)s)."), "attempt", icon="phone-out"
    )
    TASK_MESSAGE_ADDED = _verb("task.message-added", _l("%(actor)s plaatste een bericht."), icon="message")
    TASK_ATTACHED = _verb("task.attached", _l("%(actor)s voegde ‘%(name)s’ toe."), "name", icon="attachment")
    TASK_FOLLOWED = _verb("task.followed", _l("%(actor)s laat %(name)s de taak volgen."), "name", icon="visible")
    TASK_UNFOLLOWED = _verb("task.unfollowed", _l("%(name)s volgt de taak niet meer."), "name", icon="hidden")
    TASK_CANCELLED = _verb(
        "task.cancelled", _l("%(actor)s annuleerde de taak: ‘%(reason)s’"), "reason", icon="cancelled"
    )
    TASK_REOPENED = _verb("task.reopened", _l("%(actor)s heropende de taak: ‘%(reason)s’"), "reason", icon="history")


BY_CODE = {verb.value.code: verb for verb in Verb}
