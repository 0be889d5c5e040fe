"""Two contacts become one, and apart again (R6)."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import UniqueConstraint

from contactapp.accounts.models import User
from contactapp.clock import utcnow
from contactapp.contacts import merging
from contactapp.contacts.models import Contact, ContactAlias, ContactMerge, RoleKind
from contactapp.contacts.queries import find_by_number, recently_opened
from contactapp.contacts.searching import Search
from contactapp.db import Model, db
from contactapp.events.log import events_of
from contactapp.events.models import AccessRecord
from tests.support.browser import Browser
from tests.support.cast import Cast
from tests.support.make import contacts as make
from tests.support.make import interactions


def doubles() -> tuple[Contact, Contact]:
    """The same household twice, each with something of its own."""
    kept, gone = (make.household("Tesfay", initials="S.", name_prefix="") for _ in range(2))
    make.phone(kept)
    make.phone(gone)
    make.phone(gone, "+31307654321")
    make.address(gone)
    make.role(make.person("Haile", initials="Y.", name_prefix=""), gone, RoleKind.CO_TENANT)
    return kept, gone


def again(contact: Contact) -> Contact:
    db.session.expire_all()
    found = db.session.get(Contact, contact.id)
    assert found is not None
    return found


def test_every_table_that_points_at_a_contact_moves(app: Flask):
    tables = {column.table.name for column in merging.references()}
    pointing = {
        table.name
        for table in Model.metadata.sorted_tables
        if any(key.column.table is Contact.__table__ for key in table.foreign_keys)
    }
    assert {"ticket", "contact_moment", "task", "signal", "customer", "contact_role"} <= tables
    assert pointing - tables == {"contact", "contact_search_term", "contact_merge"}


def test_no_table_holds_a_contact_in_a_way_that_cannot_move(app: Flask):
    """A row moves by its id, and two rows of the two contacts may not become the same."""
    for column in merging.references():
        assert [key.name for key in column.table.primary_key] == ["id"]
        keys = [set(one.columns) for one in (*column.table.constraints, *column.table.indexes) if _is_unique(one)]
        assert column.table.name == "customer" or not any(column in key for key in keys)


def _is_unique(one: Any) -> bool:
    return isinstance(one, UniqueConstraint) or getattr(one, "unique", False) is True


def test_merging_moves_everything_and_keeps_the_old_number(browser: Browser, cast: Cast):
    kept, gone = doubles()
    ticket = interactions.ticket(gone)
    moment = interactions.contact_moment(ticket)
    page = browser.sign_in(cast.bram).get(f"/contacts/{kept.number}/merge?contact={gone.number}")
    page.submit(f"Samenvoegen tot {kept.number}")
    found = find_by_number(gone.number)
    assert found == kept
    assert again(kept).merged_into_id is None
    assert [point.value for point in found.contact_points] == ["+31612345678", "+31307654321"]
    assert [role.person.name for role in found.current_people] == ["Y. Haile"]
    assert found.home_address is not None
    assert (ticket.contact_id, moment.contact_id) == (kept.id, kept.id)
    assert [event.verb for event in events_of(kept)] == ["contact.merged"]


def test_after_merging_only_one_is_found_by_everything_of_both(browser: Browser, cast: Cast):
    kept, gone = doubles()
    merging.merge(kept, gone, by=cast.bram)
    db.session.flush()
    for typed in ("tesfay", "haile", "0307654321", "3511AB 14", gone.number):
        assert [hit.contact for hit in Search(typed).hits()] == [kept], typed


def test_undoing_puts_back_what_moved_and_leaves_what_came_later(browser: Browser, cast: Cast):
    kept, gone = doubles()
    before, browser = interactions.ticket(gone), browser.sign_in(cast.bram)
    act = merging.merge(kept, gone, by=cast.bram)
    db.session.flush()
    later = interactions.ticket(kept)
    page = browser.get(f"/contacts/{kept.number}/details")
    page.submit(f"Ongedaan maken {gone.number}")
    assert again(gone).merged_into_id is None
    assert len(gone.contact_points) == 2
    assert [role.person.name for role in gone.current_people] == ["Y. Haile"]
    db.session.refresh(before)
    db.session.refresh(later)
    assert (before.contact_id, later.contact_id) == (gone.id, kept.id)
    assert find_by_number(gone.number) == gone
    assert {hit.contact for hit in Search("tesfay").hits()} == {kept, gone}
    assert act.undone_at is not None


def test_merging_can_be_undone_for_thirty_days(app: Flask, cast: Cast):
    kept, gone = doubles()
    act = merging.merge(kept, gone, by=cast.bram)
    act.merged_at = utcnow() - timedelta(days=31)
    db.session.flush()
    with pytest.raises(merging.CannotUndo):
        merging.undo(act, by=cast.bram)


def test_undoing_twice_is_refused(browser: Browser, cast: Cast):
    kept, gone = doubles()
    act = merging.merge(kept, gone, by=cast.bram)
    db.session.flush()
    browser.sign_in(cast.bram)
    assert browser.post(f"/contact-merges/{act.id}/undo").status == 200
    assert browser.post(f"/contact-merges/{act.id}/undo").status == 409


def test_merging_twice_is_refused(browser: Browser, cast: Cast):
    kept, gone = doubles()
    browser.sign_in(cast.bram)
    for status in (200, 409):
        assert browser.post(f"/contacts/{kept.number}/merges", {"gone": gone.number}).status == status
    assert len(db.session.scalars(db.select(ContactAlias)).all()) == 1


def test_two_of_a_different_kind_stay_apart(browser: Browser, cast: Cast):
    household, company = make.household(), make.organisation()
    answer = browser.sign_in(cast.bram).post(f"/contacts/{household.number}/merges", {"gone": company.number})
    assert answer.status == 409
    assert "dezelfde soort" in answer.text


def test_two_customers_stay_apart(browser: Browser, cast: Cast):
    first, second = make.customer(), make.customer()
    answer = browser.sign_in(cast.bram).post(
        f"/contacts/{first.contact.number}/merges", {"gone": second.contact.number}
    )
    assert answer.status == 409
    assert "klantnummer" in answer.text


def test_an_empty_field_is_filled_from_the_other_and_emptied_again(app: Flask, cast: Cast):
    kept, gone = make.organisation("Snel"), make.organisation("Snel", chamber_of_commerce_number="12345678")
    act = merging.merge(kept, gone, by=cast.bram)
    db.session.flush()
    assert again(kept).chamber_of_commerce_number == "12345678"
    merging.undo(act, by=cast.bram)
    db.session.flush()
    assert again(kept).chamber_of_commerce_number == ""


def test_the_two_stand_side_by_side(browser: Browser, cast: Cast):
    kept, gone = doubles()
    page = browser.sign_in(cast.bram).get(f"/contacts/{kept.number}/merge?contact={gone.number}")
    assert "06 12 34 56 78, 030 765 43 21" in page.text
    assert "hetzelfde" in page.text
    assert "KvK-nummer" not in page.text, "what neither has is no line"


def test_probable_doubles_are_listed(browser: Browser, cast: Cast):
    kept, gone = doubles()
    page = browser.sign_in(cast.bram).get("/contacts/doubles")
    assert [row.get("data-contact") for row in page.find_all("li", data_contact=True)] == [kept.number]
    assert "Zelfde telefoonnummer" in page.text
    merging.merge(kept, gone, by=cast.bram)
    db.session.flush()
    assert "Geen dubbele contacten gevonden" in browser.get("/contacts/doubles").text


def test_companies_with_one_registration_are_probably_one(browser: Browser, cast: Cast):
    first, last = (make.organisation(name, chamber_of_commerce_number="12345678") for name in ("Snel", "Snel B.V."))
    text = browser.sign_in(cast.bram).get("/contacts/doubles").text
    assert "Zelfde KvK-nummer" in text
    assert (first.number in text, last.number in text) == (True, True)


def test_only_some_may_merge(browser: Browser, cast: Cast):
    kept, gone = doubles()
    browser.sign_in(cast.anna)
    assert browser.get("/contacts/doubles").status == 403
    assert browser.get(f"/contacts/{kept.number}/merge").status == 403
    assert browser.post(f"/contacts/{kept.number}/merges", {"gone": gone.number}).status == 403
    assert db.session.scalars(db.select(ContactMerge)).all() == []


def test_merging_with_nobody_is_not_found(browser: Browser, cast: Cast):
    kept, _gone = doubles()
    assert browser.sign_in(cast.bram).post(f"/contacts/{kept.number}/merges", {"gone": "C000000"}).status == 404
    assert browser.post("/contact-merges/999999/undo").status == 404


def test_without_scripts_the_other_contact_is_searched_by_a_button(browser: Browser, cast: Cast):
    kept, gone = doubles()
    page = browser.sign_in(cast.bram).get(f"/contacts/{kept.number}/merge").submit("Zoek", {"contact_q": gone.number})
    chosen = page.find("input", name="contact", value=gone.number)
    assert chosen.get("type") == "radio"


def test_one_number_is_preferred_and_one_person_shown_first_after_a_merge(app: Flask, cast: Cast):
    two = [make.household(name, initials="S.", name_prefix="") for name in ("Tesfay", "Haile")]
    for household, number in zip(two, ("+31307654321", "+31307654322"), strict=True):
        make.phone(household, number).preferred = True
        make.role(make.person(household.surname), household, shown_first=True)
    db.session.flush()
    gone, kept = two
    act = merging.merge(kept, gone, by=cast.bram)
    merged = again(kept)
    assert [point.value for point in merged.phones if point.preferred] == ["+31307654322"]
    assert [role.person.surname for role in merged.people if role.shown_first] == ["Haile"]
    merging.undo(act, by=cast.bram)
    for household in (again(kept), again(gone)):
        assert [point.preferred for point in household.phones] == [True]
        assert [role.shown_first for role in household.people] == [True]


def test_what_was_merged_away_is_no_contact_of_mine(app: Flask, cast: Cast):
    kept, gone = doubles()
    note_seen(cast.bram, kept, gone)
    merging.merge(kept, gone, by=cast.bram)
    assert recently_opened(cast.bram) == [kept]


def note_seen(user: User, *contacts: Contact) -> None:
    db.session.add_all(AccessRecord(user_id=user.id, contact_id=one.id, screen="contact") for one in contacts)
    db.session.flush()
