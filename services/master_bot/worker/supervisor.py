"""Holds what runs against what should run: a bot that ended is started again, one that should be down is taken down."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from deploy.health import BotState, Heartbeat
from deploy.manager import DeployManager
from services.master_bot.storage import clients, deployments, subscriptions
from services.shared.postgres.pool import Pool, transaction
from services.shared.runtime.clock import Clock, utc_now

logger = logging.getLogger(__name__)

FIRST_PAUSE = timedelta(seconds=5)
LONGEST_PAUSE = timedelta(minutes=10)
# What the registry calls a running bot that says this of itself; anything else leaves the registry as it is.
_ACTUAL = {
    BotState.POLLING: "running",
    BotState.UNAUTHORIZED: "ill",
    BotState.CONFLICT: "ill",
    BotState.MISCONFIGURED: "ill",
}
_TO_BE_DOWN = {"stopped": "stop", "suspended": "suspend"}


@dataclass(slots=True)
class _Patience:
    """How often something was tried for a client, and when it may be tried next."""

    tries: int = 0
    not_before: datetime | None = None

    def allows(self, now: datetime) -> bool:
        return self.not_before is None or now >= self.not_before

    def tried(self, now: datetime) -> None:
        self.tries += 1
        self.not_before = now + min(FIRST_PAUSE * 2 ** min(self.tries, 10), LONGEST_PAUSE)


@dataclass(slots=True)
class Supervisor:
    """``run_once`` looks at every client whose state is to be seen to; it always rests afterwards."""

    pool: Pool
    manager: DeployManager
    clock: Clock = utc_now
    _patience: dict[str, _Patience] = field(default_factory=dict)

    def run_once(self) -> bool:
        living = self.manager.runner.living()
        with transaction(self.pool) as tx:
            busy = deployments.open_clients(tx)
            looked_after = [client for client in clients.looked_after(tx) if client.id not in busy]
            outdated = subscriptions.outdated(tx)
        beats = self.manager.heartbeats([client.id for client in looked_after])
        for client in looked_after:
            action = what_is_missing(client, lives=client.id in living, outdated=client.id in outdated)
            if action is not None:
                self._ask_for(action, client)
            elif client.desired_state == "running":
                self._note(client, beats[client.id])
        return False

    def _ask_for(self, action: str, client: clients.Client) -> None:
        now, patience = self.clock(), self._patience.setdefault(client.id, _Patience())
        if not patience.allows(now):
            return
        patience.tried(now)
        with transaction(self.pool) as tx:
            asked = deployments.converge(tx, client.id, action, requested_by="supervisor", now=now)
        if asked:
            logger.warning(
                "%s is %s and should be %s: %s", client.id, client.actual_state, client.desired_state, action
            )

    def _note(self, client: clients.Client, beat: Heartbeat) -> None:
        """Say in the registry what the bot says of itself."""
        if beat.healthy:
            self._patience.pop(client.id, None)
        actual = _ACTUAL.get(beat.state)
        if actual is not None and actual != client.actual_state:
            with transaction(self.pool) as tx:
                clients.change(tx, client.id, actual_state=actual, last_error=beat.detail or None)


def what_is_missing(client: clients.Client, *, lives: bool, outdated: bool = False) -> str | None:
    """The action that leads from what is to what should be; None: nothing, or nothing that would help by itself.

    ``outdated``: the bot was last started with other limits than its subscription has now.
    """
    if client.desired_state in _TO_BE_DOWN:
        return _TO_BE_DOWN[client.desired_state]
    if client.desired_state == "deleted":
        # What could not be removed waits for a person, who has been told.
        return None if client.actual_state == "ill" else "remove"
    if lives:
        return "restart" if outdated else None
    if client.image is not None:
        return "restart"
    # It never came up. After a failure a person has to change something first.
    return None if client.actual_state == "ill" else "deploy"
