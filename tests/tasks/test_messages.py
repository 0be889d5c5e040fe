"""Messages among colleagues: their files, and who is named in them (R47)."""

from io import BytesIO

from contactapp.db import db
from contactapp.events.log import events_of
from contactapp.interactions.models import ContactMomentValues, Ticket
from contactapp.permissions import Role
from contactapp.tasks import conversing
from contactapp.tasks.attaching import attachments_of
from contactapp.tasks.mentioning import mentions_in
from contactapp.tasks.models import Task
from tests.support.browser import Browser, Page
from tests.support.cast import Cast
from tests.support.make import accounts, contacts, tasks

PDF = b"%PDF-1.7 plattegrond"


def send(browser: Browser, task: Task, name: str, content: bytes, text: str = "") -> Page:
    return browser.post(f"/tasks/{task.number}/messages", {"text": text, "files": (BytesIO(content), name)})


def test_a_file_comes_with_a_message_and_is_given_back_as_a_download(browser: Browser, cast: Cast) -> None:
    task = tasks.task(cast.verhuur, assignee=cast.anna)
    page = send(browser.sign_in(cast.anna), task, "Plattegrond.pdf", PDF)
    [file] = attachments_of(task)
    assert "Plattegrond.pdf" in [link.text for link in page.find_all("a")]
    assert "Plattegrond.pdf" in browser.get(f"/tasks/{task.number}?tab=files").text
    answer = browser.client.get(f"/tasks/{task.number}/attachments/{file.id}")
    assert (answer.data, answer.headers["Content-Disposition"][:10]) == (PDF, "attachment")
    assert [event.verb for event in events_of(task)] == ["task.attached", "task.message-added"]


def test_a_file_that_is_not_what_it_says_is_refused_with_the_text_kept(browser: Browser, cast: Cast) -> None:
    task = tasks.task(cast.verhuur, assignee=cast.anna)
    page = send(browser.sign_in(cast.anna), task, "foto.jpg", PDF, "Zie de foto")
    assert page.status == 422
    assert "foto.jpg kan niet mee" in page.text
    assert page.form("Bericht plaatsen").data()["text"] == "Zie de foto"
    assert (list(attachments_of(task)), task.messages) == ([], [])


def test_a_message_needs_a_text_or_a_file(browser: Browser, cast: Cast) -> None:
    task = tasks.task(cast.verhuur, assignee=cast.anna)
    page = browser.sign_in(cast.anna).post(f"/tasks/{task.number}/messages", {"text": " "})
    assert (page.status, "Vul een bericht in." in page.text) == (422, True)


def test_a_file_does_not_exist_for_whoever_may_not_see_the_task(browser: Browser, cast: Cast) -> None:
    task, other = tasks.task(cast.verhuur, assignee=cast.anna), tasks.task(cast.techniek)
    send(browser.sign_in(cast.anna), task, "Plattegrond.pdf", PDF)
    [file] = attachments_of(task)
    browser.sign_in(cast.carla)
    assert browser.get(f"/tasks/{task.number}/attachments/{file.id}").status == 404
    assert browser.get(f"/tasks/{other.number}/attachments/{file.id}").status == 404


def test_whoever_may_see_the_task_can_be_named_and_others_are_pointed_out(browser: Browser, cast: Cast) -> None:
    eva = accounts.user("Eva Smit", teams=[cast.techniek])
    follower = accounts.user("Wim de Boer", teams=[cast.techniek])
    bram, gerda = cast.bram, accounts.user("Gerda Postma", roles=[Role.PRIVACY_OFFICER])
    task = tasks.task(cast.verhuur, assignee=cast.anna)
    conversing.follow(task, follower, by=cast.anna)
    mentions = mentions_in("@Bram en @wim, weten jullie dit? @Gerda @Eva Smit: let op. Mail wim@example.org.", task)
    assert set(mentions.heard) == {bram, follower, gerda}
    assert mentions.unseen == [eva]
    page = browser.sign_in(cast.anna).post(
        f"/tasks/{task.number}/drafts/message", {"text": "Vraag aan @eva"}, htmx=True
    )
    assert "Eva Smit mag deze taak niet zien" in page.text


def test_of_two_with_one_first_name_the_one_who_may_see_it_is_meant(cast: Cast) -> None:
    task, here = tasks.task(cast.verhuur), accounts.user("Jan Smit", teams=[cast.verhuur])
    there = accounts.user("Jan Bos", teams=[cast.techniek])
    accounts.user("Jan-Willem Prins", teams=[cast.verhuur])
    assert list(mentions_in("@Jan, kijk jij?", task).heard) == [here]
    assert list(mentions_in("@Jan Bos, kijk jij?", task).unseen) == [there]


def test_the_ticket_can_be_read_without_leaving_the_task(browser: Browser, cast: Cast) -> None:
    ticket = Ticket.open_for(contacts.household(), "Lekkage", by=cast.anna)
    ticket.add_contact_moment(ContactMomentValues(note="Water uit het plafond."), by=cast.anna)
    task = tasks.task(cast.verhuur, assignee=cast.anna, ticket=ticket)
    db.session.flush()
    page = browser.sign_in(cast.anna).get(f"/tasks/{task.number}").click("Ticket")
    assert "Water uit het plafond." in page.text
    assert page.heading == task.title
