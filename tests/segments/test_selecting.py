"""Who is in a segment, and who of them falls out."""

from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from contactapp.clock import local_today
from contactapp.contacts.codes import ContactKind, RoleKind
from contactapp.contacts.models import Contact
from contactapp.db import db
from contactapp.interactions.codes import Channel
from contactapp.segments import queries
from contactapp.segments.leaving_out import Reason
from contactapp.segments.models import Segment
from contactapp.segments.selecting import in_segment
from tests.support.make import contacts


def names(**criteria: object) -> list[str]:
    found = select(Contact.surname).where(in_segment(Segment(name="", **criteria))).order_by(Contact.sort_name)
    return list(db.session.scalars(found))


def reason(contact: Contact, channel: Channel) -> str:
    return queries.reasons([contact.id], channel).get(contact.id, "")


@pytest.fixture
def town(app: Flask) -> None:
    """Adam lives and Bea rents in the Lindestraat, Cees rents there no more, a firm is in the Beukenlaan."""
    adam, bea, cees = (contacts.household(name, name_prefix="") for name in ("Adam", "Bea", "Cees"))
    contacts.address(adam, house_number=14)
    row = contacts.customer(bea)
    contacts.lease(row, contacts.unit(complex_code="20408", complex_name="Tuindorp", house_number=20))
    gone = contacts.customer(cees)
    gone.leases[0].ends_on = local_today() - timedelta(days=1)
    contacts.lease(gone, contacts.unit(complex_code="20408", house_number=22), ends_on=date(2021, 1, 1))
    contacts.address(contacts.organisation("Delta"), street="Beukenlaan", postcode="3512CD")
    contacts.person("Evers", name_prefix="")


@pytest.mark.usefixtures("town")
@pytest.mark.parametrize(
    ("criteria", "found"),
    [
        ({"street": "lindestraat"}, ["Adam", "Bea"]),
        ({"street": "Lindestraat", "first_number": 15}, ["Bea"]),
        ({"street": "Lindestraat", "last_number": 14}, ["Adam", "Bea"]),
        ({"postcode": "3512"}, ["Delta"]),
        ({"complex_code": "20408"}, ["Bea"]),
        ({"tenants_only": True}, ["Bea"]),
        ({"kind": ContactKind.ORGANISATION}, ["Delta"]),
        ({"kind": ContactKind.HOUSEHOLD, "street": "Beukenlaan"}, []),
    ],
)
def test_a_segment_holds_who_fits_all_of_it(criteria: dict[str, object], found: list[str]) -> None:
    assert names(**criteria) == found


def test_a_street_with_an_accent_is_found_as_it_stands_there(app: Flask) -> None:
    contacts.address(contacts.household("Foks", name_prefix=""), street="Élandstraat")
    assert queries.street_as_known("Élandstraat") == "Élandstraat"
    assert names(street="Élandstraat") == ["Foks"]


def test_a_role_counts_while_it_lasts(app: Flask) -> None:
    one, other = contacts.household("Een", name_prefix=""), contacts.household("Twee", name_prefix="")
    contacts.role(contacts.person(), one, RoleKind.ADMINISTRATOR)
    contacts.role(
        contacts.person(),
        other,
        RoleKind.ADMINISTRATOR,
        ends_on=local_today() - timedelta(days=1),
        starts_on=date(2020, 1, 1),
    )
    assert names(role=RoleKind.ADMINISTRATOR) == ["Een"]


def test_a_contact_that_was_merged_into_another_is_in_no_segment(app: Flask) -> None:
    kept, gone = contacts.household("Blijft", name_prefix=""), contacts.household("Weg", name_prefix="")
    gone.merged_into_id = kept.id
    assert names(kind=ContactKind.HOUSEHOLD) == ["Blijft"]


@pytest.mark.parametrize(
    ("flag", "channel", "why"),
    [
        ("do_not_call", Channel.PHONE, Reason.DO_NOT_CALL),
        ("do_not_call", Channel.EMAIL, ""),
        ("do_not_mail", Channel.EMAIL, Reason.DO_NOT_MAIL),
        ("do_not_mail", Channel.LETTER, ""),
    ],
)
def test_an_objection_counts_for_its_own_channel(app: Flask, flag: str, channel: Channel, why: str) -> None:
    household = contacts.household()
    contacts.phone(household)
    contacts.email(household)
    contacts.address(household)
    setattr(household, flag, True)
    assert reason(household, channel) == why


def test_the_objection_of_whoever_it_is_named_after_counts_too(app: Flask) -> None:
    household, person = contacts.household(), contacts.person(do_not_call=True)
    contacts.phone(household)
    contacts.role(person, household, shown_first=True)
    assert reason(household, Channel.PHONE) == Reason.DO_NOT_CALL


@pytest.mark.parametrize(
    ("channel", "why"),
    [
        (Channel.PHONE, Reason.NO_PHONE),
        (Channel.SMS, Reason.NO_PHONE),
        (Channel.EMAIL, Reason.NO_EMAIL),
        (Channel.LETTER, Reason.NO_ADDRESS),
    ],
)
def test_who_cannot_be_reached_that_way_falls_out(app: Flask, channel: Channel, why: str) -> None:
    assert reason(contacts.household(), channel) == why


def test_a_number_of_somebody_in_the_household_will_do(app: Flask) -> None:
    household, person = contacts.household(), contacts.person()
    contacts.role(person, household)
    contacts.phone(person)
    assert reason(household, Channel.PHONE) == ""


def test_a_household_of_which_only_the_guardian_lives_falls_out(app: Flask) -> None:
    household, tenant = contacts.household(), contacts.person(death_date=date(2026, 1, 1))
    contacts.address(household)
    contacts.role(tenant, household)
    contacts.role(contacts.person(), household, RoleKind.ADMINISTRATOR)
    assert reason(household, Channel.LETTER) == Reason.DECEASED
    contacts.role(contacts.person(), household, RoleKind.CO_TENANT)
    assert reason(household, Channel.LETTER) == ""
