"""Every address of the application: who may open it, how it is spelled, what opening it leaves behind."""

import re

import pytest
from flask import Flask
from werkzeug.routing import Rule

from contactapp.knowledge.contents import keep_version
from contactapp.permissions import Permission, Role
from contactapp.web.access import PUBLIC, declared_access
from tests.support.browser import Browser
from tests.support.make import accounts, contacts, interactions, knowledge, segments, tasks
from tests.support.queries import recorded_queries

# Signing in, changing the language there, and saying that we are alive. Keep these few (Z1).
MOST_PUBLIC_VIEWS = 6
NOUNS = re.compile(r"^(/([a-z0-9]+(-[a-z0-9]+)*|<[^>]+>))*/?$")
WRITES = re.compile(r"^\s*(INSERT INTO|UPDATE|DELETE FROM)\s+\"?(\w+)", re.IGNORECASE)
# What reading may leave behind: who looked (R12), that somebody is at work or has a task open, a number held for a new
# contact (R2), what was looked for in the knowledge base, and which answers are used.
TRACES = {
    "access_record", "user_session", "number_sequence", "task_presence", "faq_search", "faq_use", "recent_faq",
}  # fmt: skip


def own_rules(app: Flask) -> list[Rule]:
    """All addresses; that of static files is one of ours too."""
    return list(app.url_map.iter_rules())


def test_every_view_declares_who_may_open_it(app: Flask) -> None:
    accesses = {rule.endpoint: declared_access(app, rule.endpoint) for rule in own_rules(app)}
    known = {PUBLIC, *Permission}
    assert {endpoint: access for endpoint, access in accesses.items() if access not in known} == {}
    assert sum(access == PUBLIC for access in accesses.values()) <= MOST_PUBLIC_VIEWS


def test_addresses_are_nouns_in_kebab_case(app: Flask) -> None:
    assert [rule.rule for rule in own_rules(app) if not NOUNS.match(rule.rule)] == []


def test_parameters_are_typed(app: Flask) -> None:
    assert [rule.rule for rule in own_rules(app) if re.search(r"<[^:>]+>", rule.rule)] == []


def test_only_get_and_post_are_used(app: Flask) -> None:
    assert [rule.rule for rule in own_rules(app) if (rule.methods or set()) - {"GET", "HEAD", "OPTIONS", "POST"}] == []


def test_nobody_opens_anything_without_signing_in(app: Flask, browser: Browser) -> None:
    closed = [rule for rule in own_rules(app) if declared_access(app, rule.endpoint) != PUBLIC]
    answers = {}
    for rule in closed:
        method = "GET" if "GET" in (rule.methods or ()) else "POST"
        answers[rule.rule] = browser.client.open(example_of(rule), method=method).status_code
    # A post without session also lacks the token of one; either way nothing is opened.
    assert {address: status for address, status in answers.items() if status not in (303, 400, 403)} == {}


def test_opening_a_page_changes_nothing(app: Flask, browser: Browser, subtests: pytest.Subtests) -> None:
    browser.sign_in(accounts.user("Dirk Visser", roles=set(Role)))
    for rule in own_rules(app):
        if "GET" in (rule.methods or ()) and not rule.arguments:
            with subtests.test(rule.rule):
                with recorded_queries() as statements:
                    browser.look_at(rule.rule)
                written = {match[2] for match in map(WRITES.match, statements) if match}
                assert written <= TRACES


def test_opening_what_is_there_leaves_traces_only(app: Flask, browser: Browser, subtests: pytest.Subtests) -> None:
    browser.sign_in(accounts.user("Dirk Visser", roles=set(Role)))
    there = _one_of_each()
    opened = [rule for rule in own_rules(app) if "GET" in (rule.methods or ()) and _place(rule) in there]
    for rule in opened:
        with subtests.test(rule.rule), recorded_queries() as statements:
            answer = browser.client.get(re.sub("<[^>]+>", there[_place(rule)], rule.rule) + "?q=ketel")
            assert answer.status_code == 200
            assert {match[2] for match in map(WRITES.match, statements) if match} <= TRACES
    assert len(opened) > 25


def _place(rule: Rule) -> str:
    return rule.rule.partition("/<")[0] if len(rule.arguments) == 1 else ""


def _one_of_each() -> dict[str, str]:
    """The number or id of something, by where it stands."""
    moment = interactions.contact_moment()
    home, answer = contacts.lease(contacts.customer(moment.contact)).unit, knowledge.faq()
    keep_version(answer, by=None)
    return {
        "/contacts": moment.contact.number,
        "/units": home.number,
        "/tickets": moment.ticket.number,
        "/contact-moments": str(moment.id),
        "/tasks": tasks.task(ticket=moment.ticket, contact=moment.contact).number,
        "/segments": str(segments.segment().id),
        "/knowledge": answer.code,
        "/knowledge/desk/categories": str(knowledge.category().id),
        "/admin/templates": interactions.template().code,
        "/admin/task-types": tasks.task_type().code,
        "/admin/users": str(accounts.user().id),
    }


def example_of(rule: Rule) -> str:
    """An address that fits the rule and leads to nothing."""
    return re.sub(r"<(int|float):[^>]+>", "987654321", re.sub(r"<(?!int|float)[^>]+>", "niets", rule.rule))
