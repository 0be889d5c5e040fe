"""What one is told about tasks inside the app."""

from sqlalchemy import text

from contactapp.accounts.models import User
from contactapp.db import db
from contactapp.tasks import claiming, closing, conversing, handing_over
from contactapp.tasks.notifications import NotificationKind, notify, told, unread
from tests.support.browser import Browser
from tests.support.cast import Cast
from tests.support.make import accounts, tasks
from tests.tasks.test_indexes import plan_of


def daan_in(cast: Cast) -> User:
    return accounts.user("Daan van den Berg", teams=[cast.techniek])


def kinds(user: User) -> list[NotificationKind]:
    return [one.kind for one in told(user).items]


def test_being_handed_a_task_is_told_and_read_by_opening_it(browser: Browser, cast: Cast) -> None:
    daan, task = daan_in(cast), tasks.task(cast.techniek, "Lekkage", assignee=cast.carla)
    handing_over.hand_over(task, daan, by=cast.carla, reason="Jij kent deze woning.")
    page = browser.sign_in(daan).get("/notifications")
    assert "Carla Öztürk droeg een taak aan je over." in page.text
    assert page.find("a", class_="bell").get("aria-label") == "1 melding"
    page.click("Lekkage")
    assert db.session.scalar(unread(daan)) == 0


def test_a_message_tells_who_works_on_it_and_who_follows(cast: Cast) -> None:
    daan, task = daan_in(cast), tasks.task(cast.techniek, assignee=cast.carla)
    conversing.follow(task, cast.anna, by=cast.carla)
    conversing.add_message(task, "Onderdeel is binnen.", by=daan)
    conversing.add_message(task, "En de monteur ook.", by=daan)
    assert kinds(cast.carla) == [NotificationKind.MESSAGE]
    assert set(kinds(cast.anna)) == {NotificationKind.FOLLOWING, NotificationKind.MESSAGE}
    assert kinds(daan) == []


def test_a_colleague_named_with_an_at_sign_hears_it(cast: Cast) -> None:
    daan, task = daan_in(cast), tasks.task(cast.techniek, assignee=cast.carla)
    conversing.add_message(task, "Weet jij dit, @daan? Mail carla@example.org niet.", by=cast.carla)
    assert kinds(daan) == [NotificationKind.MENTIONED]
    assert kinds(cast.carla) == []


def test_reopening_and_assigning_are_told(cast: Cast) -> None:
    task = tasks.task(cast.verhuur)
    claiming.assign(task, cast.anna, by=cast.bram)
    closing.finish(task, outcome="Klaar", by=cast.anna)
    closing.reopen(task, reason="Toch niet", by=cast.bram)
    assert sorted(kinds(cast.anna)) == [NotificationKind.ASSIGNED, NotificationKind.REOPENED]


def test_what_one_may_not_see_any_more_is_not_listed(cast: Cast) -> None:
    daan, task = daan_in(cast), tasks.task(cast.techniek, assignee=cast.carla)
    handing_over.hand_over(task, daan, by=cast.carla, reason="Voor jou")
    handing_over.hand_over(task, cast.verhuur, by=cast.carla, reason="Toch niet")
    assert kinds(daan) == []
    assert db.session.scalar(unread(daan)) == 0


def test_the_bell_counts_by_the_index_of_what_is_unread(cast: Cast) -> None:
    for _ in range(100):
        task = tasks.task(cast.verhuur)
        notify(task, cast.anna, NotificationKind.MESSAGE, by=None)
    notify(task, cast.carla, NotificationKind.MESSAGE, by=None)
    db.session.flush()
    db.session.execute(text("ANALYZE notification"))
    assert "ix_notification_unread" in plan_of(unread(cast.carla))


def test_all_can_be_marked_read_and_only_ones_own(browser: Browser, cast: Cast) -> None:
    daan, task = daan_in(cast), tasks.task(cast.techniek, assignee=cast.carla)
    conversing.follow(task, daan, by=cast.carla)
    conversing.add_message(task, "Hoi", by=accounts.user("Wim", teams=[cast.techniek]))
    browser.sign_in(daan).get("/notifications").submit("Alles gelezen")
    assert (db.session.scalar(unread(daan)), db.session.scalar(unread(cast.carla))) == (0, 1)
    assert "Alles gelezen" not in [button.text for button in browser.get("/notifications").find_all("button")]


def test_messages_about_one_task_are_told_together(browser: Browser, cast: Cast) -> None:
    task = tasks.task(cast.techniek, "Lekkage", assignee=cast.carla)
    daan = daan_in(cast)
    for words in ("Een", "Twee", "Drie"):
        conversing.add_message(task, words, by=daan)
    page = browser.sign_in(cast.carla).get("/notifications")
    assert f"3 berichten, het laatste van Daan van den Berg. {task.number}" in page.text
    assert db.session.scalar(unread(cast.carla)) == 1


def test_one_can_keep_what_one_read_for_later_and_only_ones_own(browser: Browser, cast: Cast) -> None:
    daan, task = daan_in(cast), tasks.task(cast.techniek, assignee=cast.carla)
    conversing.add_message(task, "Hoi", by=daan)
    page = browser.sign_in(cast.carla).get("/notifications").submit(f"Gelezen {task.number}")
    assert db.session.scalar(unread(cast.carla)) == 0
    page.submit(f"Ongelezen {task.number}")
    assert db.session.scalar(unread(cast.carla)) == 1
    [told_to_carla] = told(cast.carla).items
    assert browser.sign_in(daan).post(f"/notifications/{told_to_carla.id}/reading").status == 404


def test_all_that_one_was_told_is_read_page_by_page(browser: Browser, cast: Cast) -> None:
    for number in range(52):
        notify(tasks.task(cast.techniek, f"Taak {number}."), cast.carla, NotificationKind.ASSIGNED, by=None)
    db.session.flush()
    page = browser.sign_in(cast.carla).get("/notifications")
    shown = page.text + page.click("Volgende").text
    assert all(f"Taak {number}." in shown for number in range(52))
    assert "Taak 51." in page.click("Volgende").click("Vorige").text
