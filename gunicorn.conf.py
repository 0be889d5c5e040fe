"""How gunicorn runs Contactapp, for `./run` and `./run serve` alike; `run` adds the address."""

worker_class = "gthread"
# `WEB_CONCURRENCY` sets the number of processes; two is right for a small association on SQLite.
workers = 2
threads = 4
# Unlike the name suggests this is a heartbeat, so a long answer does not trip it in a threaded worker.
timeout = 60
graceful_timeout = 30
# One socket less that somebody could talk to.
control_socket_disable = True
accesslog = None
