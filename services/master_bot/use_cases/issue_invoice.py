"""Orders that are paid by a bank invoice: the invoice is numbered with the order, and the operators hear of it."""

from __future__ import annotations

import uuid
from dataclasses import replace
from uuid import UUID

from services.master_bot.domain.documents import INVOICE, invoice_line
from services.master_bot.domain.orders import INVOICE_LIVES, Method, OrderState
from services.master_bot.storage import documents, orders, plans, requisites
from services.master_bot.storage.documents import MadeDocument, NewDocument
from services.master_bot.storage.orders import Order
from services.master_bot.storage.plans import Plan
from services.master_bot.use_cases.context import Context
from services.master_bot.use_cases.refusals import BankInvoiceOpen, DocumentsNotOffered, NotFound, NotPossibleNow
from services.master_bot.use_cases.tell_operators import tell_operators
from services.shared.postgres.pool import Transaction, transaction

OPEN = frozenset({OrderState.PREPARING, OrderState.PENDING})


def add_bank_order(tx: Transaction, context: Context, order: Order, plan: Plan, token: bytes | None) -> None:
    """Write down an order by bank that costs something, with its invoice, and tell the operators.

    Raises:
        DocumentsNotOffered, BankInvoiceOpen, NotPossibleNow: nothing was changed.
    """
    if context.shop.seller is None:
        raise DocumentsNotOffered("method: this shop issues no bank invoices: pay in another way")
    if order.autopay:
        raise NotPossibleNow("autopay: there is nothing to charge after a bank invoice: order without it")
    if order.credit_of_until is not None:
        raise NotPossibleNow(
            "method: a change of plan is not paid by bank invoice: what is left of the old plan runs on"
        )
    if order.client_id is None:
        _require_no_other(tx, order)
    orders.add(tx, order, token, next_look_at=order.created_at + INVOICE_LIVES)
    invoice = make_invoice(tx, context, order, plan)
    facts = {
        "order_id": str(order.id),
        "invoice": str(invoice.full_number),
        "amount": str(order.amount),
        "business_name": order.business_name,
        "bot_username": order.bot_username,
        "buyer": (invoice.made_out_to and invoice.made_out_to.name) or order.business_name,
    }
    tell_operators(tx, context, "operator_bank_invoice", f"bank_invoice:{order.id}", **facts)


def make_invoice(tx: Transaction, context: Context, order: Order, plan: Plan) -> MadeDocument:
    """The invoice of a locked order that costs something: the one that was made before, or a new one."""
    seller = context.shop.seller
    assert seller is not None, "whoever asks has made sure"
    now = context.clock()
    new = NewDocument(
        kind=INVOICE,
        order_id=order.id,
        dated=seller.day_of(now),
        amount=order.amount,
        line=invoice_line(order.bot_username, title_of(plan), months=plan.months, days=plan.days + order.extra_days),
        seller=seller,
        buyer=requisites.get(tx, order.owner_telegram_id),
    )
    return documents.of_order(tx, order.id, INVOICE) or documents.add(tx, new, now=now)


def title_of(plan: Plan) -> str:
    """As documents name it."""
    return plan.title.get("ru") or plan.code


def can_switch(order: Order) -> bool:
    """Whether this open order may be paid by bank invoice instead."""
    changes_plan, automatic = order.credit_of_until is not None, order.payment_method_id is not None
    return order.state in OPEN and order.method == Method.YOOKASSA and not changes_plan and not automatic


def switch_to_bank(context: Context, order_id: UUID) -> Order:
    """The same by bank invoice: another order, which takes the place of this open one. Asked again, it gives that one.

    Raises:
        NotFound, NotPossibleNow, DocumentsNotOffered, BankInvoiceOpen: nothing was changed.
    """
    with transaction(context.pool) as tx:
        seen = orders.get(tx, order_id)
        if seen is None:
            raise NotFound("there is no such order")
        orders.one_at_a_time(tx, seen.bot_id)
        order = orders.lock(tx, order_id)
        assert order is not None
        if order.method == Method.BANK and order.state in OPEN:
            return order
        if order.state not in OPEN or order.payment_method_id is not None:
            return _taken_its_place(tx, order)
        orders.move(tx, order.id, OrderState.CANCELED, error="replaced by a bank invoice")
        plan = plans.find(tx, order.plan_code, order.plan_version)
        assert plan is not None, "an order refers to its plan"
        token = orders.bot_token(tx, context.cipher, order.id)
        another = replace(order, id=uuid.uuid4(), created_at=context.clock(), autopay=False, autopay_consent=None)
        add_bank_order(tx, context, by_bank(another), plan, None if token is None else context.cipher.encrypt(token))
        made = orders.get(tx, another.id)
    assert made is not None
    return made


def by_bank(order: Order) -> Order:
    """A new order, ready to be paid by a transfer. Between businesses that needs no receipt (54-FZ, 2.9)."""
    return replace(
        order,
        receipt=None,
        method=Method.BANK,
        state=OrderState.PENDING,
        payment_id=None,
        confirmation_url=None,
        idempotence_key=str(uuid.uuid4()),
        attempts=0,
        last_error=None,
    )


def _taken_its_place(tx: Transaction, order: Order) -> Order:
    if order.client_id is None:
        found = orders.open_for_bot(tx, order.bot_id)
    else:
        found = orders.open_for_client(tx, order.client_id, order.plan_code)
    ours = found is not None and found.owner_telegram_id == order.owner_telegram_id
    if found is None or found.method != Method.BANK or not ours:
        raise NotPossibleNow(f"the order is {order.state}: only one that waits to be paid can be paid by bank invoice")
    return found


def _require_no_other(tx: Transaction, order: Order) -> None:
    other = orders.bank_reservation(tx, order.owner_telegram_id)
    if other is not None:
        raise BankInvoiceOpen(
            f"invoice {other.invoice_number} for @{other.bot_username} is not paid yet: pay or cancel that order first"
        )
