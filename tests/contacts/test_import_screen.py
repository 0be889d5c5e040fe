"""Reading a file from the administration screen: tried first, then carried out, in short steps."""

from io import BytesIO

import pytest
from sqlalchemy import func, select

from contactapp.background.stepping import Phase
from contactapp.clock import utcnow
from contactapp.contacts.importing import jobs
from contactapp.contacts.importing.jobs import KEPT_FOR, ImportJob, ImportRow
from contactapp.contacts.models import Contact, ContactRole
from contactapp.db import db
from contactapp.events.log import events_of
from tests.contacts.test_importing import CONTACTS
from tests.support.browser import Browser, Page
from tests.support.cast import Cast
from tests.support.html import text_of

TRY, GO, STOP = "Bestand proberen", "Uitvoeren", "Weggooien"


@pytest.fixture
def admin(browser: Browser, cast: Cast) -> Browser:
    return browser.sign_in(cast.dirk)


@pytest.fixture
def short_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "STEP", 1)


def offer(admin: Browser, text: str, kind: str = "contacts") -> Page:
    file = (BytesIO(text.encode()), f"{kind}.csv")
    return admin.get("/admin/import").submit(TRY, {"Wat staat erin?": kind, "Bestand": file})


def run(admin: Browser, page: Page) -> Page:
    """Ask for the next rows as the page does by itself, until it no longer asks."""
    while page.find("section", id="import-progress").get("hx-post"):
        page = admin.post(page.find("section", id="import-progress").get("hx-post"), htmx="import-progress")
    return page


def finished(admin: Browser, text: str, kind: str = "contacts") -> Page:
    tried = run(admin, offer(admin, text, kind))
    return run(admin, admin.get(address()).submit(GO)) if tried.find_all("button") else tried


def job() -> ImportJob:
    return db.session.scalars(select(ImportJob).order_by(ImportJob.id.desc())).first()


def address() -> str:
    return f"/admin/import/{job().id}"


def count(model: type) -> int:
    return db.session.scalar(select(func.count()).select_from(model))


def test_a_file_is_tried_first_and_nothing_is_stored(admin: Browser):
    page = run(admin, offer(admin, CONTACTS))
    assert "Zo zou het gaan" in page.text
    assert "3 van 3 regels" in page.text
    assert (job().added, job().refused, job().phase) == (3, 0, Phase.TRIED)
    assert count(Contact) == 0


def test_carrying_out_stores_the_rows_and_tells_who_did_it(admin: Browser, cast: Cast):
    page = finished(admin, CONTACTS)
    assert "Het bestand is ingelezen." in page.text
    assert (count(Contact), count(ContactRole)) == (3, 2)
    assert [event.verb for event in events_of(job())] == ["import.uploaded", "import.started", "import.stored"]
    assert {event.actor_id for event in events_of(job())} == {cast.dirk.id}


@pytest.mark.usefixtures("short_steps")
def test_short_steps_come_to_the_same(admin: Browser):
    tried = run(admin, offer(admin, CONTACTS))
    assert (job().added, job().refused) == (3, 0), "a person may refer to a household of an earlier step"
    assert "3 van 3 regels" in tried.text
    run(admin, admin.get(address()).submit(GO))
    assert (job().added, job().refused, job().phase) == (3, 0, Phase.STORED)
    assert (count(Contact), count(ContactRole)) == (3, 2)


@pytest.mark.usefixtures("short_steps")
def test_a_refused_row_is_named_by_its_line_in_the_file(admin: Browser):
    text = CONTACTS.replace("Wilgenkade", '"Wilgen\nkade"').replace("erp;P1", "\nerp;P1").replace("0307654321", "12")
    run(admin, offer(admin, text))
    assert (job().total, job().added) == (3, 2)
    assert [line for line, _reason in jobs.refused_rows(job())] == [6]


@pytest.mark.usefixtures("short_steps")
def test_a_key_that_comes_back_later_in_the_file_is_no_second_contact(admin: Browser):
    again = CONTACTS.splitlines()[1].replace("Tesfay", "Tesfaye")
    run(admin, offer(admin, f"{CONTACTS}{again}\n"))
    assert (job().added, job().changed) == (3, 1)


@pytest.mark.usefixtures("short_steps")
def test_an_import_that_stopped_goes_on_where_it_was(admin: Browser):
    run(admin, offer(admin, CONTACTS))
    admin.get(address()).submit(GO)
    admin.post(f"{address()}/steps")
    assert (count(Contact), job().phase) == (1, Phase.STORING)
    run(admin, admin.get(address()))
    assert (count(Contact), job().phase) == (3, Phase.STORED)


def test_a_step_that_got_no_answer_is_asked_again(admin: Browser):
    assert "every 10s" in offer(admin, CONTACTS).find("section", id="import-progress").get("hx-trigger")


def test_without_scripts_a_button_goes_on(admin: Browser):
    page = offer(admin, CONTACTS).submit("Verder")
    assert "Zo zou het gaan" in page.text


