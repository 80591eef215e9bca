from __future__ import annotations

import threading
from dataclasses import dataclass, field

from services.shared.runtime.work_loop import WorkLoop, run_loops


@dataclass
class Work:
    """Answers as told, one answer a call; an exception among them is raised; the last one sets ``stop``."""

    answers: list[bool | Exception]
    stop: threading.Event = field(default_factory=threading.Event)
    calls: int = 0

    def run_once(self) -> bool:
        answer = self.answers[self.calls]
        self.calls += 1
        if self.calls == len(self.answers):
            self.stop.set()
        if isinstance(answer, Exception):
            raise answer
        return answer


def test_loop_goes_on_after_work_and_after_a_failure() -> None:
    work = Work([True, ValueError("a broken row"), True, False])

    WorkLoop("test", work.run_once, idle_seconds=0.001, stop=work.stop).run()

    assert work.calls == 4


def test_loop_rests_until_it_is_woken() -> None:
    work = Work([False, False])
    loop = WorkLoop("test", work.run_once, idle_seconds=60, stop=work.stop)
    thread = threading.Thread(target=loop.run)

    thread.start()
    loop.wake()
    thread.join(timeout=5)

    assert not thread.is_alive()
    assert work.calls == 2


def test_loops_end_together() -> None:
    stop, ended = threading.Event(), list[str]()

    def rounds(name: str) -> bool:
        ended.append(name)
        if {"short", "long"} <= set(ended):
            stop.set()
        return False

    run_loops(
        [WorkLoop("short", lambda: rounds("short"), 0.01, stop), WorkLoop("long", lambda: rounds("long"), 30, stop)],
        stop,
    )

    assert {"short", "long"} == set(ended)
