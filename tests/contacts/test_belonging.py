"""Persons, roles and households over time (R3, R7)."""

from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import update

from contactapp.clock import local_today
from contactapp.contacts import belonging
from contactapp.contacts.models import Contact, ContactKind, ContactRole, RoleKind, Signal, SignalKind
from contactapp.contacts.queries import find_by_number, roles_that_ended
from contactapp.contacts.searching import Search
from contactapp.db import db
from contactapp.events.log import events_of
from tests.support.browser import Browser, Page
from tests.support.cast import Cast
from tests.support.make import contacts as make

TODAY = local_today()


def opened(browser: Browser, contact: Contact, tab: str = "details") -> Page:
    return browser.get(f"/contacts/{contact.number}/{tab}")


def again(contact: Contact) -> Contact:
    db.session.expire_all()
    found = find_by_number(contact.number)
    assert found is not None
    return found


def couple() -> tuple[Contact, Contact, Contact]:
    """A household with a main tenant who is shown first and a co-tenant."""
    household = make.household("Tesfay", initials="S.", name_prefix="")
    first = make.person("Tesfay", initials="S.", name_prefix="")
    second = make.person("Haile", initials="Y.", name_prefix="")
    make.role(first, household, shown_first=True, starts_on=date(2020, 1, 1))
    make.role(second, household, RoleKind.CO_TENANT, starts_on=date(2020, 1, 1))
    return household, first, second


def verbs(contact: Contact) -> list[str]:
    return [event.verb for event in events_of(contact)]


def test_a_new_person_joins_a_household(browser: Browser, cast: Cast):
    household = make.household()
    page = opened(browser.sign_in(cast.anna), household)
    saved = page.submit(
        "Persoon toevoegen", {"person_initials": "m", "person_surname": "van Rijn", "role": "administrator"}
    )
    (role,) = again(household).current_people
    assert (role.person.name, role.kind, role.starts_on) == ("M. van Rijn", RoleKind.ADMINISTRATOR, TODAY)
    assert verbs(household) == ["person.joined"]
    assert "M. van Rijn hoort er nu bij." in saved.text


def test_a_known_person_joins_a_second_household(browser: Browser, cast: Cast):
    _household, person, _other = couple()
    new_home = make.household("Bakker")
    browser.sign_in(cast.anna).post(
        f"/contacts/{new_home.number}/roles", {"person": person.number, "role": "resident", "starts_on": "2026-01-01"}
    )
    assert [role.party.name for role in again(person).current_roles] == ["S. Tesfay", "P. de Bakker"]


def test_nobody_joins_without_a_name(browser: Browser, cast: Cast):
    answer = opened(browser.sign_in(cast.anna), make.household()).submit("Persoon toevoegen")
    assert answer.status == 422
    assert "Kies een bestaande persoon of vul een achternaam in." in answer.text
    assert "Kies een rol." in answer.text


def test_the_same_role_twice_is_refused(browser: Browser, cast: Cast):
    household, person, _other = couple()
    values = {"person": person.number, "role": "main_tenant", "starts_on": "2026-01-01"}
    answer = browser.sign_in(cast.anna).post(f"/contacts/{household.number}/roles", values)
    assert answer.status == 422
    assert "heeft deze rol hier al" in answer.text
    assert answer.find("input", name="person").get("value") == person.number
    assert browser.post(f"/contacts/{household.number}/roles", values | {"role": "tenant"}).status == 422


def test_either_a_known_or_a_new_person_joins(browser: Browser, cast: Cast):
    household, person, _other = couple()
    values = {"person": person.number, "person_surname": "Rijn", "role": "resident", "starts_on": "2026-01-01"}
    answer = browser.sign_in(cast.anna).post(f"/contacts/{household.number}/roles", values)
    assert answer.status == 422
    assert answer.find("input", name="person_surname").get("value") == "Rijn"


def test_a_household_cannot_be_a_person_of_another(browser: Browser, cast: Cast):
    household, other = make.household(), make.household("Bakker")
    values = {"person": other.number, "role": "resident", "starts_on": "2026-01-01"}
    assert browser.sign_in(cast.anna).post(f"/contacts/{household.number}/roles", values).status == 409


def test_the_picker_offers_persons(browser: Browser, cast: Cast):
    _household, person, _other = couple()
    page = browser.sign_in(cast.anna).get("/contacts/suggestions?kind=person&name=person&person_q=tesfay", htmx=True)
    assert [field.get("value") for field in page.find_all("input", name="person")] == [person.number]


