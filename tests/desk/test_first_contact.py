"""First-contact resolution follows from what is stored with contact moments and tasks (R28)."""

from datetime import timedelta
from types import SimpleNamespace

from contactapp.clock import utcnow
from contactapp.desk.first_contact import FirstContact, first_contact_resolution
from contactapp.interactions.models import Direction, Result
from tests.support.make import interactions, tasks


def resolution(*, since: int = 1) -> FirstContact:
    return first_contact_resolution(utcnow() - timedelta(days=since), utcnow() + timedelta(minutes=1))


def test_only_what_needed_no_more_counts_as_settled_in_the_first_conversation(desk: SimpleNamespace) -> None:
    interactions.contact_moment(interactions.ticket(desk.household))
    with_task, again, passed_on = (interactions.ticket(desk.household) for _ in range(3))
    interactions.contact_moment(with_task)
    tasks.task(desk.techniek, ticket=with_task, type=desk.type)
    interactions.contact_moment(again)
    interactions.contact_moment(again, follow_up=True)
    interactions.contact_moment(passed_on, result=Result.FORWARDED)
    assert resolution() == FirstContact(asked=4, settled=1)
    assert resolution().share == 0.25


def test_what_we_started_what_was_withdrawn_and_what_is_older_do_not_count(desk: SimpleNamespace) -> None:
    interactions.contact_moment(interactions.ticket(), direction=Direction.OUTGOING)
    interactions.contact_moment(interactions.ticket(), withdrawn_at=utcnow(), withdrawn_reason="Dubbel.")
    interactions.contact_moment(interactions.ticket(), recorded_at=utcnow() - timedelta(days=2))
    assert resolution() == FirstContact(asked=0, settled=0)
    assert resolution().share == 0


def test_a_follow_up_that_was_withdrawn_leaves_the_ticket_settled_at_once(desk: SimpleNamespace) -> None:
    ticket = interactions.ticket(desk.household)
    interactions.contact_moment(ticket)
    interactions.contact_moment(ticket, follow_up=True, withdrawn_at=utcnow(), withdrawn_reason="Dubbel.")
    assert resolution() == FirstContact(asked=1, settled=1)
