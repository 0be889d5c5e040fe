"""What the demo association consists of: rows as the verbs of the domain would have left them."""

from datetime import datetime, time

import pytest
import sqlalchemy as sa
from flask import Flask

from contactapp.accounts.models import Team, TeamMembership, User
from contactapp.accounts.passwords import verify_password
from contactapp.clock import to_local
from contactapp.contacts.bsn import has_bsn
from contactapp.contacts.models import Contact, ContactPoint, ContactPointKind, Customer, Lease, Signal
from contactapp.contacts.names import full_name, sort_key
from contactapp.contacts.phones import parse_phone
from contactapp.contacts.searching import Search, contacts_by_phone
from contactapp.db import Base, db
from contactapp.demo.familiar import SHARED_PHONE
from contactapp.demo.staff import CAST, PASSWORD, TEAMS
from contactapp.events.models import Event
from contactapp.events.verbs import BY_CODE
from contactapp.interactions.models import ContactMoment, Ticket, TicketStatus
from contactapp.tasks.models import CLOSED, Task, TaskStatus, TaskType
from contactapp.tasks.office import load_calendar
from contactapp.tasks.recurring import RecurringTask
from tests.demo.conftest import NOW, SMALL

OPEN = [status for status in TaskStatus if status not in CLOSED]


def _count(*conditions: sa.ColumnElement[bool], of: type[Base]) -> int:
    return db.session.scalar(sa.select(sa.func.count()).select_from(of).where(*conditions)) or 0


def test_nothing_refers_to_what_is_not_there(loaded: Flask) -> None:
    orphans = [
        f"{table.name}.{key.parent.name}"
        for table in Base.metadata.sorted_tables
        for key in table.foreign_keys
        if db.session.scalar(_orphans(key))
    ]
    assert orphans == []


def _orphans(key: sa.ForeignKey) -> sa.Select[tuple[int]]:
    other = key.column.table.alias()
    found = sa.exists().where(other.c[key.column.name] == key.parent)
    return sa.select(sa.func.count()).select_from(key.parent.table).where(key.parent.is_not(None), ~found)


def test_a_ticket_is_open_exactly_while_it_has_an_open_task(loaded: Flask) -> None:
    open_task = sa.exists().where(Task.ticket_id == Ticket.id, Task.status.in_(OPEN))
    assert _count(open_task, Ticket.status == TicketStatus.SETTLED, of=Ticket) == 0
    assert _count(~open_task, Ticket.status == TicketStatus.OPEN, of=Ticket) == 0
    assert _count(Ticket.status == TicketStatus.OPEN, of=Ticket) > 100


def test_an_open_task_has_no_assignee_and_work_in_hand_has_one(loaded: Flask) -> None:
    assert _count(Task.status == TaskStatus.OPEN, Task.assignee_id.is_not(None), of=Task) == 0
    in_hand = Task.status.in_((TaskStatus.IN_PROGRESS, TaskStatus.WAITING))
    assert _count(in_hand, Task.assignee_id.is_(None), Task.after_id.is_(None), of=Task) == 0
    assert _count(in_hand, Task.claimed_at < Task.created_at, of=Task) == 0


def test_some_work_waits_for_other_work_and_some_returns(loaded: Flask) -> None:
    assert _count(Task.status == TaskStatus.WAITING, Task.after_id.is_not(None), of=Task) > 0
    assert _count(RecurringTask.next_on.is_not(None), of=RecurringTask) > 0


def test_only_the_first_contact_moment_of_a_ticket_is_no_follow_up(loaded: Flask) -> None:
    seen: set[int] = set()
    for moment in db.session.scalars(sa.select(ContactMoment).order_by(ContactMoment.recorded_at, ContactMoment.id)):
        assert moment.follow_up == (moment.ticket_id in seen)
        seen.add(moment.ticket_id)
    assert len(seen) == _count(of=Ticket)


def test_a_ticket_stands_at_its_last_activity(loaded: Flask) -> None:
    latest = sa.select(sa.func.max(ContactMoment.recorded_at)).where(ContactMoment.ticket_id == Ticket.id)
    assert _count(Ticket.last_activity_at < latest.scalar_subquery(), of=Ticket) == 0


def test_every_event_carries_the_fields_of_its_verb(loaded: Flask) -> None:
    events = db.session.execute(sa.select(Event.verb, Event.data)).all()
    assert {code for code, data in events if data.keys() != BY_CODE[code].value.fields} == set()


def test_every_ticket_and_moment_and_task_begins_with_an_event(loaded: Flask) -> None:
    for model, code in (
        (Ticket, "ticket.opened"), (ContactMoment, "contact-moment.recorded"), (Task, "task.created"),
        (Contact, "contact.created"), (User, "user.created"),
    ):  # fmt: skip
        first = sa.exists().where(
            Event.subject_type == model.__tablename__, Event.subject_id == model.id, Event.verb == code
        )
        assert _count(~first, of=model) == 0


def test_the_events_of_one_thing_are_in_the_order_of_time(loaded: Flask) -> None:
    last: dict[tuple[str, int], datetime] = {}
    for event in db.session.scalars(sa.select(Event).order_by(Event.id)):
        key = (event.subject_type, event.subject_id)
        assert event.at >= last.get(key, event.at)
        last[key] = event.at


