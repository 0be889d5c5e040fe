"""Files that come with what somebody registers."""

from collections.abc import Sequence

from contactapp.accounts.models import User
from contactapp.db import db
from contactapp.events.log import record
from contactapp.events.verbs import Verb
from contactapp.interactions.attachments import Attachment
from contactapp.interactions.models import ContactMoment
from contactapp.interactions.uploads import Upload


def attach(moment: ContactMoment, files: Sequence[Upload], *, by: User) -> None:
    """Keep these files with a contact moment.

    Raises:
        NotAllowed: one of them is something we do not take.
    """
    for file in files:
        kept = Attachment.keep(moment, file, by=by)
        db.session.add(kept)
        record(moment, Verb.MOMENT_ATTACHED, by=by, name=kept.name)
