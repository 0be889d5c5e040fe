"""Settings: the only reader of the environment. Whatever is wrong is said at start, all at once."""

import os
import re
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

PACKAGE = Path(__file__).resolve().parent
PROJECT = PACKAGE.parent
DEFAULT_INSTANCE = PROJECT / "instance"
# What a whole number may be. A page says two minutes beforehand that a session ends for want of use.
_NUMBERS = {
    "TRUSTED_PROXIES": (0, 10),
    "SESSION_IDLE_MINUTES": (5, 1440),
    "SESSION_HOURS": (1, 168),
    # What starts the server reads these two; here they are checked with the others.
    "PORT": (1, 65535),
    "WEB_CONCURRENCY": (1, 64),
}
_HOST = re.compile(r"\.?[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]+)?", re.IGNORECASE)


class ConfigError(Exception):
    """Settings with which the application refuses to start; the message names each one."""


def _flag(value: str | None) -> bool:
    return (value or "").strip().lower() in {"1", "true", "yes", "on", "ja"}


@dataclass(frozen=True)
class Config:
    """Everything that can differ between installations."""

    database_url: str
    secret_key: str
    demo: bool = False
    production: bool = False
    testing: bool = False
    benchmark: bool = False
    brand_name: str = "Zilverlinde"
    instance_path: Path = DEFAULT_INSTANCE
    trusted_hosts: tuple[str, ...] = ()
    trusted_proxies: int = 0
    session_idle_minutes: int = 30
    session_hours: int = 12
    password_minimum: int = 15
    pdok_url: str = "https://api.pdok.nl/bzk/locatieserver/search/v3_1"
    extra: Mapping[str, object] = field(default_factory=dict)

    @classmethod
    def from_environ(cls, environ: Mapping[str, str] = os.environ) -> "Config":
        """Read and check the environment.

        Raises:
            ConfigError: naming every setting that is missing or wrong.
        """
        instance = Path(environ.get("INSTANCE_PATH") or DEFAULT_INSTANCE)
        production = _flag(environ.get("CONTACTAPP_PRODUCTION"))
        demo = _flag(environ.get("CONTACTAPP_DEMO"))
        problems = list(_problems(environ, instance, production=production, demo=demo))
        if problems:
            raise ConfigError(" ".join(problems))
        return cls(
            database_url=normalise_database_url(
                environ.get("DATABASE_URL") or f"sqlite:///{instance / 'contactapp.db'}"
            ),
            secret_key=environ.get("SECRET_KEY") or _own_secret(instance),
            demo=demo,
            production=production,
            benchmark=_flag(environ.get("CONTACTAPP_BENCHMARK")) and not production,
            brand_name=environ.get("BRAND_NAME") or "Zilverlinde",
            instance_path=instance,
            trusted_hosts=tuple(_names(environ.get("TRUSTED_HOSTS", ""))),
            trusted_proxies=int(environ.get("TRUSTED_PROXIES") or 0),
            session_idle_minutes=int(environ.get("SESSION_IDLE_MINUTES") or 30),
            session_hours=int(environ.get("SESSION_HOURS") or 12),
            pdok_url=environ.get("PDOK_URL") or cls.pdok_url,
        )

    def as_flask(self) -> dict[str, object]:
        """The settings as Flask and its extensions spell them."""
        cookie = "__Host-contactapp" if self.production else "contactapp"
        return {
            "CONTACTAPP": self,
            "SECRET_KEY": self.secret_key,
            "TESTING": self.testing,
            "SQLALCHEMY_DATABASE_URI": self.database_url,
            "SQLALCHEMY_ENGINE_OPTIONS": self._engine_options(),
            "SESSION_COOKIE_NAME": cookie,
            "SESSION_COOKIE_SECURE": self.production,
            "SESSION_COOKIE_HTTPONLY": True,
            "SESSION_COOKIE_SAMESITE": "Lax",
            "WTF_CSRF_TIME_LIMIT": None,
            "WTF_CSRF_CHECK_DEFAULT": False,
            "BABEL_DEFAULT_LOCALE": "nl",
            "BABEL_DEFAULT_TIMEZONE": "Europe/Amsterdam",
            "MAX_CONTENT_LENGTH": 25 * 1024 * 1024,
            "MAX_FORM_MEMORY_SIZE": 4 * 1024 * 1024,
            "MAX_FORM_PARTS": 1000,
            "TRUSTED_HOSTS": list(self.trusted_hosts) or None,
            **self.extra,
        }

    def _engine_options(self) -> dict[str, object]:
        options: dict[str, object] = {"hide_parameters": True}  # parameters are personal data
        if self.database_url.startswith("postgresql"):
            # Many short queries at once: workers cost more to start than they bring, and take processors from others.
            limits = "-c lock_timeout=10000 -c max_parallel_workers_per_gather=0"
            options |= {"connect_args": {"options": f"{limits} -c timezone=UTC"}, "pool_pre_ping": True}
        return options


