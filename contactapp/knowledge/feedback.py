"""A colleague says that an answer is wrong, incomplete (R63) or not there at all."""

from collections.abc import Callable
from dataclasses import dataclass

from flask_babel import gettext as _

from contactapp.accounts.models import User
from contactapp.db import add_once, db
from contactapp.knowledge.models import Faq, FaqFeedback, FaqVote, FeedbackKind
from contactapp.knowledge.queries import vote_of
from contactapp.knowledge.using import note_searched


@dataclass(frozen=True)
class Improvement:
    """Work for the editors."""

    title: str
    text: str
    by: User


# Makes work of it and answers with the number of the task; the area that knows tasks adds it when it starts.
Handler = Callable[[Improvement], str]
_handlers: list[Handler] = []


def on_improvement(handler: Handler) -> None:
    """Let ``handler`` make a task of what the editors must mend; registering twice is harmless."""
    if handler not in _handlers:
        _handlers.append(handler)


def vote(faq: Faq, *, helpful: bool, by: User) -> None:
    """Say in one key whether an answer helped; the last one counts, so twice is harmless."""
    own = vote_of(by, faq)
    if own is None and add_once(FaqVote(user_id=by.id, faq_id=faq.id, helpful=helpful)):
        return
    own = own or vote_of(by, faq)  # the same press in another window was just ahead
    if own is not None:
        own.helpful = helpful


def give_feedback(faq: Faq, kind: FeedbackKind, text: str, *, by: User) -> FaqFeedback:
    """Keep the feedback and have a task made of it."""
    feedback = FaqFeedback(faq=faq, kind=kind, text=text, author=by)
    db.session.add(feedback)
    db.session.flush()
    wrong = _("Klopt niet") if kind == FeedbackKind.WRONG else _("Mist iets")
    feedback.task_number = _made_work_of(Improvement(f"{wrong}: {faq.code} {faq.title}", text, by))
    return feedback


def report_missing(question: str, text: str, *, by: User) -> None:
    """Say that there is no answer to a question; without a task it stands among what was looked for in vain."""
    if not _made_work_of(Improvement(_("Antwoord ontbreekt: %(question)s", question=question), text, by)):
        note_searched(question, results=0)


def _made_work_of(improvement: Improvement) -> str:
    return next((number for handler in _handlers if (number := handler(improvement))), "")
