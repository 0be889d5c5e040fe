"""A conversation survives navigation, reload, sign-out and a second tab (R33)."""

from types import SimpleNamespace

from sqlalchemy import select

from contactapp.db import db
from contactapp.interactions.models import ContactMoment, Conversation
from tests.support.browser import Browser, Page
from tests.support.cast import Cast
from tests.support.make import contacts

DONE = "Vastleggen en sluiten (voltooien)"


def typing(browser: Browser, number: str, **typed: str) -> Page:
    """What the form sends a second after typing."""
    data = browser.get(f"/contacts/{number}").form(DONE).data()
    data.poplist("_key")
    for name, value in typed.items():
        data[name] = value
    return browser.send("/conversations/draft", data, htmx="draft-state")


def note_of(browser: Browser, number: str) -> str:
    return (browser.get(f"/contacts/{number}").find("textarea", name="note").text or "").strip()


def test_typing_is_saved_as_a_draft_and_says_so(anna: Browser, desk: SimpleNamespace) -> None:
    answer = typing(anna, desk.household.number, note="Half getypt")
    assert "Concept bewaard" in answer.text
    assert db.session.scalars(select(Conversation)).one().draft["note"] == "Half getypt"


def test_a_draft_is_there_after_a_reload_and_after_signing_in_again(anna: Browser, desk: SimpleNamespace) -> None:
    typing(anna, desk.household.number, note="Half getypt", faq=desk.faq.code)
    assert note_of(anna, desk.household.number) == "Half getypt"
    again = Browser(anna.app).sign_in(desk.anna)
    page = again.get(f"/contacts/{desk.household.number}")
    assert page.find("input", name="faq", value=desk.faq.code).get("checked") is not None


def test_saving_again_keeps_one_conversation(anna: Browser, desk: SimpleNamespace) -> None:
    typing(anna, desk.household.number, note="Half")
    typing(anna, desk.household.number, note="Half getypt")
    assert db.session.scalars(select(Conversation)).one().draft["note"] == "Half getypt"


def test_a_draft_that_arrives_after_its_form_was_stored_starts_nothing(anna: Browser, desk: SimpleNamespace) -> None:
    page = anna.get(f"/tickets/new?contact={desk.household.number}&faq={desk.faq.code}")
    late = page.form(DONE, {"Notitie": "Uitgelegd"}).data()
    page.submit(DONE, {"Notitie": "Uitgelegd"})
    late["draft_of"] = late.poplist("_key")[0]
    anna.send("/conversations/draft", late, htmx="draft-state")
    assert [one for one in db.session.scalars(select(Conversation)) if one.is_running] == []


def test_two_conversations_never_mix(anna: Browser, desk: SimpleNamespace) -> None:
    other = contacts.household("Bakker", name_prefix="")
    typing(anna, desk.household.number, note="Van De Vries")
    typing(anna, other.number, note="Van Bakker")
    anna.get(f"/contacts/{other.number}").submit(DONE, {"Of een eigen onderwerp": "Sleutel"})
    assert note_of(anna, desk.household.number) == "Van De Vries"
    moment = db.session.scalars(select(ContactMoment)).one()
    assert (moment.note, moment.contact_id) == ("Van Bakker", other.id)


def test_a_conversation_is_of_one_colleague(anna: Browser, desk: SimpleNamespace, cast: Cast) -> None:
    typing(anna, desk.household.number, note="Van Anna")
    mine = db.session.scalars(select(Conversation)).one()
    carla = Browser(anna.app).sign_in(cast.carla)
    assert note_of(carla, desk.household.number) == ""
    assert carla.get(f"/conversations/{mine.id}").status == 404
    assert carla.post(f"/conversations/{mine.id}/end").status == 404


def test_the_bar_shows_what_runs_on_every_page(anna: Browser, desk: SimpleNamespace) -> None:
    typing(anna, desk.household.number, note="Half")
    assert "P. de Vries" in " ".join(
        "".join(chip.itertext()) for chip in anna.get("/").find_all("a", **{"class": "conversation"})
    )


