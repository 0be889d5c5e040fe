"""What was changed about accounts, in words, and who can become privacy officer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from contactapp.accounts.forms import ROLE_NAMES
from contactapp.accounts.models import User
from contactapp.accounts.queries import active_users
from contactapp.db import db
from contactapp.events.log import sentence
from contactapp.events.models import Event
from contactapp.events.verbs import Verb
from contactapp.permissions import Role
from contactapp.web.formats import day_plain
from contactapp.web.pagination import Page, SortKey, keyset_page

_VERBS = (
    Verb.USER_CREATED, Verb.USER_CHANGED, Verb.TEAM_JOINED, Verb.TEAM_LED, Verb.TEAM_LED_NO_MORE, Verb.TEAM_LEFT,
)  # fmt: skip
_TOLD = [verb.value.code for verb in _VERBS]

_WORDINGS = {
    "own password": _l("%(actor)s koos een nieuw wachtwoord."),
    "password": _l("%(actor)s gaf %(name)s een tijdelijk wachtwoord."),
    "let in": _l("%(actor)s liet %(name)s weer inloggen."),
    "kept out": _l("%(actor)s liet %(name)s niet meer inloggen."),
    "roles": _l("%(actor)s gaf %(name)s andere rollen: %(old)s werd %(new)s."),
    "away": _l("%(actor)s meldde %(name)s afwezig tot en met %(new)s."),
    "back": _l("%(actor)s meldde %(name)s weer aanwezig."),
    "other": _l("%(actor)s wijzigde van %(name)s: %(old)s werd %(new)s."),
}


@dataclass(frozen=True)
class Change:
    """One change of somebody's account, in words."""

    event: Event
    words: str


def changes(cursor: str | None) -> Page[Change]:
    """A page of what was changed about accounts, newest first."""
    told = (Event.subject_type == User.__tablename__, Event.verb.in_(_TOLD))
    query = select(Event).where(*told).options(joinedload(Event.actor))
    page = keyset_page(query, (SortKey(Event.id, descending=True),), cursor=cursor, size=50)
    names = _names({event.subject_id for event in page.items})
    rows = [Change(one, _words(one, names.get(one.subject_id, ""))) for one in page.items]
    return Page(rows, previous=page.previous, next=page.next)


def candidates() -> Sequence[User]:
    """Colleagues who are not privacy officer yet."""
    return [user for user in active_users() if Role.PRIVACY_OFFICER not in user.roles]


def _names(ids: set[int]) -> dict[int, str]:
    rows = db.session.execute(select(User.id, User.name).where(User.id.in_(ids)))
    return {user_id: name for user_id, name in rows}  # noqa: C416 - mypy does not take a row for a pair


def _words(event: Event, name: str) -> str:
    """With the name of who did it, also for themselves: a log reads the same for everybody."""
    if event.verb != Verb.USER_CHANGED.value.code:
        return sentence(event)
    kind, old, new = _kind(event), str(event.data["old"]), str(event.data["new"])
    if kind == "roles":
        old, new = _roles(old), _roles(new)
    if kind == "away":
        new = day_plain(date.fromisoformat(new))
    actor = event.actor.name if event.actor else _("Het systeem")
    return str(_WORDINGS[kind]) % {"actor": actor, "name": name, "old": old, "new": new}


def _kind(event: Event) -> str:
    """What was changed, as far as it has words of its own."""
    field = str(event.data["field"])
    if field == "password" and event.actor_id == event.subject_id:
        return "own password"
    if field == "active":
        return "let in" if event.data["new"] == str(True) else "kept out"
    if field == "absent_until":
        return "away" if event.data["new"] else "back"
    return field if field in _WORDINGS else "other"


def _roles(codes: str) -> str:
    return ", ".join(str(ROLE_NAMES[Role(code)]) for code in codes.split(",") if code) or _("geen")
