"""One file holds the database and the files people added, and brings both back."""

from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from io import BytesIO
from os import urandom
from pathlib import Path
from threading import Event
from zipfile import ZipFile

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import inspect, select, text

from contactapp.accounts.models import User
from contactapp.db import db
from contactapp.knowledge.filing import path_of
from contactapp.knowledge.models import FaqFile
from contactapp.permissions import Role
from contactapp.web import files
from tests.support.browser import Browser
from tests.support.make import accounts, knowledge
from tests.support.sign_in import csrf_token


@pytest.fixture
def archive(committing_app: Flask, tmp_path: Path) -> Path:
    """A back-up of an installation with Anna and one file of hers."""
    accounts.user("Anna de Wit")
    db.session.commit()
    place = files.folder() / "attachments" / "ab12"
    place.parent.mkdir(exist_ok=True)
    place.write_bytes(b"a photo of the leak")
    made = run(committing_app, "backup", str(tmp_path / "back-up.zip"))
    assert made.exit_code == 0, made.output
    return tmp_path / "back-up.zip"


def run(app: Flask, *words: str) -> Result:
    return app.test_cli_runner().invoke(args=list(words))


def packed(target: Path, contents: dict[str, bytes]) -> str:
    """A back-up that holds just what its checksums say."""
    sums = [f"{sha256(content).hexdigest()}  {name}\n" for name, content in contents.items()]
    with ZipFile(target, "w") as archive:
        for name, content in (*contents.items(), ("checksums.sha256", "".join(sums))):
            archive.writestr(name, content)
    return str(target)


def names() -> list[str]:
    db.session.rollback()
    return sorted(db.session.scalars(select(User.name)))


def test_what_was_lost_or_added_later_is_as_it_was(committing_app: Flask, archive: Path) -> None:
    accounts.user("Bram Jansen")
    db.session.commit()
    photo, later = files.folder() / "attachments" / "ab12", files.folder() / "attachments" / "cd34"
    photo.unlink()
    later.write_bytes(b"added after the back-up")
    restored = run(committing_app, "restore", "--replace", str(archive))
    assert restored.exit_code == 0, restored.output
    assert names() == ["Anna de Wit"]
    assert photo.read_bytes() == b"a photo of the leak"
    assert not later.exists()


def test_data_are_not_overwritten_unless_asked(committing_app: Flask, archive: Path) -> None:
    refused = run(committing_app, "restore", str(archive))
    assert (refused.exit_code, "--replace" in refused.output) == (1, True)


