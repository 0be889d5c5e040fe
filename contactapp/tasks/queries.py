"""What we ask about tasks. Everything starts from what the reader may see (R40)."""

from collections.abc import Collection, Sequence
from datetime import datetime
from functools import cache

from flask import g, has_request_context
from sqlalchemy import ColumnElement, Select, and_, exists, or_, select, true
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.orm.interfaces import ORMOption

from contactapp.accounts.models import Team, TeamMembership, User
from contactapp.clock import local_today
from contactapp.contacts.models import Contact, ContactRole
from contactapp.db import db, is_writing
from contactapp.events.models import Event
from contactapp.permissions import Permission
from contactapp.tasks.models import CLOSED, Task, TaskFollower, TaskStatus, TaskType
from contactapp.web.pagination import Page, SortKey, keyset_page

OPEN_STATES = tuple(status for status in TaskStatus if status not in CLOSED)
BY_URGENCY = (SortKey(Task.rank), SortKey(Task.deadline_at), SortKey(Task.id))
# What many pages ask is composed once: that costs as much as running it.
_ACTIVE_TEAMS = select(Team).where(Team.active).order_by(Team.name)
_TASK_TYPES = select(TaskType).where(TaskType.active).order_by(TaskType.position, TaskType.name)


def visibility(user: User) -> ColumnElement[bool]:
    """Which tasks exist for this person: of their teams, their own, followed, and those of an absent colleague."""
    if user.can(Permission.TASK_ALL):
        return true()
    followed = exists().where(TaskFollower.task_id == Task.id, TaskFollower.user_id == user.id)
    return or_(
        Task.team_id.in_(user.team_ids),
        Task.assignee_id == user.id,
        followed,
        Task.assignee_id.in_(substituted_by(user)),
    )


def visible_to(user: User) -> Select[Task]:
    """The tasks this person may see; nothing else is ever loaded, counted or linked."""
    return select(Task).where(visibility(user))


def substituted_by(user: User) -> Select[int]:
    """The colleagues who are away today and for whom this person stands in (R51)."""
    return select(User.id).where(User.substitute_id == user.id, User.absent_until >= local_today())


def find(number: str, user: User) -> Task | None:
    """One task with all that its page shows; None when it does not exist for this person."""
    query = visible_to(user).where(Task.number == number.strip().upper())
    return db.session.scalars(query.options(*_for_page())).unique().one_or_none()


def find_row(number: str, user: User) -> Task | None:
    """One task with what a row of a list shows, in one query; None when it does not exist for this person."""
    customer = joinedload(Task.contact)
    options = [joinedload(Task.type), joinedload(Task.assignee), joinedload(Task.after).load_only(Task.number)]
    options += [customer.joinedload(Contact.addresses), customer.joinedload(Contact.signals)]
    query = visible_to(user).where(Task.number == number.strip().upper()).options(*options)
    return db.session.scalars(query).unique().one_or_none()


def find_choice(numbers: Collection[str], user: User) -> Sequence[Task]:
    """What exists for this person of these tasks, with what a row of a list shows.

    Who acts on them keeps them from the start and in one order: two acts over the same tasks wait for each other, and
    never both at once.
    """
    chosen = visible_to(user).where(Task.number.in_(numbers)).options(joinedload(Task.assignee))
    return with_row(chosen.order_by(Task.id).with_for_update(of=Task) if is_writing() else chosen)


def readable_beside(task: Task, user: User) -> set[int]:
    """Which of the tasks before and after this one exist for this person; only of other teams we have to ask."""
    beside = [one for one in (task.after, *task.following) if one is not None]
    of_mine = {one.id for one in beside if user.is_member_of(one.team_id)}
    of_others = {one.id for one in beside} - of_mine
    readable = visible_to(user).with_only_columns(Task.id).where(Task.id.in_(of_others))
    return of_mine | set(db.session.scalars(readable) if of_others else ())


def contact_of(task: Task) -> Contact | None:
    """Whom a task is about, with all that its summary shows: their own few rows at once, their people in a second."""
    if task.contact_id is None:
        return None
    query = _with_summary().where(Contact.id == task.contact_id)
    return db.session.scalars(query).unique().one_or_none()


