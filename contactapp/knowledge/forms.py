"""What editors and readers may type."""

from datetime import date, datetime, time, timedelta
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    DateField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional
from wtforms.widgets import HiddenInput

from contactapp.accounts.queries import active_teams
from contactapp.clock import AMSTERDAM, local_today, to_local
from contactapp.events.overtaking import ChangeForm
from contactapp.knowledge import queries
from contactapp.knowledge.answers import LONGEST
from contactapp.knowledge.contents import Content
from contactapp.knowledge.editing import defaults
from contactapp.knowledge.models import Audience, FeedbackKind, NewsItem, NewsKind
from contactapp.web.forms import Form

AUDIENCES = [(Audience.STAFF, _l("Alleen collega’s")), (Audience.PORTAL, _l("Ook in het klantportaal"))]
_FITS = Length(max=LONGEST, message=_l("Deze tekst is te lang. Er passen 50.000 tekens in, dat is zo’n 20 bladzijden."))


class FaqForm(Form):
    """The whole FAQ. Lists are typed one entry per line."""

    based_on = IntegerField(widget=HiddenInput(), default=0)
    title = StringField(_l("Vraag"), [DataRequired(_l("Schrijf de vraag op.")), Length(max=300)])
    answer = TextAreaField(_l("Antwoord"), [DataRequired(_l("Schrijf het antwoord op.")), _FITS])
    category_id = SelectField(_l("Rubriek"), coerce=int, default=0)
    keywords = TextAreaField(_l("Trefwoorden"), [_FITS])
    more_keywords = SelectMultipleField(validate_choice=False)
    search_words = TextAreaField(_l("Zo zegt de huurder het"), [_FITS])
    more_search_words = SelectMultipleField(validate_choice=False)
    audience = RadioField(_l("Voor wie"), choices=AUDIENCES, default=Audience.STAFF)
    publish_from = DateField(_l("Zichtbaar vanaf"), [Optional()])
    publish_until = DateField(_l("Zichtbaar tot en met"), [Optional()])
    review_on = DateField(_l("Opnieuw controleren op"), [Optional()])
    owner_id = SelectField(_l("Eigenaar"), coerce=int, default=0)
    related = TextAreaField(_l("Hoort hierbij"))
    team_id = SelectField(_l("Team voor een taak"), coerce=int, default=0)
    template_code = SelectField(_l("Sjabloon"), default="")
    task_type_code = SelectField(_l("Taaktype"), default="")
    term_working_days = IntegerField(
        _l("Termijn in werkdagen"), [Optional(), NumberRange(0, 365, _l("Kies 0 tot 365 werkdagen."))]
    )
    scenario_code = SelectField(_l("Scenario"), default="")
    in_portal = BooleanField(_l("Toon contactmomenten met dit onderwerp in het klantportaal"))

    def __init__(self, *args: Any, kept: Content | None = None, **kwargs: Any) -> None:
        """``kept`` is what the FAQ says now: its choices stay possible when they are no longer offered."""
        super().__init__(*args, **kwargs)
        none, kept = _("Geen keuze"), kept or {}
        self.category_id.choices = [(0, none), *((one.id, " › ".join(one.path)) for one in queries.all_categories())]
        self.owner_id.choices = [(0, none), *((user.id, user.name) for user in queries.owners(kept.get("owner_id")))]
        self.team_id.choices = [(0, none), *((team.id, team.name) for team in active_teams())]
        self.template_code.choices = _with_kept(defaults.templates(), kept.get("template_code"), none)
        self.task_type_code.choices = _with_kept(defaults.task_types(), kept.get("task_type_code"), none)
        self.scenario_code.choices = _with_kept(defaults.scenarios(), kept.get("scenario_code"), none)

    @classmethod
    def of(cls, content: Content, version: int) -> "FaqForm":
        """The form filled with a content."""
        values: dict[str, Any] = {name: value for name, value in content.items() if value is not None}
        for name in ("keywords", "search_words", "related"):
            values[name] = "\n".join(content.get(name) or ())
        for name in ("publish_from", "publish_until"):
            values[name] = day_of(content[name], last=name == "publish_until") if content.get(name) else None
        if content.get("review_on"):
            values["review_on"] = date.fromisoformat(content["review_on"])
        return cls(kept=content, data=values | {"based_on": version})

    def validate_publish_until(self, field: DateField) -> None:
        if field.data and self.publish_from.data and field.data < self.publish_from.data:
            raise ValidationError(_("De laatste dag ligt voor de eerste."))

    def validate_related(self, field: TextAreaField) -> None:
        codes = _lines(field.data)
        unknown = set(codes) - queries.existing_codes(codes)
        if unknown:
            raise ValidationError(_("Er is geen antwoord met code %(code)s.", code=", ".join(sorted(unknown))))

    @property
    def has_scenarios(self) -> bool:
        """Whether there is anything to choose; until there is, the field only makes one wonder."""
        return len(self.scenario_code.choices or ()) > 1

    def words(self, name: str) -> list[str]:
        """The lines of a field, with the suggestions that were ticked."""
        ticked = self[f"more_{name}"].data or []
        return _lines("\n".join([self[name].data or "", *ticked]))

    def content(self) -> Content:
        """What was typed, as a version keeps it."""
        return {
            "title": self.title.data,
            "answer": self.answer.data,
            "category_id": self.category_id.data or None,
            "keywords": self.words("keywords"),
            "search_words": self.words("search_words"),
            "audience": self.audience.data,
            "publish_from": _midnight(self.publish_from.data),
            "publish_until": _midnight(self.publish_until.data, days=1),
            "review_on": self.review_on.data.isoformat() if self.review_on.data else None,
            "owner_id": self.owner_id.data or None,
            "related": _lines(self.related.data),
            "team_id": self.team_id.data or None,
            "template_code": self.template_code.data,
            "task_type_code": self.task_type_code.data,
            "term_working_days": self.term_working_days.data,
            "scenario_code": self.scenario_code.data,
            "in_portal": self.in_portal.data,
        }


