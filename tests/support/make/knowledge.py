"""The knowledge base."""

from itertools import count
from typing import Any

from contactapp.knowledge.models import Faq, FaqCategory, FaqStatus
from tests.support.make import stored

_serial = count(901)


def faq(title: str = "Wat doe ik als de cv-ketel druk verliest?", **values: Any) -> Faq:
    """A published FAQ."""
    defaults = {"code": f"KB-{next(_serial)}", "answer": "Vul de ketel bij tot 1,5 bar.", "status": FaqStatus.PUBLISHED}
    return stored(Faq(title=title, **defaults | values))


def category(name: str = "Reparaties", **values: Any) -> FaqCategory:
    """A category."""
    return stored(FaqCategory(name=name, **values))
