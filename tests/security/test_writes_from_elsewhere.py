"""Another site cannot let somebody's browser write here."""

import pytest
from flask.testing import FlaskClient

from tests.support import sign_in
from tests.support.cast import Cast


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Sec-Fetch-Site": "same-origin"}, 200),
        ({"Origin": "http://localhost"}, 200),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
    ],
)
def test_a_write_must_come_from_our_own_pages(
    client: FlaskClient, cast: Cast, headers: dict[str, str], status: int
) -> None:
    sign_in.start_session(client, cast.anna)
    token = {"X-CSRFToken": sign_in.csrf_token(client)}
    assert client.post("/contacts/numbers", headers=headers | token).status_code == status


def test_who_was_sent_here_by_another_site_reads_that_it_was_not_done(client: FlaskClient, cast: Cast) -> None:
    sign_in.start_session(client, cast.anna)
    token = {"X-CSRFToken": sign_in.csrf_token(client)}
    page = client.post("/contacts/numbers", headers={"Sec-Fetch-Site": "cross-site"} | token).get_data(as_text=True)
    assert "Dit kwam van een andere website." in page
    assert "rol" not in page.partition("<h1")[2].partition("</h1>")[0]


def test_the_token_of_another_session_is_worth_nothing(client: FlaskClient, cast: Cast) -> None:
    sign_in.start_session(client, cast.bram)
    stolen = sign_in.csrf_token(client)
    sign_in.start_session(client, cast.anna)
    sign_in.csrf_token(client)
    assert client.post("/contacts/numbers", headers={"X-CSRFToken": stolen}).status_code == 400
