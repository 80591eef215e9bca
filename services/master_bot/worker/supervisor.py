"""Holds what runs against what should run: a bot that ended, or whose machine was restarted, is deployed again."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from deploy.health import BotState
from deploy.manager import DeployManager
from services.master_bot.storage import clients, deployments
from services.shared.postgres.pool import Pool, transaction
from services.shared.runtime.clock import Clock, utc_now

logger = logging.getLogger(__name__)

FIRST_PAUSE = timedelta(seconds=5)
LONGEST_PAUSE = timedelta(minutes=10)
# What the registry calls a running bot that says this of itself.
_ACTUAL = {
    BotState.POLLING: "running",
    BotState.UNAUTHORIZED: "ill",
    BotState.CONFLICT: "ill",
    BotState.MISCONFIGURED: "ill",
}


@dataclass(slots=True)
class Supervisor:
    """``run_once`` looks at every client that should run; it always rests afterwards."""

    pool: Pool
    manager: DeployManager
    clock: Clock = utc_now
    _tries: dict[str, int] = field(default_factory=dict)
    _not_before: dict[str, datetime] = field(default_factory=dict)

    def run_once(self) -> bool:
        with transaction(self.pool) as tx:
            wanted = clients.wanted(tx)
            busy = deployments.open_clients(tx)
        for client in wanted:
            if client.id not in busy:
                self._look_after(client)
        return False

    def _look_after(self, client: clients.Client) -> None:
        if self.manager.runner.running(client.id) is not None:
            self._note_state(client)
            return
        if client.image is None and client.actual_state == "ill":
            return  # it never came up; a person has to change something first
        now = self.clock()
        if now < self._not_before.get(client.id, now):
            return
        tries = self._tries[client.id] = self._tries.get(client.id, 0) + 1
        self._not_before[client.id] = now + min(FIRST_PAUSE * 2 ** min(tries, 10), LONGEST_PAUSE)
        logger.warning("%s should run and does not: deploying it again", client.id)
        with transaction(self.pool) as tx:
            deployments.enqueue(tx, client.id, "deploy", requested_by="supervisor", now=now)

    def _note_state(self, client: clients.Client) -> None:
        beat = self.manager.heartbeat(client.id)
        if beat.healthy:
            self._tries.pop(client.id, None)
            self._not_before.pop(client.id, None)
        actual = _ACTUAL.get(beat.state)
        if actual is not None and actual != client.actual_state:
            with transaction(self.pool) as tx:
                clients.change(tx, client.id, actual_state=actual, last_error=beat.detail or None)
