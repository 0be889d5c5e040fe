"""Loading the demo association: who may, in which order, and all of it in one transaction."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from random import Random

import sqlalchemy as sa

from contactapp.accounts.models import User
from contactapp.clock import to_local
from contactapp.contacts.models import Contact
from contactapp.contacts.terms import reindex
from contactapp.db import db
from contactapp.demo import answers
from contactapp.demo.addressbook import KEPT_CUSTOMERS, AddressBook, Party
from contactapp.demo.batches import Batches
from contactapp.demo.bulk import Store
from contactapp.demo.errands import Errands
from contactapp.demo.familiar import add_familiar
from contactapp.demo.history import History
from contactapp.demo.homes import Homes
from contactapp.demo.hours import Clock
from contactapp.demo.organisations import Organisations
from contactapp.demo.people import Households
from contactapp.demo.recurring import add_recurring
from contactapp.demo.segments import add_segments
from contactapp.demo.staff import DOMAIN, Staff
from contactapp.demo.task_types import add_task_types
from contactapp.demo.teller import World
from contactapp.demo.templates import add_templates
from contactapp.demo.today import Today
from contactapp.demo.views import add_views
from contactapp.demo.wishes import add_wishes
from contactapp.interactions.models import Ticket
from contactapp.interactions.note_index import reindex_all as reindex_notes
from contactapp.tasks.office import ClosingDay, OpeningHours

_INDEXED_AT_ONCE = 500
_PARTIES_AT_ONCE = 500
_USUAL_TICKETS = 6000
Progress = Callable[[int, str], None]


class Refused(Exception):
    """The database is not one to load a demo into; the message says why."""


@dataclass(frozen=True)
class Size:
    """How large the association is: households and organisations, and tickets."""

    contacts: int = 2500
    tickets: int = 6000
    seed: int = 2026

    @property
    def steps(self) -> int:
        """What the progress bar counts: the index takes about as long as the contacts themselves."""
        return 2 * self.contacts + self.tickets


def is_loaded() -> bool:
    """Whether the demo association is here already.

    Raises:
        Refused: somebody else's data are here; demo and real data are never mixed.
    """
    emails = db.session.scalars(sa.select(User.email)).all()
    strangers = [email for email in emails if not email.endswith(f"@{DOMAIN}")]
    if strangers:
        raise Refused(f"This database has {len(strangers)} users of its own. The demo is only for an empty database.")
    if emails:
        return True
    for model in (Contact, Ticket):
        if db.session.scalar(sa.select(model.id).limit(1)) is not None:
            raise Refused("This database has data of its own. The demo is only for an empty database.")
    return False


def load(size: Size, *, now: datetime, progress: Progress) -> None:
    """Fill an empty database; the caller commits."""
    loader = _Loader(size, now, progress)
    loader.add_organisation_itself()
    loader.add_contacts()
    loader.add_work()
    loader.finish()


class _Loader:
    def __init__(self, size: Size, now: datetime, progress: Progress) -> None:
        self._size, self._progress = size, progress
        self._connection = db.session.connection()
        self._store, self._clock = Store(self._connection), Clock(now)

    def add_organisation_itself(self) -> None:
        """People, teams, working time, kinds of work, and what is known."""
        store, clock = self._store, self._clock
        self._progress(0, "medewerkers en kennisbank")
        self._staff = Staff(store, clock, self._dice("staff"))
        self._add_calendar()
        add_segments(store, self._staff.named("Bram Jansen"))
        add_views(store, self._staff)
        self._kinds = add_task_types(store, self._staff.team_ids)
        today = to_local(clock.now).date()
        add_recurring(store, self._kinds, self._staff.team_ids, self._staff.named("Bram Jansen"), today)
        store.flush()
        add_templates(store, self._staff.team_ids)
        self._faq_ids = answers.add_answers(self._connection, self._staff, clock, self._dice("answers"))
        self._scripts = answers.scripts(self._connection, self._faq_ids, self._dice("scripts"))

    def add_contacts(self) -> None:
        """Everybody outside, with what they rent."""
        clock, amount = self._clock, self._size.contacts
        makers = [each.id for team in ("verhuur", "kcc") for each in self._staff.workers(team)]
        book = AddressBook(self._store, self._dice("book"), makers, clock.first_day)
        homes = Homes(self._store, clock, self._dice("homes"), int(amount * 1.1) + 60)
        others = Organisations(book, homes, clock, self._dice("organisations"))
        organisations = self._stored(others.make(max(amount * 6 // 100, 3)), "organisaties")
        self._familiar = add_familiar(book, homes, clock, others.guardians)
        known = list(self._familiar.values())
        households = Households(book, homes, clock, self._dice("households"), others.guardians)
        rest = max(amount - len(organisations) - len(known), 0)
        self._parties = [*known, *organisations, *self._stored(households.make(rest), "huishoudens")]
        self._store.flush()
        add_wishes(self._connection, (party.id for party in self._parties[len(known) :]), self._dice("wishes"))

    def add_work(self) -> None:
        """Three years of tickets, and what lies open."""
        world = World(self._staff, self._clock, self._kinds, self._scripts, self._parties)
        batches = Batches(self._store, self._clock)
        known = [party.id for party in self._familiar.values()]
        today, history = Today(world, self._dice("today"), known), History(world, self._dice("history"))
        factor = min(max(round((self._size.tickets / _USUAL_TICKETS) ** 0.5), 1), 4)
        errands = Errands(world, self._dice("errands"), self._familiar, self._faq_ids)
        recent = [*today.tell(factor), *errands.tell(), *history.tell_today(8 * factor)]
        for thread in history.tell(max(self._size.tickets - len(recent), 0)):
            batches.add(thread)
            self._progress(1, "tickets en taken")
        batches.flush()
        for job in today.tell_loose():
            batches.add_loose(job)
        for thread in sorted(recent, key=lambda each: each.row["created_at"]):
            batches.add(thread)
        batches.flush()
        self._progress(min(len(recent), self._size.tickets), "tickets en taken")

    def finish(self) -> None:
        """The search index, the counting, the planner."""
        ids = self._connection.scalars(sa.select(Contact.id).order_by(Contact.id)).all()
        done = 0
        for start in range(0, len(ids), _INDEXED_AT_ONCE):
            reindex(self._connection, ids[start : start + _INDEXED_AT_ONCE])
            reached = self._size.contacts * min(start + _INDEXED_AT_ONCE, len(ids)) // len(ids)
            self._progress(reached - done, "zoekindex")
            done = reached
        reindex_notes(self._connection)
        self._store.skip_to("customer", max(KEPT_CUSTOMERS))
        self._store.finish()

    def _add_calendar(self) -> None:
        for weekday, opening in self._clock.calendar.openings.items():
            self._store.add(OpeningHours, {"weekday": weekday, "opens": opening.opens, "closes": opening.closes})
        for day, name in self._clock.closing_days.items():
            self._store.add(ClosingDay, {"day": day, "name": str(name)})

    def _stored(self, parties: Iterable[Party], label: str) -> list[Party]:
        found = []
        for party in parties:
            found.append(party)
            self._progress(1, label)
            if len(found) % _PARTIES_AT_ONCE == 0:
                self._store.flush()
        return found

    def _dice(self, noun: str) -> Random:
        """Chance of its own for every noun, so that more of one does not change another."""
        return Random(f"{self._size.seed}-{noun}")
