"""From "2 werkdagen" to the moment on the clock, and how that was counted (R46)."""

from datetime import date, datetime, time, timedelta

from flask_babel import gettext as _
from flask_babel import ngettext

from contactapp.clock import AMSTERDAM
from contactapp.tasks import office
from contactapp.tasks.calendar import WorkingCalendar
from contactapp.tasks.models import Task, TaskType, TermUnit


def deadline_after(start: datetime, amount: int, unit: TermUnit) -> datetime:
    """When a term that starts now runs out in the calendar of the association."""
    return counted_in(office.calendar(), start, amount, unit)


def counted_in(calendar: WorkingCalendar, start: datetime, amount: int, unit: TermUnit) -> datetime:
    """The same in another calendar."""
    if unit == TermUnit.WORKING_HOURS:
        return calendar.add_working_time(start, timedelta(hours=amount))
    return calendar.add_working_days(start, amount)


def deadline_for(kind: TaskType, start: datetime) -> datetime:
    """When a new task of this type must be done."""
    return deadline_after(start, kind.term, kind.term_unit)


def closing_on(day: date) -> datetime:
    """The end of that working day; five o'clock on a day off."""
    window = office.calendar().window(day)
    return window[1] if window else datetime.combine(day, time(17), AMSTERDAM)


def term_words(amount: int, unit: TermUnit) -> str:
    """The term as people say it: 1 werkdag, 4 werkuren."""
    if unit == TermUnit.WORKING_HOURS:
        return str(ngettext("%(num)s werkuur", "%(num)s werkuren", amount))
    if amount == 0:
        return str(_("dezelfde werkdag"))
    return str(ngettext("%(num)s werkdag", "%(num)s werkdagen", amount))


def explained(task: Task) -> str:
    """How the deadline was counted: "5 werkdagen na aanmaken"; empty when somebody chose it, or a wait moved it."""
    if task.term is None or task.term_unit is None:
        return ""
    if deadline_after(task.created_at, task.term, task.term_unit) != task.deadline_at:
        return ""
    return str(_("%(term)s na aanmaken", term=term_words(task.term, task.term_unit)))
