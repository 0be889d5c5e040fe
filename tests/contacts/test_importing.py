"""Reading contacts, customers, units, leases and addresses from files of other systems."""

from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from contactapp.contacts.importing import reading
from contactapp.contacts.merging import merge
from contactapp.contacts.models import Contact, Customer, KnownAddress, Lease, RoleKind, Unit
from contactapp.contacts.searching import Search
from contactapp.db import db
from tests.support.cast import Cast
from tests.support.make import contacts as make

CONTACTS = (
    "source;external_id;kind;surname;initials;name_prefix;phone;email;street;house_number;house_addition;postcode;city;"
    "party_external_id;role;shown_first\n"
    "erp;H1;household;Tesfay;s;;06-12345678;S.Tesfay@example.nl;Wilgenkade;48;b;3571 zl;Utrecht;;;\n"
    "erp;P1;person;Tesfay;s;;;;;;;;;H1;main_tenant;ja\n"
    "erp;P2;person;Berg;am;Van Den;0307654321;;;;;;;H1;co_tenant;\n"
)
CUSTOMERS = "source;external_id;number;contact_external_id\nerp;K1;100482;H1\n"
UNITS = (
    "source,external_id,number,street,house_number,house_addition,postcode,city,kind,complex_code\n"
    "erp,V1,20418-048,Wilgenkade,48,B,3571ZL,Utrecht,Woning,20418\n"
)
LEASES = (
    "source;external_id;number;customer_external_id;unit_external_id;starts_on;ends_on\nerp;L1;HOK1;K1;V1;01-05-2017;\n"
)


@pytest.fixture
def run(app: Flask, tmp_path: Path):
    """Run an import on a text and give what the command says."""

    def run(kind: str, text: str, *options: str, expected: int = 0) -> str:
        path = tmp_path / f"{kind}.csv"
        path.write_text(text, encoding="utf-8")
        result = app.test_cli_runner().invoke(args=["import", kind, str(path), *options])
        assert result.exit_code == expected, result.output + repr(result.exception)
        return result.output

    return run


