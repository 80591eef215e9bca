"""What the use cases of the master work with; made once by whoever wires a program."""

from __future__ import annotations

from dataclasses import dataclass

from services.master_bot.domain.receipts import ReceiptRules
from services.master_bot.settings import Shop
from services.master_bot.storage.cipher import Cipher
from services.shared.postgres.pool import Pool
from services.shared.runtime.clock import Clock, utc_now
from services.shared.telegram.plain_api import PlainTelegram
from services.shared.yookassa.client import YooKassa


@dataclass(frozen=True, slots=True)
class Context:
    """``operators``: whom the master bot tells of what needs a human.

    ``trials_a_day``: for the platform as a whole.
    ``referral_days``: for the owner who brings another, and for the other; 0 for nothing.
    ``autopay``: whether YooKassa lets this shop charge saved methods.
    ``receipts``: what stands in those that YooKassa makes; None where the shop makes its receipts elsewhere.
    """

    pool: Pool
    cipher: Cipher
    shop: Shop
    yookassa: YooKassa
    telegram: PlainTelegram
    operators: tuple[int, ...] = ()
    trials_a_day: int = 100
    referral_days: int = 14
    autopay: bool = True
    receipts: ReceiptRules | None = None
    clock: Clock = utc_now
