"""The thin loop around durable work: ask for one piece, do it, and rest when there was none."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, field

logger = logging.getLogger(__name__)

LONGEST_PAUSE = 60.0


@dataclass(slots=True)
class WorkLoop:
    """Calls ``run_once`` until ``stop`` is set.

    ``run_once`` answers "was there work?": after True it is called again at once, after False the loop waits
    ``idle_seconds`` or until ``wake`` is called. An exception is logged, and the pause grows up to a minute, so that
    a broken row or a server that is away neither ends the program nor spins it.
    """

    name: str
    run_once: Callable[[], bool]
    idle_seconds: float
    stop: threading.Event
    _woken: threading.Event = field(default_factory=threading.Event)

    def wake(self) -> None:
        self._woken.set()

    def run(self) -> None:
        failures = 0
        while not self.stop.is_set():
            try:
                worked = self.run_once()
                failures = 0
            except Exception:
                failures += 1
                worked = False
                logger.exception("%s: a round failed, trying again", self.name)
            if not worked:
                self._rest(min(self.idle_seconds * 2 ** min(failures, 10), LONGEST_PAUSE))

    def _rest(self, seconds: float) -> None:
        """Wait in short pieces, so that a signal's ``stop`` is noticed without a second thread."""
        waited = 0.0
        while waited < seconds and not self.stop.is_set():
            step = min(0.2, seconds - waited)
            if self._woken.wait(step):
                self._woken.clear()
                return
            waited += step


def run_loops(loops: list[WorkLoop], stop: threading.Event) -> None:
    """Run each loop in a thread of its own until ``stop`` is set, then wait for the pieces under way."""
    threads = [threading.Thread(target=loop.run, name=loop.name, daemon=True) for loop in loops]
    for thread in threads:
        thread.start()
    while not stop.wait(0.5):
        if not all(thread.is_alive() for thread in threads):
            stop.set()
    for thread in threads:
        thread.join(timeout=40)
