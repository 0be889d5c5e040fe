"""What somebody asks of a timeline: which kind, which words, which period. It stands in the address."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import date, datetime, time, timedelta

from flask_babel import gettext as _
from markupsafe import Markup

from contactapp.clock import AMSTERDAM, read_day
from contactapp.desk.marking import marked
from contactapp.knowledge.search.folding import words
from contactapp.knowledge.search.stems import stem
from contactapp.web.formats import day_plain

TASKS = "tasks"
CONTACT = "contact"
LONGEST = 200
MOST_WORDS = 8


@dataclass(frozen=True)
class TimelineFilter:
    """One view of a timeline. Nonsense in the address counts as not asked."""

    show: str = ""
    q: str = ""
    since: str = ""
    until: str = ""

    @classmethod
    def from_args(cls, args: Mapping[str, str]) -> "TimelineFilter":
        """Read the address of the page."""
        asked = cls(**{one.name: args.get(one.name, "").strip()[:LONGEST] for one in fields(cls)})
        return replace(
            asked,
            since=asked.since if read_day(asked.since) else "",
            until=asked.until if read_day(asked.until) else "",
        )

    def as_args(self, **changed: str) -> dict[str, str]:
        """The address of the same timeline, with something else chosen."""
        return {name: value for name, value in asdict(replace(self, **changed)).items() if value}

    @property
    def is_narrow(self) -> bool:
        """Whether words or days leave things out."""
        return bool(self.words or self.since or self.until)

    @property
    def words(self) -> list[str]:
        """What is looked for: each must stand somewhere in a ticket, and may be part of a word."""
        return list(dict.fromkeys(words(self.q)))[:MOST_WORDS]

    @property
    def first(self) -> datetime | None:
        """The beginning of the period."""
        day = read_day(self.since)
        return _midnight(day) if day else None

    @property
    def end(self) -> datetime | None:
        """The first moment after the period."""
        day = read_day(self.until)
        return _midnight(day + timedelta(days=1)) if day else None

    @property
    def period(self) -> str:
        """The period in words."""
        since, until = read_day(self.since), read_day(self.until)
        if since and until:
            return _("%(first)s tot en met %(last)s", first=day_plain(since), last=day_plain(until))
        if since:
            return _("vanaf %(day)s", day=day_plain(since))
        return _("tot en met %(day)s", day=day_plain(until)) if until else _("alles")

    def concerns(self, at: datetime, *texts: str | None) -> bool:
        """Whether one thing inside a ticket is what was asked for: of the period, and with one of the words."""
        if (self.first and at < self.first) or (self.end and at >= self.end):
            return False
        return not self.words or any(self._asks(word) for text in texts if text for word in words(text))

    def marked(self, text: str) -> str | Markup:
        """The text with the words that were asked for in a mark."""
        return marked(text, self._asks) if self.words else text

    def _asks(self, word: str) -> bool:
        return any(asked in word or stem(word).startswith(stem(asked)) for asked in self.words)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(0), AMSTERDAM)