def find_just_changed(numbers: Collection[str], user: User, since: datetime) -> Sequence[Task]:
    """Those on which this person acted since a moment, also when that act took them out of their sight."""
    acted = exists().where(
        Event.subject_type == "task", Event.subject_id == Task.id, Event.actor_id == user.id, Event.at >= since
    )
    chosen = select(Task).where(Task.number.in_(numbers), acted)
    return db.session.scalars(chosen.order_by(Task.id).with_for_update(of=Task)).all()


def queue(team_id: int, user: User) -> Select[Task]:
    """What nobody of a team has taken yet."""
    return _of_team(team_id, user).where(Task.status == TaskStatus.OPEN)


def free_for(user: User, team: Team | None = None) -> Select[Task]:
    """What nobody has taken yet: of one team, or of all the teams one is in."""
    team_ids = user.team_ids if team is None else {team.id}
    return select(Task).where(Task.team_id.in_(team_ids), Task.status == TaskStatus.OPEN)


def running(team_id: int, user: User) -> Select[Task]:
    """The queue with the work that colleagues have in hand."""
    return _of_team(team_id, user).where(Task.status.in_(OPEN_STATES))


def one_page(query: Select[Task], keys: Sequence[SortKey], cursor: str | None, size: int = 25) -> Page[Task]:
    """A page of a list of tasks, with what a row shows."""
    return keyset_page(query.options(*_for_row()), keys, cursor=cursor, size=size)


def top_of(query: Select[Task], keys: Sequence[SortKey], *, size: int) -> Sequence[tuple[str, datetime]]:
    """What stands first in a list: number and when it was changed last."""
    ordered = query.with_only_columns(Task.number, Task.changed_at)
    ordered = ordered.order_by(*(key.ordering(backwards=False) for key in keys)).limit(size)
    return [(number, changed_at) for number, changed_at in db.session.execute(ordered)]


def numbers_in_order(query: Select[Task], keys: Sequence[SortKey], *, besides: Task | None = None) -> list[str]:
    """The numbers of a list, at most the first five hundred; ``besides`` stands where it would, also when it left."""
    chosen = query.whereclause
    if besides is not None and chosen is not None:
        query = select(Task).where(or_(chosen, Task.id == besides.id))
    ordered = query.with_only_columns(Task.number).order_by(*(key.ordering(backwards=False) for key in keys))
    return list(db.session.scalars(ordered.limit(500)))


def with_row(query: Select[Task]) -> Sequence[Task]:
    """Tasks with what a row shows, in the order of the query."""
    return db.session.scalars(query.options(*_for_row())).unique().all()


def first_of(query: Select[Task]) -> Task | None:
    """The most pressing task of a list."""
    return db.session.scalar(query.order_by(*(key.ordering(backwards=False) for key in BY_URGENCY)).limit(1))


def mine(user: User) -> Sequence[Task]:
    """What stands on my name, and on that of an absent colleague I stand in for; the most pressing first."""
    query = select(Task).where(_is_mine(user)).options(*_for_row(), joinedload(Task.assignee))
    return db.session.scalars(query.order_by(*(key.ordering(backwards=False) for key in BY_URGENCY))).unique().all()


def mine_without_more(user: User, *, besides: Task) -> Sequence[Task]:
    """The same tasks with nothing that a row shows, and one that may have left them: to walk from one to the next."""
    query = select(Task).where(or_(_is_mine(user), Task.id == besides.id)).options(joinedload(Task.type))
    return db.session.scalars(query.order_by(*(key.ordering(backwards=False) for key in BY_URGENCY))).all()


def in_hand(team_id: int, owner_id: int, user: User) -> Sequence[Task]:
    """What one colleague has in hand for a team, the most pressing first."""
    query = running(team_id, user).where(Task.assignee_id == owner_id)
    return with_row(query.order_by(*(key.ordering(backwards=False) for key in BY_URGENCY)))


def has_open_task(ticket_id: int) -> bool:
    """Whether anything must still be done on a ticket (R28)."""
    return bool(db.session.scalar(select(exists().where(Task.ticket_id == ticket_id, Task.status.in_(OPEN_STATES)))))


def of_ticket(ticket_id: int) -> Sequence[Task]:
    """All tasks on a ticket, oldest first. Use ``on_tickets.tasks_of_ticket`` to show them: it hides what it must."""
    query = shown_on_ticket().where(Task.ticket_id == ticket_id).order_by(Task.id)
    return db.session.scalars(query).unique().all()


def active_teams() -> Sequence[Team]:
    """All teams that work, by name; read once per request."""
    if not has_request_context():
        return _active_teams()
    if "active_teams" not in g:
        g.active_teams = _active_teams()
    found: Sequence[Team] = g.active_teams
    return found


