"""The operator has seen the money of a bank invoice: the order is carried out as if YooKassa had told of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from services.master_bot.domain.bank import BankMoney, amount_problem, day_problem, payment_id_of
from services.master_bot.domain.documents import INVOICE
from services.master_bot.domain.orders import Method, OrderState
from services.master_bot.domain.seller import Seller
from services.master_bot.storage import audit, bank_transfers, clients, documents, orders
from services.master_bot.storage.bank_transfers import Transfer
from services.master_bot.storage.documents import MadeDocument
from services.master_bot.storage.orders import Order
from services.master_bot.use_cases.book_bank import book_transfer
from services.master_bot.use_cases.context import Context
from services.master_bot.use_cases.fulfil import fulfil
from services.master_bot.use_cases.refusals import Invalid, NotFound, NotPossibleNow
from services.shared.postgres.pool import Transaction, transaction


@dataclass(frozen=True, slots=True)
class Seen:
    """A line of the bank's statement. ``reference``: of the bank's order, as "п/п 123"."""

    amount: Decimal
    paid_on: date
    reference: str


def confirm_bank_payment(context: Context, order_id: UUID, seen: Seen, *, who: str) -> Order:
    """The order as it is afterwards; the same again changes nothing.

    Money that comes late is money: an order that has expired or was cancelled is carried out too, if its bot is free.

    Raises:
        NotFound, NotPossibleNow, Invalid: nothing was changed.
    """
    with transaction(context.pool) as tx:
        order, invoice = lock_bank_order(tx, order_id)
        transfer = Transfer(payment_id_of(order.id), order.id, seen.amount, seen.paid_on, seen.reference)
        noted = bank_transfers.get(tx, transfer.id)
        if noted is None:
            _require_payable(tx, order)
            _require_right(context, order, invoice, seen)
            _carry_out(tx, context, order, transfer, invoice.issued_by, who)
        elif noted != transfer:
            raise NotPossibleNow(f"it is paid already: {noted.amount:.2f} on {noted.day}, {noted.reference}")
        after = orders.get(tx, order.id)
    assert after is not None
    return after


def lock_bank_order(tx: Transaction, order_id: UUID) -> tuple[Order, MadeDocument]:
    """It and its invoice. Raises ``NotFound``, ``NotPossibleNow``."""
    order = orders.lock(tx, order_id)
    if order is None:
        raise NotFound("there is no such order")
    if order.method != Method.BANK:
        raise NotPossibleNow("the order is paid through YooKassa, which tells of its money itself")
    invoice = documents.of_order(tx, order.id, INVOICE)
    assert invoice is not None, "an order by bank has its invoice from the start"
    return order, invoice


def _require_payable(tx: Transaction, order: Order) -> None:
    if order.state not in {OrderState.PENDING, OrderState.EXPIRED, OrderState.CANCELED}:
        raise NotPossibleNow(f"the order is {order.state}: it takes no money")
    if order.client_id is None and clients.by_bot(tx, order.bot_id) is not None:
        raise NotPossibleNow(f"@{order.bot_username} is another client's by now: pay the money back from the bank")
    if order.client_id is not None and clients.lock(tx, order.client_id).gone:
        raise NotPossibleNow(f"{order.client_id} is not a client any more: pay the money back from the bank")


def _require_right(context: Context, order: Order, invoice: MadeDocument, seen: Seen) -> None:
    today = invoice.issued_by.day_of(context.clock())
    problem = amount_problem(seen.amount, order.amount) or day_problem(
        seen.paid_on, earliest=invoice.dated, today=today
    )
    if problem is not None:
        raise Invalid(problem)


def _carry_out(tx: Transaction, context: Context, order: Order, transfer: Transfer, seller: Seller, who: str) -> None:
    money = BankMoney(transfer.id, transfer.amount, order.currency, transfer.amount)
    client_id = fulfil(tx, context, order, money)
    book_transfer(tx, context, transfer, seller, client_id=client_id, currency=order.currency, who=who)
    facts = {"order": str(order.id), "amount": str(transfer.amount), "paid_on": transfer.day.isoformat()}
    reference = {"reference": transfer.reference}
    audit.add(tx, who, "payment.bank", transfer.id, facts | reference, now=context.clock())
