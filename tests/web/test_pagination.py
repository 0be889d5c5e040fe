"""Keyset paging walks through everything once, in both directions."""

from flask import Flask
from sqlalchemy import select

from contactapp.accounts.models import Team
from contactapp.db import db
from contactapp.web.pagination import SortKey, keyset_page

KEYS = (SortKey(Team.name, descending=True), SortKey(Team.id))


def make_teams(names: str) -> None:
    db.session.add_all([Team(code=f"team-{index}", name=name) for index, name in enumerate(names)])
    db.session.flush()


def test_walking_forwards_shows_every_row_once_in_order(app: Flask) -> None:
    make_teams("abcabcabca")
    seen, cursor = [], None
    while True:
        page = keyset_page(select(Team), KEYS, cursor=cursor, size=3)
        seen += [(team.name, team.id) for team in page.items]
        cursor = page.next
        if cursor is None:
            break
    assert len(seen) == 10
    assert seen == sorted(seen, key=lambda pair: (-ord(pair[0]), pair[1]))


def test_walking_back_gives_the_same_pages(app: Flask) -> None:
    make_teams("abcabcabca")
    first = keyset_page(select(Team), KEYS, cursor=None, size=4)
    second = keyset_page(select(Team), KEYS, cursor=first.next, size=4)
    back = keyset_page(select(Team), KEYS, cursor=second.previous, size=4)
    assert [team.id for team in back.items] == [team.id for team in first.items]
    assert (first.previous, back.previous) == (None, None)
    assert back.next is not None


def test_a_nonsense_cursor_is_the_first_page(app: Flask) -> None:
    make_teams("abc")
    for cursor in ("", "x", "%%%", "e30", "W10", "WzEsMl0"):
        assert len(keyset_page(select(Team), KEYS, cursor=cursor, size=2).items) == 2


def test_a_page_never_holds_more_than_two_hundred_rows(app: Flask) -> None:
    make_teams("a" * 205)
    assert len(keyset_page(select(Team), KEYS, cursor=None, size=10_000).items) == 200
