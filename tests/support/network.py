"""No test may leave this machine."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

LOOPBACK = {"127.0.0.1", "::1", "localhost"}


@contextmanager
def only_this_machine() -> Iterator[None]:
    """Refuse connections to other machines, so that a test that tries one fails instead of hanging."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if self.family != socket.AF_UNIX and address[0] not in LOOPBACK:
            raise AssertionError(f"A test tried to reach {address[0]}.")
        connect(self, address)

    socket.socket.connect = guarded  # type: ignore[method-assign, assignment]
    try:
        yield
    finally:
        socket.socket.connect = connect  # type: ignore[method-assign]
