"""What is measured. A new operation is one function here that says what a person at the desk asks for.

Whatever the function does itself, such as opening a page for the token of its form, is not measured; only the
request that it returns is.
"""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote

from contactapp.benchmark.desk import Desk, Request
from contactapp.benchmark.floor import PREFIX
from contactapp.benchmark.report import READS_WITHIN, WRITES_WITHIN
from contactapp.benchmark.samples import Samples

Ask = Callable[[Desk, Samples], Request]


@dataclass(frozen=True)
class Operation:
    """One thing people do, with the most it may cost in times the query floor."""

    name: str
    ask: Ask
    aim: float | None
    success: frozenset[int]
    p95_within: float | None = None  # milliseconds


OPERATIONS: list[Operation] = []


def reads(name: str, *, aim: float | None = READS_WITHIN, p95_within: float | None = None) -> Callable[[Ask], Ask]:
    """Declare an operation that shows something."""
    return _declare(name, aim, {200}, p95_within)


def writes(name: str) -> Callable[[Ask], Ask]:
    """Declare an operation that stores something."""
    return _declare(name, WRITES_WITHIN, {200, 204, 303})


def _declare(name: str, aim: float | None, success: set[int], p95_within: float | None = None) -> Callable[[Ask], Ask]:
    def declare(ask: Ask) -> Ask:
        OPERATIONS.append(Operation(name, ask, aim, frozenset(success), p95_within))
        return ask

    return declare


@reads("floor: bare view", aim=None)
def bare(_desk: Desk, _samples: Samples) -> Request:
    return Request(f"{PREFIX}/bare")


@reads("floor: query, 25 rows", aim=None)
def query(_desk: Desk, samples: Samples) -> Request:
    return Request(f"{PREFIX}/query/{quote(samples.next('surname').lower())}")


@reads("queue")
def queue(_desk: Desk, samples: Samples) -> Request:
    return Request(f"/tasks?team={samples.next('team')}")


@reads("ticket")
def ticket(_desk: Desk, samples: Samples) -> Request:
    return Request(f"/tickets/{samples.next('ticket')}")


@reads("task")
def task(_desk: Desk, samples: Samples) -> Request:
    return Request(f"/tasks/{samples.next('task')}")


@reads("contact page")
def contact_page(_desk: Desk, samples: Samples) -> Request:
    return Request(f"/contacts/{samples.next('contact')}")


@reads("contact search")
def contact_search(_desk: Desk, samples: Samples) -> Request:
    return Request(f"/contacts?q={quote(samples.next('surname'))}")


@reads("contact search, keystroke")
def contact_keystroke(_desk: Desk, samples: Samples) -> Request:
    return Request(f"/contacts/suggestions?q={quote(samples.next('surname')[:3])}")


@reads("contact search, name and town")
def contact_words(_desk: Desk, samples: Samples) -> Request:
    return Request(f"/contacts?q={quote(samples.next('surname') + ' ' + samples.next('town'))}")


@reads("contact search, postcode")
def contact_postcode(_desk: Desk, samples: Samples) -> Request:
    return Request(f"/contacts?q={samples.next('postcode')}")


@reads("contact search, role")
def contact_role(_desk: Desk, samples: Samples) -> Request:
    return Request(f"/contacts?q={quote(samples.next('surname'))}&role=co_tenant")


@reads("ticket search, words of a note")
def ticket_search(_desk: Desk, samples: Samples) -> Request:
    return Request(f"/tickets?q={quote(samples.next('note words'))}")


@reads("ticket search, beginning of a word")
def ticket_keystroke(_desk: Desk, samples: Samples) -> Request:
    return Request(f"/tickets?q={quote(samples.next('note words')[:3])}", htmx_target="tickets")


@reads("ticket search, two words, team and period")
def ticket_combination(_desk: Desk, samples: Samples) -> Request:
    words = quote(f"{samples.next('note words')} {samples.next('note words')}")
    return Request(f"/tickets?q={words}&team={samples.next('team')}&until=2025-12-31")


@reads("ticket search, word, customer and status")
def ticket_of_customer(_desk: Desk, samples: Samples) -> Request:
    word = quote(samples.next("note words"))
    return Request(f"/tickets?q={word}&contact={samples.next('contact')}&status=settled")


@reads("knowledge search, keystroke")
def knowledge_search(_desk: Desk, samples: Samples) -> Request:
    return Request(f"/knowledge?q={quote(samples.next('keystroke'))}")


@writes("register")
def register(desk: Desk, samples: Samples) -> Request:
    page = f"/tickets/new?contact={samples.next('contact')}&faq={samples.next('faq')}"
    fields = desk.form(page, "/tickets/new")
    return Request("/tickets/new", fields | {"note": "Mevrouw belt over de ketel. Uitgelegd hoe zij bijvult."})


@writes("claim")
def claim(desk: Desk, samples: Samples) -> Request:
    address = f"/tasks/{samples.next('open task')}"
    return Request(f"{address}/claim", desk.form(address, f"{address}/claim"))
