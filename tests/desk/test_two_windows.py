"""The same press in several windows at the same moment: each is answered, and one row is there."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

from flask import Flask
from sqlalchemy import func, select

from contactapp.accounts.membership import join_team
from contactapp.accounts.models import Team, TeamMembership, User
from contactapp.db import Model, db
from contactapp.desk import templating
from contactapp.interactions import following
from contactapp.interactions.models import InteractionTemplate, Ticket, TicketFollower
from contactapp.interactions.templates import TemplateFavourite
from contactapp.knowledge import feedback, glossary, news, using
from contactapp.knowledge.models import (
    Faq,
    FaqVote,
    FavouriteFaq,
    GlossaryTerm,
    NewsItem,
    NewsKind,
    NewsRead,
    RecentFaq,
)
from contactapp.tasks import office
from contactapp.tasks.conversing import follow
from contactapp.tasks.models import Task, TaskFollower
from tests.support.cast import Cast
from tests.support.make import interactions, knowledge, stored, tasks

WINDOWS = 4
Press = Callable[[User], object]
A_SUNDAY = date(2030, 6, 2)


def pressed(kind: type[Model], act: Callable[..., object]) -> Press:
    """An act on the one row of its kind."""
    return lambda me: act(db.session.scalars(select(kind)).one(), me)


PRESSES: dict[type[Model], Press] = {
    FaqVote: pressed(Faq, lambda faq, me: feedback.vote(faq, helpful=True, by=me)),
    FavouriteFaq: pressed(Faq, lambda faq, me: using.keep_at_hand(faq, me, keep=True)),
    RecentFaq: pressed(Faq, lambda faq, me: using._keep_recent(faq.id, me.id)),
    NewsRead: pressed(NewsItem, lambda item, me: news.mark_read(item, by=me)),
    TemplateFavourite: pressed(InteractionTemplate, lambda one, me: templating.keep_at_hand(one, me, keep=True)),
    TicketFollower: pressed(Ticket, lambda ticket, me: following.follow(ticket, me, by=me)),
    TaskFollower: pressed(Task, lambda task, me: follow(task, me, by=me)),
    TeamMembership: pressed(Team, lambda team, me: join_team(me, team, by=me)),
    GlossaryTerm: lambda _me: glossary.add("de verwarming", "cv-ketel"),
    office.ClosingDay: lambda me: office.add_closing_day(A_SUNDAY, "Personeelsdag", by=me),
}


def test_every_window_is_answered_and_it_is_stored_once(committing_app: Flask) -> None:
    dirk = Cast().dirk
    tasks.task(ticket=interactions.ticket()), knowledge.faq()
    stored(InteractionTemplate(code="bellen", name="Bellen"))
    stored(NewsItem(title="Lift", text="Staat stil", kind=NewsKind.NEWS, author_id=dirk.id))
    db.session.commit()
    me, days = dirk.id, len(office.closing_days_in(A_SUNDAY.year)) + 1
    for kind, press in PRESSES.items():
        before = _count(kind)
        _at_once(committing_app, me, press)
        assert _count(kind) - before == (days if kind is office.ClosingDay else 1), kind.__name__


def _at_once(app: Flask, user_id: int, press: Press) -> None:
    start = Barrier(WINDOWS)

    def in_window(_number: int) -> None:
        with app.test_request_context(method="POST"):
            me = db.session.get_one(User, user_id)
            assert me.memberships is not None
            db.session.rollback()
            start.wait()
            press(me)
            db.session.commit()

    with ThreadPoolExecutor(WINDOWS) as windows:
        list(windows.map(in_window, range(WINDOWS)))


def _count(kind: type[Model]) -> int:
    db.session.rollback()
    found = db.session.scalar(select(func.count()).select_from(kind)) or 0
    db.session.rollback()
    return found
