"""A throw-away PostgreSQL server: made in a temporary folder, reached over a socket there, gone afterwards."""

import os
import shutil
import subprocess
from pathlib import Path

DEBIAN = Path("/usr/lib/postgresql")
LOCALES = "locale"
# Nothing here has to survive a crash, so nothing waits for the disk.
SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "listen_addresses": "''",
    "max_connections": "60",
    "shared_buffers": "64MB",
    # Each test takes back all its rows: seen at such a moment a table is empty, and the plans made for that are slow.
    "autovacuum": "off",
}


class Unavailable(Exception):
    """PostgreSQL cannot be started here; the message is the reason."""


def binaries() -> Path:
    """The folder with ``initdb`` and ``postgres``: the newest of Debian's, otherwise whatever is on the path."""
    debian = sorted(DEBIAN.glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    found = debian[-1] if debian else shutil.which("initdb")
    if found is None:
        raise Unavailable(f"no initdb in {DEBIAN}/*/bin or on the path (Debian: apt install postgresql)")
    return Path(found).resolve().parent


def start(home: Path) -> str:
    """Start a server that keeps everything in ``home`` and return its address, with ``{}`` for the database."""
    folder = binaries()
    home.mkdir(parents=True, exist_ok=True)
    user = _server_user(home)
    _run([folder / "initdb", "-D", home / "data", "-U", "contactapp", "-A", "trust", "-E", "UTF8",
          f"--locale={_make_locale(home)}", "--no-sync"], home, user)  # fmt: skip
    options = " ".join(f"-c {name}={value}" for name, value in SETTINGS.items())
    _run([folder / "pg_ctl", "-D", home / "data", "-l", home / "log", "-w", "-t", "30",
          "-o", f"-k {home} {options}", "start"], home, user)  # fmt: skip
    return f"postgresql+psycopg://contactapp@/{{}}?host={home}"


def stop(home: Path) -> None:
    """Stop the server of ``home``, if one was started."""
    if (home / "data" / "postmaster.pid").exists():
        _run([binaries() / "pg_ctl", "-D", home / "data", "-m", "immediate", "stop"], home, _server_user(home))


def _server_user(home: Path) -> str | None:
    """PostgreSQL refuses to run as root, so root hands the folder to somebody else."""
    if os.geteuid() != 0:
        return None
    for user in ("postgres", "nobody"):
        try:
            shutil.chown(home, user)
        except LookupError:
            continue
        return user
    raise Unavailable("running as root, and there is no user postgres or nobody to run the server")


def _make_locale(home: Path) -> str:
    """The order of a language, as associations have it: a range of text that is right in bytes only fails there."""
    definition: list[str | Path] = ["localedef", "-i", "nl_NL", "-f", "UTF-8", home / LOCALES / "nl_NL.UTF-8"]
    (home / LOCALES).mkdir(exist_ok=True)
    if shutil.which("localedef") and not subprocess.run(definition, capture_output=True, check=False).returncode:
        return "nl_NL.UTF-8"
    return "C.UTF-8"


def _run(command: list[str | Path], home: Path, user: str | None) -> None:
    environ = {"PATH": os.defpath, "LC_ALL": "C.UTF-8"}
    if any((home / LOCALES).glob("*")):
        environ["LOCPATH"] = str(home / LOCALES)
    # Output goes to a file: the server inherits it and would keep a pipe open for ever.
    with (home / "output").open("ab") as output:
        result = subprocess.run(command, cwd=home, env=environ, stdout=output, stderr=output, user=user, check=False)
    if result.returncode:
        last = (home / "output").read_text(errors="replace").strip().splitlines()[-3:]
        raise Unavailable(f"{Path(command[0]).name} failed: {' '.join(last)}")
