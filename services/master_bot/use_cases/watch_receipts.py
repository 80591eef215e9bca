"""A receipt is not made until it is registered: asked for again and again, and an operator is told when it is not."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import timedelta

from services.master_bot.domain.receipts import LATE, next_look_at_receipt
from services.master_bot.storage import alarms, receipts
from services.master_bot.storage.receipts import Fiscal, Receipt
from services.master_bot.use_cases.context import Context
from services.master_bot.use_cases.tell_operators import tell_operators
from services.shared.postgres.pool import Transaction, transaction
from services.shared.yookassa.errors import Refused, YooKassaError
from services.shared.yookassa.models import Receipt as SeenReceipt

logger = logging.getLogger(__name__)

KIND = "receipt_not_registered"
LEASE = timedelta(minutes=2)
PENDING, SUCCEEDED, CANCELED = "pending", "succeeded", "canceled"


@dataclass(frozen=True, slots=True)
class ReceiptWatch:
    """``run_once`` looks after one receipt that is due; it answers "was there one?"."""

    context: Context

    def run_once(self) -> bool:
        with transaction(self.context.pool) as tx:
            receipt = receipts.claim_due(tx, now=self.context.clock(), lease=LEASE)
        if receipt is None:
            return False
        try:
            word, fiscal = self._ask(receipt)
        except YooKassaError as error:
            self._not_yet(receipt, receipt.state, str(error))
            return True
        if word == SUCCEEDED:
            self._registered(receipt, fiscal)
        else:
            self._not_yet(receipt, word, None)
        return True

    def _ask(self, receipt: Receipt) -> tuple[str, Fiscal]:
        """How it stands at YooKassa. Raises ``YooKassaError``."""
        shop = self.context.yookassa
        found = shop.payment(receipt.id) if receipt.kind == "payment" else shop.refund(receipt.id)
        word = found.receipt_registration or PENDING
        if word == PENDING:
            return word, Fiscal()
        made = self._made(receipt)
        if made is None:
            return word, Fiscal()
        return SUCCEEDED, _fiscal(made)

    def _made(self, receipt: Receipt) -> SeenReceipt | None:
        """The registered one, be it that which was made again by hand after the first was cancelled."""
        asked = {f"{receipt.kind}_id": receipt.id}
        try:
            found = list(self.context.yookassa.receipts(**asked))
        except Refused as refused:
            logger.warning("%s %s: YooKassa does not show its receipts: %s", receipt.kind, receipt.id, refused)
            return None
        return next((one for one in found if one.kind == receipt.kind and one.status == SUCCEEDED), None)

    def _registered(self, receipt: Receipt, fiscal: Fiscal) -> None:
        now = self.context.clock()
        with transaction(self.context.pool) as tx:
            receipts.registered(tx, receipt.id, fiscal, now=now)
            if alarms.close(tx, KIND, receipt.id, now=now):
                key = f"{KIND}:over:{receipt.id}"
                tell_operators(tx, self.context, "operator_receipt_registered", key, **_facts(receipt))

    def _not_yet(self, receipt: Receipt, word: str, error: str | None) -> None:
        now = self.context.clock()
        at = next_look_at_receipt(receipt.asked_at, receipt.attempts, now)
        with transaction(self.context.pool) as tx:
            receipts.look_again(tx, receipt.id, word, at, error=error)
            if word == CANCELED or now >= receipt.asked_at + LATE:
                self._alarm(tx, receipt, word)

    def _alarm(self, tx: Transaction, receipt: Receipt, word: str) -> None:
        facts = {**_facts(receipt), "state": word}
        if alarms.raise_once(tx, KIND, receipt.id, facts, now=self.context.clock()):
            tell_operators(tx, self.context, f"operator_{KIND}", f"{KIND}:{receipt.id}", **facts)


def _facts(receipt: Receipt) -> dict[str, str]:
    return {"what": receipt.kind, "payment_id": receipt.payment_id, "amount": str(receipt.amount)}


def _fiscal(made: SeenReceipt) -> Fiscal:
    return Fiscal(
        registered_at=made.registered_at,
        receipt_id=made.id,
        fiscal_document_number=made.fiscal_document_number,
        fiscal_storage_number=made.fiscal_storage_number,
        fiscal_attribute=made.fiscal_attribute,
        fiscal_provider_id=made.fiscal_provider_id,
    )
