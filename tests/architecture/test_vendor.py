"""What others made and we ship is exactly what we once looked at."""

import hashlib

import pytest

from tests.architecture.source import PROJECT

FOLDERS = ("contactapp/static/vendor", "tests/vendor/axe-core")


@pytest.mark.parametrize("folder", FOLDERS)
def test_vendored_files_are_unchanged(folder: str) -> None:
    lines = (PROJECT / folder / "SHA256SUMS").read_text().splitlines()
    wanted = {name.lstrip("*"): digest for digest, name in (line.split(maxsplit=1) for line in lines)}
    found = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in (PROJECT / folder).glob("*.js")}
    assert found == wanted


@pytest.mark.parametrize("folder", FOLDERS)
def test_vendored_files_come_with_their_licence(folder: str) -> None:
    assert list((PROJECT / folder).glob("*LICENSE*"))