def my_teams(user: User) -> Sequence[Team]:
    """The teams whose queue this person may open."""
    everything = user.can(Permission.TASK_ALL)
    return [team for team in active_teams() if everything or team.id in user.team_ids]


def other_teams(team_id: int) -> Sequence[Team]:
    """Where a task can be handed over to."""
    return [team for team in active_teams() if team.id != team_id]


def colleagues(team_id: int) -> Sequence[User]:
    """The members of a team who can be given work: active, by name."""
    query = select(User).join(TeamMembership).where(TeamMembership.team_id == team_id, User.active)
    return db.session.scalars(query.order_by(User.name)).all()


def everybody_and_members(team_id: int) -> Sequence[tuple[User, bool]]:
    """All colleagues who can sign in, by name, each with whether they are of this team."""
    member = exists().where(TeamMembership.team_id == team_id, TeamMembership.user_id == User.id)
    found = db.session.execute(select(User, member).where(User.active).order_by(User.name))
    return [(user, bool(is_member)) for user, is_member in found]


def everybody() -> Sequence[User]:
    """All colleagues who can sign in, by name."""
    return db.session.scalars(select(User).where(User.active).order_by(User.name)).all()


def task_types() -> Sequence[TaskType]:
    """The kinds of task one can choose, in the order of the administrator."""
    return db.session.scalars(_TASK_TYPES).all()


def all_task_types() -> Sequence[TaskType]:
    """Every kind of task with its team, also those that cannot be chosen any more."""
    query = select(TaskType).options(joinedload(TaskType.team))
    return db.session.scalars(query.order_by(TaskType.active.desc(), TaskType.position, TaskType.name)).all()


def task_type(code: str) -> TaskType | None:
    """One kind of task with its checklist."""
    return db.session.scalar(select(TaskType).where(TaskType.code == code).options(selectinload(TaskType.steps)))


def _is_mine(user: User) -> ColumnElement[bool]:
    whose = or_(Task.assignee_id == user.id, Task.assignee_id.in_(substituted_by(user)))
    return and_(whose, Task.status.in_(OPEN_STATES))


def is_pressing(now: datetime) -> ColumnElement[bool]:
    """Past its deadline, and not waiting for a day that is still to come."""
    return and_(Task.deadline_at < now, ~is_resting(now))


def is_resting(now: datetime) -> ColumnElement[bool]:
    """The same rule as ``Task.is_resting``, for tasks that are still to be loaded."""
    return and_(Task.status == TaskStatus.WAITING, or_(Task.waiting_until.is_(None), Task.waiting_until > now))


def _active_teams() -> Sequence[Team]:
    return db.session.scalars(_ACTIVE_TEAMS).all()


@cache
def shown_on_ticket() -> Select[Task]:
    return select(Task).options(
        joinedload(Task.team),
        joinedload(Task.type),
        joinedload(Task.assignee),
        joinedload(Task.after).load_only(Task.number),
        joinedload(Task.followers),
    )


@cache
def _with_summary() -> Select[Contact]:
    people = selectinload(Contact.people).joinedload(ContactRole.person)
    own = [joinedload(rows) for rows in (Contact.addresses, Contact.contact_points, Contact.signals)]
    return select(Contact).options(*own, people.joinedload(Contact.contact_points), people.joinedload(Contact.signals))


def _of_team(team_id: int, user: User) -> Select[Task]:
    """A member sees everything of the team, which one index answers; others what the general rule lets them see."""
    tasks = select(Task) if user.is_member_of(team_id) else visible_to(user)
    return tasks.where(Task.team_id == team_id)


@cache
def _for_row() -> list[ORMOption]:
    customer = joinedload(Task.contact)
    return [
        joinedload(Task.type),
        joinedload(Task.after).load_only(Task.number),
        customer.selectinload(Contact.addresses),
        customer.selectinload(Contact.signals),
    ]


@cache
def _for_page() -> list[ORMOption]:
    return [
        joinedload(Task.type),
        joinedload(Task.team),
        joinedload(Task.assignee),
        joinedload(Task.created_by),
        joinedload(Task.ticket),
        joinedload(Task.after),
        joinedload(Task.following).joinedload(Task.team),
        joinedload(Task.followers).joinedload(TaskFollower.user),
        joinedload(Task.steps),
    ]
