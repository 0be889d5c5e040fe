"""The timeline of a person, a customer or a home: one part for all three, and the same on paper."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from flask import Response, abort, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from contactapp.accounts.models import User
from contactapp.contacts.models import Contact, Unit
from contactapp.contacts.queries import find_by_number, leases_of
from contactapp.contacts.showing import card
from contactapp.desk.blueprint import blueprint
from contactapp.desk.queries import of_party, of_person, of_unit, unit_by_number
from contactapp.desk.timeline import PRINTED, SIZE, Scope, Timeline, timeline
from contactapp.desk.timeline_filter import CONTACT, TASKS, TimelineFilter
from contactapp.events.log import note_access
from contactapp.permissions import Permission
from contactapp.web.access import permit
from contactapp.web.rendering import render

FRAGMENT = {"timeline": "desk/_timeline_found.html"}


@dataclass(frozen=True)
class TimelineView:
    """A timeline with what was asked of it, and the addresses of the same with something else asked."""

    scope: Scope
    reader: User
    screen: str  # endpoint of the page it stands on
    paper: str  # endpoint of its print view
    number: str

    @property
    def asked(self) -> TimelineFilter:
        return self.scope.asked

    @cached_property
    def timeline(self) -> Timeline:
        size = PRINTED if self.scope.whole else SIZE
        return timeline(self.scope, reader=self.reader, cursor=request.args.get("cursor"), size=size)

    @property
    def plain(self) -> str:
        """The whole timeline, with nothing asked."""
        return url_for(self.screen, number=self.number)

    @property
    def here(self) -> str:
        """The first page of what is shown now."""
        return self._address(self.screen)

    @property
    def on_paper(self) -> str:
        return self._address(self.paper)

    @property
    def next(self) -> str | None:
        """The page after this one."""
        endpoint, cursor = self.paper if self.scope.whole else self.screen, self.timeline.next
        return self._address(endpoint, cursor=cursor) if cursor else None

    @property
    def picks(self) -> list[dict[str, object]]:
        """Which kind of event the timeline shows."""
        kinds = [("", _("Alles"), None), (CONTACT, _("Contact"), "phone"), (TASKS, _("Taken"), "task")]
        return [
            {
                "text": text,
                "icon": icon,
                "href": self._address(self.screen, show=code or None),
                "current": code == self.asked.show,
            }
            for code, text, icon in kinds
        ]

    @property
    def words(self) -> str:
        """How much was found."""
        found = ngettext("%(num)s gevonden", "%(num)s gevonden", self.timeline.size)
        return _("%(found)s of meer", found=found) if self.timeline.next else str(found)

    def _address(self, endpoint: str, **changed: str | None) -> str:
        args: dict[str, Any] = {**self.asked.as_args(), "number": self.number, **changed}
        return url_for(endpoint, **args)


def timeline_of_contact(contact: Contact, reader: User, *, whole: bool = False) -> TimelineView:
    """What happened with a household, an organisation or a person, as the address asks it."""
    condition = of_party(contact) if contact.is_party else of_person(contact)
    scope = Scope(condition, contact_id=contact.id, asked=TimelineFilter.from_args(request.args), whole=whole)
    return TimelineView(scope, reader, "desk.contact", "desk.print_contact", contact.number)


def timeline_of_unit(unit: Unit, reader: User, *, whole: bool = False) -> TimelineView:
    """What happened about a home, whoever rented it."""
    scope = Scope(of_unit(unit), unit_id=unit.id, asked=TimelineFilter.from_args(request.args), whole=whole)
    return TimelineView(scope, reader, "desk.unit_timeline", "desk.print_unit", unit.number)


@blueprint.get("/contacts/<string:number>/print")
@permit(Permission.CONTACT_VIEW)
def print_contact(number: str) -> Response:
    contact = find_by_number(number) or abort(404)
    note_access(current_user, contact_id=contact.id, screen="timeline-print")
    shown = timeline_of_contact(contact, current_user, whole=True)
    return render("desk/print.html", shown=shown, card=card(contact, leases_of(contact)), title=contact.name)


@blueprint.get("/units/<string:number>/timeline")
@permit(Permission.CONTACT_VIEW)
def unit_timeline(number: str) -> Response:
    unit = unit_by_number(number) or abort(404)
    shown = timeline_of_unit(unit, current_user)
    _note_access(shown.timeline, "unit-timeline")
    return render("desk/unit.html", fragment=FRAGMENT, unit=unit, shown=shown)


@blueprint.get("/units/<string:number>/print")
@permit(Permission.CONTACT_VIEW)
def print_unit(number: str) -> Response:
    unit = unit_by_number(number) or abort(404)
    shown = timeline_of_unit(unit, current_user, whole=True)
    _note_access(shown.timeline, "timeline-print")
    return render("desk/print.html", shown=shown, unit=unit, title=_("Woning %(number)s", number=unit.number))


def _note_access(shown: Timeline, screen: str) -> None:
    """The timeline of a home tells about whoever rented it (R12)."""
    entries = (entry for group in shown.groups for entry in group.entries)
    for contact_id in sorted({entry.contact_id for entry in entries if entry.contact_id is not None}):
        note_access(current_user, contact_id=contact_id, screen=screen)
