"""Of two contacts that become one, what differs is chosen, and given back at undo (R6)."""

import pytest
from flask import Flask

from contactapp.contacts import merging
from contactapp.contacts.choosing import Choice
from contactapp.contacts.models import Contact
from contactapp.contacts.searching import Search
from contactapp.db import db
from tests.contacts.test_merging import again, doubles
from tests.support.browser import Browser
from tests.support.cast import Cast
from tests.support.make import contacts as make


def different() -> tuple[Contact, Contact]:
    """Two households that say something else about everything."""
    kept = make.household("Vries", initials="P.", name_prefix="de", language="nl")
    gone = make.household("Fries", initials="K.", name_prefix="", language="tr", do_not_call=True)
    make.address(kept, "3511AB", 14)
    make.address(gone, "3571ZL", 48)
    return kept, gone


def facts(contact: Contact) -> tuple[str, str, str, int | None]:
    found = again(contact)
    home = found.home_address
    return found.name, found.surname, found.language, home.house_number if home else None


def test_of_each_fact_that_differs_either_can_be_chosen(browser: Browser, cast: Cast):
    kept, gone = different()
    page = browser.sign_in(cast.bram).get(f"/contacts/{kept.number}/merge?contact={gone.number}")
    form = page.form(f"Samenvoegen tot {kept.number}")
    data = form.data()
    assert [data[name] for name in ("name", "language", "address")] == ["kept"] * 3
    for name in ("name", "address"):
        data[name] = "gone"
    browser.send(form.action, data)
    assert facts(kept) == ("K. Fries", "Fries", "nl", 48)
    assert len(kept.addresses) == 1
    assert [hit.contact for hit in Search("fries 3571ZL").hits()] == [kept]


def test_undoing_gives_back_what_was_chosen_away(app: Flask, cast: Cast):
    kept, gone = different()
    before = facts(kept), facts(gone)
    act = merging.merge(kept, gone, choices=list(Choice), by=cast.bram)
    db.session.flush()
    assert facts(kept) == ("K. Fries", "Fries", "tr", 48)
    merging.undo(act, by=cast.bram)
    db.session.flush()
    assert (facts(kept), facts(gone)) == before
    assert [len(one.addresses) for one in (kept, gone)] == [1, 1]


def test_undoing_leaves_a_name_that_was_changed_since(app: Flask, cast: Cast):
    kept, gone = different()
    act = merging.merge(kept, gone, choices=[Choice.NAME], by=cast.bram)
    kept.surname = "Friesinga"
    db.session.flush()
    merging.undo(act, by=cast.bram)
    db.session.flush()
    assert facts(kept)[0] == "K. Friesinga"


def test_an_objection_to_being_called_stays_whoever_made_it(app: Flask, cast: Cast):
    kept, gone = different()
    act = merging.merge(kept, gone, by=cast.bram)
    db.session.flush()
    assert again(kept).do_not_call
    merging.undo(act, by=cast.bram)
    db.session.flush()
    assert not again(kept).do_not_call


@pytest.mark.usefixtures("app")
@pytest.mark.parametrize(
    ("mine", "other", "choices", "left"),
    [("TEL", "", [], ""), ("TEL", "EMA", [], "EMA"), ("", "TEL", [], ""), ("EMA", "TEL", [Choice.CHANNEL], ""),
     ("EMA", "BRI", [Choice.CHANNEL], "BRI"), ("EMA", "BRI", [], "EMA")],
)  # fmt: skip
def test_nobody_who_objects_to_calls_prefers_them_after_a_merge(
    cast: Cast, mine: str, other: str, choices: list[Choice], left: str
):
    kept = make.household(preferred_channel=mine)
    gone = make.household(preferred_channel=other, do_not_call=True)
    act = merging.merge(kept, gone, choices=choices, by=cast.bram)
    assert (kept.preferred_channel, kept.do_not_call) == (left, True)
    merging.undo(act, by=cast.bram)
    assert (kept.preferred_channel, kept.do_not_call) == (mine, False)
    assert gone.preferred_channel == other


def test_undoing_leaves_what_was_filled_and_changed_since(app: Flask, cast: Cast):
    kept, gone = make.household(), make.household(first_name="Piet", preferred_channel="BRI")
    act = merging.merge(kept, gone, by=cast.bram)
    kept.first_name = "Pieter"
    db.session.flush()
    merging.undo(act, by=cast.bram)
    assert (kept.first_name, kept.preferred_channel) == ("Pieter", "")


def test_only_what_differs_is_a_choice(browser: Browser, cast: Cast):
    kept, gone = doubles()
    page = browser.sign_in(cast.bram).get(f"/contacts/{kept.number}/merge?contact={gone.number}")
    assert not [choice for choice in Choice if page.find_all("input", type="radio", name=choice.value)]
