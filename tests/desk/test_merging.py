"""Followers go along when tickets become one, and two colleagues may tie the same tickets at once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from types import SimpleNamespace

import pytest
from flask import Flask
from sqlalchemy import select

from contactapp.accounts.models import User
from contactapp.db import db
from contactapp.desk.bulk.acts import Link, Merge
from contactapp.desk.bulk.doing import Plan, do, do_one, undo
from contactapp.desk.queries import tickets_beside
from contactapp.interactions.following import follow, unfollow
from contactapp.interactions.models import Ticket, TicketFollower
from contactapp.permissions import Role
from tests.support.cast import Cast
from tests.support.make import accounts, contacts, interactions


@pytest.fixture
def pair(desk: SimpleNamespace) -> tuple[Ticket, Ticket]:
    """Two tickets of one household."""
    lift, main = (interactions.ticket(desk.household, subject) for subject in ("Lift", "Storing"))
    return lift, main


def followers(ticket: Ticket) -> list[int]:
    mine = select(TicketFollower.user_id).where(TicketFollower.ticket_id == ticket.id)
    return sorted(db.session.scalars(mine))


def test_who_followed_a_merged_ticket_follows_the_one_that_remains(pair: tuple[Ticket, Ticket], cast: Cast) -> None:
    lift, main = pair
    follow(lift, cast.anna, by=cast.anna)
    follow(lift, cast.carla, by=cast.carla)
    follow(main, cast.carla, by=cast.carla)
    act = do_one(Merge(main), lift, by=cast.bram)
    assert (followers(lift), followers(main)) == ([], sorted([cast.anna.id, cast.carla.id]))
    undo(act, by=cast.bram)
    assert (followers(lift), followers(main)) == (sorted([cast.anna.id, cast.carla.id]), [cast.carla.id])


def test_who_stopped_following_meanwhile_is_not_made_to_follow_again(pair: tuple[Ticket, Ticket], cast: Cast) -> None:
    lift, main = pair
    follow(lift, cast.anna, by=cast.anna)
    act = do_one(Merge(main), lift, by=cast.bram)
    unfollow(main, cast.anna, by=cast.anna)
    undo(act, by=cast.bram)
    assert (followers(lift), followers(main)) == ([], [])


def test_what_belonged_with_a_merged_ticket_belongs_with_the_one_that_remains(
    pair: tuple[Ticket, Ticket], cast: Cast
) -> None:
    lift, main = pair
    noise = interactions.ticket(main.contact, linked_ticket=lift)
    main.linked_ticket = lift
    act = do_one(Merge(main), lift, by=cast.bram)
    db.session.flush()
    assert (tickets_beside(main), main.linked_ticket) == ([noise], None)
    undo(act, by=cast.bram)
    assert (noise.linked_ticket, main.linked_ticket) == (lift, lift)


def test_a_main_ticket_that_went_into_another_takes_no_more(pair: tuple[Ticket, Ticket], cast: Cast) -> None:
    lift, main = pair
    other = interactions.ticket(main.contact)
    act = Merge(main)
    do_one(Merge(other), main, by=cast.bram)
    db.session.flush()
    _stored, plan = do(act, {lift.number: lift.version}, by=cast.bram)
    assert [why for _ticket, why in plan.out] == ["het hoofdticket is intussen zelf samengevoegd"]
    assert lift.merged_into is None


@pytest.mark.parametrize("kind", [Merge, Link])
def test_two_who_tie_tickets_to_each_other_at_once_are_both_answered(
    committing_app: Flask, kind: type[Merge | Link]
) -> None:
    bram, household = accounts.user("Bram Jansen", roles=[Role.TEAM_LEAD]), contacts.household()
    numbers = [[interactions.ticket(household).number for _ticket in range(8)] for _colleague in range(2)]
    db.session.commit()
    start = Barrier(2)

    def tie(colleague: int) -> Plan:
        with committing_app.app_context():
            by = db.session.get_one(User, bram.id)
            mine = db.session.scalars(select(Ticket).where(Ticket.number.in_(numbers[colleague]))).all()
            main = db.session.scalars(select(Ticket).where(Ticket.number == numbers[1 - colleague][0])).one()
            seen = {ticket.number: ticket.version for ticket in mine}
            db.session.rollback()
            start.wait()
            _stored, plan = do(kind(main), seen, by=by)
            db.session.commit()
            return plan

    with ThreadPoolExecutor(2) as colleagues:
        plans = list(colleagues.map(tie, range(2)))
    assert max(len(plan.going) for plan in plans) == 8
