"""Finding contacts in the database."""

from datetime import date

import pytest

from contactapp.contacts.models import Contact, ContactKind, RoleKind, Signal, SignalKind
from contactapp.contacts.queries import MOST_ROLES
from contactapp.contacts.searching import PARTIES, Search, contacts_by_phone
from contactapp.contacts.showing import few_roles, signals
from contactapp.contacts.terms import reindex_all
from contactapp.db import db
from tests.contacts.nasty_names import nasty_name
from tests.support.make import contacts as make
from tests.support.queries import recorded_queries

pytestmark = pytest.mark.usefixtures("app")


def found(text: str, **options: object) -> list[str]:
    return [hit.contact.name for hit in Search(text, **options).hits()]


def family() -> Contact:
    """Household Tesfay with a second person, an address, phones and a customer number."""
    household = make.household("Tesfay", initials="S.", name_prefix="")
    make.role(make.person("Tesfay", initials="S.", name_prefix=""), household, shown_first=True)
    partner = make.person("Haile", initials="Y.", name_prefix="")
    make.role(partner, household, RoleKind.CO_TENANT)
    make.address(household, "3571ZL", 48, house_addition="B", street="Wilgenkade", city="Utrecht")
    make.phone(household, "+31612345678")
    make.phone(partner, "+31307654321")
    make.email(household, "s.tesfay@example.nl")
    make.customer(household, number="100482")
    return household


@pytest.mark.parametrize(
    "typed",
    [
        "tesfay", "TESF", "s tesfay", "tesfay s", "Tesfaij", "haile", "100482", "0612345678", "06 12 34", "+31 6 1234",
        "5678", "030-765 43 21", "4321", "s.tesfay@example.nl", "tesfay@ex", "@example.nl", "3571ZL", "3571 zl 48",
        "3571zl48b", "3571", "wilgenkade 48", "wilgenkade 48b", "wilgenkade 48 B", "wilgenk", "tesfay utrecht",
        "haile wilgenkade", "tesfay 48", "example.nl",
    ],
)  # fmt: skip
def test_one_box_finds_the_household(typed: str):
    family()
    make.household("Janssen", initials="P.", name_prefix="")
    assert found(typed) == ["S. Tesfay"]


def test_the_contact_number_finds_the_contact():
    household = family()
    assert found(household.number) == ["S. Tesfay"]
    assert Search(household.number).only_hit() == household


@nasty_name
def test_a_nasty_name_is_found_in_the_database(initials: str, prefix: str, surname: str, queries: tuple[str, ...]):
    make.household(surname, initials=initials, name_prefix=prefix)
    for query in queries:
        assert len(found(query)) == 1, query


def test_names_that_sound_alike_come_after_the_exact_ones():
    make.household("Janssen", initials="A.", name_prefix="")
    make.household("Jansen", initials="B.", name_prefix="")
    assert found("jansen") == ["B. Jansen", "A. Janssen"]


@pytest.mark.parametrize(("typed", "stored"), [("Smit", "Smid"), ("Meijer", "Meyer"), ("Kuiper", "Kuijper")])
def test_a_name_heard_on_the_phone_is_found(typed: str, stored: str):
    make.household(stored, initials="A.", name_prefix="")
    assert found(typed) == [f"A. {stored}"]


def test_a_wrong_or_missing_tussenvoegsel_is_forgiven():
    make.household("Berg", initials="A.", name_prefix="van den")
    for typed in ("van den berg", "van de berg", "berg", "a berg", "vandenberg", "berg van den"):
        assert found(typed) == ["A. van den Berg"], typed


def test_the_very_word_comes_before_words_that_begin_with_it():
    make.household("Bergsma", initials="A.", name_prefix="")
    make.household("Berg", initials="Z.", name_prefix="van den")
    assert found("berg") == ["Z. van den Berg", "A. Bergsma"]


def test_a_letter_is_an_addition_after_a_number_and_an_initial_elsewhere():
    for initials, addition in (("B.", "A"), ("A.", "B")):
        make.address(
            make.household("Jansen", initials=initials, name_prefix=""), house_number=48, house_addition=addition
        )
    assert found("a. jansen")[0] == "A. Jansen"
    assert found("jansen 48 a")[0] == "B. Jansen"


