"""Looking over an act on many tickets, doing it, and taking it back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from contactapp.accounts.models import User
from contactapp.desk.bulk.acts import ACTS, Act
from contactapp.desk.bulk.models import BulkAct
from contactapp.interactions.models import Ticket
from contactapp.interactions.queries import tickets_to_change


@dataclass(frozen=True)
class Plan:
    """Which tickets go along, and which fall out, with why."""

    act: Act
    going: Sequence[Ticket]
    out: Sequence[tuple[Ticket, str]]

    @classmethod
    def of(cls, act: Act, tickets: Sequence[Ticket], seen: Mapping[str, int] | None = None) -> "Plan":
        """Judge every ticket; ``seen`` is what each was when somebody looked it over."""
        act.look_at(tickets)
        judged = [(ticket, _why_not(act, ticket, seen)) for ticket in tickets]
        return cls(act, [one for one, why in judged if not why], [(one, why) for one, why in judged if why])


def do(act: Act, seen: Mapping[str, int], *, by: User) -> tuple[BulkAct | None, Plan]:
    """Act on the tickets that are still as they were looked over; the others fall out."""
    plan = Plan.of(act, tickets_to_change(seen, others=act.others), seen)
    kept = {ticket.number: act.apply(ticket, by=by) for ticket in plan.going}
    return (BulkAct.keep(act.code, kept, by=by) if kept else None), plan


def do_one(act: Act, ticket: Ticket, *, by: User) -> BulkAct:
    """Act on one ticket, as its own page does; whoever saves it at the same time is told by its version."""
    return BulkAct.keep(act.code, {ticket.number: act.apply(ticket, by=by)}, by=by)


def undo(done: BulkAct, *, by: User) -> tuple[int, int]:
    """Take an act back where nobody changed its outcome; gives how many went back and how many stayed.

    Raises:
        TooLate: it was undone already, or too long ago.
    """
    done.claim_undo()
    act = ACTS[done.kind]
    tickets = tickets_to_change(done.numbers, others=act.others_in(done.kept.values()))
    back = sum(act.take_back(ticket, done.kept[ticket.number], by=by) for ticket in tickets)
    return back, len(done.kept) - back


def _why_not(act: Act, ticket: Ticket, seen: Mapping[str, int] | None) -> str:
    if ticket.merged_into is not None:
        return _("is samengevoegd met %(number)s", number=ticket.merged_into.number)
    if seen is not None and seen[ticket.number] != ticket.version:
        return _("is intussen door een collega gewijzigd")
    return act.why_not(ticket)
