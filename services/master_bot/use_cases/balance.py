"""What came in less what went back, at YooKassa and in the ledger, for the same span of time: it has to be the same."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from services.master_bot.storage import ledger
from services.master_bot.storage.ledger import Booked
from services.master_bot.use_cases.book_money import ours
from services.master_bot.use_cases.context import Context
from services.master_bot.use_cases.yookassa_payments import fetch, fetch_refunds
from services.shared.postgres.pool import transaction
from services.shared.yookassa.models import Payment, Refund

NOTHING = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class Sums:
    """``there``: by YooKassa's lists, ``here``: by the ledger's ``gross``."""

    currency: str
    there: Decimal
    here: Decimal


@dataclass(slots=True)
class Money:
    """Collects what YooKassa's lists show of our shop; ``balance`` holds it against the ledger."""

    context: Context
    there: dict[str, tuple[str, Decimal]] = field(default_factory=dict)
    """By the id that the ledger gives it: currency, and sum (of a refund below zero)."""

    def came(self, payment: Payment) -> None:
        if ours(self.context, payment):
            self.there[ledger.payment_entry(payment.id)] = (payment.currency, payment.amount)

    def went(self, refund: Refund) -> None:
        self.there[ledger.refund_entry(refund.id)] = (refund.currency, -refund.amount)

    def balance(self, since: datetime, until: datetime) -> list[Sums]:
        """Raises ``YooKassaIsAway``."""
        with transaction(self.context.pool) as tx:
            listed = ledger.these(tx, self.there)
            others = [entry for entry in ledger.between(tx, since, until) if entry.id not in self.there]
        here = [*listed, *(entry for entry in others if not self._there_at_another_time(entry))]
        sums: dict[str, list[Decimal]] = defaultdict(lambda: [NOTHING, NOTHING])
        for currency, amount in self.there.values():
            sums[currency][0] += amount
        for entry in here:
            sums[entry.currency][1] += entry.gross
        return [Sums(currency, *both) for currency, both in sorted(sums.items())]

    def _there_at_another_time(self, entry: Booked) -> bool:
        """An earlier version dated money by when it was settled; and some came while the lists were being read."""
        assert entry.payment_id is not None, "what a bank has brought is not YooKassa's"
        payment = fetch(self.context, entry.payment_id)
        if payment is None or payment.status != "succeeded":
            return False
        if entry.refund_id is None:
            return payment.amount == entry.gross
        refunded = fetch_refunds(self.context, payment)
        return any(one.id == entry.refund_id and one.amount == -entry.gross for one in refunded)
