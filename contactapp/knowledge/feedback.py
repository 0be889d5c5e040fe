"""A colleague says that an answer is wrong or incomplete (R63)."""

from collections.abc import Callable

from contactapp.accounts.models import User
from contactapp.db import db
from contactapp.knowledge.models import Faq, FaqFeedback, FaqVote, FeedbackKind
from contactapp.knowledge.queries import vote_of

# Makes work of it and answers with the number of the task; the area that knows tasks adds it when it starts.
Handler = Callable[[FaqFeedback], str]
_handlers: list[Handler] = []


def on_feedback(handler: Handler) -> None:
    """Let ``handler`` make a task of feedback that asks for work; registering twice is harmless."""
    if handler not in _handlers:
        _handlers.append(handler)


def vote(faq: Faq, *, helpful: bool, by: User) -> None:
    """Say in one key whether an answer helped; the last one counts, so twice is harmless."""
    own = vote_of(by, faq)
    if own is None:
        db.session.add(FaqVote(user_id=by.id, faq_id=faq.id, helpful=helpful))
    else:
        own.helpful = helpful


def give_feedback(faq: Faq, kind: FeedbackKind, text: str, *, by: User) -> FaqFeedback:
    """Keep the feedback and have a task made of it."""
    feedback = FaqFeedback(faq=faq, kind=kind, text=text, author=by)
    db.session.add(feedback)
    db.session.flush()
    for handler in _handlers:
        feedback.task_number = handler(feedback)
    return feedback
