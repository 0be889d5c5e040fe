"""Work that returns: a lead or the administrator writes it down once, the worker makes the task on each date (R50)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import ngettext
from sqlalchemy import CheckConstraint, ForeignKey, String, Text, select, update
from sqlalchemy.orm import Mapped, contains_eager, joinedload, mapped_column, relationship

from contactapp.accounts.models import Team, User
from contactapp.clock import local_today
from contactapp.db import Model, code_column, db
from contactapp.events.log import record
from contactapp.events.verbs import Verb
from contactapp.tasks import office
from contactapp.tasks.creating import TaskValues, create_task
from contactapp.tasks.models import Task, TaskType
from contactapp.tasks.rhythm import Rhythm, RhythmUnit


class RecurringTask(Model):
    """What must be done again and again, by which team, and when next."""

    __tablename__ = "recurring_task"
    __table_args__ = (CheckConstraint("step >= 1", name="moves_on"),)

    title: Mapped[str] = mapped_column(String(300))
    description: Mapped[str] = mapped_column(Text, default="")
    type_id: Mapped[int] = mapped_column(ForeignKey("task_type.id"))
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id"), index=True)
    urgent: Mapped[bool] = mapped_column(default=False)
    unit: Mapped[RhythmUnit] = mapped_column(code_column(RhythmUnit))
    step: Mapped[int]
    first_on: Mapped[date]
    next_on: Mapped[date | None] = mapped_column(index=True)  # none once it has ended
    last_on: Mapped[date | None]
    latest_task_id: Mapped[int | None] = mapped_column(ForeignKey("task.id"))
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))

    type: Mapped[TaskType] = relationship()
    team: Mapped[Team] = relationship()
    latest_task: Mapped[Task | None] = relationship()

    @property
    def rhythm(self) -> Rhythm:
        return Rhythm(self.unit, self.step, self.first_on)

    @property
    def rhythm_words(self) -> str:
        """elke week, elke 3 maanden, elke werkdag"""
        words = {
            RhythmUnit.WORKING_DAYS: ngettext("elke werkdag", "elke %(num)s werkdagen", self.step),
            RhythmUnit.WEEKS: ngettext("elke week", "elke %(num)s weken", self.step),
            RhythmUnit.MONTHS: ngettext("elke maand", "elke %(num)s maanden", self.step),
            RhythmUnit.YEARS: ngettext("elk jaar", "elke %(num)s jaar", self.step),
        }
        return str(words[self.unit])


@dataclass(frozen=True)
class RecurringValues:
    """What one writes down. ``next_on`` is the first date still to come; the rhythm counts from it."""

    title: str
    type: TaskType
    team: Team
    unit: RhythmUnit
    step: int
    next_on: date
    last_on: date | None = None
    description: str = ""
    urgent: bool = False


def plan(values: RecurringValues, *, by: User) -> RecurringTask:
    """Let a task return from a date on."""
    made = RecurringTask(created_by_id=by.id)
    db.session.add(made)
    change(made, values, by=by)
    return made


def change(one: RecurringTask, values: RecurringValues, *, by: User) -> None:
    """Other work or other dates from now on; tasks that were made stay as they are."""
    one.title, one.description, one.urgent = values.title, values.description, values.urgent
    one.type, one.team = values.type, values.team
    if (one.unit, one.step, one.next_on) != (values.unit, values.step, values.next_on):
        one.unit, one.step, one.first_on = values.unit, values.step, values.next_on
    one.last_on = values.last_on
    one.next_on = _unless_over(values.next_on, values.last_on)
    record(one, Verb.RECURRING_TASK_SAVED, by=by, name=one.title)


def end(one: RecurringTask, *, by: User) -> None:
    """It returns no more; harmless when it had ended."""
    if one.next_on is None:
        return
    one.next_on = None
    record(one, Verb.RECURRING_TASK_ENDED, by=by, name=one.title)


def restart(one: RecurringTask, *, by: User) -> None:
    """It returns after all, from its next date on; harmless when it does already, or when its last date is over."""
    if one.next_on is not None:
        return
    one.next_on = _unless_over(one.rhythm.after(local_today(), office.calendar()), one.last_on)
    if one.next_on is not None:
        record(one, Verb.RECURRING_TASK_SAVED, by=by, name=one.title)


def find(recurring_id: int, teams: Collection[int]) -> RecurringTask | None:
    """One of them, when it is for one of these teams."""
    query = select(RecurringTask).where(RecurringTask.id == recurring_id, RecurringTask.team_id.in_(teams))
    return db.session.scalar(query.options(joinedload(RecurringTask.type), joinedload(RecurringTask.team)))


def all_of(teams: Collection[int]) -> Sequence[RecurringTask]:
    """What returns for these teams, by team, the next date first; what has ended comes last."""
    query = select(RecurringTask).where(RecurringTask.team_id.in_(teams)).join(RecurringTask.team)
    query = query.options(contains_eager(RecurringTask.team), joinedload(RecurringTask.latest_task))
    return db.session.scalars(
        query.order_by(Team.name, RecurringTask.next_on.is_(None), RecurringTask.next_on, RecurringTask.id)
    ).all()


def due() -> Sequence[int]:
    """Those whose date has come, of teams that work: of another team nobody would see the task."""
    query = select(RecurringTask.id).join(RecurringTask.team).where(Team.active)
    come = query.where(RecurringTask.next_on <= local_today())
    return db.session.scalars(come.order_by(RecurringTask.id)).all()


def make(recurring_id: int) -> bool:
    """Make the task of a date that has come. Dates that were missed, because no worker ran, give one task together.

    Whoever moves the date on makes the task, so that a date is made once.

    Returns:
        Whether it was made.
    """
    one = db.session.get_one(RecurringTask, recurring_id)
    if one.next_on is None or one.next_on > local_today() or not _move_on(one):
        return False
    values = TaskValues(type=one.type, team=one.team, title=one.title, description=one.description, urgent=one.urgent)
    one.latest_task = create_task(values, by=None)
    return True


def _move_on(one: RecurringTask) -> bool:
    coming = _unless_over(one.rhythm.after(local_today(), office.calendar()), one.last_on)
    statement = update(RecurringTask).where(RecurringTask.id == one.id, RecurringTask.next_on == one.next_on)
    moved = db.session.execute(statement.values(next_on=coming).returning(RecurringTask.id)).all()
    db.session.refresh(one, ["next_on"])
    return bool(moved)


def _unless_over(day: date, last: date | None) -> date | None:
    return None if last is not None and day > last else day
