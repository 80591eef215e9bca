"""The reconciler's place in the housekeeping program."""

from __future__ import annotations

from collections.abc import Callable

from services.master_bot.settings import HousekeepingSettings
from services.master_bot.storage.cipher import Cipher
from services.master_bot.use_cases.context import Context
from services.master_bot.use_cases.reconcile import Reconciler
from services.shared.postgres.pool import Pool


def build_reconciler(settings: HousekeepingSettings, pool: Pool) -> Callable[[], bool]:
    context = Context(
        pool=pool,
        cipher=Cipher(settings.secret_keys),
        shop=settings.shop,
        yookassa=settings.shop.client(),
        telegram=settings.telegram,
        operators=settings.operators,
    )
    return Reconciler(context).run_once
