"""Write money into the ledger, in the transaction that writes down what it has brought or taken."""

from __future__ import annotations

from decimal import Decimal
from uuid import UUID

from services.master_bot.domain.fees import fee_of
from services.master_bot.storage import alarms, ledger, payments
from services.master_bot.storage.ledger import Entry
from services.master_bot.storage.refunds import Refund
from services.master_bot.use_cases.context import Context
from services.master_bot.use_cases.tell_operators import tell_operators
from services.shared.postgres.pool import Transaction
from services.shared.yookassa.models import Payment
from services.shared.yookassa.models import Refund as SeenRefund

FEE_DIFFERS = "fee_differs"
NO_FEE = Decimal("0.00")


def ours(context: Context, payment: Payment) -> bool:
    """Another shop's money has not reached ours, whatever was settled for it."""
    return payment.shop_id == context.shop.shop_id


def book_payment(tx: Transaction, context: Context, payment: Payment, order_id: UUID | None) -> None:
    """Money that has come in, be it settled or in quarantine. Booked before, it may only learn its fee.

    A fee that YooKassa has told differently before is left as it was told first; the operators hear of it, once.
    """
    if not ours(context, payment):
        return
    now, settled = context.clock(), payments.get(tx, payment.id)
    entry = Entry(
        id=ledger.payment_entry(payment.id),
        kind="payment",
        at=payment.captured_at or payment.created_at or now,
        payment_id=payment.id,
        refund_id=None,
        order_id=order_id if settled is None else settled.order_id,
        client_id=None if settled is None else settled.client_id,
        method=payment.payment_method_type,
        gross=payment.amount,
        fee=fee_of(payment.amount, payment.income_amount),
        currency=payment.currency,
        test=payment.test,
    )
    if not ledger.add(tx, entry, now=now) and entry.fee is not None:
        _learn_fee(tx, context, payment.id, entry.fee)


def _learn_fee(tx: Transaction, context: Context, payment_id: str, fee: Decimal) -> None:
    known = ledger.get(tx, ledger.payment_entry(payment_id))
    assert known is not None, "the ledger is only added to"
    if known.fee is None:
        ledger.learn_fee(tx, known.id, fee)
    elif known.fee != fee:
        facts = {"payment_id": payment_id, "known": f"{known.fee:.2f}", "told": f"{fee:.2f}"}
        if alarms.raise_once(tx, FEE_DIFFERS, payment_id, facts, now=context.clock()):
            tell_operators(tx, context, "operator_fee_differs", f"{FEE_DIFFERS}:{payment_id}", **facts)


def book_refund(tx: Transaction, context: Context, refund: Refund, seen: SeenRefund, payment: Payment) -> None:
    """Money that has gone back. YooKassa keeps the payment's fee, and takes none for the refund."""
    if not ours(context, payment):
        return
    now, settled = context.clock(), payments.get(tx, payment.id)
    entry = Entry(
        id=ledger.refund_entry(seen.id),
        kind="refund",
        at=seen.created_at or now,
        payment_id=payment.id,
        refund_id=seen.id,
        order_id=refund.order_id,
        client_id=None if settled is None else settled.client_id,
        method=payment.payment_method_type,
        gross=-refund.amount,
        fee=NO_FEE,
        currency=refund.currency,
        test=payment.test,
    )
    ledger.add(tx, entry, now=now)
