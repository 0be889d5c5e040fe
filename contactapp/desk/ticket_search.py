"""The page on which tickets are searched: what was asked, what was found, what was kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from markupsafe import Markup

from contactapp.accounts.models import User
from contactapp.contacts.models import Contact
from contactapp.contacts.queries import find_by_number
from contactapp.desk.marking import excerpt
from contactapp.desk.models import SavedView
from contactapp.desk.queries import colleagues, saved_views
from contactapp.interactions.codes import CHANNEL_LABELS, TicketStatus
from contactapp.interactions.finding import TicketFilter
from contactapp.interactions.hits import SIZE, FoundTickets, found_tickets
from contactapp.tasks.queries import active_teams

Choices = list[tuple[str, str]]


@dataclass(frozen=True)
class TicketSearch:
    """Only what is shown is loaded, so a list that is refreshed while somebody types asks for nothing else."""

    filter: TicketFilter
    page: FoundTickets
    reader: User

    @property
    def statuses(self) -> Choices:
        return [("", _("Alle")), (TicketStatus.OPEN, _("Met open taak")), (TicketStatus.SETTLED, _("Afgehandeld"))]

    @property
    def channels(self) -> Choices:
        return [("", _("Alle kanalen")), *((code.value, str(text)) for code, text in CHANNEL_LABELS.items())]

    @property
    def teams(self) -> Choices:
        return [("", _("Alle teams")), *((team.code, team.name) for team in active_teams())]

    @property
    def authors(self) -> Choices:
        """Everybody who may have recorded something, also who left."""
        return [("", _("Alle collega’s")), *((user.email, user.name) for user in colleagues())]

    @cached_property
    def contact(self) -> Contact | None:
        """The customer whose tickets are asked for."""
        return find_by_number(self.filter.contact) if self.filter.contact else None

    @cached_property
    def views(self) -> Sequence[SavedView]:
        return saved_views(self.reader)

    @property
    def note_of(self) -> dict[int, Markup]:
        """By ticket, where in its note the words stand that were asked for."""
        terms = self.filter.terms
        said = self.page.said.items() if terms else ()
        return {ticket_id: excerpt(moment.note, terms) for ticket_id, moment in said if not moment.is_withdrawn}

    def address(self, cursor: str | None) -> str | None:
        """The next or previous page of the same search."""
        args: dict[str, Any] = self.filter.as_args()
        return url_for("desk.tickets", cursor=cursor or None, **args) if cursor is not None else None


def ticket_search(args: Mapping[str, str], user: User, *, size: int = SIZE) -> TicketSearch:
    """Search with what stands in the address, or in a form that takes the address along."""
    asked = TicketFilter.from_args(args)
    return TicketSearch(asked, found_tickets(asked, args.get("cursor"), size=size), user)
