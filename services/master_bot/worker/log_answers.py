"""Answers the API's questions for a bot's last lines."""

from __future__ import annotations

from dataclasses import dataclass

from deploy.errors import DeployError
from deploy.runners.runner import Runner
from services.master_bot.storage import log_requests
from services.shared.postgres.pool import Pool, transaction
from services.shared.runtime.clock import Clock, utc_now


@dataclass(frozen=True, slots=True)
class LogAnswers:
    pool: Pool
    runner: Runner
    clock: Clock = utc_now

    def run_once(self) -> bool:
        with transaction(self.pool) as tx:
            asked = log_requests.next_open(tx, now=self.clock())
            if asked is None:
                return False
            try:
                lines = self.runner.logs(asked.client_id, asked.lines_wanted)
            except DeployError as error:
                lines = [str(error)]  # whoever waits is told at once
            log_requests.answer(tx, asked.id, lines, now=self.clock())
        return True
