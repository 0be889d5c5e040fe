"""Two who change the same thing: who comes second is told so, and keeps what they typed.

How far something has come is told by its newest event, since every change leaves one. What has a version of its own,
such as a contact, goes by that.
"""

from typing import Any, Self

from flask_babel import gettext as _
from sqlalchemy import func, select
from wtforms import HiddenField

from contactapp.db import Base, db
from contactapp.events.models import Event
from contactapp.events.verbs import Verb
from contactapp.web.errors import Overtaken
from contactapp.web.forms import Form

# Somebody signs in or out: nothing that a form about them shows.
_NO_CHANGE = [verb.value.code for verb in (Verb.USER_SIGNED_IN, Verb.USER_SIGNED_OUT, Verb.SESSION_ENDED)]


class ChangedMeanwhile(Overtaken):
    """A colleague stored a change after this form was opened."""

    def __init__(self) -> None:
        super().__init__(_("Een collega bewaarde dit net ook. Open het opnieuw en neem je tekst over."))


class TakenAway(Overtaken):
    """A colleague removed it a moment ago."""

    def __init__(self) -> None:
        super().__init__(_("Een collega haalde dit net weg. Neem je tekst over als je hem nog nodig hebt."))


class ChangeForm(Form):
    """A form for something that is there already; it knows how far that had come when it was on the screen."""

    seen_event = HiddenField()

    def showing(self, subject: Base) -> Self:
        """Remember how far it has come, before the form is shown."""
        self.seen_event.data = str(_newest_event(subject))
        return self

    def check_newest(self, subject: Base) -> None:
        """Let nobody else change it until this request is over.

        Raises:
            ChangedMeanwhile: somebody did since the form was shown. A request without that mark was made by hand.
            TakenAway: it is there no longer.
        """
        kind: Any = type(subject)
        if db.session.scalar(select(kind.id).where(kind.id == subject.id).with_for_update()) is None:
            raise TakenAway
        db.session.refresh(subject)
        if self.seen_event.data and self.seen_event.data != str(_newest_event(subject)):
            raise ChangedMeanwhile


def _newest_event(subject: Base) -> int:
    about = (Event.subject_type == subject.__tablename__, Event.subject_id == subject.id)
    return db.session.scalar(select(func.max(Event.id)).where(*about, Event.verb.not_in(_NO_CHANGE))) or 0
