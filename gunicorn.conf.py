"""How gunicorn runs Contactapp, for `./run` and `./run serve` alike; `run` adds the address."""

import gc
import os
from typing import Any

worker_class = "gthread"
# Two processes are right for a small association on SQLite. Read here: what this file says goes before the environment.
workers = int(os.environ.get("WEB_CONCURRENCY") or 2)
threads = 4
# Unlike the name suggests this is a heartbeat, so a long answer does not trip it in a threaded worker.
timeout = 60
graceful_timeout = 30
# One socket less that somebody could talk to.
control_socket_disable = True
accesslog = None


def post_worker_init(worker: Any) -> None:
    """Nobody should wait for what a new process reads once, such as the index of the knowledge base."""
    from contactapp.background.warming import warm

    warm(worker.wsgi)
    # What is there now stays. A look through all of it for garbage takes a tenth of a second; nobody is answered then.
    gc.collect()
    gc.freeze()
    # A page makes some fifty thousand objects and nearly all die at once; look for the rest every few pages.
    gc.set_threshold(50_000, 20, 100)
