"""Two windows of one colleague save the draft of the same conversation at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from flask import Flask
from sqlalchemy import select

from contactapp.db import db
from contactapp.interactions.models import Conversation
from tests.support.browser import Browser
from tests.support.cast import Cast
from tests.support.make import contacts


def test_what_was_said_to_be_safe_is_safe(committing_app: Flask) -> None:
    anna, number = Cast().anna, contacts.household().number
    db.session.commit()
    browsers = [Browser(committing_app).sign_in(anna) for _ in range(3)]
    db.session.rollback()
    typed = browsers[0].get(f"/contacts/{number}").form("Vastleggen en sluiten (voltooien)", {"Notitie": "Begin"})
    browsers[0].client.post("/conversations/draft", data=typed.data())
    texts = [f"Uit venster {which}" for which in range(len(browsers))]
    pages = [browser.get(f"/contacts/{number}") for browser in browsers]
    forms = [
        page.form("Vastleggen en sluiten (voltooien)", {"Notitie": text})
        for page, text in zip(pages, texts, strict=True)
    ]
    start = Barrier(len(browsers))

    def save(which: int) -> str:
        data = forms[which].data()
        start.wait()
        headers = {"HX-Request": "true", "HX-Target": "draft-state"}
        return browsers[which].client.post("/conversations/draft", data=data, headers=headers).headers["HX-Trigger"]

    with ThreadPoolExecutor(len(browsers)) as pool:
        told = list(pool.map(save, range(len(browsers))))
    assert sorted(told) == ["draft:elsewhere", "draft:elsewhere", "draft:saved"]
    db.session.rollback()
    kept = db.session.scalars(select(Conversation)).one()
    assert kept.draft["note"] == texts[told.index("draft:saved")]
