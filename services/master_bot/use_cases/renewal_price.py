"""A plan's price that has changed: what a renewal costs, and that the owner hears of a rise in time."""

from __future__ import annotations

from datetime import datetime

from services.master_bot.domain.prices import NOTICE, Priced, Told, must_be_told, version_at
from services.master_bot.storage import plans, subscriptions
from services.master_bot.storage.clients import Client
from services.master_bot.storage.plans import Plan
from services.master_bot.storage.subscriptions import Subscription
from services.master_bot.use_cases.tell_owner import tell_owner
from services.shared.postgres.pool import Transaction


def plan_of_renewal(tx: Transaction, client_id: str, on_sale: Plan, now: datetime) -> Plan:
    """The version of the plan ``on_sale`` in which this client renews; another plan is sold as it is."""
    present = subscriptions.get(tx, client_id)
    if present is None or present.plan_code != on_sale.code or present.plan_version == on_sale.version:
        return on_sale
    bought = plans.find(tx, present.plan_code, present.plan_version)
    assert bought is not None, "a subscription refers to its plan"
    sold = version_at(_priced(bought), _priced(on_sale), _told(present), now)
    return on_sale if sold.version == on_sale.version else bought


def tell_of_price_rise(tx: Transaction, client: Client, present: Subscription, now: datetime) -> None:
    """Once for each version that is dearer than what the client has bought."""
    on_sale = plans.find(tx, present.plan_code)
    bought = plans.find(tx, present.plan_code, present.plan_version)
    if on_sale is None or bought is None or not must_be_told(_priced(bought), _priced(on_sale), _told(present)):
        return
    subscriptions.told_of_price(tx, client.id, on_sale.version, now=now)
    facts = {
        "plan": on_sale.title.get(client.locale) or on_sale.code,
        "old_price": str(bought.price),
        "price": str(on_sale.price),
        "until": (now + NOTICE).isoformat(),
    }
    key = f"price:{client.id}:{on_sale.code}:{on_sale.version}"
    tell_owner(tx, client, "subscription_price", key, facts, now=now)


def _priced(plan: Plan) -> Priced:
    return Priced(plan.version, plan.price)


def _told(present: Subscription) -> Told:
    return Told(present.told_version, present.told_at)