def test_the_own_name_comes_before_the_name_of_somebody_inside():
    for surname, prefix in (("Dijk", "van"), ("Drysdale", "")):
        make.role(
            make.person("Vries", initials="H.", name_prefix="de"),
            make.household(surname, initials="E.", name_prefix=prefix),
        )
    for surname, initials in (("Vriesema", "A."), ("Vries", "Z."), ("Vries", "B.")):
        make.household(surname, initials=initials, name_prefix="de" if surname == "Vries" else "")
    named = ["B. de Vries", "Z. de Vries", "A. Vriesema"]
    assert sorted(found("vri")[:3]) == sorted(named)
    assert found("vri")[3:] == ["E. van Dijk", "E. Drysdale"]
    for typed in ("vries", "de vries"):
        assert found(typed)[:3] == (named if typed == "vries" else [*named[:2], "E. van Dijk"]), typed


def test_somebody_inside_with_the_very_name_comes_before_one_whose_name_begins_so():
    for surname, resident in (("Aalders", "Hailemariam"), ("Zwart", "Haile")):
        household = make.household(surname, initials="K.", name_prefix="")
        make.role(make.person(resident, initials="Y.", name_prefix=""), household)
    assert found("haile") == ["K. Zwart", "K. Aalders"]


def test_a_name_that_sounds_alike_is_first_that_of_the_household():
    inside = make.household("Aalders", initials="K.", name_prefix="")
    make.role(make.person("Janssen", initials="Y.", name_prefix=""), inside)
    make.household("Janssen", initials="P.", name_prefix="")
    assert found("jansen") == ["P. Janssen", "K. Aalders"]


def test_a_person_stands_inside_the_household_that_is_found_too():
    household = family()
    (hit,) = Search("haile").hits()
    assert hit.contact == household
    assert [role.person.name for role in hit.people] == ["Y. Haile"]


def test_a_person_in_several_households_is_found_as_well():
    guardian = make.person("Rijn", initials="M.", name_prefix="van")
    for surname in ("Tesfay", "Bakker"):
        make.role(guardian, make.household(surname, initials="S.", name_prefix=""), RoleKind.ADMINISTRATOR)
    assert set(found("van rijn")) == {"M. van Rijn", "S. Tesfay", "S. Bakker"}
    assert set(found("van rijn", kinds=PARTIES)) == {"S. Tesfay", "S. Bakker"}
    assert found("van rijn", kinds=(ContactKind.PERSON,)) == ["M. van Rijn"]


def test_the_telephone_number_that_matched_is_told():
    family()
    (hit,) = Search("4321").hits()
    assert [point.shown for point in hit.points] == ["030 765 43 21"]


def test_a_date_of_birth_finds_only_for_those_who_may_see_it():
    from datetime import date

    make.household("Vos", birth_date=date(1984, 3, 12), initials="A.", name_prefix="")
    assert found("12-03-1984") == []
    assert found("12-03-1984", personal=True) == ["A. Vos"]


def test_a_changed_name_is_found_at_once_and_the_old_one_no_more():
    household = make.household("Oud", initials="A.", name_prefix="")
    household.surname = "Nieuwveld"
    db.session.flush()
    assert found("nieuwveld") == ["A. Nieuwveld"]
    assert found("oud") == []


def test_somebody_who_left_no_longer_leads_to_the_household():
    from datetime import timedelta

    from contactapp.clock import local_today

    household = make.household("Vos", initials="A.", name_prefix="")
    role = make.role(make.person("Haas", initials="B.", name_prefix=""), household)
    role.starts_on = role.ends_on = local_today() - timedelta(days=1)
    db.session.flush()
    assert found("haas") == ["B. Haas"]


def test_a_merged_contact_is_not_found():
    kept, gone = (
        make.household("Vos", initials="A.", name_prefix=""),
        make.household("Vos", initials="A.", name_prefix=""),
    )
    gone.merged_into_id = kept.id
    db.session.flush()
    assert [hit.contact for hit in Search("vos").hits()] == [kept]


