"""Pages that were opened before a merge, or before a colleague saved: nothing that came since is taken away."""

import pytest

from contactapp.contacts.merging import merge
from contactapp.contacts.models import Contact
from contactapp.db import db
from tests.support.browser import Browser
from tests.support.cast import Cast
from tests.support.make import contacts as make


def two(cast: Cast) -> tuple[Contact, Contact]:
    kept, gone = make.household("Tesfay"), make.household("Tesfai")
    make.phone(kept)
    make.phone(gone, "+31307654321")
    return kept, gone


@pytest.mark.parametrize("page_of", ["kept", "gone"])
@pytest.mark.parametrize("button", ["Telefoon en e-mail bewaren", "Naam bewaren"])
def test_a_page_from_before_a_merge_changes_nothing(browser: Browser, cast: Cast, page_of: str, button: str) -> None:
    kept, gone = two(cast)
    shown = kept if page_of == "kept" else gone
    page = browser.sign_in(cast.bram).get(f"/contacts/{shown.number}/details")
    merge(kept, gone, by=cast.dirk)
    db.session.commit()
    assert page.submit(button).status == 409
    db.session.expire_all()
    stays = db.session.get_one(Contact, kept.id)
    assert [point.value for point in stays.contact_points] == ["+31612345678", "+31307654321"]
    assert stays.surname == "Tesfay"


def test_of_two_who_save_personal_data_the_second_is_told(browser: Browser, cast: Cast) -> None:
    person = make.person()
    browser.sign_in(cast.bram)
    one, other = (browser.get(f"/contacts/{person.number}/personal") for _ in range(2))
    assert one.submit("Bewaren", {"Geboortedatum": "12-03-1984"}).status == 200
    assert other.submit("Bewaren", {"Aanhef": "De heer"}).status == 409
    db.session.expire_all()
    assert str(db.session.get_one(Contact, person.id).birth_date) == "1984-03-12"
