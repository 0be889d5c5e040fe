"""Who is named with @ in a message, and who of them may see the task and so hears of it (R47)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from contactapp.accounts.models import User
from contactapp.tasks.models import Task
from contactapp.tasks.on_tickets import may_read
from contactapp.tasks.queries import everybody

_NAMED = re.compile(r"(?<![\w@])@(\w[^@\n]{0,80})")


@dataclass(frozen=True)
class Mentions:
    """The colleagues that a text names: who hears of it, and who cannot because the task does not exist for them."""

    heard: Sequence[User]
    unseen: Sequence[User]


def mentions_in(text: str, task: Task) -> Mentions:
    """Read a message. Of colleagues who share a first name, those who may see the task are meant."""
    heard: dict[int, User] = {}
    unseen: dict[int, User] = {}
    for named in _named_in(text):
        readers = [one for one in named if may_read(one, task)]
        heard |= {one.id: one for one in readers}
        unseen |= {one.id: one for one in named if not readers}
    return Mentions(list(heard.values()), list(unseen.values()))


def _named_in(text: str) -> Iterator[Sequence[User]]:
    """For each @ the colleagues it can mean: by whole name if that stands there, else by first name."""
    written = [match[1].casefold() for match in _NAMED.finditer(text)]
    people = everybody() if written else []
    for words in written:
        whole = [one for one in people if _begins_with(words, one.name.casefold())]
        yield whole or [one for one in people if _begins_with(words, one.name.split()[0].casefold())]


def _begins_with(words: str, name: str) -> bool:
    """Whether the words are this name and not a longer one: @Jan is not Jan-Willem."""
    return re.match(rf"{re.escape(name)}(?![-’']?\w)", words) is not None
