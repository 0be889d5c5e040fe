"""Administration of the working calendar: opening hours and closing days (R46)."""

from dataclasses import replace
from datetime import date, time
from typing import Any

from flask import Response, abort, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user
from wtforms import BooleanField, DateField, StringField, TimeField
from wtforms.validators import DataRequired, Length, Optional, ValidationError

from contactapp.clock import local_today, read_day, utcnow
from contactapp.permissions import Permission
from contactapp.tasks import office, terms
from contactapp.tasks.blueprint import blueprint
from contactapp.tasks.calendar import Opening
from contactapp.tasks.forms import DockForm
from contactapp.tasks.models import TermUnit
from contactapp.tasks.replanning import Move, carry_out, moves
from contactapp.web.access import permit
from contactapp.web.idempotency import KEY_FIELD
from contactapp.web.identifiers import row_id
from contactapp.web.rendering import done, invalid, render

WEEKDAYS = (_l("maandag"), _l("dinsdag"), _l("woensdag"), _l("donderdag"), _l("vrijdag"), _l("zaterdag"), _l("zondag"))
PAGE = "tasks/calendar.html"
MOVES_SHOWN = 50


class DayForm(DockForm):
    """The hours of one weekday."""

    slug = "day"
    open = BooleanField()
    opens = TimeField(_l("van"), validators=[Optional()])
    closes = TimeField(_l("tot"), validators=[Optional()])

    def __init__(self, weekday: int, **kwargs: Any) -> None:
        self.weekday = weekday
        super().__init__(prefix=f"d{weekday}-", meta={"csrf": False}, **kwargs)
        self.open.label.text = WEEKDAYS[weekday]
        for field in self:
            field.id = f"day-{weekday}-{field.short_name.strip('_')}"

    def validate_closes(self, field: TimeField) -> None:
        if self.open.data and not (self.opens.data and field.data and self.opens.data < field.data):
            raise ValidationError(_("Vul in van hoe laat tot hoe laat; eerst open, dan dicht."))


class ClosingDayForm(DockForm):
    slug = "closing"
    day = DateField(_l("Dag"), validators=[DataRequired(_l("Kies een dag."))])
    name = StringField(_l("Waarom dicht?"), validators=[DataRequired(_l("Vul in waarom.")), Length(max=80)])


@blueprint.get("/admin/working-calendar")
@permit(Permission.SETTINGS_ADMIN)
def working_calendar() -> Response:
    return render(PAGE, **_context(_year()))


@blueprint.post("/admin/working-calendar/hours")
@permit(Permission.SETTINGS_ADMIN)
def change_hours() -> Response:
    days = [DayForm(weekday) for weekday in range(7)]
    wrong, never_open = [form for form in days if not form.validate()], not any(form.open.data for form in days)
    if wrong or never_open:
        return invalid(PAGE, **_context(_year()) | {"days": days, "never_open": never_open})
    openings = {form.weekday: Opening(_time(form.opens), _time(form.closes)) for form in days if form.open.data}
    planned = _planned(openings=openings)
    if _must_ask(planned):
        return _ask(planned)
    office.set_opening_hours(openings, by=current_user)
    _carry_out(planned)
    return done(to=url_for("tasks.working_calendar"), message=_("De openingstijden zijn bewaard."))


@blueprint.post("/admin/working-calendar/closing-days")
@permit(Permission.SETTINGS_ADMIN)
def add_closing_day() -> Response:
    form = ClosingDayForm()
    if not form.validate():
        return invalid(PAGE, **_context(_year()) | {"form": form})
    day: date = form.day.data  # type: ignore[assignment]
    planned = _planned(closing_days=office.calendar().closing_days | {day})
    if _must_ask(planned):
        return _ask(planned)
    office.add_closing_day(day, form.name.data or "", by=current_user)
    _carry_out(planned)
    return done(to=url_for("tasks.working_calendar", year=day.year), message=_("De sluitingsdag is toegevoegd."))


@blueprint.post("/admin/working-calendar/closing-days/<string:day>/removal")
@permit(Permission.SETTINGS_ADMIN)
def remove_closing_day(day: str) -> Response:
    chosen = read_day(day) or abort(404)
    planned = _planned(closing_days=office.calendar().closing_days - {chosen})
    if _must_ask(planned):
        return _ask(planned)
    office.remove_closing_day(chosen, by=current_user)
    _carry_out(planned)
    return done(to=url_for("tasks.working_calendar", year=chosen.year), message=_("Die dag is weer een gewone dag."))


def _planned(**change: Any) -> list[Move]:
    current = office.calendar()
    return moves(current, replace(current, **change))


def _must_ask(planned: list[Move]) -> bool:
    """Whether deadlines would move and nobody said yet what to do with them."""
    return bool(planned) and request.form.get("deadlines") not in ("move", "stay")


def _ask(planned: list[Move]) -> Response:
    """What would move, with the same form to be sent again. Nothing has changed yet."""
    typed = [(name, value) for name, value in request.form.items(multi=True) if name not in ("csrf_token", KEY_FIELD)]
    return render("tasks/calendar_moves.html", planned=planned, shown=planned[:MOVES_SHOWN], typed=typed)


def _carry_out(planned: list[Move]) -> None:
    if request.form.get("deadlines") == "move":
        carry_out(planned, by=current_user)


def _context(year: int) -> dict[str, Any]:
    hours, start = office.opening_hours(), utcnow()
    days = []
    for weekday in range(7):
        opening = hours.get(weekday)
        form = DayForm(weekday, formdata=None)
        form.open.data = opening is not None
        form.opens.data, form.closes.data = (opening.opens, opening.closes) if opening else (time(8), time(17))
        days.append(form)
    examples = [(amount, terms.deadline_after(start, amount, TermUnit.WORKING_DAYS)) for amount in (1, 2, 5, 10)]
    return {
        "days": days,
        "year": year,
        "years": range(local_today().year - 1, local_today().year + 3),
        "closing_days": office.closing_days_in(year),
        "form": ClosingDayForm(formdata=None),
        "examples": [(terms.term_words(amount, TermUnit.WORKING_DAYS), moment) for amount, moment in examples],
    }


def _year() -> int:
    asked = row_id(request.args.get("year")) or 0
    return asked if 2000 <= asked <= 2100 else local_today().year


def _time(field: TimeField) -> time:
    typed: time = field.data  # type: ignore[assignment]
    return typed
