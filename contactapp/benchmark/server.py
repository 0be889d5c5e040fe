"""A gunicorn of our own, for as long as the benchmark runs."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

from contactapp.config import PROJECT

START_SECONDS = 30


@dataclass(frozen=True)
class Server:
    """One gunicorn with one worker, so that the memory is that of one process."""

    port: int
    process: subprocess.Popen[bytes]

    def peak_memory(self) -> int | None:
        """The most memory the worker had, in MiB; None where /proc does not tell."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        if not children.exists():
            return None
        peaks = [_peak(int(pid)) for pid in children.read_text().split()]
        return max(peaks, default=0) // 1024


@contextmanager
def running(database_url: str) -> Iterator[Server]:
    """Serve this database on a free port of the loopback."""
    port = _free_port()
    environ = os.environ | {"DATABASE_URL": database_url, "CONTACTAPP_DEMO": "1", "CONTACTAPP_BENCHMARK": "1"}
    address, target = f"127.0.0.1:{port}", "contactapp.benchmark.wsgi:app"
    command = [sys.executable, "-m", "gunicorn", "--workers", "1", "--bind", address, "--log-level", "error", target]
    process = subprocess.Popen(command, cwd=PROJECT, env=environ)  # noqa: S603 - our own words
    try:
        _wait_for(port, process)
        yield Server(port, process)
    finally:
        process.terminate()
        process.wait(timeout=START_SECONDS)


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and process.poll() is None:
        try:
            connection = HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", "/healthz")
            if connection.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.1)
        finally:
            connection.close()
    raise RuntimeError("the server for the benchmark did not start")


def _peak(pid: int) -> int:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1])
    return 0
