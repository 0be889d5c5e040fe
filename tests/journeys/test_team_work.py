"""B: a team does the work and the tenant hears of it."""

import re
from concurrent.futures import ThreadPoolExecutor

import pytest
import requests
from flask import Flask
from playwright.sync_api import Page, expect
from sqlalchemy import select

from contactapp.accounts.models import Team
from contactapp.db import db
from contactapp.tasks.models import Task, TaskStatus
from tests.journeys.colleague import Colleague, SignIn, eventually, number_in
from tests.support.make import tasks

RECORD = re.compile("Vastleggen en sluiten")
PHONE = "Telefoon, klant belt"
SECRET = "Sleutel ligt bij de buurvrouw op nummer 13."
BOTH_WAYS = pytest.mark.parametrize("scripts", [True, False], ids=["", "without scripts"])


@pytest.fixture
def new_task(demo_app: Flask) -> Task:
    """An open task for Techniek that nobody else in these journeys touches."""
    with demo_app.app_context():
        techniek = db.session.scalars(select(Team).where(Team.code == "techniek")).one()
        made = tasks.task(techniek, "Lekkende kraan in de keuken", description=SECRET, urgent=True)
        db.session.commit()
        db.session.refresh(made)
        db.session.expunge(made)
    return made


def asks_for_work(anna: Colleague, customer: str, subject: str, team: str = "Techniek") -> Page:
    """Anna registers a question that a team must handle."""
    page = anna.goes_to(f"/contacts?q={customer}")
    page.get_by_text("Eigen onderwerp", exact=True).click()
    page.get_by_label("Of een eigen onderwerp").fill(subject)
    page.get_by_label("Kanaal").select_option(label=PHONE)
    page.get_by_label("Notitie").fill(f"{subject}: de huurder wil graag een monteur.")
    page.get_by_label("Taak aanmaken").check()
    if team:
        page.get_by_label("Team", exact=True).select_option(label=team)
    page.get_by_label("Wat moet je collega doen?").fill(SECRET)
    return page


def row_of(page: Page, task: Task) -> object:
    """The row of a task in a list."""
    return page.locator(f'[data-task="{task.number}"]')


def test_b1_a_callback_gets_a_deadline_in_working_days(colleague: SignIn, customer: str) -> None:
    anna = colleague("anna")
    page = anna.goes_to("/knowledge?q=cv+ketel+druk")
    anna.presses(page.locator("[data-faq]").first.get_by_role("link").inner_text())
    anna.presses("Nieuw ticket met taak")
    anna.chooses("Klant", customer)
    page.get_by_label("Kanaal").select_option(label=PHONE)
    page.get_by_label("Notitie").fill("Ketel blijft leeglopen, graag terugbellen.")
    page.get_by_label("Team", exact=True).select_option(label="Techniek")
    page.get_by_label("Taaktype").select_option(label="Terugbelverzoek")
    anna.waits()
    page.get_by_label("Wat moet je collega doen?").fill("Bel over de ketel.")
    anna.presses(RECORD)
    expect(page).to_have_url(re.compile(r"/tickets/T\d\d-\d{6}$"))
    expect(page.get_by_role("main")).to_contain_text("Techniek")


def test_b2_a_task_without_a_team_is_refused_with_the_note_kept(colleague: SignIn, customer: str) -> None:
    anna = colleague("anna")
    page = asks_for_work(anna, customer, "Taak zonder team", team="")
    page.get_by_label("Team", exact=True).select_option(index=0)
    anna.expects(422)
    anna.presses(RECORD)
    expect(page.get_by_label("Notitie")).to_have_value("Taak zonder team: de huurder wil graag een monteur.")
    expect(page.get_by_label("Team", exact=True)).to_have_attribute("aria-invalid", "true")


def test_b3_the_team_sees_the_task_and_anna_only_that_it_exists(colleague: SignIn, customer: str) -> None:
    anna = colleague("anna")
    subject = "Balkondeur klemt"
    page = asks_for_work(anna, customer, subject)
    anna.presses(RECORD)
    anna.presses(subject, page.locator("#timeline"))
    expect(page.get_by_role("main")).to_contain_text("Techniek")
    expect(page.get_by_role("main")).not_to_contain_text(SECRET)
    assert "Techniek" not in anna.goes_to("/tasks").get_by_role("main").inner_text()
    for name in ("carla", "daan"):
        person = colleague(name)
        queue = person.goes_to("/tasks?team=techniek&q=Balkondeur")
        eventually(queue.locator("tr[data-task]").filter(has_text=subject), 1)
        person.presses(subject, queue.get_by_role("main"))
        expect(queue.get_by_role("main")).to_contain_text(SECRET)