def test_a_role_ends_and_the_other_tenant_comes_first(browser: Browser, cast: Cast):
    household, first, second = couple()
    page = opened(browser.sign_in(cast.anna), household).within("li", data_contact=first.number)
    page.submit("Beëindigen " + first.name, {"ends_on": (TODAY - timedelta(days=1)).isoformat()})
    found = again(household)
    assert [(role.person, role.shown_first) for role in found.current_people] == [(second, True)]
    assert found.name == "Y. Haile"
    assert verbs(household) == ["person.left", "person.shown-first", "contact.changed"]


def test_when_the_last_day_is_over_nobody_is_found_through_the_old_household(app: Flask):
    household, first, second = couple()
    role = first.roles[0]
    role.ends_on = TODAY
    db.session.flush()
    assert household in found_by("Tesfay S")
    household.surname, household.initials = "Anders", "A."
    db.session.flush()
    db.session.execute(update(ContactRole).where(ContactRole.id == role.id).values(ends_on=TODAY - timedelta(days=1)))
    assert household in found_by("Tesfay")
    for role_id in roles_that_ended():
        belonging.pass_on(role_id)
    assert household not in found_by("Tesfay")
    assert [role.person for role in again(household).people if role.shown_first] == [second]


def found_by(words: str) -> list[Contact]:
    return [hit.contact for hit in Search(words).hits()]


def test_ending_a_role_can_be_undone(browser: Browser, cast: Cast):
    household, first, second = couple()
    household.initials, household.surname = "", "Tesfay – Haile"
    db.session.flush()
    page = opened(browser.sign_in(cast.anna), household).within("li", data_contact=first.number)
    said = page.submit("Beëindigen " + first.name, {"ends_on": (TODAY - timedelta(days=1)).isoformat()})
    said.submit("Ongedaan maken")
    found = again(household)
    assert [(role.person, role.shown_first) for role in found.current_people] == [(first, True), (second, False)]
    assert found.name == "Tesfay – Haile"
    assert verbs(household)[-3:] == ["person.stayed", "person.shown-first", "contact.changed"]


def test_a_role_may_end_later(browser: Browser, cast: Cast):
    household, first, _second = couple()
    page = opened(browser.sign_in(cast.anna), household).within("li", data_contact=first.number)
    said = page.submit("Beëindigen " + first.name, {"ends_on": "2190-12-31"})
    assert "De rol van S. Tesfay eindigt op 31 december 2190." in said.text
    assert [role.shown_first for role in again(household).current_people] == [True, False]


def test_a_role_cannot_end_before_it_began(browser: Browser, cast: Cast):
    household, first, _second = couple()
    page = opened(browser.sign_in(cast.anna), household).within("li", data_contact=first.number)
    answer = page.submit("Beëindigen " + first.name, {"ends_on": "2001-01-01"})
    assert answer.status == 422
    field = answer.find("input", id=f"ends_on-{first.roles[0].id}")
    assert (field.get("value"), field.get("aria-invalid")) == ("2001-01-01", "true")
    assert answer.text.count("Er klopt nog 1 ding niet") == 1


def test_who_was_still_to_come_need_not_come(browser: Browser, cast: Cast):
    household, _first, _second = couple()
    third = make.person("Rijn")
    make.role(third, household, RoleKind.RESIDENT, starts_on=TODAY + timedelta(days=30))
    page = opened(browser.sign_in(cast.anna), household)
    assert "bewoner, vanaf" in page.text
    page.within("li", data_contact=third.number).submit("Beëindigen P. de Rijn")
    assert third not in [role.person for role in again(household).people]


def test_who_moves_out_goes_on_in_a_household_of_their_own(browser: Browser, cast: Cast):
    household, first, second = couple()
    page = opened(browser.sign_in(cast.anna), household).within("li", data_contact=second.number)
    values = {"starts_on": TODAY.isoformat(), "role": "main_tenant"}
    own = find_by_number(page.submit("Eigen huishouden maken " + second.name, values).url.split("/")[2])
    assert own is not None
    assert (own.name, own.kind, verbs(own)) == ("Y. Haile", ContactKind.HOUSEHOLD, ["contact.created", "person.joined"])
    assert [(role.person, role.kind, role.shown_first) for role in own.current_people] == [
        (second, RoleKind.MAIN_TENANT, True)
    ]
    assert [role.person for role in again(household).current_people] == [first]
    left = next(role for role in again(household).people if role.person == second)
    path = f"/contacts/{household.number}/roles/{left.id}/own-household"
    assert browser.post(path, values).status == 409, "a second household would be one too many"


def test_nobody_moves_out_before_they_came(browser: Browser, cast: Cast):
    household, first, _second = couple()
    page = opened(browser.sign_in(cast.anna), household).within("li", data_contact=first.number)
    early = page.submit("Eigen huishouden maken " + first.name, {"starts_on": "2001-01-01"})
    assert early.status == 422
    assert "Toen woonde S. Tesfay hier nog niet." in early.text
    assert page.submit("Eigen huishouden maken " + first.name, {"starts_on": "morgen"}).status == 422
    assert len(again(household).current_people) == 2


