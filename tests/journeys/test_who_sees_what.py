"""C: everybody sees what is theirs to see, and nobody more."""

from flask import Flask
from playwright.sync_api import Browser, expect
from sqlalchemy import select

from contactapp.accounts.models import Team
from contactapp.db import db
from contactapp.tasks.models import Task
from tests.journeys.colleague import Colleague, SignIn


def test_c1_a_task_of_another_team_does_not_exist(colleague: SignIn, demo_app: Flask) -> None:
    with demo_app.app_context():
        query = select(Task.number).join(Team, Team.id == Task.team_id).where(Team.code == "incasso")
        foreign = db.session.scalars(query.order_by(Task.id)).first()
    carla = colleague("carla")
    carla.expects(404)
    answers = []
    for number in (foreign, "TK26-999999"):
        page = carla.goes_to(f"/tasks/{number}")
        answers.append(page.get_by_role("main").inner_text().replace(str(number), ""))
    assert answers[0] == answers[1]
    assert "Niet gevonden" in answers[0] or "niet" in answers[0]
    page = carla.goes_to(f"/search?q={foreign}")
    expect(page.locator(f'[data-task="{foreign}"]')).to_have_count(0)
    page = carla.goes_to("/tasks?team=incasso")
    expect(page.locator(f'[data-task="{foreign}"]')).to_have_count(0)
    expect(page.get_by_role("main")).not_to_contain_text("Incasso")


def test_c5_signing_in_leads_to_the_page_one_asked_for(chromium: Browser, address: str) -> None:
    stranger = Colleague(chromium, address, "anna", scripts=True, inspects=False)
    for path in ("/", "/tasks/mine", "/contacts?q=vries", "/tickets/T26-000001", "/styleguide"):
        expect(stranger.goes_to(path).locator("h1")).to_have_text("Inloggen")
    stranger.sign_in("/contacts?q=vries")
    assert stranger.page.url == f"{address}/contacts?q=vries"
    stranger.leave()


def test_c5_signing_in_never_leads_to_another_host(chromium: Browser, address: str) -> None:
    for target in ("//evil.example", "https://evil.example/", "/%09/evil.example", "/\\evil.example"):
        stranger = Colleague(chromium, address, "anna", scripts=True, inspects=False)
        stranger.sign_in(f"/login?next={target}")
        assert stranger.page.url.startswith(f"{address}/")
        stranger.leave()
