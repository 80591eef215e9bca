"""The subscription monitor's place in the housekeeping program."""

from __future__ import annotations

from collections.abc import Callable

from services.master_bot.settings import HousekeepingSettings
from services.master_bot.use_cases.monitor_subscriptions import SubscriptionMonitor
from services.master_bot.worker.context import make_context
from services.shared.postgres.pool import Pool


def build_subscription_monitor(settings: HousekeepingSettings, pool: Pool) -> Callable[[], bool]:
    return SubscriptionMonitor(make_context(settings, pool)).run_once