def test_the_tenth_is_as_safe_as_the_first(anna: Browser, desk: SimpleNamespace) -> None:
    db.session.add_all(Conversation(user=desk.anna, phone_number="") for _each in range(9))
    db.session.flush()
    typing(anna, desk.household.number, note="Niet kwijt")
    assert note_of(anna, desk.household.number) == "Niet kwijt"
    assert len(anna.get("/").find_all("a", class_="conversation")) == 10


def test_finishing_takes_it_from_the_bar(anna: Browser, desk: SimpleNamespace) -> None:
    typing(anna, desk.household.number, note="Klaar", subject="Sleutel")
    anna.get(f"/contacts/{desk.household.number}").submit(DONE)
    assert not anna.get("/").find_all("a", **{"class": "conversation"})
    assert db.session.scalars(select(ContactMoment)).one().duration_seconds is not None


def test_a_new_conversation_starts_without_customer(anna: Browser, desk: SimpleNamespace) -> None:
    page = anna.get("/").submit("Nieuw gesprek")
    assert page.heading == "Nieuw ticket"
    assert "Onbekende beller" in page.text


def test_throwing_a_conversation_away_can_be_undone(anna: Browser, desk: SimpleNamespace) -> None:
    typing(anna, desk.household.number, note="Niet kwijt")
    page = anna.get(f"/contacts/{desk.household.number}").submit("Gesprek sluiten")
    assert not page.find_all("a", **{"class": "conversation"})
    page.submit("Ongedaan maken")
    assert note_of(anna, desk.household.number) == "Niet kwijt"


def test_the_notepad_is_kept_and_can_become_the_note(anna: Browser, desk: SimpleNamespace) -> None:
    typing(anna, desk.household.number, note="Eerst dit.")
    mine = db.session.scalars(select(Conversation)).one()
    anna.post(f"/conversations/{mine.id}/notepad", {"notepad": "Di lukt niet"}, htmx=True)
    anna.post(f"/conversations/{mine.id}/record", {"notepad": "Di lukt niet"})
    assert note_of(anna, desk.household.number) == "Eerst dit.\nDi lukt niet"


def test_a_window_with_an_older_notepad_does_not_write_over_a_newer_one(anna: Browser, desk: SimpleNamespace) -> None:
    typing(anna, desk.household.number, note="Ketel")
    mine = db.session.scalars(select(Conversation)).one()

    def version(page: Page) -> str:
        return page.find("input", id="notepad_version").get("value", "")

    def save(text: str, seen: str) -> Page:
        return anna.post(f"/conversations/{mine.id}/notepad", {"notepad": text, "notepad_version": seen}, htmx=True)

    first = version(anna.get("/"))
    saved = save("Uit het nieuwe venster", first)
    refused = save("Uit het oude venster", first)
    assert refused.response.headers["HX-Trigger"] == "draft:elsewhere"
    assert "in een ander venster veranderd" in refused.text
    recorded = anna.post(
        f"/conversations/{mine.id}/record", {"notepad": "Uit het oude venster", "notepad_version": first}
    )
    assert (recorded.status, "Uit het oude venster" in recorded.text) == (409, True)
    assert mine.notepad == "Uit het nieuwe venster"
    save("Het nieuwe venster gaat door", version(saved))
    assert mine.notepad == "Het nieuwe venster gaat door"


def test_an_answer_that_got_lost_does_not_stop_the_notepad(anna: Browser, desk: SimpleNamespace) -> None:
    typing(anna, desk.household.number, note="Ketel")
    mine = db.session.scalars(select(Conversation)).one()
    for text in ("Belt", "Belt morgen terug"):
        anna.post(
            f"/conversations/{mine.id}/notepad", {"notepad": text, "notepad_version": "van voor het typen"}, htmx=True
        )
    assert mine.notepad == "Belt morgen terug"