def test_nothing_happened_in_the_future_or_outside_office_hours(loaded: Flask) -> None:
    calendar = load_calendar()
    for at in db.session.scalars(sa.select(ContactMoment.recorded_at)):
        assert at <= NOW
        assert calendar.is_working_day(to_local(at).date())
        assert time(8) <= to_local(at).time() <= time(17)


def test_there_is_work_of_every_kind_for_today(loaded: Flask) -> None:
    for team in db.session.scalars(sa.select(Team).where(Team.code.in_(("verhuur", "techniek", "incasso")))):
        queue = (Task.team_id == team.id, Task.status == TaskStatus.OPEN)
        assert _count(*queue, Task.deadline_at < NOW, of=Task), f"{team.name} has nothing late"
        assert _count(*queue, Task.deadline_at > NOW, of=Task), f"{team.name} has nothing that comes"
    assert _count(Task.status == TaskStatus.WAITING, of=Task)
    assert _count(Task.status.in_(OPEN), Task.urgent, of=Task)
    assert _count(Task.status.in_(OPEN), Task.is_complaint, of=Task)
    callbacks = db.session.scalars(
        sa.select(Task).join(TaskType).where(TaskType.is_callback, Task.status.in_(OPEN), Task.call_from.is_not(None))
    ).all()
    today = to_local(NOW).date()
    assert [task for task in callbacks if to_local(task.call_from).date() == today and task.phone_number]


@pytest.mark.parametrize("name", ["Anna de Wit", "Bram Jansen", "Carla Öztürk", "Daan van den Berg", "Eva Smit"])
def test_the_cast_has_work_in_hand(loaded: Flask, name: str) -> None:
    person = db.session.scalars(sa.select(User).where(User.name == name)).one()
    assert _count(Task.assignee_id == person.id, Task.status == TaskStatus.IN_PROGRESS, of=Task) >= 4


def test_the_cast_can_sign_in_with_the_password_that_is_told(loaded: Flask) -> None:
    for colleague in CAST:
        person = db.session.scalars(sa.select(User).where(User.email == colleague.email)).one()
        assert person.active
        assert frozenset(colleague.roles) == person.roles
    # Everybody has the same hash, so one check is enough.
    assert verify_password(person.password_hash, PASSWORD)
    assert len(set(db.session.scalars(sa.select(User.password_hash)))) == 1


def test_the_teams_are_those_of_the_association(loaded: Flask) -> None:
    teams = db.session.scalars(sa.select(Team)).all()
    assert {team.code: team.name for team in teams} == TEAMS
    assert [team.code for team in teams if team.handles_complaints] == ["klachten"]
    leads = db.session.scalars(sa.select(TeamMembership).where(TeamMembership.is_lead))
    led = {lead.team.code: lead.user.name for lead in leads}
    assert led.keys() == TEAMS.keys()
    assert led["verhuur"] == led["kcc"] == "Bram Jansen"


def test_names_are_derived_as_everywhere(loaded: Flask) -> None:
    for contact in db.session.scalars(sa.select(Contact).where(Contact.kind != "organisation")):
        assert contact.name == full_name(contact.initials, contact.name_prefix, contact.surname)
        assert contact.sort_name == sort_key(contact.surname, contact.initials, contact.name_prefix)


def test_phone_numbers_are_valid_and_mail_goes_nowhere(loaded: Flask) -> None:
    for point in db.session.scalars(sa.select(ContactPoint)):
        if point.kind is ContactPointKind.PHONE:
            assert parse_phone(point.value) == point.value
        else:
            assert point.value.rpartition(".")[2] == "example" or point.value.split("@")[1].startswith("example.")


def test_no_text_holds_a_citizen_service_number(loaded: Flask) -> None:
    suspicious = [
        f"{table.name}.{column.name}: {text}"
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if isinstance(column.type, sa.String) and not isinstance(column.type, sa.Enum)
        for text in db.session.scalars(sa.select(column).where(column.is_not(None)))
        if has_bsn(str(text))
    ]
    assert suspicious == []


def test_people_can_be_found_at_once(loaded: Flask) -> None:
    family = Search("100482").only_hit()
    assert family is not None
    assert family.name == "Tesfay – Haile"
    assert "P. de Vries" in [hit.contact.name for hit in Search("de vries").hits()]
    assert [contact.name for contact in contacts_by_phone("06 12 34 56 78")] == ["Tesfay – Haile"]
    assert len(contacts_by_phone(SHARED_PHONE)) == 2


def test_the_family_of_the_tour_is_complete(loaded: Flask) -> None:
    family = db.session.scalars(sa.select(Customer).where(Customer.number == "100482")).one()
    assert _count(Lease.customer_id == family.id, Lease.ends_on.is_(None), of=Lease) == 1
    assert {"Tolk Tigrinya", "Bezoek met twee"} <= set(
        db.session.scalars(sa.select(Signal.text).where(Signal.contact_id == family.contact_id))
    )


def test_there_are_as_many_as_were_asked_for(loaded: Flask) -> None:
    assert _count(Contact.kind != "person", of=Contact) == SMALL.contacts
    assert _count(of=Ticket) == SMALL.tickets
