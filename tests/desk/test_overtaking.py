"""Two who change the same thing: who comes second is told, and gets their text back; the first text stays."""

from concurrent.futures import ThreadPoolExecutor, TimeoutError
from contextlib import suppress
from datetime import timedelta
from threading import Barrier

import pytest
from flask import Flask
from sqlalchemy import select

from contactapp.clock import local_today
from contactapp.db import Base, db
from contactapp.interactions.models import InteractionTemplate
from contactapp.knowledge.models import FaqCategory, NewsItem, NewsKind
from contactapp.tasks.recurring import RecurringTask
from contactapp.tasks.rhythm import RhythmUnit
from tests.support.browser import Browser, Page
from tests.support.cast import Cast
from tests.support.make import interactions, knowledge, segments, stored, tasks

FIRST, SECOND = "de tekst van de eerste", "de tekst van de tweede"


def a_template(_cast: Cast) -> tuple[Base, str]:
    template = interactions.template()
    return template, f"/admin/templates/{template.code}"


def news(cast: Cast) -> tuple[Base, str]:
    item = stored(NewsItem(title="Lift", text="Staat stil", kind=NewsKind.NEWS, author_id=cast.dirk.id))
    return item, f"/knowledge/news/{item.id}/edit"


def a_category(_cast: Cast) -> tuple[Base, str]:
    category = knowledge.category()
    return category, f"/knowledge/desk/categories/{category.id}"


def a_task_type(_cast: Cast) -> tuple[Base, str]:
    kind = tasks.task_type()
    return kind, f"/admin/task-types/{kind.code}"


def work_that_returns(cast: Cast) -> tuple[Base, str]:
    when = local_today() + timedelta(days=3)
    kept = RecurringTask(title="Sleutels tellen", type=tasks.task_type(), team=cast.verhuur, unit=RhythmUnit.WEEKS)
    kept.step, kept.first_on, kept.next_on = 1, when, when
    return stored(kept), f"/tasks/recurring/{kept.id}"


def a_colleague(cast: Cast) -> tuple[Base, str]:
    return cast.anna, f"/admin/users/{cast.anna.id}"


def a_selection(_cast: Cast) -> tuple[Base, str]:
    segment = segments.segment(language="en")
    return segment, f"/segments/{segment.id}/selection"


def a_note(cast: Cast) -> tuple[Base, str]:
    moment = interactions.contact_moment(author=cast.dirk)
    return moment, f"/contact-moments/{moment.id}/correction"


CHANGES = {
    "note": (a_note, "Notitie", "note", "Verbetering bewaren"),
    "template": (a_template, "Naam", "name", "Sjabloon bewaren"),
    "news": (news, "Tekst", "text", "Plaatsen"),
    "category": (a_category, "Rubriek", "name", "Bewaren"),
    "task type": (a_task_type, "Naam", "name", "Bewaren"),
    "recurring task": (work_that_returns, "Wat moet er gebeuren?", "title", "Bewaren"),
    "colleague": (a_colleague, "Naam", "name", "Bewaren"),
    "selection": (a_selection, "Naam", "name", "Selectie bewaren"),
}


@pytest.mark.parametrize("what", CHANGES)
def test_who_stores_second_is_told_and_keeps_the_text(app: Flask, cast: Cast, what: str) -> None:
    make, label, field, button = CHANGES[what]
    subject, address = make(cast)
    kind, key = type(subject), subject.id
    one, other = (Browser(app).sign_in(cast.dirk).get(address) for _ in range(2))
    assert one.submit(button, {label: FIRST}).status == 200
    refused = other.submit(button, {label: SECOND})
    assert (refused.status, SECOND in refused.text) == (409, True)
    db.session.expire_all()
    assert getattr(db.session.get_one(kind, key), field) == FIRST
    assert Browser(app).sign_in(cast.dirk).get(address).submit(button, {label: SECOND}).status == 200


def test_of_two_who_store_at_the_same_moment_one_is_told(committing_app: Flask) -> None:
    cast = Cast()
    _template, address = a_template(cast)
    dirk = cast.dirk
    db.session.commit()
    pages = [Browser(committing_app).sign_in(dirk).get(address) for _ in range(3)]
    db.session.rollback()
    start = Barrier(len(pages))

    def store(number: int) -> int:
        form = pages[number].form("Sjabloon bewaren", {"Naam": f"Van venster {number}"})
        start.wait()
        return pages[number].browser.client.post(address, data=form.data()).status_code

    with ThreadPoolExecutor(len(pages)) as pool:
        answers = list(pool.map(store, range(len(pages))))
    assert sorted(answers) == [303, 409, 409]
    db.session.rollback()
    assert db.session.scalars(select(InteractionTemplate.name)).one() == f"Van venster {answers.index(303)}"


def test_of_what_a_colleague_takes_away_meanwhile_the_text_comes_back(committing_app: Flask) -> None:
    cast, category = Cast(), knowledge.category()
    dirk, key = cast.dirk, category.id
    db.session.commit()
    page = Browser(committing_app).sign_in(dirk).get(f"/knowledge/desk/categories/{key}")
    db.session.delete(db.session.get_one(FaqCategory, key))
    db.session.flush()
    with ThreadPoolExecutor(1) as pool:
        stored = pool.submit(page.submit, "Bewaren", {"Rubriek": SECOND})
        with suppress(TimeoutError):  # it found the category, and waits for what becomes of it
            stored.result(timeout=0.2)
        db.session.commit()
        assert (stored.result().status, SECOND in stored.result().text) in {(409, True), (404, True)}


def test_three_who_add_the_same_category_at_once_add_one(committing_app: Flask) -> None:
    dirk, _known = Cast().dirk, knowledge.category()
    db.session.commit()
    browsers = [Browser(committing_app).sign_in(dirk) for _ in range(3)]
    pages = [browser.get("/knowledge/desk/categories") for browser in browsers]
    db.session.rollback()
    start = Barrier(len(pages))

    def add(page: Page) -> int:
        form = page.form("Toevoegen", {"Rubriek": "Liften"})
        start.wait()
        return page.browser.client.post(form.action, data=form.data()).status_code

    with ThreadPoolExecutor(len(pages)) as pool:
        answers = list(pool.map(add, pages))
    assert (answers.count(303), set(answers) - {303} <= {409, 422}) == (1, True)
    db.session.rollback()
    assert len(db.session.scalars(select(FaqCategory).where(FaqCategory.name == "Liften")).all()) == 1
