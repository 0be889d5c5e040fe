"""Error pages say what happened and what to do, and give back what was typed."""

import pytest
from flask import render_template
from flask.testing import FlaskClient

from tests.support import sign_in
from tests.support.browser import Browser
from tests.support.cast import Cast
from tests.support.html import parse_page

STATUSES = [400, 403, 404, 405, 409, 413, 422, 429, 500, 503]


def test_an_address_that_does_not_exist_offers_a_way_on(browser: Browser, cast: Cast) -> None:
    page = browser.sign_in(cast.anna).get("/nowhere")
    assert (page.status, page.heading) == (404, "Deze pagina bestaat niet")
    assert page.click("Naar het begin").status == 200


def test_for_htmx_the_same_words_come_as_a_notice_above_the_work(browser: Browser, cast: Cast) -> None:
    notice = browser.sign_in(cast.anna).get("/nowhere", htmx="main")
    assert "Deze pagina bestaat niet" in notice.text
    assert notice.response.headers["HX-Retarget"] == "#messages"


def test_what_was_typed_is_given_back(client: FlaskClient, cast: Cast) -> None:
    sign_in.start_session(client, cast.anna)
    answer = client.post("/styleguide/samples", data={"note": "Mevrouw belt <b>morgen</b> terug"})
    assert answer.status_code == 400
    assert "Mevrouw belt &lt;b&gt;morgen&lt;/b&gt; terug" in answer.text


def test_only_who_was_overtaken_reads_that_somebody_was_first(client: FlaskClient, cast: Cast) -> None:
    assert "Iemand was je net voor" in _page(client, 409, overtaken=True)
    assert "Dit kan zo niet" in _page(client, 409)


@pytest.mark.parametrize("status", STATUSES)
def test_every_error_page_has_words_of_its_own(client: FlaskClient, cast: Cast, status: int) -> None:
    html = _page(client, status, typed=["Belt morgen terug"], reference="1A2B3C4D")
    page = parse_page(html)
    assert len(page.find_all("h1")) == 1
    assert "Belt morgen terug" in html
    assert "1A2B3C4D" in html


def test_every_status_is_explained_differently(client: FlaskClient) -> None:
    headings = {parse_page(_page(client, status)).find("h1").text for status in STATUSES}
    assert len(headings) == len(STATUSES)


def _page(client: FlaskClient, status: int, **context: object) -> str:
    with client.application.test_request_context("/"):
        return render_template(f"errors/{status}.html", status=status, **context)
