"""Two windows of one colleague follow the same ticket at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from flask import Flask
from sqlalchemy import func, select

from contactapp.accounts.models import User
from contactapp.db import db
from contactapp.interactions.following import let_follow
from contactapp.interactions.models import Ticket, TicketFollower
from tests.support.make import accounts, interactions


def test_both_are_answered_and_one_follows(committing_app: Flask) -> None:
    anna, ticket = accounts.user("Anna de Wit"), interactions.ticket()
    db.session.commit()
    start = Barrier(2)

    def press(_window: int) -> bool:
        with committing_app.app_context():
            mine, me = db.session.get_one(Ticket, ticket.id), db.session.get_one(User, anna.id)
            db.session.rollback()
            start.wait()
            new = let_follow(mine, me, by=me)
            db.session.commit()
            return new

    with ThreadPoolExecutor(2) as windows:
        assert sorted(windows.map(press, range(2))) == [False, True]
    db.session.rollback()
    assert db.session.scalar(select(func.count()).select_from(TicketFollower)) == 1
