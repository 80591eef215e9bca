"""A promo code in an order: checked under the code's lock, so that its last use goes to one buyer."""

from __future__ import annotations

from dataclasses import replace

from services.master_bot.domain.promo import Buyer, PromoProblem, code_of, days_given, discounted, problem
from services.master_bot.storage import orders, promo_codes
from services.master_bot.storage.orders import Order
from services.master_bot.storage.plans import Plan
from services.master_bot.use_cases.context import Context
from services.master_bot.use_cases.refusals import PromoCodeRefused
from services.shared.postgres.pool import Transaction

_WHY = {
    PromoProblem.ENDED: "is not valid any more",
    PromoProblem.EXPIRED: "has expired",
    PromoProblem.USED_UP: "is used up",
    PromoProblem.USED_BY_OWNER: "was used by you already",
    PromoProblem.OWN: "is your own: it is for those whom you bring",
    PromoProblem.NOT_NEW: "is for those who buy for the first time",
}


def with_promo_code(tx: Transaction, context: Context, order: Order, typed: str, plan: Plan) -> Order:
    """The new ``order`` with what the code gives it. Raises ``PromoCodeRefused``, with one clear line."""
    code = code_of(typed)
    promo = None if code is None else promo_codes.lock(tx, code)
    if promo is None:
        raise PromoCodeRefused(f"promo_code: there is no promo code {typed.strip()[:40]!r}", reason="unknown")
    if plan.is_trial:
        detail = "promo_code: a promo code is for paid plans, the trial is free as it is"
        raise PromoCodeRefused(detail, reason="trial")
    if order.credit_of_until is not None:
        detail = "promo_code: a change of plan takes no promo code: use it for the next renewal"
        raise PromoCodeRefused(detail, reason="change_of_plan")
    owner, terms = order.owner_telegram_id, promo.terms
    buyer = Buyer(owner, promo_codes.uses_of_owner(tx, promo.code, owner), orders.has_bought(tx, owner))
    found = problem(terms, buyer, uses=promo.uses, now=context.clock())
    if found is not None:
        raise PromoCodeRefused(f"promo_code: {promo.code} {_WHY[found]}", reason=found.value)
    return replace(
        order,
        amount=discounted(terms.kind, terms.value, order.amount),
        promo_code=promo.code,
        extra_days=days_given(terms.kind, terms.value),
    )