def test_who_only_speaks_for_a_household_does_not_move_out(browser: Browser, cast: Cast):
    household, _first, _second = couple()
    role = make.role(make.person("Rijn"), household, RoleKind.ADMINISTRATOR, starts_on=date(2020, 1, 1))
    page = opened(browser.sign_in(cast.anna), household).within("li", data_contact=role.person.number)
    assert not [button for button in page.find_all("button") if "Eigen huishouden" in "".join(button.itertext())]
    answer = browser.post(
        f"/contacts/{household.number}/roles/{role.id}/own-household",
        {"starts_on": TODAY.isoformat(), "role": "resident"},
    )
    assert answer.status == 409


def test_who_is_shown_first_gives_the_household_its_name(browser: Browser, cast: Cast):
    household, _first, second = couple()
    page = opened(browser.sign_in(cast.anna), household)
    page.within("li", data_contact=second.number).submit("Toon als eerste " + second.name)
    found = again(household)
    assert found.name == "Y. Haile"
    assert [role.person.name for role in found.current_people] == ["Y. Haile", "S. Tesfay"]


def test_putting_somebody_first_can_be_undone_with_the_name_the_household_had(browser: Browser, cast: Cast):
    household, first, second = couple()
    household.initials, household.surname = "", "Tesfay – Haile"
    db.session.flush()
    page = opened(browser.sign_in(cast.anna), household)
    said = page.within("li", data_contact=second.number).submit("Toon als eerste " + second.name)
    assert again(household).name == "Y. Haile"
    said.submit("Ongedaan maken")
    found = again(household)
    assert (found.name, found.current_people[0].person) == ("Tesfay – Haile", first)


def test_who_only_speaks_for_a_household_gives_it_no_name(browser: Browser, cast: Cast):
    household, _first, _second = couple()
    role = make.role(make.person("Rijn"), household, RoleKind.ADMINISTRATOR)
    page = opened(browser.sign_in(cast.anna), household)
    assert "Toon als eerste P. de Rijn" not in page.text
    assert browser.post(f"/contacts/{household.number}/roles/{role.id}/first").status == 409
    assert again(household).name == "S. Tesfay"


def test_a_household_goes_along_with_the_name_of_whom_it_is_called_after(browser: Browser, cast: Cast):
    household, first, _second = couple()
    page = opened(browser.sign_in(cast.anna), first)
    said = page.submit("Naam bewaren", {"initials": "S", "surname": "Haile"})
    assert "Het huishouden heet nu ook S. Haile." in said.text
    assert again(household).name == "S. Haile"
    assert verbs(household) == ["contact.changed"]


def test_a_household_with_a_name_of_its_own_keeps_it(browser: Browser, cast: Cast):
    household, first, _second = couple()
    opened(browser.sign_in(cast.anna), household).submit("Naam bewaren", {"initials": "", "surname": "Tesfay – Haile"})
    opened(browser, first).submit("Naam bewaren", {"initials": "S", "surname": "Haile"})
    assert (again(household).name, again(first).name) == ("Tesfay – Haile", "S. Haile")


def test_roles_and_warnings_of_another_contact_are_not_found(browser: Browser, cast: Cast):
    household, _first, _second = couple()
    other = make.household("Bakker")
    signal = Signal(contact=household, kind=SignalKind.AGGRESSION, starts_on=TODAY)
    db.session.add(signal)
    db.session.flush()
    role_id = household.people[0].id
    browser.sign_in(cast.bram)
    roles = [f"roles/{role_id}/{act}" for act in ("end", "continuation", "first", "own-household")]
    for path in (*roles, *(f"signals/{signal.id}/{act}" for act in ("end", "restoration"))):
        assert browser.post(f"/contacts/{other.number}/{path}").status == 404


@pytest.mark.parametrize("what", ["roles", "signals", "personal"])
def test_changing_what_does_not_exist_is_not_found(browser: Browser, cast: Cast, what: str):
    assert browser.sign_in(cast.bram).post(f"/contacts/C000000/{what}").status == 404


def test_without_scripts_the_picker_searches_by_its_button(browser: Browser, cast: Cast):
    _household, person, _other = couple()
    new_home = make.household("Bakker")
    page = opened(browser.sign_in(cast.anna), new_home)
    page = page.within("details", id="join").submit("Zoek", {"person_q": "tesfay"})
    assert page.status == 422
    assert "Er klopt" not in page.text
    assert page.find("input", name="person", value=person.number).get("type") == "radio"
