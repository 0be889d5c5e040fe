"""Forty tasks, eight people who press at the same instant (R41)."""

import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

from flask import Flask
from sqlalchemy import select

from contactapp.accounts.models import User
from contactapp.db import db
from contactapp.tasks import closing, queries
from contactapp.tasks.claiming import claim, claim_next
from contactapp.tasks.models import Task, TaskStatus
from contactapp.tasks.refusals import AlreadyClaimed
from tests.support.browser import Browser
from tests.support.make import accounts, tasks
from tests.support.sign_in import csrf_token

TASKS, PEOPLE = 40, 8


def test_of_eight_people_who_claim_forty_tasks_each_task_has_one_winner(committing_app: Flask) -> None:
    team = accounts.team("Techniek")
    people = [accounts.user(f"Collega {number}", teams=[team]).id for number in range(PEOPLE)]
    kind = tasks.task_type()
    wanted = [tasks.task(team, type=kind).id for _ in range(TASKS)]
    db.session.commit()
    outcomes: Counter[str] = Counter()
    start = threading.Barrier(PEOPLE)

    def claim_all(user_id: int) -> None:
        with committing_app.app_context():
            start.wait()
            for task_id in wanted:
                outcomes[try_to_claim(task_id, user_id)] += 1

    threads = [threading.Thread(target=claim_all, args=(user_id,)) for user_id in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    db.session.rollback()
    db.session.expire_all()
    owners = db.session.execute(select(Task.status, Task.assignee_id).where(Task.id.in_(wanted))).all()
    assert outcomes == {"won": TASKS, "lost": TASKS * (PEOPLE - 1)}
    assert all(status is TaskStatus.IN_PROGRESS and owner in people for status, owner in owners)


def test_two_who_act_on_the_same_choice_in_another_order_are_both_answered(committing_app: Flask) -> None:
    team = accounts.team("Techniek")
    people = [accounts.user(name, teams=[team]) for name in ("Carla Öztürk", "Daan van den Berg")]
    kind = tasks.task_type()
    numbers = [tasks.task(team, type=kind).number for _ in range(TASKS)]
    db.session.commit()
    clients = [Browser(committing_app).sign_in(user).client for user in people]
    tokens = [csrf_token(client) for client in clients]
    db.session.rollback()
    start = threading.Barrier(2)

    def press(which: int) -> int:
        picked = {"task": numbers[:: 1 - 2 * which], "csrf_token": tokens[which]}
        start.wait()
        return clients[which].post("/tasks/claims", data=picked).status_code

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(press, range(2))) == [303, 303]


def test_the_next_task_passes_over_one_that_closes_meanwhile(committing_app: Flask) -> None:
    team = accounts.team("Techniek")
    carla, daan = (accounts.user(name, teams=[team]) for name in ("Carla Öztürk", "Daan van den Berg"))
    first, second = tasks.task(team, urgent=True), tasks.task(team)
    db.session.commit()
    closing.cancel(first, reason="Dubbel gemeld.", by=carla)
    db.session.flush()
    taken: list[int | None] = []

    def take_the_next(user_id: int) -> None:
        with committing_app.app_context():
            user = db.session.get_one(User, user_id)
            task = claim_next(queries.free_for(user), by=user)
            taken.append(task and task.id)
            db.session.commit()

    other = threading.Thread(target=take_the_next, args=(daan.id,))
    other.start()
    other.join(0.3)  # it finds the first one free, and waits for what becomes of it
    db.session.commit()
    other.join()
    assert taken == [second.id]


def try_to_claim(task_id: int, user_id: int) -> str:
    task, user = db.session.get(Task, task_id), db.session.get(User, user_id)
    assert task is not None
    assert user is not None
    try:
        claim(task, by=user)
    except AlreadyClaimed as lost:
        assert lost.winner is not None
        db.session.rollback()
        return "lost"
    db.session.commit()
    return "won"
