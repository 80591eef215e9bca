"""The outer edge of a program: signals, one-line errors, exit statuses."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Callable
from types import FrameType

from services.shared.runtime.environment import SettingsError


def run_program(main: Callable[[], int | None]) -> None:
    """Run ``main`` and leave with its exit status; a wrong setting is one line on stderr and status 2."""
    try:
        status = main()
    except SettingsError as error:
        print(f"error: {error}", file=sys.stderr)  # noqa: T201 - nothing is configured yet that could log it
        status = 2
    except KeyboardInterrupt:
        status = 130
    sys.exit(status or 0)


def stop_on_signals() -> threading.Event:
    """An event that SIGTERM and SIGINT set."""
    stop = threading.Event()

    def handle(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    signal.signal(signal.SIGTERM, handle)
    signal.signal(signal.SIGINT, handle)
    return stop
