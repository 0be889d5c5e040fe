"""E2: a day of tasks without a mouse. The cursor is never lost: it stands where one goes on."""

import re
from datetime import timedelta

from flask import Flask
from playwright.sync_api import Page, expect
from sqlalchemy import select

from contactapp.accounts.models import Team, User
from contactapp.clock import utcnow
from contactapp.db import db
from contactapp.tasks.models import TaskType
from tests.journeys.colleague import SignIn, number_in
from tests.support.make import tasks


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def at_the_top_of(page: Page, title: str) -> None:
    heading = page.get_by_role("heading", level=1, name=title)
    expect(heading).to_be_focused()


def test_take_finish_and_go_on_with_the_next(colleague: SignIn, demo_app: Flask) -> None:
    with demo_app.app_context():
        team = db.session.scalars(select(Team).where(Team.code == "techniek")).one()
        for n in range(4):
            tasks.task(team, f"Zonder muis {n}", urgent=True)
        db.session.commit()
    page = colleague("carla").goes_to("/tasks?team=techniek&q=Zonder+muis")
    press(page, "ArrowDown", "ArrowDown", "Enter")
    at_the_top_of(page, "Zonder muis 1")
    press(page, "s")
    expect(page.get_by_label("Status")).to_be_visible()
    page.get_by_label("Status").select_option(label="In uitvoering")
    page.get_by_label("Medewerker").select_option(label="Carla Öztürk (ik)")
    page.get_by_label("Medewerker").press("Control+Enter")
    expect(page.get_by_role("button", name="Ja", exact=True)).to_be_focused()
    page.get_by_role("link", name="Nee", exact=True).press("Enter")
    at_the_top_of(page, "Zonder muis 1")
    press(page, "p")
    expect(page.get_by_label("Wat is de uitkomst?")).to_be_focused()
    page.keyboard.type("Geregeld.")
    press(page, "Control+Shift+Enter")
    at_the_top_of(page, "Zonder muis 2")
    expect(page.locator(".page-head")).to_contain_text("2 van 3")
    press(page, "j")
    at_the_top_of(page, "Zonder muis 3")
    press(page, "h")
    at_the_top_of(page, "Zonder muis 2")
    page.locator(".back").press("Enter")
    expect(page.get_by_role("link", name="Zonder muis 2")).to_be_focused()


def test_a_picked_row_that_is_taken_counts_no_more(colleague: SignIn, demo_app: Flask) -> None:
    with demo_app.app_context():
        team = db.session.scalars(select(Team).where(Team.code == "techniek")).one()
        for n in range(2):
            tasks.task(team, f"Gekozen {n}")
        db.session.commit()
    page = colleague("carla").goes_to("/tasks?team=techniek&q=Gekozen")
    press(page, "ArrowDown", "x", "ArrowDown", "x")
    expect(page.get_by_text("2 taken gekozen")).to_be_visible()
    page.get_by_role("row", name="Gekozen 0").get_by_role("button", name="Oppakken").click()
    expect(page.get_by_text("1 taak gekozen")).to_be_visible()


def test_promised_calls_are_worked_through_on_the_start_page(colleague: SignIn, demo_app: Flask) -> None:
    with demo_app.app_context():
        carla = db.session.scalars(select(User).where(User.email.startswith("carla@"))).one()
        team = db.session.scalars(select(Team).where(Team.code == "techniek")).one()
        kind = db.session.scalars(select(TaskType).where(TaskType.is_callback)).first()
        made = [
            tasks.task(
                team, f"Bel zonder muis {n}", type=kind, assignee=carla, call_from=utcnow() - timedelta(days=900 - n)
            )
            for n in range(2)
        ]
        numbers = [one.number for one in made]
        db.session.commit()
    page = colleague("carla").goes_to("/")
    press(page, "ArrowDown")
    expect(page.get_by_role("link", name="Bel zonder muis 0")).to_be_focused()
    press(page, "m")
    expect(page.get_by_role("link", name="Bel zonder muis 1")).to_be_focused()
    press(page, "b")
    expect(page).to_have_url(re.compile(r"part=finish"))
    assert number_in(page) == numbers[1]
    expect(page.get_by_label("Wat is de uitkomst?")).to_be_focused()
