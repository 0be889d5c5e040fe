"""`./run serve` refuses what must never run in production."""

import runpy
from pathlib import Path

import pytest
from flask import Flask
from flask_migrate import downgrade

from contactapp import create_app
from contactapp.config import PROJECT, Config, ConfigError
from contactapp.db import db
from contactapp.demo.staff import CAST
from tests.support.make import accounts
from tests.support.settings import settings

CONFIGURATION = str(PROJECT / "gunicorn.conf.py")
GOOD = {
    "CONTACTAPP_PRODUCTION": "1",
    "SECRET_KEY": "correct horse battery staple 2026",
    "TRUSTED_HOSTS": "desk.example",
}


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"SECRET_KEY": ""}, "SECRET_KEY"),
        ({"SECRET_KEY": "short"}, "SECRET_KEY"),
        ({"SECRET_KEY": "x" * 40}, "SECRET_KEY"),
        ({"CONTACTAPP_DEMO": "1"}, "CONTACTAPP_DEMO"),
        ({"FLASK_DEBUG": "1"}, "FLASK_DEBUG"),
        ({"TRUSTED_HOSTS": " , "}, "TRUSTED_HOSTS"),
        ({"TRUSTED_HOSTS": "https://desk.example/"}, "TRUSTED_HOSTS must hold names"),
        ({"SESSION_IDLE_MINUTES": "0"}, "SESSION_IDLE_MINUTES must be a whole number from 5"),
        ({"SESSION_HOURS": "99999999999"}, "SESSION_HOURS"),
        ({"TRUSTED_PROXIES": "\u00b2"}, "TRUSTED_PROXIES"),
        ({"WEB_CONCURRENCY": "0"}, "WEB_CONCURRENCY"),
        ({"PORT": "abc"}, "PORT"),
        ({"DATABASE_URL": "nonsense"}, "DATABASE_URL must be"),
        ({"DATABASE_URL": "postgresql://desk.example:port/x"}, "DATABASE_URL must be"),
        ({"DATABASE_URL": "mysql://desk.example/x"}, "mysql is not supported"),
        ({"DATABASE_URL": "sqlite:////no/such/folder/x.db"}, "/no/such/folder, which is no folder"),
        ({"INSTANCE_PATH": "/dev/null/instance"}, "INSTANCE_PATH"),
        ({"PDOK_URL": "api.pdok.nl"}, "PDOK_URL"),
    ],
)
def test_production_refuses_unsafe_settings_and_names_them(wrong: dict[str, str], reason: str) -> None:
    with pytest.raises(ConfigError, match=reason):
        Config.from_environ(GOOD | wrong)


def test_every_wrong_setting_is_named_at_once() -> None:
    with pytest.raises(ConfigError, match=r"(?s)SECRET_KEY.*CONTACTAPP_DEMO"):
        Config.from_environ(GOOD | {"SECRET_KEY": "", "CONTACTAPP_DEMO": "1"})


@pytest.mark.parametrize("database", ["postgresql+psycopg://desk:geheim@127.0.0.1:1/desk", "sqlite:////dev/null/x"])
def test_a_database_that_does_not_answer_is_told_without_its_password(database: str, tmp_path: Path) -> None:
    app = create_app(settings(database, tmp_path))
    with app.app_context():
        result = app.test_cli_runner().invoke(args=["check-production"])
    assert result.exit_code == 1
    assert "does not answer" in result.output
    assert "geheim" not in result.output


def test_the_number_of_processes_can_be_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("WEB_CONCURRENCY", raising=False)
    assert runpy.run_path(CONFIGURATION)["workers"] == 2
    monkeypatch.setenv("WEB_CONCURRENCY", "5")
    assert runpy.run_path(CONFIGURATION)["workers"] == 5


def test_a_migrated_database_without_demo_is_ready(app: Flask) -> None:
    result = app.test_cli_runner().invoke(args=["check-production"])
    assert (result.exit_code, result.output) == (0, "Ready to serve Zilverlinde.\n")


def test_a_database_with_anybody_of_the_demo_is_refused(app: Flask) -> None:
    accounts.user(email=CAST[-1].email)
    db.session.commit()
    result = app.test_cli_runner().invoke(args=["check-production"])
    assert result.exit_code == 1
    assert "demo association" in result.output


def test_a_database_that_is_behind_is_refused(committing_app: Flask) -> None:
    downgrade(revision="base")
    result = committing_app.test_cli_runner().invoke(args=["check-production"])
    assert result.exit_code == 1
    assert "./run flask db upgrade" in result.output
