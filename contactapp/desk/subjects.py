"""What a ticket may be about: an answer of the knowledge base, or words of one's own where the association lets it."""

from flask_babel import gettext as _

from contactapp.accounts.models import User
from contactapp.db import db
from contactapp.desk.forms import SubjectForm
from contactapp.events.log import record
from contactapp.events.verbs import Verb
from contactapp.interactions.models import InteractionTemplate
from contactapp.interactions.queries import own_subjects_allowed, ticket_policy
from contactapp.interactions.templates import TicketPolicy
from contactapp.knowledge.models import Faq


def takes_own_subject(template: InteractionTemplate | None, typed: str | None, *, allowed: bool) -> bool:
    """Whether these words may be the subject; those that a template brings always may.

    Args:
        template: what was chosen.
        typed: what stands in the form.
        allowed: what the association says.
    """
    if allowed and (template is None or template.own_subject):
        return True
    return template is not None and bool(typed) and typed == template.subject


def subject_complaint(typed: str | None, faq: Faq | None, *, allowed: bool) -> tuple[str, str] | None:
    """At which field a subject is wrong, and how to say so; None when it is fine."""
    if faq is not None or (typed and allowed):
        return None
    if typed:
        return "subject", _("Een eigen onderwerp kan hier niet. Kies een onderwerp uit de kennisbank.")
    if allowed:
        return "faq", _("Kies een onderwerp uit de kennisbank, of typ zelf een onderwerp.")
    return "faq", _("Kies een onderwerp uit de kennisbank.")


def is_valid(form: SubjectForm, faq: Faq | None) -> bool:
    """Whether a ticket can be about this instead; if not, the fields say why."""
    form.validate()
    if not form.reason.data:
        form.reason.errors = [_("Vul een reden in.")]
    complaint = subject_complaint(form.subject.data, faq, allowed=own_subjects_allowed())
    if complaint:
        form[complaint[0]].errors = [complaint[1]]
    return not any(field.errors for field in form)


def allow_own_subjects(*, allowed: bool, by: User) -> None:
    """Switch the setting. Twice is harmless; tickets that exist keep their subject."""
    if own_subjects_allowed() == allowed:
        return
    current = ticket_policy() or TicketPolicy()
    current.own_subjects = allowed
    db.session.add(current)
    record(current, Verb.OWN_SUBJECTS_ALLOWED if allowed else Verb.OWN_SUBJECTS_REFUSED, by=by)
