"""Being away, and who looks after one's tasks meanwhile (R51)."""

from datetime import date

from flask_babel import gettext as _

from contactapp.accounts.models import User
from contactapp.clock import local_today
from contactapp.events.log import record
from contactapp.events.verbs import Verb
from contactapp.web.errors import Refused


def note_absence(colleague: User, until: date | None, substitute: User | None, *, by: User) -> None:
    """Away until and including a day; None is back again. Nothing is reassigned: a person judges that."""
    if until is not None and until < local_today():
        raise Refused(_("Kies een dag vanaf vandaag."))
    if substitute is not None and substitute.id == colleague.id:
        raise Refused(_("Kies een ander als vervanger."))
    old = colleague.absent_until.isoformat() if colleague.absent_until else ""
    colleague.absent_until = until
    colleague.substitute_id = substitute.id if until and substitute else None
    new = until.isoformat() if until else ""
    record(colleague, Verb.USER_CHANGED, by=by, field="absent_until", old=old, new=new)
