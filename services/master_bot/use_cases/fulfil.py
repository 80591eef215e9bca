"""What an order brings once it is paid, or costs nothing: client, subscription, deployment, message; all at once."""

from __future__ import annotations

from datetime import datetime

from services.master_bot.domain.bank import BankMoney
from services.master_bot.storage import audit, clients, orders, outbox, payments, plans
from services.master_bot.storage.clients import NewClient
from services.master_bot.storage.orders import Order
from services.master_bot.storage.outbox import Message
from services.master_bot.storage.payments import SettledPayment
from services.master_bot.storage.periods import NewPeriod
from services.master_bot.use_cases.autopay import keep_consent
from services.master_bot.use_cases.context import Context
from services.master_bot.use_cases.extend_subscription import extend_by_order, serve
from services.master_bot.use_cases.referrals import thank_referrer
from services.shared.postgres.pool import Transaction
from services.shared.yookassa.models import Payment


def fulfil(tx: Transaction, context: Context, order: Order, payment: Payment | BankMoney | None) -> str:
    """Carry out a locked ``order``; ``payment`` is None where there is nothing to pay. Gives the client's id."""
    now = context.clock()
    plan = plans.find(tx, order.plan_code, order.plan_version)
    assert plan is not None, "an order refers to its plan"
    client_id = order.client_id or _new_client(tx, context, order, now)
    clients.lock(tx, client_id)  # two payments of one client, settled at once, follow one another
    period = extend_by_order(tx, client_id, plan, order, now=now)
    if payment is not None:
        payments.add(tx, _settled(order, payment, period), now=now)
    if isinstance(payment, Payment):
        keep_consent(tx, order, payment, client_id, plan.price, now=now)
    orders.settled(tx, order.id, client_id=client_id, payment_id=payment.id if payment else None, now=now)
    reason = f"payment:{payment.id}" if payment else f"order:{order.id}"
    serve(tx, client_id, requested_by=reason, now=now)
    thank_referrer(tx, order, now=now)
    outbox.add(tx, _received(order, period, paid=payment is not None), now=now)
    facts = {"order": str(order.id), "amount": str(order.amount), "until": period.until.isoformat()}
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


def _settled(order: Order, payment: Payment | BankMoney, period: NewPeriod) -> SettledPayment:
    return SettledPayment(
        id=payment.id,
        order_id=order.id,
        client_id=period.client_id,
        amount=payment.amount,
        currency=payment.currency,
        income=payment.income_amount,
        method=payment.payment_method_type,
        period_from=period.begins,
        period_until=period.until,
    )


def _received(order: Order, period: NewPeriod, *, paid: bool) -> Message:
    facts = {"locale": order.locale, "business_name": order.business_name, "order_id": str(order.id)}
    kind = "payment_received" if paid else "order_accepted"
    if order.client_id is not None:
        kind = "subscription_extended"
        facts |= {"until": period.until.isoformat(), "timezone": order.timezone, "bot_username": order.bot_username}
    return Message(f"{kind}:{order.id}", "sales_bot", order.owner_telegram_id, kind, facts)
