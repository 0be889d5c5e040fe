"""The window with every shortcut keeps up with the pages."""

import re
from pathlib import Path

TEMPLATES = Path(__file__).resolve().parents[2] / "contactapp" / "templates"
# A button or a fold with its words and its key, in one macro call.
_BOUND = re.compile(r'\b(?:button|fold|icon_button)\((?:"[^"]*", )?_\("([^"]+)"[^{}%]*?\b(?:row_)?key="([^"]+)"')
_TOLD = re.compile(r'\("([^"]+)", _\("([^"]+)"\)\)')


def test_every_button_with_a_key_stands_in_the_list_of_keys():
    listed = _TOLD.findall((TEMPLATES / "layouts" / "_keys.html").read_text())
    told = [(key, words.casefold()) for keys, words in listed for key in keys.split()]
    bound = {
        (key, words.partition(" %(")[0].removesuffix(" tot").casefold())
        for page in TEMPLATES.rglob("*.html")
        if page.parent.name != "styleguide"
        for words, key in _BOUND.findall(page.read_text())
    }
    assert len(bound) > 30
    assert not {
        (key, words)
        for key, words in bound
        if not any(key == other and (words in said or said in words) for other, said in told)
    }
