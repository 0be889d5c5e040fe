"""Every address of the application: who may open it, how it is spelled, what opening it leaves behind."""

import re

import pytest
from flask import Flask
from werkzeug.routing import Rule

from contactapp.permissions import Permission, Role
from contactapp.web.access import PUBLIC, declared_access
from tests.support.browser import Browser
from tests.support.make import accounts
from tests.support.queries import recorded_queries

# Signing in, changing the language there, and saying that we are alive. Keep these few (Z1).
MOST_PUBLIC_VIEWS = 6
NOUNS = re.compile(r"^(/([a-z0-9]+(-[a-z0-9]+)*|<[^>]+>))*/?$")
WRITES = re.compile(r"^\s*(INSERT INTO|UPDATE|DELETE FROM)\s+\"?(\w+)", re.IGNORECASE)
# What reading may leave behind: who looked (R12), that somebody is at work, and a number held for a new contact (R2).
TRACES = {"access_record", "user_session", "number_sequence"}


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
    # Numbers such as T26-000001 and codes such as KB-001 are text; every other parameter says what it is.
    untyped = [rule.rule for rule in own_rules(app) if re.search(r"<(?!number>|code>)[^:>]+>", rule.rule)]
    assert untyped == []


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
                    answer = browser.client.get(rule.rule)
                # What only ever is a part of a page is checked as one.
                browser.get(rule.rule, htmx=answer.data[:9].lower() != b"<!doctype")
                written = {match[2] for match in map(WRITES.match, statements) if match}
                assert written <= TRACES


def example_of(rule: Rule) -> str:
    """An address that fits the rule and leads to nothing."""
    return re.sub(r"<(int|float):[^>]+>", "987654321", re.sub(r"<(?!int|float)[^>]+>", "niets", rule.rule))
