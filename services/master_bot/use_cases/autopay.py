"""Automatic renewal: agreed to by an order, announced a day ahead, charged through an order of its own, off in one tap.

A charge is an order like any other: its idempotence key is stored before YooKassa is called, an outcome that is not
known is repeated with the same key by the reconciler, and what was paid is settled by ``settle``.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from services.master_bot.consents import AUTOPAY_FIRST
from services.master_bot.domain.autopay import LOOK_AGAIN, MOST_TRIES, announce_at, charge_at, hopeless
from services.master_bot.domain.orders import RESERVED_FOR, OrderState, next_look
from services.master_bot.domain.receipts import ReceiptRules
from services.master_bot.domain.subscriptions import SubscriptionState
from services.master_bot.storage import audit, autopay, clients, orders, plans, subscriptions
from services.master_bot.storage.autopay import Autopay, Consent
from services.master_bot.storage.clients import Client
from services.master_bot.storage.orders import Order
from services.master_bot.storage.plans import Plan
from services.master_bot.storage.subscriptions import Subscription
from services.master_bot.use_cases.context import Context
from services.master_bot.use_cases.receipts import with_receipt
from services.master_bot.use_cases.refusals import NotFound
from services.master_bot.use_cases.renewal_price import plan_of_renewal
from services.master_bot.use_cases.tell_owner import tell_owner
from services.shared.postgres.pool import Transaction, transaction
from services.shared.yookassa.models import Payment

CHARGED_IN = frozenset({SubscriptionState.ACTIVE, SubscriptionState.GRACE})
"""Whoever has no bot that takes bookings any more is not charged for it unasked."""
WAIT_FOR_BUYER = timedelta(minutes=10)
"""Whoever may be paying by hand, or has asked for a bank invoice, is not charged as well."""


@dataclass(frozen=True, slots=True)
class Look:
    """``charge``: an order to be charged as soon as this is committed; ``renews``: the owner need not do anything."""

    next_at: datetime | None = None
    charge: Order | None = None
    renews: bool = False


def keep_consent(
    tx: Transaction, order: Order, payment: Payment, client_id: str, price: Decimal, *, now: datetime
) -> None:
    """Within the transaction that settles ``order``: what its buyer agreed to; he is told if no method was saved."""
    if not order.autopay:
        return
    if not payment.payment_method_saved or payment.payment_method_id is None:
        client, kind = clients.required(tx, client_id), "autopay_not_saved"
        tell_owner(tx, client, kind, f"{kind}:{order.id}", {}, now=now)
        return
    method = payment.raw.get("payment_method")
    title = method.get("title") if isinstance(method, dict) else None
    consent = Consent(
        client_id=client_id,
        payment_method_id=payment.payment_method_id,
        method_title=str(title)[:100] if title else payment.payment_method_type,
        consent_version=order.autopay_consent or AUTOPAY_FIRST,
        consented_at=order.created_at,
        order_id=order.id,
        price=price,
    )
    autopay.turn_on(tx, consent)


def turn_autopay_off(context: Context, client_id: str, *, who: str) -> None:
    """Nothing is charged any more that is not being charged at this moment. Off already is no error."""
    now = context.clock()
    with transaction(context.pool) as tx:
        if clients.get(tx, client_id) is None:
            raise NotFound(f"there is no client {client_id[:40]}")
        clients.lock(tx, client_id)
        if autopay.turn_off(tx, client_id, who=who, now=now):
            audit.add(tx, who, "autopay.off", client_id, {}, now=now)
            subscriptions.look_again(tx, client_id, now)


def look_at_autopay(
    tx: Transaction, rules: ReceiptRules | None, client: Client, found: Subscription, now: datetime
) -> Look:
    """What is due for a locked client that renews by itself: announce, charge, try again, or give up."""
    agreed = autopay.get(tx, client.id)
    if agreed is None or found.standing.state not in CHARGED_IN:
        return Look()
    on_sale = plans.find(tx, found.plan_code)
    if on_sale is None:
        return Look()
    plan, bought = plan_of_renewal(tx, client.id, on_sale, now), plans.find(tx, found.plan_code, found.plan_version)
    assert bought is not None, "a subscription refers to its plan"
    if plan.price > min(agreed.price, bought.price):  # the consent may have been given with a plan that is dearer
        _tell(tx, client, found, "autopay_consent", {"price": str(plan.price)}, now)
        return Look()
    return _Renewal(tx, rules, client, found, agreed, plan, now).look()


@dataclass(frozen=True, slots=True)
class _Renewal:
    tx: Transaction
    rules: ReceiptRules | None
    client: Client
    found: Subscription
    agreed: Autopay
    plan: Plan
    now: datetime

    def look(self) -> Look:
        tries = autopay.attempts(self.tx, self.client.id, self.found.paid_until)
        if tries and tries[-1].open:
            return Look(self.now + LOOK_AGAIN, renews=True)
        if tries and not self._goes_on_after(tries[-1].number, tries[-1].failed_for or ""):
            return Look()
        if self.now >= announce_at(self.found.paid_until) and orders.invoice_open(self.tx, self.client.id):
            return Look(self.now + WAIT_FOR_BUYER)
        email = orders.latest_email(self.tx, owner=self.client.owner_telegram_id, client_id=self.client.id)
        if email is None and self.rules is not None:
            _tell(self.tx, self.client, self.found, "autopay_email", {}, self.now)
            return Look()
        announced = self._announced()
        if announced is None:
            return Look(announce_at(self.found.paid_until), renews=True)
        at = charge_at(self.found.paid_until, announced, tries)
        if at is None or at > self.now:
            return Look(at, renews=True)
        if orders.being_paid(self.tx, self.client.id, since=self.now - RESERVED_FOR):
            return Look(self.now + WAIT_FOR_BUYER, renews=True)
        return Look(self.now + LOOK_AGAIN, self._charge(len(tries) + 1, email), renews=True)

    def _announced(self) -> datetime | None:
        period = self.found.paid_until
        before = self.agreed.announced(period)
        if before is not None or self.now < announce_at(period):
            return before
        autopay.announced(self.tx, self.client.id, period, now=self.now)
        facts = {"price": str(self.plan.price), "method": self.agreed.method_title or ""}
        _tell(self.tx, self.client, self.found, "autopay_ahead", facts, self.now)
        return self.now

    def _goes_on_after(self, number: int, reason: str) -> bool:
        """The owner hears of a failure once; a method that will never do is not tried again, in no period."""
        if hopeless(reason):
            _tell(self.tx, self.client, self.found, "autopay_off", {"reason": reason}, self.now)
            autopay.turn_off(self.tx, self.client.id, who=f"yookassa:{reason}"[:80], now=self.now)
            return False
        last = number >= MOST_TRIES
        kind = "autopay_gave_up" if last else "autopay_failed"
        _tell(self.tx, self.client, self.found, kind, {"reason": reason}, self.now, number)
        return not last

    def _charge(self, number: int, email: str | None) -> Order:
        order = Order(
            id=uuid.uuid4(),
            plan_code=self.plan.code,
            plan_version=self.plan.version,
            client_id=self.client.id,
            bot_id=self.client.bot_id,
            bot_username=self.client.bot_username,
            owner_telegram_id=self.client.owner_telegram_id,
            business_name=self.client.business_name,
            timezone=self.client.timezone,
            locale=self.client.locale,
            email=email,
            autopay=False,
            amount=self.plan.price,
            currency=self.plan.currency,
            state=OrderState.PREPARING,
            payment_id=None,
            idempotence_key=str(uuid.uuid4()),
            confirmation_url=None,
            attempts=0,
            last_error=None,
            created_at=self.now,
            settled_at=None,
            payment_method_id=self.agreed.payment_method_id,
        )
        order = with_receipt(self.tx, self.rules, order, self.plan)
        orders.add(self.tx, order, None, next_look_at=next_look(self.now, 0, self.now))
        autopay.add_charge(self.tx, self.client.id, self.found.paid_until, number, order.id, now=self.now)
        audit.add(
            self.tx, "autopay", "charge.try", self.client.id, {"order": str(order.id), "try": number}, now=self.now
        )
        return order


def _tell(
    tx: Transaction,
    client: Client,
    found: Subscription,
    kind: str,
    facts: dict[str, str],
    now: datetime,
    number: int = 0,
) -> None:
    """Once in a period, or once a try."""
    key = f"subscription:{client.id}:{found.paid_until.isoformat()}:{kind}:{number}"
    tell_owner(tx, client, kind, key, {"until": found.paid_until.isoformat(), **facts}, now=now)
