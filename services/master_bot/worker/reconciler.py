"""The reconciler's place in the housekeeping program."""

from __future__ import annotations

from collections.abc import Callable

from services.master_bot.settings import HousekeepingSettings
from services.master_bot.use_cases.reconcile import Reconciler
from services.master_bot.worker.context import make_context
from services.shared.postgres.pool import Pool


def build_reconciler(settings: HousekeepingSettings, pool: Pool) -> Callable[[], bool]:
    return Reconciler(make_context(settings, pool)).run_once
