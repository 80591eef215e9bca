"""Promo codes: what they give, to whom, and that the last use goes to one."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from services.master_bot.domain.periods import add_months
from services.master_bot.storage.promo_codes import NewPromoCode
from services.master_bot.use_cases.cancel_order import cancel_order
from services.master_bot.use_cases.make_promo_code import end_promo_code, make_promo_code
from services.master_bot.use_cases.referrals import referral_code
from services.master_bot.use_cases.refusals import NotPossibleNow, PromoCodeRefused
from tests.support.money import OWNER, Money
from tests.support.subscriptions import let_deployments_succeed, notices, paid_until, sold

STRANGER = OWNER + 1
A_MINUTE = timedelta(minutes=1)


def make(money: Money, code: str = "SPRING", kind: str = "percent", value: str = "20", **more: Any) -> None:
    make_promo_code(money.context, NewPromoCode(code, kind, Decimal(value), **more), who="test")


def uses(money: Money) -> int:
    query = "SELECT count(*) AS n FROM orders WHERE promo_code IS NOT NULL AND state IN ('pending', 'settled')"
    found: int = money.rows(query)[0]["n"]
    return found


def test_discount_is_what_is_paid_and_settled(money: Money) -> None:
    make(money)

    order = sold(money, promo_code=" spring ")

    assert (order.amount, order.promo_code) == (Decimal("792.00"), "SPRING")
    assert money.counts()["quarantine"] == 0
    assert money.rows("SELECT worth FROM subscription_periods")[0]["worth"] == Decimal("792.00")


def test_days_make_the_period_longer(money: Money) -> None:
    make(money, kind="days", value="10")

    sold(money, promo_code="SPRING")

    longer = paid_until(money) - add_months(money.clock(), 1)
    assert timedelta(days=10) - A_MINUTE < longer <= timedelta(days=10)


def test_code_for_everything_leaves_nothing_to_pay(money: Money) -> None:
    make(money, value="100")

    order = money.order(promo_code="SPRING")

    assert (order.state, order.amount, order.payment_id) == ("settled", Decimal("0.00"), None)


@pytest.mark.parametrize(
    ("code", "plan", "reason", "why"),
    [
        ("WINTER", "monthly", "unknown", "promo_code: there is no promo code 'WINTER'"),
        ("не код!", "monthly", "unknown", "promo_code: there is no promo code 'не код!'"),
        ("SPRING", "trial", "trial", "promo_code: a promo code is for paid plans, the trial is free as it is"),
        ("LATE", "monthly", "expired", "promo_code: LATE has expired"),
        ("OVER", "monthly", "ended", "promo_code: OVER is not valid any more"),
    ],
)
def test_code_that_is_no_good_is_refused_with_one_line(
    money: Money, code: str, plan: str, reason: str, why: str
) -> None:
    make(money)
    make(money, "LATE", expires_at=money.clock() + A_MINUTE)
    make(money, "OVER")
    end_promo_code(money.context, "over", who="test")
    money.clock.later = 2 * A_MINUTE

    with pytest.raises(PromoCodeRefused) as refused:
        money.order(promo_code=code, plan=plan)

    assert (refused.value.reason, refused.value.detail) == (reason, why)
    assert money.rows("SELECT * FROM orders") == []


def test_one_owner_uses_a_code_once(money: Money) -> None:
    make(money)
    sold(money, promo_code="SPRING")

    with pytest.raises(PromoCodeRefused, match="was used by you already"):
        money.order(promo_code="SPRING")


def test_last_use_goes_to_one_of_many_buyers(money: Money) -> None:
    make(money, uses_limit=1)
    buyers = itertools.count(1)

    def tries() -> bool:
        try:
            money.order(promo_code="SPRING", owner_telegram_id=next(buyers))
        except PromoCodeRefused:
            return False
        return True

    assert sorted(money.at_once(tries, 4)) == [False, False, False, True]
    assert uses(money) == 1
    with pytest.raises(PromoCodeRefused, match="SPRING is used up"):
        money.order(promo_code="SPRING", owner_telegram_id=STRANGER)


def test_order_that_comes_to_nothing_gives_its_use_back(money: Money) -> None:
    make(money, uses_limit=1)
    cancel_order(money.context, money.order(promo_code="SPRING").id)

    assert money.order(promo_code="SPRING", owner_telegram_id=STRANGER).amount == Decimal("792.00")


def test_second_tap_gives_the_same_order_and_a_code_that_comes_later_another(money: Money) -> None:
    make(money)
    wanted = money.wanted()

    def place(code: str | None) -> Any:
        return money.order(bot_token=wanted.bot_token, promo_code=code)

    plain, discounted, again = place(None), place("SPRING"), place("spring")

    assert plain.id != discounted.id == again.id
    assert money.order_row(plain)["state"] == "canceled"


def test_renewal_takes_a_code_too(money: Money) -> None:
    sold(money)
    make(money)

    plain = money.order(client_id="client_001")
    order = money.paid_order(client_id="client_001", promo_code="SPRING")
    money.settle(order.payment_id)

    assert (order.amount, money.order_row(plain)["state"]) == (Decimal("792.00"), "canceled")


def test_both_get_days_when_one_brings_another(money: Money) -> None:
    sold(money)
    let_deployments_succeed(money)
    before = paid_until(money)
    code = referral_code(money.context, OWNER, who="test").code

    order = sold(money, owner_telegram_id=STRANGER, promo_code=code.lower())
    money.settle(order.payment_id)

    longer = paid_until(money, "client_002") - add_months(money.clock(), 1)
    assert timedelta(days=14) - A_MINUTE < longer <= timedelta(days=14)
    assert paid_until(money) - before == timedelta(days=14)
    assert notices(money) == ["referral"]
    assert code == referral_code(money.context, OWNER, who="test").code


def test_nobody_brings_himself_and_nobody_comes_twice(money: Money) -> None:
    sold(money)
    code = referral_code(money.context, OWNER, who="test").code
    sold(money, owner_telegram_id=STRANGER)

    with pytest.raises(PromoCodeRefused, match="is your own"):
        money.order(promo_code=code)
    with pytest.raises(PromoCodeRefused, match="buy for the first time"):
        money.order(promo_code=code, owner_telegram_id=STRANGER)


def test_only_who_has_a_bot_brings_others(money: Money) -> None:
    with pytest.raises(NotPossibleNow, match="only who has a bot"):
        referral_code(money.context, OWNER, who="test")

    sold(money)
    with pytest.raises(NotPossibleNow, match="nothing is given"):
        referral_code(replace(money.context, referral_days=0), OWNER, who="test")
