"""One owner brings another: both get days, once, when the one who came has paid for the first time."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from decimal import Decimal

from services.master_bot.domain.promo import PromoKind
from services.master_bot.storage import audit, clients, outbox, promo_codes, subscriptions
from services.master_bot.storage.orders import Order
from services.master_bot.storage.outbox import Message
from services.master_bot.storage.promo_codes import NewPromoCode, PromoCode
from services.master_bot.use_cases.context import Context
from services.master_bot.use_cases.extend_subscription import give_time, serve
from services.master_bot.use_cases.refusals import NotPossibleNow
from services.shared.postgres.pool import Transaction, transaction

_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # none that looks like another
TRIES = 5


def referral_code(context: Context, owner: int, *, who: str) -> PromoCode:
    """The owner's code, made at the first asking. Raises ``NotPossibleNow`` for who has no bot here."""
    now = context.clock()
    with transaction(context.pool) as tx:
        if subscriptions.to_be_given_to(tx, owner) is None:
            raise NotPossibleNow("only who has a bot here can bring others")
        if not context.referral_days:
            raise NotPossibleNow("nothing is given for bringing others at the moment")
        for _ in range(TRIES):
            found = promo_codes.of_referrer(tx, owner)
            if found is not None:
                return found
            code = "FR-" + "".join(secrets.choice(_LETTERS) for _ in range(7))
            days = Decimal(context.referral_days)
            new = NewPromoCode(code, PromoKind.REFERRAL.value, days, referrer=owner)
            promo_codes.add(tx, new, who=who, now=now)
    raise NotPossibleNow("no code was found: try again")


def thank_referrer(tx: Transaction, order: Order, *, now: datetime) -> None:
    """Within the transaction that settles ``order``: days for the one by whose code its buyer came."""
    promo = None if order.promo_code is None else promo_codes.get(tx, order.promo_code)
    if promo is None or promo.referrer is None:
        return
    client_id = subscriptions.to_be_given_to(tx, promo.referrer)
    if client_id is None:
        return
    client = clients.lock(tx, client_id)
    period = give_time(tx, client_id, timedelta(days=order.extra_days), reason=f"referral:{order.id}", now=now)
    assert period is not None, "a client who is given days has a subscription"
    if client.desired_state in {"running", "suspended"}:
        serve(tx, client_id, requested_by=f"referral:{order.id}", now=now)
    facts = {
        "locale": client.locale,
        "bot_username": client.bot_username,
        "timezone": client.timezone,
        "days": str(order.extra_days),
        "until": period.until.isoformat(),
    }
    message = Message(f"referral:{order.id}", "sales_bot", promo.referrer, "subscription_referral", facts)
    outbox.add(tx, message, now=now)
    audit.add(tx, f"order:{order.id}", "subscription.referral", client_id, {"days": order.extra_days}, now=now)
