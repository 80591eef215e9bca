"""The relay: carries what the inbox holds to the master API, again and again until it got through.

``python -m services.webhook.relay`` runs it; ``Relay.run_once`` is one piece of its work.
"""

from __future__ import annotations

import logging
import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from services.shared.master_api.client import MasterApi
from services.shared.master_api.errors import MasterApiError, MasterApiRefused
from services.shared.postgres.listener import Listener
from services.shared.postgres.pool import Pool, open_pool, transaction
from services.shared.runtime.clock import Clock, utc_now
from services.shared.runtime.environment import Environment
from services.shared.runtime.logs import configure_logging
from services.shared.runtime.program import run_program, stop_on_signals
from services.shared.runtime.work_loop import WorkLoop, run_loops
from services.webhook.notifications import read_notification
from services.webhook.settings import RelaySettings
from services.webhook.storage import inbox

logger = logging.getLogger(__name__)

LEASE = timedelta(minutes=2)  # longer than the longest call to the master
FIRST_PAUSE = timedelta(seconds=1)
LONGEST_PAUSE = timedelta(minutes=5)
IDLE_SECONDS = 1.5
_SENSELESS = {400, 422}  # the master will never understand this report


@dataclass(frozen=True, slots=True)
class Relay:
    """``chance`` gives numbers from 0 to 1, so that rows that failed together do not come back together."""

    pool: Pool
    master: MasterApi
    clock: Clock
    chance: Callable[[], float]

    def run_once(self) -> bool:
        """Report one notification to the master. False when none is due.

        A kill between any two lines leaves the row claimed; when the lease ends it is reported once more, which the
        master takes as "already".
        """
        with transaction(self.pool) as tx:
            claimed = inbox.claim(tx, now=self.clock(), lease=LEASE)
        if claimed is None:
            return False
        payment_id = read_notification(claimed.body).payment_id
        if payment_id is None:
            self._finish(claimed, outcome="nothing_to_report")
            return True
        try:
            outcome = self.master.report_payment(payment_id, claimed.event)
        except MasterApiError as error:
            self._failed(claimed, payment_id, error)
        else:
            logger.info("payment %s: %s → %s", payment_id, claimed.event, outcome)
            self._finish(claimed, outcome=outcome)
        return True

    def _failed(self, claimed: inbox.Claimed, payment_id: str, error: MasterApiError) -> None:
        if isinstance(error, MasterApiRefused) and error.problem.status in _SENSELESS:
            logger.error("payment %s: the master refuses the report: %s", payment_id, error)
            self._finish(claimed, outcome="refused", error=str(error))
            return
        now = self.clock()
        at = now + pause_after(claimed.attempt, self.chance())
        logger.warning("payment %s: %s; again in %d s", payment_id, error, (at - now).total_seconds())
        with transaction(self.pool) as tx:
            inbox.retry_later(tx, claimed, error=str(error), at=at)

    def _finish(self, claimed: inbox.Claimed, *, outcome: str, error: str | None = None) -> None:
        with transaction(self.pool) as tx:
            if not inbox.finish(tx, claimed, outcome=outcome, error=error, now=self.clock()):
                logger.warning("notification %d was taken over by another relay", claimed.id)


def pause_after(attempt: int, chance: float) -> timedelta:
    """How long to wait after try number ``attempt``: 1, 2, 4 … 300 seconds, of which ``chance`` takes up to half."""
    full = min(FIRST_PAUSE * (1 << min(attempt - 1, 20)), LONGEST_PAUSE)
    return full * (1 - 0.5 * chance)


def main() -> int:
    settings = RelaySettings.read(Environment.load())
    configure_logging(settings.log_format)
    stop = stop_on_signals()
    with open_pool(settings.database_url, max_size=2) as pool:
        relay = Relay(pool, MasterApi(settings.master_api_url, settings.master_api_token), utc_now, random.random)
        work = WorkLoop("relay", relay.run_once, IDLE_SECONDS, stop)
        listener = Listener(settings.database_url, inbox.CHANNEL, work.wake)
        run_loops([work, WorkLoop("relay listener", listener.run_once, IDLE_SECONDS, stop)], stop)
        listener.close()
    return 0


if __name__ == "__main__":
    run_program(main)