def count(model: type[Contact] | type[Customer] | type[Unit] | type[Lease]) -> int:
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def test_a_trial_stores_nothing_and_knows_the_earlier_rows_of_the_file(run, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(reading, "BATCH", 1)
    again = CONTACTS.splitlines()[1].replace("Tesfay", "Tesfaye")
    said = run("contacts", f"{CONTACTS}{again}\n", "--dry-run")
    assert "4 regels: 3 toegevoegd, 1 gewijzigd, 0 ongewijzigd, 0 geweigerd." in said
    assert count(Contact) == 0


def test_a_household_with_its_people_comes_in_whole(run):
    assert "3 regels: 3 toegevoegd, 0 gewijzigd, 0 ongewijzigd, 0 geweigerd." in run("contacts", CONTACTS)
    household = db.session.scalar(select(Contact).where(Contact.external_id == "H1"))
    assert household is not None
    assert household.name == "S. Tesfay"
    assert household.home_address is not None
    assert household.home_address.one_line == "Wilgenkade 48 B, 3571 ZL Utrecht"
    assert [point.value for point in household.contact_points] == ["+31612345678", "s.tesfay@example.nl"]
    assert [(role.person.name, role.kind) for role in household.current_people] == [
        ("S. Tesfay", RoleKind.MAIN_TENANT),
        ("A.M. van den Berg", RoleKind.CO_TENANT),
    ]
    assert [hit.contact for hit in Search("berg 3571zl").hits()] == [household]


def test_customers_units_and_leases_follow(run):
    for kind, text in (("contacts", CONTACTS), ("customers", CUSTOMERS), ("units", UNITS), ("leases", LEASES)):
        assert "0 geweigerd" in run(kind, text)
    lease = db.session.scalars(select(Lease)).one()
    assert (lease.customer.number, lease.unit.number, lease.starts_on) == ("100482", "20418-048", date(2017, 5, 1))
    assert lease.customer.contact.name == "S. Tesfay"


@pytest.mark.parametrize("kind", ["contacts", "customers", "units", "leases"])
def test_reading_a_file_again_changes_nothing(run, kind: str):
    texts = {"contacts": CONTACTS, "customers": CUSTOMERS, "units": UNITS, "leases": LEASES}
    for _ in range(2):
        outputs = {name: run(name, text) for name, text in texts.items()}
    assert "0 toegevoegd, 0 gewijzigd" in outputs[kind]
    assert "0 geweigerd" in outputs[kind]


def test_what_changed_is_changed_and_what_colleagues_added_stays(run):
    run("contacts", CONTACTS)
    output = run("contacts", CONTACTS.replace("Tesfay;s;;06-12345678", "Tesfaye;s;;0687654321"))
    assert "1 gewijzigd, 2 ongewijzigd" in output
    household = db.session.scalar(select(Contact).where(Contact.external_id == "H1"))
    assert household is not None
    assert household.name == "S. Tesfaye"
    assert {"+31612345678", "+31687654321"} <= {point.value for point in household.contact_points}


def test_reading_the_files_again_leaves_a_merge_alone(run, cast: Cast):
    """The household of the files was a double of one that was made by hand, and one person stood in the files twice."""
    again = "erp;H2;household;Tesfai;;;;;;;;;;;;\nerp;P3;person;Tesfai;s;;;;;;;;;H2;main_tenant;ja\n"
    files = {"contacts": CONTACTS + again, "customers": CUSTOMERS}
    for kind, text in files.items():
        run(kind, text)
    by_hand = make.household("Tesfay-Haile", initials="S.", name_prefix="")
    make.address(by_hand)
    found = {one.external_id: one for one in db.session.scalars(select(Contact).where(Contact.source == "erp"))}
    for kept, gone in ((found["P1"], found["P3"]), (found["H1"], found["H2"]), (by_hand, found["H1"])):
        merge(kept, gone, by=cast.bram)
        db.session.flush()
        db.session.expire_all()
    for kind, text in files.items():
        assert "0 toegevoegd, 0 gewijzigd" in run(kind, text)
    household = db.session.scalars(select(Customer)).one().contact
    assert household.home_address is not None
    assert (household.name, household.home_address.street) == ("S. Tesfay-Haile", "Lindestraat")
    assert [role.person.external_id for role in household.current_people] == ["P1", "P2"]


def test_a_dry_run_says_what_would_happen_and_stores_nothing(run):
    output = run("contacts", CONTACTS, "--dry-run")
    assert "3 toegevoegd" in output
    assert "niets opgeslagen" in output
    assert count(Contact) == 0


@pytest.mark.parametrize(
    ("kind", "old", "new", "reason"),
    [
        ("contacts", "erp;H1;household", "erp;H1;huishouden", "is geen soort"),
        ("contacts", "06-12345678", "06-123", "te kort"),
        ("contacts", "S.Tesfay@example.nl", "S.Tesfay", "is geen e-mailadres"),
        ("contacts", "3571 zl", "35 zl", "is geen postcode"),
        ("contacts", ";48;b;", ";achter;b;", "is geen huisnummer"),
        ("contacts", "H1;co_tenant", "H9;co_tenant", "is niet bekend"),
        ("contacts", "H1;co_tenant", "H1;buurman", "is geen rol"),
        ("contacts", "household;Tesfay", "household;", "leeg: surname"),
        ("customers", "100482;H1", "1004820000000;H1", "te lang: number"),
        ("leases", "HOK1", "HOK123456789012345678", "te lang: number"),
        ("customers", "100482;H1", "100482;H9", "is niet bekend"),
        ("customers", "100482;H1", "100482;P1", "een persoon is geen klant"),
        ("leases", "01-05-2017", "2017-13-45", "is geen datum"),
        ("leases", "01-05-2017;", "01-05-2017;01-05-2016", "ligt voor"),
        ("leases", "K1;V1", "K1;V9", "is niet bekend"),
    ],
)
def test_a_row_that_cannot_be_stored_is_refused_with_its_line_and_reason(
    run, kind: str, old: str, new: str, reason: str
):
    texts = {"contacts": CONTACTS, "customers": CUSTOMERS, "units": UNITS, "leases": LEASES}
    for name in list(texts)[: list(texts).index(kind)]:
        run(name, texts[name])
    output = run(kind, texts[kind].replace(old, new, 1))
    assert reason in output
    assert "0 geweigerd" not in output


def test_the_refused_rows_are_reported_in_a_file(run, tmp_path: Path):
    run("contacts", CONTACTS.replace("06-12345678", "06-123"), "--report", str(tmp_path / "report.csv"))
    report = (tmp_path / "report.csv").read_text(encoding="utf-8-sig")
    assert report.startswith("regel;reden")
    assert "2;" in report
    assert "te kort" in report


@pytest.mark.parametrize(("code", "refused"), [("tr", 0), ("NL", 0), ("", 0), ("xx", 1), ("nl-NL", 1), ("Turks", 1)])
def test_a_language_must_be_one_the_screens_can_name(run, code: str, refused: int):
    text = f"source;external_id;kind;surname;language\nerp;H1;household;Vos;{code}\n"
    assert f"{refused} geweigerd" in run("contacts", text)


def test_one_bad_row_does_not_stop_the_others(run):
    run("contacts", CONTACTS.replace("0307654321", "12"))
    assert count(Contact) == 2


def test_a_customer_number_belongs_to_one_contact(run):
    run("contacts", CONTACTS)
    run("customers", CUSTOMERS)
    assert "al klantnummer" in run("customers", CUSTOMERS.replace("K1;100482", "K2;100483"))
    run("contacts", CONTACTS.replace(";H1;", ";H2;").replace("P1", "P3").replace("P2", "P4"))
    assert "al in gebruik" in run("customers", CUSTOMERS.replace("K1", "K2").replace("H1", "H2"))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a;b\n1;2\n", "kolommen ontbreken"),
        (CONTACTS.replace("shown_first", "bsn"), "kennen we niet: bsn"),
        ("", "kolommen ontbreken"),
    ],
)
def test_a_file_of_another_shape_is_refused_whole(run, text: str, words: str):
    assert words in run("contacts", text, expected=1)


