"""Finding a contact with every kind of text somebody may type, as the list answers while they type."""

from collections.abc import Callable
from urllib.parse import urlencode

from contactapp.benchmark.desk import Desk, Request
from contactapp.benchmark.operations import Ask, reads
from contactapp.benchmark.samples import Samples

WITHIN = 50.0  # milliseconds, for 95 of 100 answers
SHORTEST_TAIL = 6


def _national(samples: Samples) -> str:
    """06 12 34 56 78, as people read it aloud."""
    digits = "0" + samples.next("phone").removeprefix("+31")
    return " ".join(digits[place : place + 2] for place in range(0, len(digits), 2))


def _day(samples: Samples) -> str:
    year, month, day = samples.next("birth date")[:10].split("-")
    return f"{day}-{month}-{year}"


def _of(kind: str) -> Callable[[Samples], str]:
    return lambda samples: samples.next(kind)


TEXTS: dict[str, Callable[[Samples], str]] = {
    "two letters": lambda samples: samples.next("surname")[:2],
    "surname": _of("surname"),
    "name": _of("person"),
    "name turned round": _of("person turned round"),
    "tussenvoegsel": _of("tussenvoegsel"),
    "diacritics": _of("bare"),
    "sound": _of("heard"),
    "number": _of("contact number"),
    "customer number": _of("customer"),
    "phone": _national,
    "phone, international": _of("phone"),
    "phone, last digits": lambda samples: samples.next("phone")[-SHORTEST_TAIL:],
    "e-mail": _of("email"),
    "part of e-mail": lambda samples: samples.next("email").partition("@")[0] + "@",
    "postcode": _of("postcode"),
    "postcode and number": _of("door"),
    "street and number": _of("street"),
    "name and town": lambda samples: f"{samples.next('surname')} {samples.next('town')}",
    "date of birth": _day,
    "company": _of("company"),
    "KvK": _of("kvk"),
}
FILTERS = {"name, kind": {"kind": "household"}, "name, common role": {"role": "main_tenant"}} | {
    "name, rare role": {"role": "representative"}
}


def _asking(text: Callable[[Samples], str], **chosen: str) -> Ask:
    def ask(_desk: Desk, samples: Samples) -> Request:
        return Request(f"/contacts?{urlencode({'q': text(samples)} | chosen)}", htmx_target="contact-results")

    return ask


for name, text in TEXTS.items():
    reads(f"find: {name}", aim=None, p95_within=WITHIN)(_asking(text))
for name, chosen in FILTERS.items():
    reads(f"find: {name}", aim=None, p95_within=WITHIN)(_asking(_of("person"), **chosen))
