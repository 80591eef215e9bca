"""kill -9 of the deploy worker between any two steps: the next one takes over, and the bot comes up, once."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest

from deploy.manager import DeployManager, Outcome
from deploy.specs import ClientBot
from deploy.steps import Report
from tests.support.fleet import SOON, Fleet

POINTS = [
    *(f"{name} started" for name in ("prepare", "provision", "migrate", "render", "stop", "write", "start", "watch")),
    "watch done",
]


@dataclass(frozen=True, slots=True)
class MortalManager(DeployManager):
    """Is killed, with the whole process, as soon as it has reported ``point``."""

    point: str = ""

    def deploy(self, bot: ClientBot, report: Report, *, anew: bool = False) -> Outcome:
        return DeployManager.deploy(self, bot, self._until(report), anew=anew)

    def _until(self, report: Report) -> Report:
        def tell(name: str, state: str, detail: str) -> None:
            report(name, state, detail)
            if f"{name} {state}" == self.point:
                os.kill(os.getpid(), signal.SIGKILL)

        return tell


def _mortal(fleet: Fleet, point: str) -> MortalManager:
    whole = fleet.manager()
    parts = (whole.placement, whole.database_url, whole.admin, whole.runner, whole.records, whole.backups)
    return MortalManager(*parts, 10, point)


def _in_another_process(work: Callable[[], object]) -> int:
    """Do ``work`` in a copy of this process; gives the signal that ended it."""
    pid = os.fork()
    if pid == 0:
        try:
            work()
        finally:
            os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


@pytest.mark.parametrize("point", POINTS)
def test_first_deployment_survives_the_death_of_its_worker(fleet: Fleet, point: str) -> None:
    client = fleet.register()
    number = fleet.ask(client, requested_by="payment:1")
    ended = _in_another_process(lambda: fleet.work(manager=_mortal(fleet, point)))

    took_over_early = fleet.work(worker="second")
    took_over = fleet.work(worker="second", later=SOON)

    assert (ended, took_over_early, took_over) == (-signal.SIGKILL, False, True)
    assert fleet.deployment(number).state == "succeeded"
    assert len(fleet.pids(client)) == 1
    assert fleet.rows("SELECT kind FROM outbox") == [{"kind": "bot_ready"}]
    assert not fleet.work(worker="third", later=2 * SOON)


def test_bot_whose_pid_was_not_written_down_is_found_and_replaced(fleet: Fleet) -> None:
    client = fleet.register()
    number = fleet.ask(client)
    _in_another_process(lambda: fleet.work(manager=_mortal(fleet, "start done")))
    (fleet.run_dir / f"{client}.json").unlink()
    nobody_knows = fleet.pids(client)

    fleet.work(worker="second", later=SOON)

    assert fleet.deployment(number).state == "succeeded"
    assert len(fleet.pids(client)) == 1
    assert fleet.pids(client) != nobody_knows


@pytest.mark.parametrize("point", ["stop done", "start done", "watch started"])
def test_old_bot_comes_back_even_if_the_worker_died_after_ending_it(fleet: Fleet, point: str) -> None:
    client = fleet.register("Barber")
    fleet.carry_out(client)
    fleet.rename(client, "ill")
    number = fleet.ask(client)
    _in_another_process(lambda: fleet.work(manager=_mortal(fleet, point)))

    fleet.work(worker="second", later=SOON)

    assert fleet.deployment(number).state == "recovered"
    assert len(fleet.pids(client)) == 1
    assert "BUSINESS_NAME='Barber'" in (fleet.clients_dir / client / ".env").read_text()


def test_worker_that_lost_its_lease_touches_nothing_more(fleet: Fleet) -> None:
    client = fleet.register()
    number = fleet.ask(client)

    @dataclass(frozen=True, slots=True)
    class OvertakenManager(DeployManager):
        def deploy(self, bot: ClientBot, report: Report, *, anew: bool = False) -> Outcome:
            with fleet.transaction() as tx:
                tx.execute("UPDATE deployments SET lease_owner = 'another' WHERE id = %s", (number,))
            return DeployManager.deploy(self, bot, report, anew=anew)

    whole = fleet.manager()
    parts = (whole.placement, whole.database_url, whole.admin, whole.runner, whole.records, whole.backups)
    overtaken = OvertakenManager(*parts)

    fleet.work(manager=overtaken)

    assert fleet.deployment(number).state == "running"
    assert fleet.steps(number) == []
    assert not (fleet.clients_dir / client).exists()


def test_lease_is_renewed_while_the_work_goes_on(fleet: Fleet) -> None:
    fleet.watch_seconds = 2.5
    number = fleet.ask(fleet.register("deaf"))
    slow = threading.Thread(
        target=lambda: fleet.work(lease=timedelta(seconds=1), renew_seconds=0.2), name="a slow deployment"
    )
    slow.start()
    time.sleep(2)

    took_over = fleet.work(worker="second")

    slow.join()
    assert not took_over
    assert (fleet.deployment(number).state, fleet.deployment(number).attempts) == ("failed", 1)