def test_a_file_that_is_not_text_is_refused(app: Flask, tmp_path: Path):
    path = tmp_path / "contacts.csv"
    path.write_bytes(CONTACTS.encode() + b"\xff\xfe")
    result = app.test_cli_runner().invoke(args=["import", "contacts", str(path)])
    assert result.exit_code == 1
    assert "UTF-8" in result.output


def test_rows_with_too_many_fields_are_refused(run):
    assert "te veel velden" in run("customers", CUSTOMERS.replace("H1", "H1;extra"))


def test_the_own_address_table_is_read_from_a_file(run):
    text = "street;house_number;house_addition;postcode;city;bag_id\nWilgenkade;52;c;3571 zl;Utrecht;0344\n"
    assert "1 toegevoegd" in run("addresses", text)
    assert "1 ongewijzigd" in run("addresses", text)
    (known,) = db.session.scalars(select(KnownAddress)).all()
    assert (known.one_line, known.origin) == ("Wilgenkade 52 C, 3571 ZL Utrecht", "own")


def test_the_search_terms_can_be_written_anew(app: Flask, run):
    run("contacts", CONTACTS)
    result = app.test_cli_runner().invoke(args=["contacts", "reindex"])
    assert "zoektermen geschreven" in result.output
    assert len(Search("tesfay").hits()) == 1


def test_a_role_that_ends_before_it_begins_is_refused_and_the_rest_stored(run):
    rows = "source;external_id;kind;surname;initials;party_external_id;role;role_starts_on;role_ends_on\n"
    rows += "erp;H1;household;Tesfay;S.;;;;\n"
    rows += "erp;P1;person;Tesfay;S.;H1;main_tenant;2024-05-01;2024-04-01\n"
    rows += "erp;P2;person;Haile;Y.;H1;co_tenant;;2020-01-31\n"
    output = run("contacts", rows)
    assert ("2 toegevoegd" in output, "regel 3: de rol eindigt voordat hij begint" in output) == (True, True)
    ended = db.session.scalars(select(Contact).where(Contact.external_id == "P2")).one().roles[0]
    assert ended.starts_on <= ended.ends_on