def test_a_faq_opened_during_a_conversation_is_offered_as_its_subject(anna: Browser, desk: SimpleNamespace) -> None:
    typing(anna, desk.household.number, note="Ketel")
    anna.get(f"/knowledge/{desk.faq.code}")
    page = anna.get(f"/contacts/{desk.household.number}")
    assert page.find("input", name="faq", value=desk.faq.code) is not None
    assert page.find("li", data_faq=desk.faq.code) is not None


def test_the_bar_points_at_the_conversation_on_screen(anna: Browser, desk: SimpleNamespace) -> None:
    other = contacts.household("Bakker", name_prefix="")
    typing(anna, desk.household.number, note="Van De Vries")
    typing(anna, other.number, note="Van Bakker")
    chip = anna.get(f"/contacts/{desk.household.number}").find("a", aria_current="true", data_key="1")
    assert "P. de Vries" in "".join(chip.itertext())


def test_a_conversation_with_a_customer_starts_with_one_press_and_keeps_what_was_typed(
    anna: Browser, desk: SimpleNamespace
) -> None:
    address = f"/contacts/{desk.household.number}"
    page = anna.get(address)
    assert db.session.scalars(select(Conversation)).all() == []
    started = page.submit("Gesprek starten", {"Notitie": "Al begonnen."})
    assert started.url.startswith(address)
    assert started.find("textarea", name="note").text == "Al begonnen."
    page.submit("Gesprek starten")
    assert [one.contact_id for one in db.session.scalars(select(Conversation))] == [desk.household.id]


def test_two_unknown_callers_are_told_apart(anna: Browser, desk: SimpleNamespace) -> None:
    for words in ("Lift staat stil", "Vraag over huurtoeslag"):
        page = anna.get("/").submit("Nieuw gesprek")
        data = page.form(DONE, {"Notitie": words}).data()
        data.poplist("_key")
        anna.send("/conversations/draft", data, htmx="draft-state")
    chips = ["".join(chip.itertext()) for chip in anna.get("/").find_all("a", class_="conversation")]
    assert len(chips) == len(set(chips)) == 2
    assert "Lift staat stil" in chips[0]


def test_a_first_draft_without_customer_gets_an_address_to_come_back_to(anna: Browser, desk: SimpleNamespace) -> None:
    data = anna.get("/tickets/new", query={"faq": desk.faq.code}).form(DONE, {"Notitie": "Half"}).data()
    data.poplist("_key")
    answer = anna.send("/conversations/draft", data, htmx="draft-state")
    page = anna.get(answer.response.headers["HX-Replace-Url"])
    assert page.find("textarea", name="note").text == "Half"
    assert page.find("input", name="faq", value=desk.faq.code).get("checked") is not None


def test_another_subject_opens_in_the_running_conversation_with_the_note_kept(
    anna: Browser, desk: SimpleNamespace
) -> None:
    typing(anna, desk.household.number, note="Half getypt")
    page = anna.get("/tickets/new", query={"contact": desk.household.number, "faq": desk.faq.code})
    assert page.find("textarea", name="note").text == "Half getypt"
    page.submit(DONE)
    assert db.session.scalars(select(ContactMoment)).one().subject == desk.faq.title
    assert [one for one in db.session.scalars(select(Conversation)) if one.is_running] == []


def test_a_subject_found_elsewhere_joins_the_conversation_that_runs(anna: Browser, desk: SimpleNamespace) -> None:
    typing(anna, desk.household.number, note="Half getypt")
    page = anna.get(f"/knowledge/{desk.faq.code}").click("Nieuw ticket met contactmoment")
    joined = page.within("p", id="registration-new-contact").click("P. de Vries")
    assert joined.find("textarea", name="note").text == "Half getypt"
    assert joined.find("input", name="faq", value=desk.faq.code).get("checked") is not None


def test_a_window_with_an_older_draft_does_not_write_over_a_newer_one(anna: Browser, desk: SimpleNamespace) -> None:
    typing(anna, desk.household.number, note="Begin")
    stale = anna.get(f"/contacts/{desk.household.number}").form(DONE, {"Notitie": "Uit het oude venster"}).data()
    typing(anna, desk.household.number, note="Uit het nieuwe venster")
    stale.poplist("_key")
    answer = anna.send("/conversations/draft", stale, htmx="draft-state")
    assert "in een ander venster veranderd" in answer.text
    assert answer.response.headers["HX-Trigger"] == "draft:elsewhere"
    assert note_of(anna, desk.household.number) == "Uit het nieuwe venster"


