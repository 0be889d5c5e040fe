"""Whether a question is better answered by a scenario than by hand (R30).

Scenarios are an area of their own, above this one; it says so through ``add_scenarios`` and the form asks here.
"""

from collections.abc import Callable
from dataclasses import dataclass

from flask import Flask, current_app

from contactapp.contacts.models import Contact
from contactapp.knowledge.models import Faq


@dataclass(frozen=True)
class ScenarioOffer:
    """A scenario that fits: where it starts, and whether the tenant can do it in the portal next time."""

    name: str
    href: str
    in_portal: bool = False


Source = Callable[[Faq, Contact | None], ScenarioOffer | None]


def add_scenarios(app: Flask, source: Source) -> None:
    """Let the form offer what ``source`` knows for a FAQ and, when known, a customer."""
    app.extensions.setdefault("scenario_offers", []).append(source)


def scenario_for(faq: Faq, contact: Contact | None) -> ScenarioOffer | None:
    """The first scenario that fits."""
    sources: list[Source] = current_app.extensions.get("scenario_offers", [])
    return next((offer for source in sources if (offer := source(faq, contact)) is not None), None)
