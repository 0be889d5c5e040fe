"""The search page, the picker and the telephone."""

from datetime import date, timedelta

import pytest
from flask import Flask

from contactapp.clock import local_today
from contactapp.contacts.models import RoleKind, Signal, SignalKind
from contactapp.db import db
from contactapp.events.models import AccessRecord
from tests.support.browser import Browser, Page
from tests.support.cast import Cast
from tests.support.html import text_of
from tests.support.make import contacts as make
from tests.support.queries import assert_same_query_count


def numbers(page: Page) -> list[str | None]:
    return [row.get("data-contact") for row in page.find_all("li", data_contact=True)]


def test_typing_a_name_lists_the_households_with_the_match_marked(browser: Browser, cast: Cast):
    household = make.household("Öztürk", initials="A.", name_prefix="")
    make.address(household, "3571ZL", 48, street="Wilgenkade")
    page = browser.sign_in(cast.anna).get("/contacts?q=ozt")
    assert numbers(page) == [household.number]
    assert "Wilgenkade 48, 3571 ZL Utrecht" in page.text
    assert page.find("mark").text == "Özt"


def test_while_typing_only_the_results_come_back(browser: Browser, cast: Cast):
    household = make.household("Vos", initials="A.", name_prefix="")
    page = browser.sign_in(cast.anna).get("/contacts?q=vos", htmx="contact-results")
    assert numbers(page) == [household.number]
    assert not page.find_all("h1")


def test_while_typing_the_number_of_answers_is_said(browser: Browser, cast: Cast):
    make.household("Vos", initials="A.", name_prefix="")
    browser.sign_in(cast.anna)
    said = browser.get("/contacts?q=vos", htmx="contact-results").find("p", id="contact-count")
    assert (said.text, said.get("hx-swap-oob")) == ("1 gevonden", "innerHTML")
    assert browser.get("/contacts?q=vos").find("p", id="contact-count").text == "1 gevonden"
    assert not browser.get("/contacts").find("p", id="contact-count").text


def test_a_number_that_leads_to_one_contact_opens_it(browser: Browser, cast: Cast):
    household = make.household("Vos", initials="A.", name_prefix="")
    make.customer(household, number="100482")
    response = browser.sign_in(cast.anna).client.get("/contacts?q=100482")
    assert response.location == f"/contacts/{household.number}"


def test_a_number_opens_nothing_while_somebody_is_typing(browser: Browser, cast: Cast):
    household = make.household("Vos", initials="A.", name_prefix="")
    make.customer(household, number="100482")
    page = browser.sign_in(cast.anna).get("/contacts?q=1004", htmx="contact-results")
    assert numbers(page) == [household.number]


def test_without_a_question_the_page_shows_whom_one_opened_last(browser: Browser, cast: Cast):
    first, second, other = (make.household(name, initials="A.", name_prefix="") for name in ("Vos", "Haas", "Das"))
    for contact, user in ((first, cast.anna), (second, cast.anna), (first, cast.anna), (other, cast.bram)):
        db.session.add(AccessRecord(user_id=user.id, contact_id=contact.id, screen="contact"))
        db.session.flush()
    page = browser.sign_in(cast.anna).get("/contacts")
    assert numbers(page) == [first.number, second.number]


def test_the_kind_of_contact_can_be_chosen(browser: Browser, cast: Cast):
    make.household("Bouw", initials="A.", name_prefix="")
    company = make.organisation("Bouwmeester Advies B.V.")
    page = browser.sign_in(cast.anna).get("/contacts?q=bouw")
    assert len(numbers(page)) == 2
    assert numbers(page.click("Bedrijven")) == [company.number]


def test_nobody_found_offers_a_new_contact_with_what_was_typed(browser: Browser, cast: Cast):
    page = browser.sign_in(cast.anna).get("/contacts?q=A. van der Meulen")
    assert "Niemand gevonden" in page.text
    form = page.within("section", id="contact-results").click("Nieuw contact")
    assert form.find("input", name="surname").get("value") == "Meulen"
    assert form.find("input", name="name_prefix").get("value") == "van der"


