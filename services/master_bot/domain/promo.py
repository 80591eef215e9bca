"""What a promo code does to a price, and whether it may be used. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from services.master_bot.domain.proration import SMALLEST_PAYMENT, down_to_kopeck

_CODE = re.compile(r"[A-ZА-ЯЁ0-9][A-ZА-ЯЁ0-9_-]{2,31}")
MOST_DAYS = 366


class PromoKind(StrEnum):
    PERCENT = "percent"
    SUM = "sum"
    DAYS = "days"
    REFERRAL = "referral"
    """Days for the owner who came, and as many for the one who brought him."""


class PromoProblem(StrEnum):
    ENDED = "ended"
    EXPIRED = "expired"
    USED_UP = "used_up"
    USED_BY_OWNER = "used_by_owner"
    OWN = "own"
    NOT_NEW = "not_new"


@dataclass(frozen=True, slots=True)
class Terms:
    """``uses_limit``: None for as many as come; ``owner_limit``: how often one owner may use it."""

    kind: PromoKind
    value: Decimal
    uses_limit: int | None
    owner_limit: int
    expires_at: datetime | None
    ended_at: datetime | None
    referrer: int | None


@dataclass(frozen=True, slots=True)
class Buyer:
    """``uses``: of this code by this owner; ``bought``: whether anything was bought by him before."""

    owner: int
    uses: int
    bought: bool


def code_of(typed: str) -> str | None:
    """The code as it is kept, whatever case it was typed in; None when it cannot be one."""
    code = typed.strip().upper()
    return code if _CODE.fullmatch(code) else None


def problem(terms: Terms, buyer: Buyer, *, uses: int, now: datetime) -> PromoProblem | None:
    """Why the buyer may not use it; None: he may."""
    checks = (
        (terms.ended_at is not None, PromoProblem.ENDED),
        (terms.expires_at is not None and now >= terms.expires_at, PromoProblem.EXPIRED),
        (terms.referrer == buyer.owner, PromoProblem.OWN),
        (terms.kind is PromoKind.REFERRAL and buyer.bought, PromoProblem.NOT_NEW),
        (buyer.uses >= terms.owner_limit, PromoProblem.USED_BY_OWNER),
        (terms.uses_limit is not None and uses >= terms.uses_limit, PromoProblem.USED_UP),
    )
    return next((found for wrong, found in checks if wrong), None)


def discounted(kind: PromoKind, value: Decimal, price: Decimal) -> Decimal:
    """What is left to pay; a discount is rounded down to the kopeck, and a rest that nobody can pay is nothing."""
    match kind:
        case PromoKind.PERCENT:
            rest = price - down_to_kopeck(price * value / 100)
        case PromoKind.SUM:
            rest = max(price - value, Decimal(0))
        case _:
            return price
    return rest if rest >= SMALLEST_PAYMENT else Decimal("0.00")


def days_given(kind: PromoKind, value: Decimal) -> int:
    return int(value) if kind in {PromoKind.DAYS, PromoKind.REFERRAL} else 0
