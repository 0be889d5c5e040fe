"""One act on many tickets: looked over, done once with an event each, and taken back."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from sqlalchemy import func, select

from contactapp.clock import utcnow
from contactapp.db import db
from contactapp.desk.bulk.models import BulkAct
from contactapp.events.models import Event
from contactapp.interactions.models import ContactMoment, Ticket, TicketFollower
from contactapp.tasks.models import Task, TaskStatus
from tests.support.browser import Browser, Page
from tests.support.cast import Cast
from tests.support.html import text_of
from tests.support.make import accounts, contacts, interactions, tasks

LOOK, UNDO = "Bekijk wat er gebeurt", "Ongedaan maken"
OUTAGE = {"act": "moment", "note": "De storing is voorbij.", "way": "TEL-UIT", "kind": "feedback", "result": "answered"}


@pytest.fixture
def three(desk: SimpleNamespace) -> list[Ticket]:
    """Three tickets of one household."""
    made = [interactions.ticket(desk.household, subject) for subject in ("Verlichting", "Lift", "Sleutels")]
    for ticket in made:
        interactions.contact_moment(ticket, author=desk.anna)
    db.session.commit()
    return made


@pytest.fixture
def bram(browser: Browser, desk: SimpleNamespace, cast: Cast) -> Browser:
    """The browser of a lead, who may merge and change subjects of many."""
    return browser.sign_in(cast.bram)


def look_over(browser: Browser, **answers: str) -> Page:
    """Tick all tickets and ask for an act."""
    data = browser.get("/tickets/choice").form(LOOK).data()
    for name, value in answers.items():
        data[name] = value
    return browser.send("/tickets/choice", data)


def do(preview: Page) -> Page:
    return preview.submit(next(text for text in map(text_of, preview.find_all("button")) if text.startswith("Doe dit")))


def undo(browser: Browser) -> Page:
    return browser.get("/tickets/choice").submit(UNDO)


def events(verb: str) -> int:
    return db.session.scalar(select(func.count()).select_from(Event).where(Event.verb == verb)) or 0


def left_out(page: Page) -> list[str | None]:
    return [line.get("data-left-out") for line in page.find_all("li", data_left_out=True)]


def test_nothing_happens_before_it_was_looked_over(anna: Browser, three: list[Ticket]) -> None:
    page = look_over(anna, **OUTAGE)
    assert page.heading == "Zo gaat het"
    assert {line.get("data-ticket") for line in page.find_all("li", data_ticket=True)} == {one.number for one in three}
    assert db.session.scalar(select(func.count()).select_from(ContactMoment)) == 3


def test_one_contact_moment_is_registered_at_each_and_withdrawn_again(anna: Browser, three: list[Ticket]) -> None:
    assert "Gedaan bij 3 tickets." in do(look_over(anna, **OUTAGE)).text
    assert [[moment.note for moment in ticket.contact_moments][1:] for ticket in three] == [[OUTAGE["note"]]] * 3
    assert all(ticket.contact_moments[1].follow_up for ticket in three)
    assert events("contact-moment.recorded") == 3
    assert "3 tickets zijn weer zoals ze waren." in undo(anna).text
    assert all(ticket.contact_moments[1].is_withdrawn for ticket in three)


def test_a_colleague_is_made_to_follow_and_who_does_already_falls_out(
    anna: Browser, three: list[Ticket], cast: Cast
) -> None:
    db.session.add(TicketFollower(ticket_id=three[0].id, user_id=cast.carla.id))
    page = look_over(anna, act="follow", colleague=str(cast.carla.id))
    assert left_out(page) == [three[0].number]
    assert "volgt dit al" in page.text
    do(page)
    assert events("ticket.follower-added") == 2
    undo(anna)
    assert db.session.scalars(select(TicketFollower.ticket_id)).all() == [three[0].id]


def test_the_subject_of_many_is_changed_with_a_reason_and_back(bram: Browser, three: list[Ticket]) -> None:
    refused = look_over(bram, act="subject", subject="Storing in de straat", reason="")
    assert refused.status == 422
    assert refused.find("input", name="subject").get("value") == "Storing in de straat"
    do(look_over(bram, act="subject", subject="Storing in de straat", reason="Eén oorzaak."))
    assert {ticket.subject for ticket in three} == {"Storing in de straat"}
    assert events("ticket.subject-changed") == 3
    undo(bram)
    assert [ticket.subject for ticket in three] == ["Verlichting", "Lift", "Sleutels"]


def test_many_are_linked_to_a_main_ticket_that_itself_falls_out(anna: Browser, three: list[Ticket]) -> None:
    page = look_over(anna, act="link", link_to=three[0].number)
    assert left_out(page) == [three[0].number]
    do(page)
    assert [ticket.linked_ticket for ticket in three] == [None, three[0], three[0]]
    undo(anna)
    assert [ticket.linked_ticket for ticket in three] == [None, None, None]


def test_merging_takes_tasks_along_leaves_other_customers_out_and_comes_apart_again(
    bram: Browser, three: list[Ticket], desk: SimpleNamespace
) -> None:
    main, lift, keys = three
    lift.reopen()
    tasks.task(desk.techniek, ticket=lift, type=desk.type)
    stranger = interactions.ticket(contacts.household("Bakker"), "Lift")
    page = look_over(bram, act="merge", merge_into=main.number)
    assert set(left_out(page)) == {main.number, stranger.number}
    do(page)
    db.session.expire_all()
    assert len(main.contact_moments) == 3
    assert main.is_open
    assert db.session.scalars(select(Task.ticket_id)).all() == [main.id]
    undo(bram)
    db.session.expire_all()
    assert [len(ticket.contact_moments) for ticket in (main, lift, keys)] == [1, 1, 1]
    assert [moment.follow_up for moment in lift.contact_moments] == [False]
    assert (main.is_open, lift.is_open, lift.merged_into) == (False, True, None)
    assert db.session.scalars(select(Task.ticket_id)).all() == [lift.id]


def test_what_a_colleague_changed_meanwhile_falls_out(anna: Browser, three: list[Ticket], cast: Cast) -> None:
    page = look_over(anna, act="link", link_to=three[0].number)
    three[1].change_subject("Iets anders", None, reason="Vergist.", by=cast.carla)
    db.session.commit()
    text = do(page).text
    assert "Gedaan bij 1 ticket." in text
    assert "is intussen door een collega gewijzigd" in text
    assert three[1].linked_ticket is None


def test_undoing_leaves_what_a_colleague_changed_afterwards(bram: Browser, three: list[Ticket], cast: Cast) -> None:
    do(look_over(bram, act="subject", subject="Storing", reason="Eén oorzaak."))
    three[1].change_subject("Iets anders", None, reason="Vergist.", by=cast.carla)
    db.session.commit()
    assert "1 is intussen gewijzigd en blijft zo." in undo(bram).text
    assert [ticket.subject for ticket in three] == ["Verlichting", "Iets anders", "Sleutels"]


def test_doing_it_twice_does_it_once_and_so_does_undoing(anna: Browser, three: list[Ticket]) -> None:
    preview = look_over(anna, **OUTAGE)
    do(preview)
    do(preview)
    assert db.session.scalar(select(func.count()).select_from(ContactMoment)) == 6
    act = db.session.scalars(select(BulkAct)).one()
    assert anna.post(f"/tickets/acts/{act.id}/undo").status == 200
    assert anna.post(f"/tickets/acts/{act.id}/undo").status == 409


def test_after_ten_minutes_it_stays(anna: Browser, three: list[Ticket]) -> None:
    do(look_over(anna, act="link", link_to=three[0].number))
    act = db.session.scalars(select(BulkAct)).one()
    act.at = utcnow() - timedelta(minutes=11)
    db.session.commit()
    assert anna.post(f"/tickets/acts/{act.id}/undo").status == 409
    assert three[1].linked_ticket is three[0]


def test_what_needs_another_permission_is_not_offered_nor_done(anna: Browser, three: list[Ticket]) -> None:
    assert "Samenvoegen in een hoofdticket" not in anna.get("/tickets/choice").text
    hand_made = {"act": "merge", "merge_into": three[0].number, "seen": f"{three[1].number}/1"}
    assert anna.post("/tickets/acts", hand_made).status == 403


def test_an_act_of_somebody_else_does_not_exist(anna: Browser, three: list[Ticket], cast: Cast) -> None:
    act = BulkAct.keep("link", {}, by=cast.carla)
    assert anna.post(f"/tickets/acts/{act.id}/undo").status == 404


def test_who_may_not_see_tickets_chooses_none(browser: Browser, three: list[Ticket]) -> None:
    nobody = browser.sign_in(accounts.user("Nora Niemand", roles=[]))
    assert nobody.get("/tickets/choice").status == 403
    assert nobody.post("/tickets/acts", {"act": "follow", "seen": f"{three[0].number}/1"}).status == 403


@pytest.mark.parametrize("wrong", [{"act": ""}, OUTAGE | {"note": ""}, {"act": "link", "link_to": "T26-999999"}])
def test_a_wrong_choice_is_told_and_the_rest_stays(anna: Browser, three: list[Ticket], wrong: dict[str, str]) -> None:
    page = look_over(anna, **wrong)
    assert page.status == 422
    assert len([box for box in page.find_all("input", name="number") if "checked" in box.attrib]) == 3


def test_without_a_tick_there_is_nothing_to_look_over(anna: Browser, three: list[Ticket]) -> None:
    data = anna.get("/tickets/choice").form(LOOK).data()
    data.poplist("number")
    assert "Vink minstens één ticket aan." in anna.send("/tickets/choice", data).text


def test_linking_renaming_and_merging_one_ticket_can_be_undone_too(bram: Browser, three: list[Ticket]) -> None:
    main, lift, _keys = three
    address, answer = f"/tickets/{lift.number}", {"number": main.number}
    bram.post(f"{address}/links", answer)
    bram.post(f"{address}/subject", {"subject": "Storing", "reason": "Eén oorzaak."})
    assert bram.post(f"{address}/merge", answer).url == f"/tickets/{main.number}"
    for act in db.session.scalars(select(BulkAct).order_by(BulkAct.id.desc())).all():
        assert bram.post(f"/tickets/acts/{act.id}/undo").url == address
    db.session.expire_all()
    assert (lift.merged_into, lift.linked_ticket, lift.subject) == (None, None, "Lift")
    assert len(lift.contact_moments) == 1


def test_who_may_change_one_subject_may_also_take_that_back(anna: Browser, three: list[Ticket]) -> None:
    anna.post(f"/tickets/{three[1].number}/subject", {"subject": "Storing", "reason": "Vergist."})
    act = db.session.scalars(select(BulkAct)).one()
    assert anna.post(f"/tickets/acts/{act.id}/undo").status == 200
    assert three[1].subject == "Lift"


def test_undoing_leaves_a_subject_that_a_colleague_found_in_the_knowledge_base(
    bram: Browser, three: list[Ticket], desk: SimpleNamespace, cast: Cast
) -> None:
    do(look_over(bram, act="subject", subject=desk.faq.title, reason="Eén oorzaak."))
    three[1].change_subject(desk.faq.title, desk.faq, reason="Staat in de kennisbank.", by=cast.carla)
    db.session.commit()
    undo(bram)
    assert (three[0].subject, three[1].subject, three[1].faq) == ("Verlichting", desk.faq.title, desk.faq)


def test_a_task_that_was_finished_meanwhile_leaves_no_open_ticket_after_parting(
    bram: Browser, three: list[Ticket], desk: SimpleNamespace
) -> None:
    main, lift, _keys = three
    lift.reopen()
    task = tasks.task(desk.techniek, ticket=lift, type=desk.type)
    do(look_over(bram, act="merge", merge_into=main.number))
    task.status, task.outcome = TaskStatus.DONE, "Gerepareerd."
    main.settle()
    db.session.commit()
    undo(bram)
    db.session.expire_all()
    assert (task.ticket, lift.is_open, main.is_open) == (lift, False, False)


def test_the_way_back_leads_to_the_same_search_whatever_stands_in_the_address(
    anna: Browser, three: list[Ticket]
) -> None:
    page = anna.get("/tickets/choice", query={"q": "Lift", "endpoint": "x", "_external": "1", "_scheme": "javascript"})
    assert page.find("a", class_="back").get("href") == "/tickets?q=Lift"


def test_what_was_done_yesterday_is_forgotten(anna: Browser, three: list[Ticket], cast: Cast) -> None:
    old = BulkAct.keep("link", {three[0].number: {}}, by=cast.carla)
    old.at = utcnow() - timedelta(hours=25)
    do(look_over(anna, act="link", link_to=three[0].number))
    assert db.session.scalars(select(BulkAct.user_id)).all() == [cast.anna.id]
