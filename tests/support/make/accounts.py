"""Members of staff and teams."""

from collections.abc import Iterable
from itertools import count
from typing import Any

from contactapp.accounts.models import Team, TeamMembership, User
from contactapp.permissions import Role
from tests.support.make import stored

_serial = count(1)


def user(
    name: str = "Sam Bakker",
    *,
    roles: Iterable[Role] = (Role.EMPLOYEE,),
    teams: Iterable[Team] = (),
    leads: Iterable[Team] = (),
    **values: Any,
) -> User:
    """A member of staff; ``leads`` are teams that they are in as lead."""
    values.setdefault("email", f"{name.split(maxsplit=1)[0].lower()}-{next(_serial)}@zilverlinde.example")
    person = User(name=name, roles=frozenset(roles), **values)
    for led, members in ((False, teams), (True, leads)):
        person.memberships += [TeamMembership(team=team, is_lead=led) for team in members]
    return stored(person)


def team(name: str = "Wijkbeheer", **values: Any) -> Team:
    """A team without members."""
    values.setdefault("code", f"{name.lower().replace(' ', '-')}-{next(_serial)}")
    return stored(Team(name=name, **values))
