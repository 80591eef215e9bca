"""What an owner can have on paper for each payment; made when it is first asked for, and the same ever after."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

from services.master_bot.domain.documents import ACT, INVOICE, Document, act_line
from services.master_bot.domain.orders import Method
from services.master_bot.domain.seller import Buyer, Seller
from services.master_bot.storage import bank_transfers, documents, orders, payments, plans, refunds, requisites
from services.master_bot.storage.documents import MadeDocument, NewDocument
from services.master_bot.storage.orders import Order
from services.master_bot.storage.payments import SettledPayment
from services.master_bot.use_cases.context import Context
from services.master_bot.use_cases.issue_invoice import OPEN, make_invoice, title_of
from services.master_bot.use_cases.refusals import DocumentsNotOffered, NotFound, NotPossibleNow
from services.shared.postgres.pool import Transaction, transaction


def invoice_of(context: Context, order_id: UUID) -> Document:
    """Of an order by bank, or of one that is paid: there it says so, and asks for no money.

    Raises:
        NotFound, NotPossibleNow, DocumentsNotOffered: no document was made.
    """
    seller = _seller(context)
    with transaction(context.pool) as tx:
        order = orders.lock(tx, order_id)
        if order is None:
            raise NotFound("there is no such order")
        settled = payments.of_order(tx, order.id)
        if settled is None and order.method != Method.BANK:
            raise NotPossibleNow("there is no invoice: the order is not paid, and is to be paid through YooKassa")
        plan = plans.find(tx, order.plan_code, order.plan_version)
        assert plan is not None, "an order refers to its plan"
        paid = order if settled is None else replace(order, amount=settled.amount)
        made = make_invoice(tx, context, paid, plan)
        return _as_it_is(tx, order, made, paid_on=_paid_on(tx, seller, order, settled))


def _paid_on(tx: Transaction, seller: Seller, order: Order, settled: SettledPayment | None) -> date | None:
    """The day of the transfer, where it was paid by bank."""
    transfer = None if settled is None else bank_transfers.get(tx, settled.id)
    if transfer is not None:
        return transfer.day
    return None if order.settled_at is None else seller.day_of(order.settled_at)


def act_of(context: Context, payment_id: str) -> Document:
    """Of a settled payment, as long as not all of it has gone back; one that was made stays.

    Raises:
        NotFound, NotPossibleNow, DocumentsNotOffered: no document was made.
    """
    seller = _seller(context)
    with transaction(context.pool) as tx:
        settled = payments.get(tx, payment_id)
        order = None if settled is None else orders.lock(tx, settled.order_id)
        if settled is None or order is None:
            raise NotFound("no such payment was settled here")
        made = documents.of_order(tx, order.id, ACT) or _make_act(tx, context, seller, order, settled)
        return _as_it_is(tx, order, made, paid_on=None)


def _make_act(tx: Transaction, context: Context, seller: Seller, order: Order, settled: SettledPayment) -> MadeDocument:
    left = settled.amount - refunds.given_back(tx, settled.id)
    if left <= 0:
        raise NotPossibleNow("all of this payment has gone back: there is nothing to make an act of")
    plan = plans.find(tx, order.plan_code, order.plan_version)
    assert plan is not None, "an order refers to its plan"
    now = context.clock()
    first, last = (seller.day_of(at) for at in (settled.period_from, settled.period_until))
    new = NewDocument(
        kind=ACT,
        order_id=order.id,
        dated=seller.day_of(now),
        amount=left,
        line=act_line(order.bot_username, title_of(plan), first=first, last=last),
        seller=seller,
        buyer=requisites.get(tx, order.owner_telegram_id),
    )
    return documents.add(tx, new, now=now)


def _as_it_is(tx: Transaction, order: Order, made: MadeDocument, *, paid_on: date | None) -> Document:
    """Requisites that were given since go into a document without any, and into an invoice while it is not paid."""
    buyer, present = made.made_out_to, requisites.get(tx, order.owner_telegram_id)
    if present is not None and present != buyer and (buyer is None or (made.kind == INVOICE and order.state in OPEN)):
        documents.make_out_to(tx, made, present)
        buyer = present
    return Document(
        kind=made.kind,
        number=made.full_number,
        dated=made.dated,
        amount=made.amount,
        seller=made.issued_by,
        buyer=buyer or Buyer(order.business_name),
        line=made.line,
        paid_on=paid_on,
    )


def _seller(context: Context) -> Seller:
    if context.shop.seller is None:
        raise DocumentsNotOffered("documents are not offered: this platform issues none")
    return context.shop.seller