def test_a_file_can_be_read_again_without_anything_double(admin: Browser):
    finished(admin, CONTACTS)
    finished(admin, CONTACTS)
    assert (job().added, job().changed, job().same) == (0, 0, 3)
    assert count(Contact) == 3


def test_refused_rows_stand_on_the_screen_and_in_a_file(admin: Browser):
    page = run(admin, offer(admin, CONTACTS.replace("0307654321", "12")))
    assert "Regel 4" in page.text
    assert job().refused == 1
    report = admin.client.get(f"{address()}/refused").data.decode("utf-8-sig")
    assert report.splitlines()[0] == "regel;reden"
    assert report.splitlines()[1].startswith("4;")
    run(admin, admin.get(address()).submit(GO))
    assert (job().added, job().refused) == (2, 1)
    assert "De geweigerde regels zijn overgeslagen." in admin.get(address()).text


def test_after_storing_no_personal_data_stay_in_the_file(admin: Browser):
    finished(admin, CONTACTS.replace("0307654321", "12"))
    [row] = db.session.scalars(select(ImportRow)).all()
    db.session.refresh(row)
    assert (row.line, row.data) == (4, {})


def test_a_key_that_is_too_long_is_refused(admin: Browser):
    run(admin, offer(admin, CONTACTS.replace("erp;H1", f"erp;{'H' * 81}", 1)))
    assert job().refused == 3
    assert "te lang: external_id" in admin.get(address()).text


def test_large_numbers_are_written_as_people_read_them(admin: Browser):
    run(admin, offer(admin, CONTACTS))
    job().total, job().same = 250_000, 12_345
    db.session.flush()
    page = admin.get(address())
    assert "12.348 van 250.000 regels" in page.text
    assert [text_of(number) for number in page.within(id="import-progress").find_all("dd")] == ["3", "0", "12.345", "0"]


def test_carrying_out_twice_starts_once(admin: Browser):
    run(admin, offer(admin, CONTACTS))
    for _ in range(2):
        admin.post(f"{address()}/start")
    assert [event.verb for event in events_of(job())].count("import.started") == 1


def test_what_was_stored_cannot_be_carried_out_again(admin: Browser):
    finished(admin, CONTACTS)
    admin.post(f"{address()}/start")
    admin.post(f"{address()}/steps")
    assert (job().phase, job().added) == (Phase.STORED, 3)


def test_a_file_can_be_thrown_away(admin: Browser):
    page = run(admin, offer(admin, CONTACTS))
    gone = address()
    admin.get(gone).submit(STOP)
    assert (count(ImportJob), count(ImportRow)) == (0, 0)
    assert admin.get(gone).status == 404
    assert page.status == 200


def test_the_button_that_stops_a_file_stays_in_place_from_step_to_step(admin: Browser):
    page = offer(admin, CONTACTS)
    assert page.find("form", id="import-stop").get("hx-preserve") == "true"
    assert not run(admin, page).find_all("form", id="import-stop")


def test_a_file_nobody_went_on_with_is_forgotten(admin: Browser):
    run(admin, offer(admin, CONTACTS))
    job().created_at = utcnow() - KEPT_FOR - KEPT_FOR
    db.session.flush()
    offer(admin, CONTACTS)
    assert (count(ImportJob), count(ImportRow)) == (1, 1)


def test_what_was_refused_is_forgotten_after_a_while_and_the_import_is_not(admin: Browser):
    finished(admin, CONTACTS.replace("0307654321", "12"))
    old = job()
    old.created_at = utcnow() - KEPT_FOR - KEPT_FOR
    db.session.flush()
    assert count(ImportRow) == 1
    offer(admin, CONTACTS)
    assert jobs.refused_rows(old) == []
    assert (count(ImportJob), old.refused) == (2, 1)


def test_the_file_stands_in_the_list_of_latest_files(admin: Browser):
    finished(admin, CONTACTS)
    page = admin.get("/admin/import").click("contacts.csv")
    assert page.heading == "Inlezen: contacts.csv"


@pytest.mark.parametrize("path", ["", "/steps", "/start", "/removal", "/refused"])
def test_an_unknown_import_is_not_found(admin: Browser, path: str):
    asked = admin.get if path in ("", "/refused") else admin.post
    assert asked(f"/admin/import/999999{path}").status == 404


@pytest.mark.parametrize(
    "path", ["/admin/import", "/admin/import/1/steps", "/admin/import/1/start", "/admin/import/1/removal"]
)
def test_who_may_not_administer_reads_no_files(browser: Browser, cast: Cast, path: str):
    assert browser.sign_in(cast.anna).post(path).status == 403


def test_who_may_not_administer_sees_no_files(browser: Browser, cast: Cast):
    browser.sign_in(cast.anna)
    assert [browser.get(path).status for path in ("/admin/import", "/admin/import/1", "/admin/import/1/refused")] == [
        403
    ] * 3


def test_a_stranger_signs_in_first(browser: Browser):
    assert "/login" in browser.client.get("/admin/import").location
