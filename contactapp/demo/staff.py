"""Who works at Zilverlinde: the cast that people sign in as, and their colleagues."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta
from random import Random
from typing import Any

from contactapp.accounts.models import Team, TeamMembership, User
from contactapp.accounts.passwords import hash_password
from contactapp.contacts.names import fold, words
from contactapp.demo.bulk import Store
from contactapp.demo.hours import Clock, local
from contactapp.events.models import Event
from contactapp.events.verbs import Verb
from contactapp.permissions import Role

DOMAIN = "zilverlinde.example"
PASSWORD = "Welkom-bij-de-demo-2026"  # noqa: S105 - public, and only where the demo is
TEAMS = {
    "kcc": "KCC",
    "verhuur": "Verhuur",
    "techniek": "Techniek",
    "incasso": "Incasso",
    "sociaal-beheer": "Sociaal beheer",
    "klachten": "Klachten",
    "redactie": "Redactie",
}


@dataclass
class Colleague:
    """A member of staff; ``leads`` are teams they are in as lead."""

    name: str
    teams: tuple[str, ...] = ()
    roles: tuple[Role, ...] = (Role.EMPLOYEE,)
    leads: tuple[str, ...] = ()
    active: bool = True
    id: int = 0
    team_ids: list[int] = field(default_factory=list)

    @property
    def email(self) -> str:
        """The sign-in: the first name for the cast, otherwise the whole name."""
        in_cast = any(self.name == each.name for each in CAST)
        local_part = words(self.name)[0] if in_cast else fold(self.name).replace(" ", ".")
        return f"{local_part}@{DOMAIN}"

    @property
    def home_team_id(self) -> int | None:
        """The team under which their contact moments are stored."""
        return min(self.team_ids, default=None)


CAST = (
    Colleague("Anna de Wit", ("kcc",)),
    Colleague("Bram Jansen", (), (Role.TEAM_LEAD,), leads=("verhuur", "kcc")),
    Colleague("Carla Öztürk", ("techniek",)),
    Colleague("Daan van den Berg", ("verhuur", "techniek")),
    Colleague("Eva Smit", ("redactie",), (Role.EDITOR,)),
    Colleague("Farid el Amrani", (), (Role.ADMINISTRATOR,)),
    Colleague("Gerda Postma", (), (Role.PRIVACY_OFFICER,)),
)
_LEADS = {
    "techniek": "Wouter de Graaf",
    "incasso": "Samira Bouzidi",
    "sociaal-beheer": "Priya Ramdin",
    "klachten": "Hanneke Visser",
    "redactie": "Thomas Verbeek",
}
_OTHERS = {
    "kcc": (
        "Sanne Bakker", "Joost van Dam", "Mehmet Yıldız", "Lotte Hendriks", "Kevin Pinas", "Fatima Aydın",
        "Ingrid Mulder", "Rachid Ouali", "Noor Dekker", "Jeroen Kok", "Shanti Mahabier",
    ),
    "verhuur": ("Marieke Vos", "Thijs Kuipers", "Naima el Haddad", "Peter Scholten", "Chantal Blom"),
    "techniek": ("Dennis Prins", "Gijs Hoekstra", "Ewa Nowak", "Ruud van Leeuwen", "Ali Demir", "Monique Post"),
    "incasso": ("Bas Koster", "Linda Huisman", "Yusuf Şahin", "Anja Vermeer"),
    "sociaal-beheer": ("Esther Groen", "Mohamed Azzouzi", "Karin de Jong", "Stefan Bos"),
    "klachten": ("Miriam Wolters", "Jan Willem Tuin"),
    "redactie": ("Roos Zijlstra",),
}  # fmt: skip
_LEFT = (Colleague("Wim Pronk", ("kcc",), active=False), Colleague("Astrid Faber", ("verhuur",), active=False))
_AWAY = "Ruud van Leeuwen"
_SUBSTITUTE = "Dennis Prins"


class Staff:
    """Everybody with the ids they were stored under."""

    def __init__(self, store: Store, clock: Clock, dice: Random) -> None:
        leads = [Colleague(name, (), (Role.TEAM_LEAD,), leads=(team,)) for team, name in _LEADS.items()]
        others = [Colleague(name, (team,)) for team, names in _OTHERS.items() for name in names]
        self.everyone = [*(replace(each, team_ids=[]) for each in CAST), *leads, *others]
        self.everyone += [replace(each, team_ids=[]) for each in _LEFT]
        self._store, self._started = store, local(clock.first_day - timedelta(days=10), time(9))
        self.team_ids = {code: self._add_team(code, name) for code, name in TEAMS.items()}
        hashed = hash_password(PASSWORD)
        for colleague in self.everyone:
            self._add_user(colleague, hashed, clock, dice)
        self._by_name = {colleague.name: colleague for colleague in self.everyone}
        self._note_absence(clock)
        self._write_events()

    def named(self, name: str) -> Colleague:
        return self._by_name[name]

    def members(self, team: str) -> Sequence[Colleague]:
        """Who works in a team now."""
        team_id = self.team_ids[team]
        return [each for each in self.everyone if each.active and team_id in each.team_ids]

    def workers(self, team: str) -> Sequence[Colleague]:
        """Who does the work of a team: its members without the lead, who spreads it."""
        return [each for each in self.members(team) if team not in each.leads and each.name != _AWAY]

    def _add_team(self, code: str, name: str) -> int:
        row = {"code": code, "name": name, "handles_complaints": code == "klachten", "active": True}
        return self._store.add(Team, row)

    def _add_user(self, colleague: Colleague, hashed: str, clock: Clock, dice: Random) -> None:
        signed_in = clock.earlier(0, time(8, dice.randrange(5, 55))) if colleague.active else None
        colleague.id = self._store.add(
            User,
            {
                "email": colleague.email,
                "name": colleague.name,
                "password_hash": hashed,
                "roles": frozenset(colleague.roles),
                "active": colleague.active,
                "created_at": self._started,
                "last_sign_in_at": signed_in,
                "absent_until": None,
                "substitute_id": None,
            },
        )
        for team in (*colleague.leads, *colleague.teams):
            team_id = self.team_ids[team]
            colleague.team_ids.append(team_id)
            membership = {"team_id": team_id, "user_id": colleague.id, "is_lead": team in colleague.leads}
            self._store.add(TeamMembership, membership)

    def _note_absence(self, clock: Clock) -> None:
        """One colleague is ill this week and somebody stands in (R51)."""
        self._store.flush()
        table: Any = User.__table__
        values = {"absent_until": clock.today + timedelta(days=6), "substitute_id": self.named(_SUBSTITUTE).id}
        self._store.connection.execute(table.update().where(table.c.id == self.named(_AWAY).id).values(values))

    def _write_events(self) -> None:
        administrator = next(each for each in self.everyone if Role.ADMINISTRATOR in each.roles)
        for number, colleague in enumerate(self.everyone):
            at = self._started + timedelta(minutes=3 * number)
            self._record(colleague, Verb.USER_CREATED, at, None, name=colleague.name)
            for team in (*colleague.leads, *colleague.teams):
                joined = {"name": colleague.name, "team": TEAMS[team]}
                self._record(colleague, Verb.TEAM_JOINED, at, administrator.id, **joined)
                if team in colleague.leads:
                    self._record(colleague, Verb.TEAM_LED, at, administrator.id, **joined)

    def _record(self, colleague: Colleague, verb: Verb, at: datetime, by: int | None, **data: str) -> None:
        self._store.add(
            Event,
            {
                "at": at,
                "verb": verb.value.code,
                "actor_id": by,
                "subject_type": User.__tablename__,
                "subject_id": colleague.id,
                "data": data,
            },
        )
