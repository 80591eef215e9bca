"""Gunicorn in the place of the program that asks for it: same process id, signals and output."""

from __future__ import annotations

import os
import sys
from typing import NoReturn

REQUEST_SECONDS = 60
STOP_SECONDS = 15


def become_http_server(application: str, host: str, port: int, *, workers: int, threads: int = 1) -> NoReturn:
    """Serve ``application`` (``package.module:factory()``) until SIGTERM; requests under way get 15 s to end.

    One thread a worker means gunicorn's sync workers. Requests are not logged: addresses hold secrets.
    """
    options = [
        f"--bind={f'[{host}]' if ':' in host else host}:{port}",
        f"--workers={workers}",
        f"--threads={threads}",
        f"--worker-class={'sync' if threads == 1 else 'gthread'}",
        f"--timeout={REQUEST_SECONDS}",
        f"--graceful-timeout={STOP_SECONDS}",
        "--log-level=warning",
        "--no-control-socket",
    ]
    os.execv(sys.executable, [sys.executable, "-m", "gunicorn", *options, application])  # noqa: S606 - no shell wanted
