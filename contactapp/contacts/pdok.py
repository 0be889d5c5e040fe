"""The address server of the land registry (PDOK Locatieserver), asked with little patience (R4)."""

import logging
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import requests

from contactapp.clock import utcnow
from contactapp.contacts.models import KnownAddress
from contactapp.contacts.postcodes import HouseAddress

logger = logging.getLogger(__name__)

FIELDS = "straatnaam,huisnummer,huisletter,huisnummertoevoeging,postcode,woonplaatsnaam,nummeraanduiding_id"
ROWS = 50


class Unavailable(Exception):
    """The server does not answer, or not in time. The address is then typed by hand."""


@dataclass
class Breaker:
    """Stops asking for a while after some failures in a row, so that nobody waits in vain."""

    failures_allowed: int = 3
    rest: timedelta = timedelta(minutes=1)
    _failures: int = 0
    _closed_until: datetime | None = None

    @property
    def is_open(self) -> bool:
        """Whether we leave the server alone for now."""
        return self._closed_until is not None and utcnow() < self._closed_until

    def succeeded(self) -> None:
        self._failures, self._closed_until = 0, None

    def failed(self) -> None:
        self._failures += 1
        if self._failures >= self.failures_allowed:
            self._closed_until = utcnow() + self.rest


@dataclass
class Locatieserver:
    """Looks up the addresses with a postcode and house number."""

    url: str
    breaker: Breaker = field(default_factory=Breaker)
    patience: tuple[float, float] = (1.0, 2.0)  # seconds for the connection, and for the answer

    def find(self, address: HouseAddress) -> list[KnownAddress]:
        """All doors with this postcode and number, whatever their addition; not stored yet.

        Raises:
            Unavailable: when the server cannot be reached, is slow, or says something else.
        """
        if self.breaker.is_open:
            raise Unavailable
        try:
            documents = self._ask(address)
            found = [_known(document) for document in documents]
        except (requests.RequestException, ValueError, KeyError, TypeError) as error:
            self.breaker.failed()
            logger.warning("address server unavailable: %s", type(error).__name__)
            raise Unavailable from error
        self.breaker.succeeded()
        return found

    def _ask(self, address: HouseAddress) -> list[dict[str, Any]]:
        response = requests.get(
            f"{self.url.rstrip('/')}/free",
            params=[
                ("q", f"{address.postcode} {address.number}"),
                ("fq", "type:adres"),
                ("fq", f"postcode:{address.postcode}"),
                ("fq", f"huisnummer:{address.number}"),
                ("fl", FIELDS),
                ("rows", str(ROWS)),
            ],
            timeout=self.patience,
            allow_redirects=False,
        )
        if response.status_code != requests.codes.ok:
            raise ValueError(f"status {response.status_code}")
        return list(response.json()["response"]["docs"])


def _known(document: dict[str, Any]) -> KnownAddress:
    parts = [str(document.get(name) or "").strip() for name in ("huisletter", "huisnummertoevoeging")]
    return KnownAddress(
        street=str(document["straatnaam"])[:120],
        house_number=int(document["huisnummer"]),
        house_addition="-".join(part for part in parts if part)[:20],
        postcode=str(document["postcode"])[:12],
        city=str(document["woonplaatsnaam"])[:80],
        bag_id=str(document.get("nummeraanduiding_id") or "")[:20],
        country="NL",
        origin="pdok",
    )
