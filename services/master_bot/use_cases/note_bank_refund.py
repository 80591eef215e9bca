"""Money of a bank invoice that the operator has paid back from the bank: noted, with what follows from it."""

from __future__ import annotations

import uuid
from uuid import UUID

from services.master_bot.domain.bank import day_problem
from services.master_bot.domain.orders import OrderState
from services.master_bot.storage import audit, bank_transfers, orders, payments, refunds
from services.master_bot.storage.bank_transfers import Transfer
from services.master_bot.storage.documents import MadeDocument
from services.master_bot.storage.orders import Order
from services.master_bot.storage.payments import SettledPayment
from services.master_bot.storage.refunds import Refund
from services.master_bot.use_cases.book_bank import book_transfer
from services.master_bot.use_cases.confirm_bank_payment import Seen, lock_bank_order
from services.master_bot.use_cases.context import Context
from services.master_bot.use_cases.note_refunds import tell_of_refund
from services.master_bot.use_cases.refusals import Invalid, NotPossibleNow
from services.master_bot.use_cases.take_back import take_back
from services.shared.postgres.pool import Transaction, transaction


def note_bank_refund(context: Context, order_id: UUID, seen: Seen, *, who: str) -> Order:
    """The order as it is afterwards. Two transfers of one day need references of their own: the same again is the same.

    Raises:
        NotFound, NotPossibleNow, Invalid: nothing was changed.
    """
    with transaction(context.pool) as tx:
        order, invoice = lock_bank_order(tx, order_id)
        transfer = Transfer(_id_of(order, seen), order.id, -seen.amount, seen.paid_on, seen.reference)
        noted = bank_transfers.get(tx, transfer.id)
        if noted is None:
            settled = _require_right(tx, context, order, invoice, seen)
            _carry_out(tx, context, order, transfer, invoice, settled, who)
        elif noted != transfer:
            raise NotPossibleNow(f"{-noted.amount:.2f} of this day and reference is noted already: name it differently")
        after = orders.get(tx, order.id)
    assert after is not None
    return after


def _id_of(order: Order, seen: Seen) -> str:
    return f"bank-refund:{uuid.uuid5(order.id, f'{seen.paid_on} {seen.reference}')}"


def _require_right(
    tx: Transaction, context: Context, order: Order, invoice: MadeDocument, seen: Seen
) -> SettledPayment:
    settled, came = payments.of_order(tx, order.id), None
    if settled is not None:
        came = bank_transfers.get(tx, settled.id)
    if order.state != OrderState.SETTLED or settled is None or came is None:
        raise NotPossibleNow(f"the order is {order.state}: there is no money to pay back")
    today = invoice.issued_by.day_of(context.clock())
    problem = day_problem(seen.paid_on, earliest=came.day, today=today)
    left = settled.amount - refunds.given_back(tx, settled.id)
    if seen.amount > left:
        problem = f"amount: at most {left:.2f} is left of the payment"
    if problem is not None:
        raise Invalid(problem)
    return settled


def _carry_out(
    tx: Transaction,
    context: Context,
    order: Order,
    transfer: Transfer,
    invoice: MadeDocument,
    settled: SettledPayment,
    who: str,
) -> None:
    now = context.clock()
    refund = Refund(
        id=uuid.uuid4(),
        payment_id=settled.id,
        order_id=order.id,
        quarantine_id=None,
        amount=-transfer.amount,
        currency=settled.currency,
        state="succeeded",
        refund_id=transfer.id,
        idempotence_key=None,
        requested_by=who,
        created_at=now,
        done_at=now,
    )
    refunds.add(tx, refund)
    seller = invoice.issued_by
    book_transfer(tx, context, transfer, seller, client_id=settled.client_id, currency=settled.currency, who=who)
    whole = refunds.given_back(tx, settled.id) >= settled.amount
    facts = {"refund": transfer.id, "amount": str(refund.amount), "whole": whole, "reference": transfer.reference}
    audit.add(tx, who, "payment.refunded", settled.id, facts, now=now)
    left = take_back(tx, settled, refund, whole=whole, now=now)
    tell_of_refund(tx, context, refund, left, whole=whole)