class ReturnForm(Form):
    """Why a text goes back to its writer."""

    reason = TextAreaField(
        _l("Wat moet er anders?"), [DataRequired(_l("Schrijf op wat er anders moet.")), Length(max=4000)]
    )


class FeedbackForm(Form):
    """What the editors must mend (R63). That an answer helped is said with one key, as a vote."""

    kind = RadioField(
        _l("Klopt er iets niet?"),
        [InputRequired(_l("Kies wat je van het antwoord vindt."))],
        choices=[(FeedbackKind.WRONG, _l("Klopt niet")), (FeedbackKind.INCOMPLETE, _l("Mist iets"))],
    )
    text = TextAreaField(
        _l("Wat moet de redactie weten?"),
        [DataRequired(_l("Schrijf op wat er niet klopt of mist.")), Length(max=4000)],
    )


class MissingForm(Form):
    """A question without an answer."""

    question = StringField(
        _l("Wat vroeg de huurder?"), [DataRequired(_l("Schrijf op wat de huurder vroeg.")), Length(max=200)]
    )
    text = TextAreaField(_l("Wat weet je er al van?"), [Length(max=4000)])


class TermForm(Form):
    """A line of the glossary."""

    expression = StringField(
        _l("Zo zegt de huurder het"), [DataRequired(_l("Schrijf het woord van de huurder op.")), Length(max=80)]
    )
    meaning = StringField(_l("Zo noemen wij het"), [DataRequired(_l("Schrijf ons woord op.")), Length(max=200)])


class NewsForm(ChangeForm):
    """A news item or work instruction."""

    title = StringField(_l("Titel"), [DataRequired(_l("Schrijf een titel op.")), Length(max=200)])
    text = TextAreaField(_l("Tekst"), [DataRequired(_l("Schrijf de tekst op.")), _FITS])
    kind = RadioField(
        _l("Soort"),
        choices=[(NewsKind.NEWS, _l("Nieuws")), (NewsKind.INSTRUCTION, _l("Werkinstructie"))],
        default=NewsKind.NEWS,
    )
    important = BooleanField(_l("Belangrijk"))
    read_again = BooleanField(_l("Iedereen moet het opnieuw lezen"))
    team_id = SelectField(_l("Voor team"), coerce=int, default=0)
    visible_from = DateField(_l("Zichtbaar vanaf"), [InputRequired(_l("Kies een dag."))], default=local_today)
    visible_until = DateField(_l("Zichtbaar tot en met"), [Optional()])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.team_id.choices = [(0, _("Iedereen")), *((team.id, team.name) for team in active_teams())]

    @classmethod
    def of(cls, item: NewsItem) -> "NewsForm":
        """The form filled with an item."""
        return cls(
            data={
                "title": item.title,
                "text": item.text,
                "kind": item.kind,
                "important": item.important,
                "team_id": item.team_id or 0,
                "visible_from": to_local(item.visible_from).date(),
                "visible_until": day_of(item.visible_until.isoformat(), last=True) if item.visible_until else None,
            }
        ).showing(item)

    def fill(self, item: NewsItem) -> None:
        """Let an item say what was typed."""
        item.title, item.text = self.title.data or "", self.text.data or ""
        item.kind, item.important = NewsKind(self.kind.data), self.important.data
        item.team_id = self.team_id.data or None
        item.visible_from = datetime.combine(self.visible_from.data or local_today(), time(), AMSTERDAM)
        until = _midnight(self.visible_until.data, days=1)
        item.visible_until = datetime.fromisoformat(until) if until else None


def _with_kept(choices: list[tuple[str, str]], kept: str | None, none: str) -> list[tuple[str, str]]:
    """A code that is no longer offered stays what it is until somebody chooses another."""
    ended = [] if not kept or kept in dict(choices) else [(kept, kept)]
    return [("", none), *choices, *ended]


def _lines(text: str | None) -> list[str]:
    return list(dict.fromkeys(line.strip() for line in (text or "").splitlines() if line.strip()))


def _midnight(day: date | None, *, days: int = 0) -> str | None:
    """The start of a day here, or ``days`` later: "tot en met" ends when the next day begins."""
    if day is None:
        return None
    return datetime.combine(day + timedelta(days=days), time(), AMSTERDAM).isoformat()


def day_of(moment: str, *, last: bool) -> date:
    """The day that was typed, of the moment that was made of it."""
    return to_local(datetime.fromisoformat(moment) - timedelta(seconds=1 if last else 0)).date()