def test_a_warning_stands_beside_the_name(browser: Browser, cast: Cast):
    household = make.household("Vos", initials="A.", name_prefix="")
    db.session.add(Signal(contact=household, kind=SignalKind.VISIT_IN_PAIRS, starts_on=local_today()))
    db.session.flush()
    assert "Bezoek met twee" in browser.sign_in(cast.anna).get("/contacts?q=vos").text


def test_the_list_asks_as_many_queries_for_many_rows_as_for_few(browser: Browser, cast: Cast):
    browser.sign_in(cast.anna)

    def add(count: int) -> None:
        for _ in range(count):
            household = make.household("Vos", initials="A.", name_prefix="")
            make.address(household)
            make.phone(household)
            make.role(make.person("Vos", initials="B.", name_prefix=""), household, RoleKind.CO_TENANT)

    assert_same_query_count(lambda: browser.get("/contacts?q=3511AB"), add)


def test_a_stranger_signs_in_first(browser: Browser):
    assert "/login" in browser.client.get("/contacts?q=vos").location


def test_the_picker_offers_households_by_their_people(browser: Browser, cast: Cast):
    household = make.household("Tesfay", initials="S.", name_prefix="")
    make.role(make.person("Haile", initials="Y.", name_prefix=""), household, RoleKind.CO_TENANT)
    page = browser.sign_in(cast.anna).get("/contacts/suggestions?contact_q=haile", htmx="contact-options")
    assert page.find("input", name="contact").get("value") == household.number
    assert "Y. Haile" in page.text


def test_the_picker_says_when_it_finds_nobody(browser: Browser, cast: Cast):
    page = browser.sign_in(cast.anna).get("/contacts/suggestions?q=niemand", htmx="contact-options")
    assert "Niets gevonden" in page.text


@pytest.mark.parametrize("number", ["0612345678", "%2B31612345678", "06-12 34 56 78", "0031612345678", "+31612345678"])
def test_a_call_opens_the_household_with_that_number(browser: Browser, cast: Cast, number: str):
    household = make.household("Vos", initials="A.", name_prefix="")
    make.phone(household, "+31612345678")
    response = browser.sign_in(cast.anna).client.get(f"/call?number={number}")
    assert response.location.split("?")[0] == f"/contacts/{household.number}"


def test_a_call_from_a_person_opens_the_household(browser: Browser, cast: Cast):
    household, person = make.household("Vos"), make.person("Vos")
    make.role(person, household)
    make.phone(person, "+31612345678")
    response = browser.sign_in(cast.anna).client.get("/call?number=0612345678")
    assert response.location == f"/contacts/{household.number}?phone=0612345678"


def test_a_call_that_may_be_from_two_households_is_a_choice(browser: Browser, cast: Cast):
    callers = [make.household(name, initials="A.", name_prefix="") for name in ("Haas", "Vos")]
    for caller in callers:
        make.phone(caller, "+31612345678")
    page = browser.sign_in(cast.anna).get("/call?number=0612345678")
    assert numbers(page) == [caller.number for caller in callers]


def test_an_unknown_caller_becomes_a_new_contact_with_the_number_filled_in(browser: Browser, cast: Cast):
    page = browser.sign_in(cast.anna).get("/call?number=0612345678")
    form = page.within("section", id="contact-results").click("Nieuw contact")
    assert form.find("input", name="phone").get("value") == "0612345678"


@pytest.mark.parametrize("number", ["", "anonymous", "%00", "'"])
def test_a_call_without_a_usable_number_is_a_search(browser: Browser, cast: Cast, number: str):
    assert browser.sign_in(cast.anna).get(f"/call?number={number}").status in (200, 422)


def test_another_spelling_of_the_same_sound_says_so(browser: Browser, cast: Cast):
    make.household("Smid", initials="A.", name_prefix="")
    assert "klinkt hetzelfde" in browser.sign_in(cast.anna).get("/contacts?q=smit").text


