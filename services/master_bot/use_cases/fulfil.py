"""What an order brings once it is paid, or costs nothing: client, subscription, deployment, message; all at once."""

from __future__ import annotations

from datetime import datetime

from services.master_bot.domain.periods import paid_period
from services.master_bot.storage import audit, clients, deployments, orders, outbox, payments, plans, subscriptions
from services.master_bot.storage.clients import NewClient
from services.master_bot.storage.orders import Order
from services.master_bot.storage.outbox import Message
from services.master_bot.storage.payments import SettledPayment
from services.master_bot.storage.plans import Plan
from services.master_bot.use_cases.context import Context
from services.shared.postgres.pool import Transaction
from services.shared.yookassa.models import Payment


def fulfil(tx: Transaction, context: Context, order: Order, payment: Payment | None) -> str:
    """Carry out a locked ``order``; ``payment`` is None where there is nothing to pay. Gives the client's id."""
    now = context.clock()
    plan = plans.find(tx, order.plan_code, order.plan_version)
    assert plan is not None, "an order refers to its plan"
    client_id = order.client_id or _new_client(tx, context, order, now)
    clients.lock(tx, client_id)  # two payments of one client, settled at once, follow one another
    begins, until = _extend(tx, client_id, plan, now)
    if payment is not None:
        payments.add(tx, _settled(order, client_id, payment, begins, until), now=now)
    orders.settled(tx, order.id, client_id=client_id, payment_id=payment.id if payment else None, now=now)
    reason = f"payment:{payment.id}" if payment else f"order:{order.id}"
    deployments.enqueue(tx, client_id, "deploy", requested_by=reason, now=now)
    outbox.add(tx, _received(order, paid=payment is not None), now=now)
    facts = {"order": str(order.id), "amount": str(order.amount), "until": until.isoformat()}
    audit.add(tx, reason, "subscription.extend", client_id, facts, now=now)
    return client_id


def _new_client(tx: Transaction, context: Context, order: Order, now: datetime) -> str:
    token = orders.bot_token(tx, context.cipher, order.id)
    assert token is not None, "an order for a new client keeps its token until it is settled"
    new = NewClient(
        bot_id=order.bot_id,
        bot_username=order.bot_username,
        bot_token=token,
        owner_telegram_id=order.owner_telegram_id,
        business_name=order.business_name,
        timezone=order.timezone,
        locale=order.locale,
    )
    return clients.create(tx, context.cipher, new, now=now).id


def _extend(tx: Transaction, client_id: str, plan: Plan, now: datetime) -> tuple[datetime, datetime]:
    present = subscriptions.get(tx, client_id)
    paid_until = None if present is None else present.paid_until
    begins, until = paid_period(paid_until, now, months=plan.months, days=plan.days)
    subscriptions.extend(tx, client_id, plan, until=until)
    return begins, until


def _settled(order: Order, client_id: str, payment: Payment, begins: datetime, until: datetime) -> SettledPayment:
    return SettledPayment(
        id=payment.id,
        order_id=order.id,
        client_id=client_id,
        amount=payment.amount,
        currency=payment.currency,
        income=payment.income_amount,
        method=payment.payment_method_type,
        period_from=begins,
        period_until=until,
    )


def _received(order: Order, *, paid: bool) -> Message:
    facts = {"locale": order.locale, "business_name": order.business_name, "order_id": str(order.id)}
    kind = "payment_received" if paid else "order_accepted"
    return Message(f"{kind}:{order.id}", "sales_bot", order.owner_telegram_id, kind, facts)
