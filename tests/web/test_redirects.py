"""Redirects stay at home."""

import pytest

from contactapp.web.redirects import own_address


@pytest.mark.parametrize("target", ["/", "/contacts?q=jansen", "/tickets/T26-000001#mail", "/a//b"])
def test_our_own_addresses_pass(target: str) -> None:
    assert own_address(target, otherwise="/home") == target


@pytest.mark.parametrize(
    "target",
    [
        "", None, "contacts", "//evil.example", "///evil.example",
        "/\t/evil.example", "/\n/evil.example", "/\r//evil.example",
        "/\\evil.example", "\\\\evil.example", "http://evil.example", "https:evil.example", "https:/evil.example",
        "javascript:alert(1)", "data:text/html,x",
        "//user@evil.example", "/\x0b/evil.example", " //evil.example", "/ /evil",
        "ftp://evil.example", "mailto:a@b.example",
        "?next=//evil.example", "#//evil.example", "http:///evil.example",
    ],
)  # fmt: skip
def test_everything_else_goes_home(target: str | None) -> None:
    assert own_address(target, otherwise="/home") == "/home"
