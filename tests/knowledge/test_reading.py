"""The page of one FAQ."""

from sqlalchemy import func, select

from contactapp.db import db
from contactapp.knowledge.answers import to_html, to_text
from contactapp.knowledge.models import FaqUse
from tests.support.browser import Browser
from tests.support.cast import Cast
from tests.support.make import contacts, knowledge


def test_the_answer_is_shown_with_its_steps(browser: Browser, cast: Cast) -> None:
    knowledge.faq("Ketel bijvullen", code="KB-1", answer="Zo gaat het:\n1. Zet de ketel **uit**.\n2. Vul bij.")
    page = browser.sign_in(cast.anna).get("/knowledge/KB-1")
    assert page.heading == "Ketel bijvullen"
    assert [step.tag for step in page.find("ol")] == ["li", "li"]
    assert "uit" in [strong.text for strong in page.find_all("strong")]


def test_steps_can_be_ticked_off_while_reading(browser: Browser, cast: Cast) -> None:
    knowledge.faq("Ketel bijvullen", code="KB-1", answer="3. Uit\n4. Vul\n   1. Zacht\n\n- Let op")
    page = browser.sign_in(cast.anna).get("/knowledge/KB-1")
    boxes = page.within("div", class_="prose").find_all("input")
    assert [box.get("aria-label") for box in boxes] == ["Stap 3 gedaan", "Stap 4 gedaan"]
    assert not any(box.get("name") for box in boxes)


def test_what_was_read_last_is_at_hand_for_oneself(browser: Browser, cast: Cast) -> None:
    for number in range(1, 11):
        knowledge.faq(f"Vraag nummer {number}", code=f"KB-{number}")
    browser.sign_in(cast.anna)
    for number in (*range(1, 11), 5):
        browser.get(f"/knowledge/KB-{number}")
    peek = browser.get("/knowledge").within("div", id="peek")
    assert "Laatst gelezen" in peek.text
    read = [int(link.get("href", "").split("KB-")[1]) for link in peek.find_all("a")]
    assert read == [5, 10, 9, 8, 7, 6, 4, 3]
    assert "Laatst gelezen" not in Browser(browser.app).sign_in(cast.bram).get("/knowledge").text


def test_both_ways_to_register_lead_to_a_new_ticket_with_this_subject(browser: Browser, cast: Cast) -> None:
    knowledge.faq("Ketel bijvullen", code="KB-2")
    page = browser.sign_in(cast.anna).get("/knowledge/KB-2?contact=C000123")
    links = {link.get("data-key"): link.get("href") for link in page.find_all("a", data_key=True)}
    assert links["c"] == "/tickets/new?faq=KB-2&contact=C000123"
    assert links["t"] == "/tickets/new?faq=KB-2&contact=C000123&task=1"


def test_opening_is_counted(browser: Browser, cast: Cast) -> None:
    knowledge.faq("Ketel bijvullen", code="KB-3")
    browser.sign_in(cast.anna).get("/knowledge/KB-3")
    browser.get("/knowledge/KB-3")
    assert db.session.scalar(select(func.count()).select_from(FaqUse)) == 2


def test_a_code_that_does_not_exist_is_not_found(browser: Browser, cast: Cast) -> None:
    assert browser.sign_in(cast.anna).get("/knowledge/KB-999").status == 404


def test_an_answer_cannot_bring_scripts_or_foreign_images() -> None:
    html = to_html(
        "<script>alert(1)</script>\n\n[klik](javascript:alert(1)) ![spion](https://kwaad.example/x.png)\n\n"
        '<img src=x onerror="alert(1)">\n\n# Kop'
    )
    assert "<script" not in html
    assert "javascript:" not in html.replace("(javascript:", "")
    assert "kwaad.example" not in html
    assert "<img src=x" not in html
    assert "<h2>Kop</h2>" in html


def test_an_answer_as_plain_text_can_be_pasted_in_a_message() -> None:
    answer = "Zo gaat het:\n1. Zet de ketel **uit**.\n2. Vul [bij](/knowledge/KB-1).\n\nDaarna:\n- wacht\n- kijk"
    assert to_text(answer) == "Zo gaat het:\n\n1. Zet de ketel uit.\n2. Vul bij.\n\nDaarna:\n\n- wacht\n- kijk"


def test_an_answer_opens_beside_the_customer(browser: Browser, cast: Cast) -> None:
    contact = contacts.household()
    knowledge.faq("Ketel bijvullen", code="KB-1", answer="1. Zet de ketel uit.")
    browser.sign_in(cast.anna)
    answers = browser.get("/desk/answers", query={"q": "ketel", "contact": contact.number}, htmx="answers")
    address = answers.find("form").get("hx-get", "")
    aside = browser.get(address, query={"contact": contact.number}, htmx="answer-aside")
    assert "Zet de ketel uit." in aside.text
    assert aside.click("Hele pagina Ketel bijvullen").heading == "Ketel bijvullen"
    assert browser.get("/knowledge/KB-404/aside", htmx="answer-aside").status == 404


def test_without_script_the_same_button_opens_the_page(browser: Browser, cast: Cast) -> None:
    knowledge.faq("Ketel bijvullen", code="KB-1")
    answers = browser.sign_in(cast.anna).get("/desk/answers", query={"q": "ketel"}, htmx="answers")
    assert answers.submit("Lees hier: Ketel bijvullen").heading == "Ketel bijvullen"