def test_the_search_runs_on_its_index(app: Flask):
    """On both databases a keystroke reads a small range of one index."""
    from contactapp.contacts.finding import Clue, TermKind
    from contactapp.contacts.searching import statement
    from contactapp.db import is_sqlite

    for number in range(60):
        make.household(f"Vos{number}", initials="A.", name_prefix="")
    connection = db.session.connection()
    query = statement(Clue(TermKind.WORD, ("vos1", "a")), ["vos1", "a"], ())
    sql = str(query.compile(connection, compile_kwargs={"literal_binds": True}))
    if is_sqlite():
        plan = " ".join(row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}"))
        assert "SCAN" not in plan.replace("SCAN CONSTANT ROW", "")
        assert "ix_contact_search_term" in plan
    else:
        connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
        plan = " ".join(row[0] for row in connection.exec_driver_sql(f"EXPLAIN {sql}".replace("%", "%%")))
        assert "ix_contact_search_term" in plan
        assert "Seq Scan" not in plan


def test_a_role_can_be_asked_of_people_and_of_their_households(browser: Browser, cast: Cast):
    guarded, other = (make.household("Vos", initials=letter, name_prefix="") for letter in ("A.", "B."))
    make.role(make.person("Das", initials="C.", name_prefix=""), guarded, RoleKind.ADMINISTRATOR)
    make.role(make.person("Vos", initials="B.", name_prefix=""), other)
    page = browser.sign_in(cast.anna).get("/contacts?q=vos")
    assert set(numbers(page)) == {guarded.number, other.number}
    chosen = page.within("section", id="contact-results").click("bewindvoerder")
    assert numbers(chosen) == [guarded.number]
    assert set(numbers(chosen.click("Filter wissen: bewindvoerder"))) == {guarded.number, other.number}


def test_a_role_that_has_ended_is_not_found(browser: Browser, cast: Cast):
    household, today = make.household("Vos", initials="A.", name_prefix=""), local_today()
    make.role(
        make.person("Das"),
        household,
        RoleKind.ADMINISTRATOR,
        starts_on=today - timedelta(days=9),
        ends_on=today - timedelta(days=1),
    )
    assert numbers(browser.sign_in(cast.anna).get("/contacts?q=vos&role=administrator")) == []


@pytest.mark.parametrize("role", ["", "koning", "'"])
def test_an_unknown_role_means_all(browser: Browser, cast: Cast, role: str):
    household = make.household("Vos", initials="A.", name_prefix="")
    assert numbers(browser.sign_in(cast.anna).get(f"/contacts?q=vos&role={role}")) == [household.number]


def test_somebody_who_speaks_for_many_households_costs_no_query_for_each(browser: Browser, cast: Cast):
    office = make.person("Rijn", initials="M.", name_prefix="van")
    browser.sign_in(cast.anna)

    def add(count: int) -> None:
        for _ in range(count):
            make.role(office, make.household("Client", name_prefix=""), RoleKind.ADMINISTRATOR)

    assert_same_query_count(lambda: browser.get("/contacts?q=rijn&kind=person"), add)


@pytest.mark.parametrize(
    ("typed", "marked"),
    [
        ("3571zl48b", {"3571", "ZL", "48"}), ("3571 zl", {"3571", "ZL"}), ("1-2-1970", {"geboren op 1 februari 1970"}),
        ("87654321", {"KvK 87654321"}),
    ],
)  # fmt: skip
def test_what_made_a_number_match_is_marked(browser: Browser, cast: Cast, typed: str, marked: set[str]):
    home = make.household("Tesfay", initials="S.", name_prefix="", birth_date=date(1970, 2, 1))
    make.address(home, "3571ZL", 48, house_addition="B", street="Wilgenkade", city="Utrecht")
    make.organisation("Snel", chamber_of_commerce_number="87654321")
    page = browser.sign_in(cast.bram).get("/contacts", query={"q": typed}, htmx="contact-results")
    assert {text_of(mark) for mark in page.find_all("mark")} == marked
