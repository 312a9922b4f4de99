"""How gunicorn serves us: one process with threads; the address is printed when it answers."""

import os

from gunicorn.arbiter import Arbiter

from meetings import suggest

_host, _port = os.environ.get("HOST", "127.0.0.1"), os.environ.get("PORT", "8000")

bind = f"{_host}:{_port}"
worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY", "1"))
threads = 8
timeout = 120
preload_app = True  # a broken set-up fails here, with its reason, before anything listens


def when_ready(server: Arbiter) -> None:
    suggest.warm()  # before the processes part, so that they share it
    print(f"\nRapporteur is ready: http://{bind}/\nStop it with Ctrl-C.\n", flush=True)