def test_closing_from_a_window_with_an_older_draft_loses_nothing(anna: Browser, desk: SimpleNamespace) -> None:
    typing(anna, desk.household.number, note="Begin")
    stale = anna.get(f"/contacts/{desk.household.number}").form(DONE, {"Notitie": "Uit het oude venster"}).data()
    typing(anna, desk.household.number, note="Uit het nieuwe venster")
    stale.poplist("_key")
    talk = db.session.scalars(select(Conversation)).one()
    answer = anna.send(f"/conversations/{talk.id}/end", stale)
    assert answer.status == 409
    assert "Uit het oude venster" in answer.text
    assert note_of(anna, desk.household.number) == "Uit het nieuwe venster"


def test_one_window_saves_again_and_again(anna: Browser, desk: SimpleNamespace) -> None:
    data = anna.get(f"/contacts/{desk.household.number}").form(DONE, {"Notitie": "Een"}).data()
    data.poplist("_key")
    for note in ("Een", "Een twee", "Een twee drie"):
        data["note"] = note
        answer = anna.send("/conversations/draft", data, htmx="draft-state")
        for name in ("conversation", "draft_version"):
            data[name] = answer.find("input", name=name).get("value", "")
    assert note_of(anna, desk.household.number) == "Een twee drie"


def test_what_was_typed_until_the_end_is_undone_with_it(anna: Browser, desk: SimpleNamespace) -> None:
    typing(anna, desk.household.number, note="Half")
    page = anna.get(f"/contacts/{desk.household.number}").submit("Gesprek sluiten", {"Notitie": "Half getypt"})
    page.submit("Ongedaan maken")
    assert note_of(anna, desk.household.number) == "Half getypt"


def test_the_next_question_of_an_unknown_caller_is_of_the_customer_just_found(
    anna: Browser, desk: SimpleNamespace
) -> None:
    form = anna.get("/").submit("Nieuw gesprek").form("Volgende vraag", {"Notitie": "Een", "subject": "Sleutel"}).data()
    form["contact"] = desk.household.number
    page = anna.send("/tickets/new", form)
    assert page.heading.startswith("P. de Vries")
    page.submit(DONE, {"Notitie": "Twee", "subject": "Bel"})
    first, second = db.session.scalars(select(ContactMoment).order_by(ContactMoment.id))
    assert first.conversation_id == second.conversation_id
    assert first.contact_id == second.contact_id == desk.household.id


def test_the_next_question_of_somebody_anonymous_is_anonymous_too(anna: Browser, desk: SimpleNamespace) -> None:
    page = anna.get("/").submit("Nieuw gesprek")
    again = page.submit("Volgende vraag", {"anonymous": True, "Notitie": "Tip", "subject": "Woonfraude"})
    again.submit(DONE, {"Notitie": "Nog een tip", "subject": "Overlast"})
    moments = db.session.scalars(select(ContactMoment)).all()
    assert [moment.contact_id for moment in moments] == [None, None]
    assert len({moment.conversation_id for moment in moments}) == 1


def test_a_conversation_whose_customer_was_taken_away_again_is_with_nobody(
    anna: Browser, desk: SimpleNamespace
) -> None:
    typed = {"note": "Hennep op de derde.", "contact": desk.household.number}
    anna.post("/conversations/draft", typed | {"draft_of": "k"}, htmx="draft-state")
    talk = db.session.scalars(select(Conversation)).one()
    again = {"conversation": str(talk.id), "draft_version": talk.draft_version, "anonymous": "y"}
    anna.post("/conversations/draft", typed | again, htmx="draft-state")
    assert talk.contact is None
    assert note_of(anna, desk.household.number) == ""
    assert "Hennep" in anna.get(f"/conversations/{talk.id}").text
