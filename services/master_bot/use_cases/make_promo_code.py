"""The operator makes a promo code, or ends one."""

from __future__ import annotations

from services.master_bot.domain.promo import code_of
from services.master_bot.storage import audit, promo_codes
from services.master_bot.storage.promo_codes import NewPromoCode, PromoCode
from services.master_bot.use_cases.context import Context
from services.master_bot.use_cases.refusals import Invalid, NotFound, NotPossibleNow
from services.shared.postgres.pool import transaction


def make_promo_code(context: Context, new: NewPromoCode, *, who: str) -> PromoCode:
    """Raises ``Invalid`` for an expiry that is over, ``NotPossibleNow`` for a name that was used before."""
    now = context.clock()
    if new.expires_at is not None and new.expires_at <= now:
        raise Invalid("expires_at: this time is over already")
    with transaction(context.pool) as tx:
        if not promo_codes.add(tx, new, who=who, now=now):
            raise NotPossibleNow(f"there is a promo code {new.code} already: take another name")
        audit.add(tx, who, "promo_code.make", new.code, {"kind": new.kind, "value": str(new.value)}, now=now)
        made = promo_codes.get(tx, new.code)
    assert made is not None
    return made


def end_promo_code(context: Context, typed: str, *, who: str) -> PromoCode:
    """Orders that have used it keep what they got."""
    now, code = context.clock(), code_of(typed)
    with transaction(context.pool) as tx:
        if code is None or not promo_codes.end(tx, code, now=now):
            raise NotFound(f"there is no promo code {typed[:40]!r}")
        audit.add(tx, who, "promo_code.end", code, {}, now=now)
        ended = promo_codes.get(tx, code)
    assert ended is not None
    return ended
