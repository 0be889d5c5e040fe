"""Voltooien pressed five times at once stores once (R23, A9)."""

from concurrent.futures import ThreadPoolExecutor

from flask import Flask
from sqlalchemy import func, select

from contactapp.db import db
from contactapp.interactions.models import ContactMoment, Ticket
from contactapp.tasks.models import Task
from tests.support.browser import Browser
from tests.support.cast import Cast
from tests.support.make import contacts, knowledge, tasks

DONE = "Vastleggen en sluiten (voltooien)"


def test_five_posts_at_once_leave_one_ticket_one_contact_moment_and_one_task(committing_app: Flask) -> None:
    cast, household, faq = Cast(), contacts.household(), knowledge.faq()
    tasks.task_type(code="uitzoeken", team=cast.techniek)
    browser = Browser(committing_app).sign_in(cast.anna)
    db.session.commit()
    page = browser.get("/tickets/new", query={"contact": household.number, "faq": faq.code, "task": "1"})
    data = page.form(DONE, {"Notitie": "Vijf keer gedrukt."}).data()

    def press(_time: int) -> int:
        client = committing_app.test_client()
        with client.session_transaction() as session, browser.client.session_transaction() as own:
            session.update(own)
        return client.post("/tickets/new", data=data).status_code

    with ThreadPoolExecutor(5) as pool:
        answers = list(pool.map(press, range(5)))
    assert set(answers) == {303}
    counts = [db.session.scalar(select(func.count()).select_from(model)) for model in (Ticket, ContactMoment, Task)]
    assert counts == [1, 1, 1]