def test_a_damaged_back_up_changes_nothing(committing_app: Flask, archive: Path, tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.zip"
    with ZipFile(archive) as whole, ZipFile(damaged, "w") as other:
        for name in whole.namelist():
            content = whole.read(name)
            other.writestr(name, b"something else" if name.startswith("files/") else content)
    accounts.user("Bram Jansen")
    db.session.commit()
    refused = run(committing_app, "restore", "--replace", str(damaged))
    assert (refused.exit_code, "damaged" in refused.output) == (1, True)
    assert names() == ["Anna de Wit", "Bram Jansen"]


def test_a_back_up_never_replaces_another_one(committing_app: Flask, archive: Path) -> None:
    before = archive.read_bytes()
    assert run(committing_app, "backup", str(archive)).exit_code == 1
    assert archive.read_bytes() == before


def test_what_no_checksum_vouches_for_is_refused(committing_app: Flask, archive: Path) -> None:
    with ZipFile(archive, "a") as other:
        other.writestr("files/attachments/ef56", b"slipped in")
    refused = run(committing_app, "restore", "--replace", str(archive))
    assert (refused.exit_code, "files/attachments/ef56" in refused.output) == (1, True)


def test_a_back_up_from_before_an_update_can_be_put_back(committing_app: Flask, archive: Path) -> None:
    db.session.execute(text("CREATE TABLE newer (user_id INTEGER REFERENCES user_account (id))"))
    db.session.commit()
    accounts.user("Bram Jansen")
    db.session.commit()
    db.session.remove()
    restored = run(committing_app, "restore", "--replace", str(archive))
    assert restored.exit_code == 0, restored.output
    assert names() == ["Anna de Wit"]
    assert "newer" not in inspect(db.session.connection()).get_table_names()


def test_a_back_up_that_does_not_load_leaves_everything_as_it_was(
    committing_app: Flask, archive: Path, tmp_path: Path
) -> None:
    with ZipFile(archive) as whole:
        dump = next(name for name in whole.namelist() if name.startswith("database."))
    contents = {dump: b"no database", "files/attachments/gone": b"comes with the back-up"}
    refused = run(committing_app, "restore", "--replace", packed(tmp_path / "broken.zip", contents))
    assert refused.exit_code == 1
    assert "is damaged" in refused.output or "nothing was changed" in refused.output
    assert names() == ["Anna de Wit"]
    attachments = files.folder() / "attachments"
    assert [path.name for path in attachments.iterdir() if path.is_file()] == ["ab12"]


def test_files_come_and_go_while_a_back_up_is_made(committing_app: Flask, tmp_path: Path) -> None:
    faq, editor = knowledge.faq(), accounts.user("Eva Smit", roles=[Role.EDITOR])
    db.session.commit()
    code, eva = faq.code, Browser(committing_app).sign_in(editor)
    db.session.rollback()
    stopped = Event()

    def come_and_go() -> None:
        while not stopped.is_set():
            with committing_app.app_context():
                tokens = list(db.session.scalars(select(FaqFile.token)))
            content = b"%PDF-" + urandom(300_000)
            eva.client.post(
                f"/knowledge/{code}/files",
                data={"file": (BytesIO(content), "form.pdf"), "csrf_token": csrf_token(eva.client)},
            )
            for token in tokens:
                eva.client.post(f"/knowledge/files/{token}/removal", data={"csrf_token": csrf_token(eva.client)})

    with ThreadPoolExecutor(1) as pool:
        writing = pool.submit(come_and_go)
        made = [run(committing_app, "backup", str(tmp_path / f"{number}.zip")) for number in range(2)]
        stopped.set()
        writing.result()
    assert [one.exit_code for one in made] == [0] * 2, [one.output for one in made]
    for number in range(2):
        restored = run(committing_app, "restore", "--replace", str(tmp_path / f"{number}.zip"))
        assert restored.exit_code == 0, restored.output
        kept = db.session.execute(select(FaqFile.token, FaqFile.size)).all()
        assert [path_of(token).stat().st_size for token, _size in kept] == [size for _token, size in kept]
        db.session.rollback()


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True, scope="session")
def test_a_back_up_of_a_database_that_was_broken_already_is_refused(
    committing_app: Flask, archive: Path, tmp_path: Path
) -> None:
    with ZipFile(archive) as whole:
        dump = bytearray(whole.read("database.sqlite"))
    dump[8192:9000] = b"\xff" * 808
    refused = run(committing_app, "restore", "--replace", packed(tmp_path / "broken.zip", {"database.sqlite": dump}))
    assert (refused.exit_code, "is damaged" in refused.output) == (1, True)
    assert names() == ["Anna de Wit"]


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True, scope="session")
def test_of_a_broken_database_no_back_up_is_made(committing_app: Flask, archive: Path, tmp_path: Path) -> None:
    db.session.remove()
    db.engine.dispose()
    with Path(db.engine.url.database or "").open("r+b") as file:
        file.seek(8192)
        file.write(b"\xff" * 808)
    refused = run(committing_app, "backup", str(tmp_path / "broken.zip"))
    assert (refused.exit_code, "No back-up was made" in refused.output) == (1, True)
    assert [place.name for place in tmp_path.glob("*.zip")] == ["back-up.zip"]


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True, scope="session")
def test_a_database_that_cannot_be_read_is_set_aside(committing_app: Flask, archive: Path) -> None:
    db.session.remove()
    db.engine.dispose()
    place = Path(db.engine.url.database or "")
    place.write_bytes(b"the disk was broken " * 1000)
    restored = run(committing_app, "restore", "--replace", str(archive))
    assert restored.exit_code == 0, restored.output
    assert names() == ["Anna de Wit"]
    assert place.with_name(f"{place.name}.damaged").exists()
