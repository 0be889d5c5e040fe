"""Files with a contact moment: an allow-list in, a download out."""

from io import BytesIO
from types import SimpleNamespace

import pytest
from sqlalchemy import select

from contactapp.db import db
from contactapp.desk.waiting_files import fetched, set_aside
from contactapp.events.models import Event
from contactapp.interactions.attachments import Attachment
from contactapp.interactions.models import ContactMoment
from contactapp.interactions.uploads import Upload, path_of
from tests.support.browser import Browser, Page
from tests.support.cast import Cast
from tests.support.make import interactions

ADD = "Bijlage toevoegen"
PDF = b"%PDF-1.7 een brief"


@pytest.fixture
def moment(desk: SimpleNamespace) -> ContactMoment:
    """A contact moment of Anna."""
    return interactions.contact_moment(interactions.ticket(desk.household), author=desk.anna)


def add(anna: Browser, moment: ContactMoment, name: str, content: bytes) -> Page:
    return anna.get(f"/contact-moments/{moment.id}/attachments").submit(ADD, {"Bestand": (BytesIO(content), name)})


def test_a_file_stands_with_its_contact_moment_and_comes_back_as_a_download(
    anna: Browser, moment: ContactMoment
) -> None:
    page = add(anna, moment, "brief.pdf", PDF)
    assert "brief.pdf" in page.text
    kept = db.session.scalars(select(Attachment)).one()
    answer = anna.client.get(f"/attachments/{kept.id}")
    assert answer.data == PDF
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "contact-moment.attached" in set(db.session.scalars(select(Event.verb)))


@pytest.mark.parametrize(
    ("name", "content"),
    [("brief.exe", PDF), ("brief.pdf", b"<script>"), ("brief.svg", b"<svg/>"), ("leeg.pdf", b""), ("", b"")],
)
def test_what_we_do_not_take_is_refused_in_words(
    anna: Browser, moment: ContactMoment, name: str, content: bytes
) -> None:
    page = add(anna, moment, name, content)
    assert page.status == 422
    assert "Dit bestand kan niet mee." in page.text
    assert db.session.scalars(select(Attachment)).all() == []


def test_a_name_cannot_lead_out_of_the_folder(anna: Browser, moment: ContactMoment) -> None:
    add(anna, moment, "../../etc/brief.pdf", PDF)
    assert db.session.scalars(select(Attachment.name)).one() == "brief.pdf"


def test_a_file_that_does_not_exist_is_not_found(anna: Browser) -> None:
    assert anna.get("/attachments/999").status == 404


DONE = "Vastleggen en sluiten (voltooien)"
TYPED = {"Notitie": "De brief gelezen.", "Of een eigen onderwerp": "Een brief"}


def test_files_come_along_with_a_new_question(anna: Browser, desk: SimpleNamespace) -> None:
    page = anna.get("/tickets/new", query={"contact": desk.household.number})
    done = page.submit(DONE, {**TYPED, "Bestanden": (BytesIO(PDF), "brief.pdf")})
    assert "brief.pdf" in done.text
    kept = db.session.scalars(select(Attachment)).one()
    assert kept.contact_moment.note == "De brief gelezen."


def test_a_wrong_file_is_refused_at_its_field_with_the_note_kept(anna: Browser, desk: SimpleNamespace) -> None:
    page = anna.get("/tickets/new", query={"contact": desk.household.number})
    refused = page.submit(DONE, {**TYPED, "Bestanden": (BytesIO(b"MZ"), "brief.exe")})
    assert refused.status == 422
    assert "Dit bestand kan niet mee." in refused.text
    assert refused.find("textarea", name="note").text == "De brief gelezen."
    assert db.session.scalars(select(ContactMoment)).all() == []


def test_files_come_along_with_a_follow_up(anna: Browser, moment: ContactMoment) -> None:
    page = anna.get(f"/tickets/{moment.ticket.number}")
    typed = {"Notitie": "Nu met foto.", "Bestanden": (BytesIO(PDF), "foto.pdf")}
    assert "foto.pdf" in page.submit("Vervolg vastleggen", typed).text


@pytest.mark.parametrize("press", [DONE, "Sjabloon toepassen"])
def test_a_file_waits_while_the_form_around_it_is_put_right(anna: Browser, desk: SimpleNamespace, press: str) -> None:
    page = anna.get("/tickets/new", query={"contact": desk.household.number})
    refused = page.submit(press, {"Notitie": "De brief gelezen.", "Bestanden": (BytesIO(PDF), "brief.pdf")})
    assert refused.status == 422
    done = refused.submit(DONE, TYPED)
    assert "brief.pdf" in done.text
    kept = db.session.scalars(select(Attachment)).one()
    assert path_of(kept.digest).read_bytes() == PDF


def test_a_file_of_a_refused_follow_up_waits_too_unless_it_is_unticked(anna: Browser, moment: ContactMoment) -> None:
    page = anna.get(f"/tickets/{moment.ticket.number}")
    refused = page.submit("Vervolg vastleggen", {"Notitie": "", "Bestanden": (BytesIO(PDF), "foto.pdf")})
    assert refused.status == 422
    refused.submit("Vervolg vastleggen", {"Notitie": "Toch zonder.", "kept_files": False})
    assert db.session.scalars(select(Attachment)).all() == []


def test_a_waiting_file_is_given_back_to_its_sender_only(anna: Browser, desk: SimpleNamespace, cast: Cast) -> None:
    [waiting] = set_aside([Upload("brief.pdf", PDF)], by=cast.carla)
    assert fetched([waiting.token], by=cast.carla) == [Upload("brief.pdf", PDF)]
    page = anna.get("/tickets/new", query={"contact": desk.household.number})
    form = page.form(DONE, TYPED).data()
    form.setlist("kept_files", [waiting.token, "verzonnen"])
    anna.send("/tickets/new", form)
    assert db.session.scalars(select(ContactMoment.note)).one() == "De brief gelezen."
    assert db.session.scalars(select(Attachment)).all() == []
