"""The rules for every page find what they are there for."""

import pytest
from flask import Flask

from tests.support.form import Form
from tests.support.html import judge_page, parse_fragment, parse_page, read_page
from tests.support.html_rules import fragment_problems, page_problems
from tests.support.html_source import written_as_read

PAGE = (
    '<!doctype html><html lang="nl"><head><title>Taken · Zilverlinde</title></head>'
    "<body><main><h1>Taken</h1>{}</main></body></html>"
)
FAULTS = {
    "<h1>Nog een</h1>": "one h1",
    '<p id="a"></p><p id="a"></p>': "occurs 2 times",
    '<input name="note">': "no label",
    '<button type="button"><svg aria-hidden="true"></svg></button>': "no name",
    '<form method="post"><button>Ga</button></form>': "without action",
    '<form method="post" action="/login"><button>Ga</button></form>': "0 CSRF tokens",
    '<form method="post" action="/tasks/next"><button>Ga</button></form>': "0 keys",
    '<p style="color: red">': "style=",
    "<script>alert(1)</script>": "inline <script>",
    '<button type="button" onclick="go()">Ga</button>': "onclick=",
    '<a href="/bestaat-niet">Weg</a>': "GET gives 404",
    '<a href="login">Weg</a>': "not an absolute path",
    '<a href="http://evil.example/">Weg</a>': "not one of our addresses",
    '<div hx-post="/healthz"></div>': "POST gives 405",
    '<label for="weg">Weg</label>': "points at nothing",
    "<p><div></div></p>": "Unexpected end tag",
    '<img src="/healthz">': "no alt",
}


def test_a_good_page_has_no_problems(app: Flask) -> None:
    good = '<label for="q">Zoek</label><input id="q" name="q"><a href="/login">Inloggen</a>'
    assert page_problems(parse_page(PAGE.format(good)), app) == []


@pytest.mark.parametrize(("html", "problem"), FAULTS.items(), ids=FAULTS.values())
def test_a_fault_is_found(app: Flask, html: str, problem: str) -> None:
    assert any(problem in found for found in page_problems(parse_page(PAGE.format(html)), app))


SOUND = (
    "<p>Jan &amp; Piet &lt;3<br>samen</p><!-- later -->"
    "<table><thead><tr><th>Naam</th></tr></thead><tbody><tr><td>Vries <b>de</b></td></tr></tbody></table>"
    "<label>Team<select name='team'><option value=\"7\" selected>Techniek</option></select></label>"
    '<svg aria-hidden="true"><use href="#ketel"></use></svg><template id="t"><p>Weg</p></template>'
)
UNSOUND = [
    "</p>", "<p><ul></ul></p>", "<div>", "<b><i></b></i>", "<br></br>", "<div/>", "<td>x</td>",
    '<p id="a" id="b"></p>', '<p id="a"class="b"></p>', "<p id=a'b></p>", "Q&A&copy", "&bestaatniet;", "&#0;", "\x01",
    "<table><p></p></table>", "<table><input type='hidden'></table>", "<table><form></form></table>", "<1>",
    "<a><a></a></a>",
    "<select><p></p></select>", "<svg><p></p></svg>", "<isindex></isindex>", "<track></track>", "<image>", "<body>",
    "</main></body>los", "<button><button></button></button>", "<form><form></form></form>", "<!-- a -- b -->",
]  # fmt: skip


def test_a_sound_page_is_known_as_one_by_its_source() -> None:
    html = PAGE.format(SOUND)
    assert written_as_read(html, read_page(html).root)
    assert judge_page(html).errors == []


@pytest.mark.parametrize("fault", UNSOUND)
def test_no_fault_is_taken_for_sound(fault: str) -> None:
    html = PAGE.format(fault)
    assert judge_page(html).errors
    assert not written_as_read(html, read_page(html).root)


@pytest.mark.parametrize(
    ("html", "sound"),
    [
        ('<ul id="list"></ul>', True),
        ('<tr id="row"><td>x</td></tr>', True),
        ('<ul id="list"></ul><div id="toasts" hx-swap-oob="true"></div>', True),
        ('<ul id="list"></ul><div id="more"></div>', False),
        ("<ul></ul>", False),
    ],
)
def test_a_fragment_has_one_root_with_an_id(app: Flask, html: str, sound: bool) -> None:
    assert (fragment_problems(parse_fragment(html), app) == []) is sound


def test_a_form_sends_what_a_browser_would_send() -> None:
    page = parse_fragment(
        '<form id="f" action="/x" method="post"><input type="hidden" name="csrf_token" value="t">'
        '<label>Notitie (hoeft niet)<textarea name="note">\nOud</textarea></label>'
        '<label>Team<select name="team"><option value="">Kies<option value="7">Techniek</select></label>'
        '<label><input type="radio" name="kind" value="a" checked> Vraag</label>'
        '<label><input type="radio" name="kind" value="b"> Klacht</label>'
        '<label><input type="checkbox" name="portal" value="1"> Toon in klantportaal</label>'
        '<input disabled name="off" value="1"><button name="act" value="save">Bewaren</button></form>'
    )
    form = Form(page, page.find("form"), page.find("button"))
    assert form.data().to_dict() == {"csrf_token": "t", "note": "Oud", "team": "", "kind": "a", "act": "save"}
    form.fill({"Notitie": "Nieuw", "Team": "Techniek", "Klacht": True, "Toon in klantportaal": True})
    filled = {"csrf_token": "t", "note": "Nieuw", "team": "7", "kind": "b", "portal": "1", "act": "save"}
    assert form.data().to_dict() == filled