def test_b4_one_claims_and_the_others_are_told(colleague: SignIn, new_task: Task) -> None:
    carla, daan, looking = colleague("carla"), colleague("daan"), colleague("daan")
    looking.page.clock.install()
    # Daan presses before his list hears of it, also on a slow machine.
    daan.page.route("**/tasks/changes?*", lambda route: route.fulfill(status=304))
    for person in (carla, daan, looking):
        person.goes_to("/tasks?team=techniek")
        expect(row_of(person.page, new_task)).to_be_visible()
    row_of(carla.page, new_task).get_by_role("button", name="Oppakken").click()
    carla.waits()
    daan.expects(409)
    row_of(daan.page, new_task).get_by_role("button", name="Oppakken").click()
    expect(row_of(daan.page, new_task)).to_contain_text("Carla")
    # Without a reload, within ten seconds.
    looking.page.clock.fast_forward("00:10")
    expect(row_of(looking.page, new_task).get_by_role("button", name="Oppakken")).to_have_count(0)
    mine = carla.goes_to("/tasks/mine")
    eventually(row_of(mine, new_task), 1)
    carla.goes_to(f"/tasks/{new_task.number}")
    expect(carla.page.locator("#task-read")).to_contain_text("In uitvoering")


@BOTH_WAYS
def test_b5_the_long_way_asks_and_no_changes_nothing(colleague: SignIn, new_task: Task, scripts: bool) -> None:
    carla = colleague("carla", scripts=scripts)
    for answer, status in (("Nee", "Open"), ("Ja", "In uitvoering")):
        page = carla.goes_to(f"/tasks/{new_task.number}?part=handling")
        page.get_by_label("Status").select_option(label="In uitvoering")
        colleagues = page.get_by_label("Medewerker")
        myself = next(text for text in colleagues.locator("option").all_inner_texts() if "Carla" in text)
        colleagues.select_option(label=myself)
        carla.presses("Bewaren", page.locator("#handling"))
        expect(page.locator("#handling")).to_contain_text("Doorgaan?")
        carla.presses(answer, page.locator("#handling"))
        expect(page.locator("#task-read .status").first).to_contain_text(status)


def test_b6_forty_tasks_eight_people_forty_winners(colleague: SignIn, demo_app: Flask, address: str) -> None:
    with demo_app.app_context():
        techniek = db.session.scalars(select(Team).where(Team.code == "techniek")).one()
        names = [each.user.email.split("@")[0] for each in techniek.memberships if each.user.active][:8]
        numbers = [tasks.task(techniek, f"Om het eerst {n}").number for n in range(40)]
        db.session.commit()
    assert len(names) == 8
    people = [session_of(colleague(name, scripts=False), address) for name in names]

    def claim_all(person: requests.Session) -> list[int]:
        answers = [person.post(f"{address}/tasks/{number}/claim", allow_redirects=False) for number in numbers]
        return [answer.status_code for answer in answers]

    with ThreadPoolExecutor(len(people)) as pool:
        statuses = [status for answers in pool.map(claim_all, people) for status in answers]
    assert statuses.count(303) == 40
    assert statuses.count(409) == 7 * 40
    with demo_app.app_context():
        claimed = db.session.scalars(select(Task).where(Task.number.in_(numbers))).all()
        assert {task.status for task in claimed} == {TaskStatus.IN_PROGRESS}


def session_of(person: Colleague, address: str) -> requests.Session:
    """The session of a signed-in colleague, for requests faster than a hand can press."""
    person.goes_to("/")
    session = requests.Session()
    for cookie in person.context.cookies():
        session.cookies.set(cookie["name"], cookie["value"])
    headers = person.page.locator("body").get_attribute("hx-headers") or ""
    session.headers["X-CSRFToken"] = headers.split('"')[3]
    session.headers["Referer"] = address
    return session


def test_b9_finishing_asks_for_an_outcome_and_tells_the_tenant(colleague: SignIn, customer: str) -> None:
    anna = colleague("anna")
    subject = "Raam sluit niet meer"
    page = asks_for_work(anna, customer, subject)
    anna.presses(RECORD)
    anna.presses(subject, page.locator("#timeline"))
    ticket = number_in(page)
    carla = colleague("carla")
    page = carla.goes_to("/tasks?team=techniek&q=Raam")
    carla.presses(subject, page.get_by_role("main"))
    carla.presses("Oppakken", page.locator("#task-dock"))
    finish = page.locator("#finish")
    carla.expects(422)
    carla.presses(re.compile("^Afronden$"), finish.locator("form"))
    expect(finish.get_by_label("Wat is de uitkomst?")).to_have_attribute("aria-invalid", "true")
    finish.get_by_label("Wat is de uitkomst?").fill("Scharnier vervangen.")
    finish.get_by_label("Ja, ik leg het contactmoment vast").check()
    finish.get_by_label("Notitie").fill("Huurder gebeld: het raam sluit weer.")
    finish.locator("form").get_by_role("button", name=re.compile("^Afronden$")).click()
    expect(page.locator("#task-read")).to_contain_text("Afgerond")
    carla.waits()
    carla.inspect()
    page = carla.goes_to(f"/tickets/{ticket}")
    eventually(page.locator("[data-contact-moment]"), 2)
    expect(page.get_by_role("main")).to_contain_text("Huurder gebeld: het raam sluit weer.")
    expect(page.get_by_role("main")).to_contain_text("Afgehandeld")
