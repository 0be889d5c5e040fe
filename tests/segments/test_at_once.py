"""Two colleagues who register for one segment at the same moment."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from contactapp.accounts.models import User
from contactapp.db import db
from contactapp.interactions.models import Ticket
from contactapp.segments.models import RunPhase, Segment, SegmentRun
from tests.segments.test_registering import moments, short_steps, the_run
from tests.support.cast import Cast
from tests.support.make import contacts, segments
from tests.support.sign_in import csrf_token, start_session

__all__ = ["short_steps"]


def test_two_who_press_at_the_same_moment_register_once(committing_app: Flask) -> None:
    segment, users = a_street_for_two()
    clients = [_signed_in(committing_app, user) for user in users]
    assert sorted(_at_once([_press(client, segment.id) for client in clients])) == [303, 409]
    db.session.expire_all()
    assert db.session.scalar(select(func.count()).select_from(SegmentRun)) == 1
    assert db.session.scalar(select(func.count()).select_from(Ticket)) == 0


@pytest.mark.usefixtures("short_steps")
def test_two_who_go_on_at_the_same_moment_register_everybody_once(committing_app: Flask) -> None:
    segment, users = a_street_for_two()
    clients = [_signed_in(committing_app, user) for user in (*users, *users)]
    _press(clients[0], segment.id)()
    address = f"/segments/runs/{the_run().id}/steps"
    db.session.rollback()
    assert set(_at_once([lambda client=client: _post(client, address, {}) for client in clients])) == {303}
    assert (the_run().phase, the_run().registered) == (RunPhase.REGISTERED, 3)
    assert len({moment.contact_id for moment in moments()}) == len(moments()) == 3


def a_street_for_two() -> tuple[Segment, list[User]]:
    """Three households, and two who may register something for them."""
    cast, segment = Cast(), segments.segment()
    for number in range(3):
        contacts.address(contacts.household(), house_number=number + 1)
    users = [cast.bram, cast.dirk]
    db.session.commit()
    return segment, users


def _signed_in(app: Flask, user: User) -> FlaskClient:
    client = app.test_client()
    start_session(client, user)
    return client


def _press(client: FlaskClient, segment_id: int) -> Callable[[], int]:
    typed = {"way": "BRI-UIT", "kind": "report", "subject": "Lift", "note": "Staat stil", "seen": "0"}
    return lambda: _post(client, f"/segments/{segment_id}/runs", typed)


def _post(client: FlaskClient, address: str, data: dict[str, str]) -> int:
    return client.post(address, data=data | {"csrf_token": csrf_token(client)}).status_code


def _at_once(acts: Sequence[Callable[[], int]]) -> list[int]:
    ready = Barrier(len(acts))

    def act(one: Callable[[], int]) -> int:
        ready.wait()
        return one()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(act, acts))
