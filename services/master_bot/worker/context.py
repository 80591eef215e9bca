"""What looks after the money in the housekeeping program."""

from __future__ import annotations

from services.master_bot.settings import HousekeepingSettings
from services.master_bot.storage.cipher import Cipher
from services.master_bot.use_cases.context import Context
from services.shared.postgres.pool import Pool


def make_context(settings: HousekeepingSettings, pool: Pool) -> Context:
    return Context(
        pool=pool,
        cipher=Cipher(settings.secret_keys),
        shop=settings.shop,
        yookassa=settings.shop.client(),
        telegram=settings.telegram,
        operators=settings.operators,
        receipts=settings.receipts,
    )