def normalise_database_url(url: str) -> str:
    """Accept the short PostgreSQL spellings and name our driver."""
    for prefix in ("postgres://", "postgresql://"):
        if url.startswith(prefix):
            return "postgresql+psycopg://" + url.removeprefix(prefix)
    return url


def _problems(environ: Mapping[str, str], instance: Path, *, production: bool, demo: bool) -> Iterator[str]:
    yield from _wrong_numbers(environ)
    yield from _wrong_places(environ, instance)
    if production:
        yield from _unsafe(environ, demo=demo)


def _wrong_numbers(environ: Mapping[str, str]) -> Iterator[str]:
    for name, (least, most) in _NUMBERS.items():
        value = environ.get(name) or str(least)
        if not (value.isdecimal() and least <= int(value) <= most):
            yield f"{name} must be a whole number from {least} to {most}, not {value!r}."


def _wrong_places(environ: Mapping[str, str], instance: Path) -> Iterator[str]:
    try:
        instance.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        yield f"INSTANCE_PATH must be a folder that can be made and written in: {problem.strerror}."
    if environ.get("DATABASE_URL"):
        yield from _wrong_database(normalise_database_url(environ["DATABASE_URL"]))
    for name in _names(environ.get("TRUSTED_HOSTS", "")):
        if not _HOST.fullmatch(name):
            yield f"TRUSTED_HOSTS must hold names such as desk.example, not {name!r}."
    pdok = urlsplit(environ.get("PDOK_URL") or Config.pdok_url)
    if pdok.scheme not in {"http", "https"} or not pdok.netloc:
        yield "PDOK_URL must be an address that begins with https://."


def _wrong_database(url: str) -> Iterator[str]:
    """Its text is never repeated: it can hold a password."""
    try:
        place = make_url(url)
    except (ArgumentError, ValueError):
        yield "DATABASE_URL must be postgresql://… or sqlite:////path."
        return
    kind = place.get_backend_name()
    if kind not in {"postgresql", "sqlite"}:
        yield f"DATABASE_URL must be postgresql://… or sqlite:////path; {kind} is not supported."
    elif kind == "sqlite" and place.database and not Path(place.database).parent.is_dir():
        yield f"DATABASE_URL names a file in {Path(place.database).parent}, which is no folder."


def _unsafe(environ: Mapping[str, str], *, demo: bool) -> Iterator[str]:
    key = environ.get("SECRET_KEY", "")
    if len(key) < 32 or len(set(key)) < 8:
        yield "SECRET_KEY must be set to at least 32 random characters."
    if demo:
        yield "CONTACTAPP_DEMO cannot be on in production: its passwords are public."
    if _flag(environ.get("FLASK_DEBUG")):
        yield "FLASK_DEBUG cannot be on in production."
    if not _names(environ.get("TRUSTED_HOSTS", "")):
        yield "TRUSTED_HOSTS must name the host names of this installation, comma separated."


def _names(value: str) -> list[str]:
    return value.replace(",", " ").split()


def _own_secret(instance: Path) -> str:
    """A key for a trial installation: made once, kept beside its database."""
    path = instance / "secret-key"
    if not path.exists() or not path.stat().st_size:  # empty: the first start was cut off
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(48))
    return path.read_text()