def test_a_telephone_number_leads_to_its_households():
    household = family()
    assert contacts_by_phone("06-12345678") == [household]
    assert contacts_by_phone("+31 30 765 43 21") == [household]
    assert contacts_by_phone("0612") == []
    assert contacts_by_phone("anoniem") == []


def test_terms_written_anew_are_the_same():
    family()
    before = found("tesfay")
    assert reindex_all(db.session.connection()) > 20
    assert found("tesfay") == before


@pytest.mark.parametrize("typed", ["", "%", "_", "' OR 1=1 --", "\\", "a" * 10_000, "x " * 10_000, "🦊"])
def test_strange_text_finds_nothing_and_breaks_nothing(typed: str):
    family()
    assert found(typed) == []


def test_a_role_that_few_have_is_found_among_many_with_the_name():
    homes = [make.household("Vos", initials=f"{letter}.", name_prefix="") for letter in "ABCDEF"]
    make.role(make.person("Rijn", initials="M.", name_prefix="van"), homes[1], RoleKind.REPRESENTATIVE)
    assert found("vos", role=RoleKind.REPRESENTATIVE) == ["B. Vos"]
    assert found("b vos", role=RoleKind.REPRESENTATIVE) == ["B. Vos"]


def test_a_kind_that_few_are_is_found_among_many_with_the_name():
    for _ in range(6):
        make.household("Vos", initials="A.", name_prefix="")
    make.organisation("Vos Schilders")
    assert found("vos", kinds=(ContactKind.ORGANISATION,)) == ["Vos Schilders"]


def test_of_who_speaks_for_many_a_list_shows_the_first_few():
    office = make.person("Rijn", initials="M.", name_prefix="van")
    for _ in range(MOST_ROLES + 2):
        make.role(office, make.household("Client", name_prefix=""), RoleKind.ADMINISTRATOR)
    db.session.expire_all()
    [hit] = Search("van rijn", kinds=(ContactKind.PERSON,)).hits()
    assert len(hit.contact.current_roles) == MOST_ROLES


def _warn(home: Contact, text: str, **values: object) -> None:
    home.signals.append(Signal(kind=SignalKind.OTHER, text=text, **values))
    db.session.flush()


def test_a_warning_on_the_last_of_many_households_still_stands_in_the_list():
    office = make.person("Rijn", initials="M.", name_prefix="van")
    for _ in range(MOST_ROLES):
        make.role(office, make.household("Client", name_prefix=""), RoleKind.ADMINISTRATOR)
    for text in ("Hond los op het erf", "Hond los op het erf", "Bel eerst aan"):
        home = make.household("Client", name_prefix="")
        _warn(home, text)
        make.role(office, home, RoleKind.CONTACT_PERSON)
    _warn(home, "Niet meer", starts_on=date(2020, 1, 1), ends_on=date(2020, 1, 2))
    db.session.expire_all()
    [hit] = Search("van rijn", kinds=(ContactKind.PERSON,)).hits()
    assert [signal.text for signal in signals(hit.contact)] == ["Hond los op het erf", "Bel eerst aan"]
    assert len(few_roles(hit.contact)) == MOST_ROLES


def test_a_lease_writes_no_search_terms_for_nobody_is_found_by_it():
    customer = make.customer(number="100482")
    with recorded_queries() as statements:
        make.lease(customer)
    assert not [statement for statement in statements if "contact_search_term" in statement]
    customer.number = "100999"
    db.session.flush()
    assert found("100999") == [customer.contact.name]


def test_whoever_speaks_for_a_household_does_not_live_there():
    household = family()
    make.role(make.person("Rijn", initials="M.", name_prefix="van"), household, RoleKind.ADMINISTRATOR)
    assert found("wilgenkade 48") == ["S. Tesfay"]
    assert set(found("wilgenkade 48", kinds=(ContactKind.PERSON,))) == {"S. Tesfay", "Y. Haile"}
    assert found("van rijn") == ["S. Tesfay"]
