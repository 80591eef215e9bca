"""Automatic renewal: by consent, told a day ahead, once a period, off in one tap."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from services.master_bot.consents import AUTOPAY_VERSION
from services.master_bot.domain.periods import add_months
from services.master_bot.storage import plans
from services.master_bot.storage.promo_codes import NewPromoCode
from services.master_bot.use_cases.autopay import turn_autopay_off
from services.master_bot.use_cases.cancel_order import cancel_order
from services.master_bot.use_cases.make_promo_code import make_promo_code
from services.master_bot.use_cases.place_order import place_order
from services.master_bot.use_cases.refund import refund_order
from services.master_bot.use_cases.refusals import AutopayNotOffered, ConsentOutdated
from services.shared.postgres.pool import transaction
from tests.support.money import Money, new_token
from tests.support.paper import SELLER
from tests.support.subscriptions import let_deployments_succeed, monitor, paid_until, sold, standing

A_MINUTE = timedelta(minutes=1)


@pytest.fixture
def renewing(money: Money) -> Money:
    """A client that is paid for a month and renews by itself."""
    sold(money, autopay=True)
    return money


def before_the_end(money: Money, days: float) -> timedelta:
    """How much later than now that is; a minute later."""
    return paid_until(money) - timedelta(days=days) + A_MINUTE - (money.clock() - money.clock.later)


def live(money: Money, *days: float) -> None:
    """The monitor and the reconciler so many days before the end of what is paid (negative: after it)."""
    end = [before_the_end(money, day) for day in days]
    for later in end:
        monitor(money, later)
        money.reconcile(later)
        monitor(money, later + 6 * A_MINUTE)
        let_deployments_succeed(money)


def charging(money: Money, on_charge: str, reason: str = "insufficient_funds") -> None:
    method = money.rows("SELECT payment_method_id AS id FROM autopay")[0]["id"]
    money.shop.do(lambda world: world.change_method(method, on_charge=on_charge, reason=reason))


def charges(money: Money) -> list[tuple[int, str]]:
    query = "SELECT attempt, state FROM charges JOIN orders ON orders.id = order_id ORDER BY period, attempt"
    return [(row["attempt"], row["state"]) for row in money.rows(query)]


def told(money: Money) -> list[str]:
    return [kind for kind in money.messages() if kind.startswith(("autopay", "subscription"))]


def test_consent_is_kept_with_the_method_that_was_saved(renewing: Money) -> None:
    row = renewing.rows("SELECT * FROM autopay")[0]
    order = renewing.rows("SELECT id, created_at FROM orders")[0]

    assert (row["consent_version"], row["price"]) == (AUTOPAY_VERSION, Decimal("990.00"))
    assert (row["order_id"], row["consented_at"]) == (order["id"], order["created_at"])
    assert row["method_title"] == "Bank card *4477"


def test_consent_is_to_the_text_that_the_buyer_was_shown(money: Money) -> None:
    order = money.paid_order(autopay=True)
    money.rows("UPDATE orders SET autopay_consent = '2025-01' RETURNING id")  # the text has changed since

    money.settle(order.payment_id)

    assert order.autopay_consent == AUTOPAY_VERSION
    assert money.rows("SELECT consent_version FROM autopay") == [{"consent_version": "2025-01"}]


def test_consent_to_a_changed_text_is_another_order(money: Money) -> None:
    token = new_token()
    before = money.order(bot_token=token, autopay=True)
    money.rows("UPDATE orders SET autopay_consent = '2025-01' RETURNING id")

    after = money.order(bot_token=token, autopay=True)

    assert (after.id == before.id, after.autopay_consent) == (False, AUTOPAY_VERSION)
    assert money.order_row(before)["state"] == "canceled"


def test_what_was_switched_off_after_the_order_stays_off(renewing: Money) -> None:
    order = renewing.paid_order(client_id="client_001", autopay=True)
    turn_autopay_off(renewing.context, "client_001", who="test")

    renewing.settle(order.payment_id)

    assert renewing.rows("SELECT off_by FROM autopay") == [{"off_by": "test"}]


def test_older_consent_does_not_take_the_place_of_a_newer_one(renewing: Money) -> None:
    older, newer = (renewing.paid_order(client_id="client_001", autopay=True, plan=p) for p in ("monthly", "quarterly"))

    renewing.settle(newer.payment_id)
    renewing.settle(older.payment_id)

    assert renewing.rows("SELECT order_id FROM autopay") == [{"order_id": newer.id}]


@pytest.mark.parametrize("renewal", [True, False])
def test_order_that_costs_nothing_takes_no_consent(renewing: Money, renewal: bool) -> None:
    make_promo_code(renewing.context, NewPromoCode("GIFT", "percent", Decimal(100)), who="test")
    wanted = renewing.wanted(client_id="client_001" if renewal else None, promo_code="GIFT")
    before = renewing.counts()

    with pytest.raises(AutopayNotOffered) as refused:
        place_order(renewing.context, replace(wanted, autopay=True))
    after, order = renewing.counts(), place_order(renewing.context, wanted)

    assert (refused.value.reason, after == before) == ("nothing_to_pay", True)
    assert (order.state, order.amount) == ("settled", Decimal("0.00"))


def test_without_consent_nothing_is_saved(money: Money) -> None:
    order = sold(money)

    assert money.rows("SELECT * FROM autopay") == []
    assert money.shop.payment(order.payment_id or "")["payment_method"]["saved"] is False


def test_renewal_is_announced_and_charged_once(renewing: Money) -> None:
    begun = paid_until(renewing)

    live(renewing, 7, 3, 2, 1.5)
    announced = told(renewing)
    live(renewing, 1, 0.9, 0.5, 0)

    assert announced == ["autopay_ahead"]
    assert paid_until(renewing) == add_months(begun, 1)
    assert charges(renewing) == [(1, "settled")]
    assert told(renewing) == ["autopay_ahead", "subscription_extended"]
    assert renewing.counts()["payments"] == 2


def test_it_goes_on_month_after_month(renewing: Money) -> None:
    begun = paid_until(renewing)

    for _ in range(3):
        live(renewing, 2, 1)

    assert paid_until(renewing) == add_months(begun, 3)
    assert charges(renewing) == [(1, "settled")] * 3


def test_poor_card_is_tried_again_a_day_later_and_not_for_ever(renewing: Money) -> None:
    charging(renewing, "decline")

    live(renewing, 2, 1, 0, -1, -2, -3, -4)

    assert charges(renewing) == [(number, "canceled") for number in (1, 2, 3, 4)]
    assert told(renewing) == [
        "autopay_ahead",
        "autopay_failed",
        "subscription_grace",
        "autopay_failed",
        "autopay_failed",
        "autopay_gave_up",
        "subscription_read_only",
    ]
    assert standing(renewing) == "read_only"


def test_money_that_comes_in_the_days_of_grace_renews(renewing: Money) -> None:
    charging(renewing, "decline")
    live(renewing, 2, 1, 0)
    charging(renewing, "succeed")

    live(renewing, -1)

    assert (charges(renewing)[-1], standing(renewing)) == ((3, "settled"), "active")


@pytest.mark.parametrize("reason", ["card_expired", "permission_revoked"])
def test_hopeless_card_is_not_tried_again(renewing: Money, reason: str) -> None:
    charging(renewing, "decline", reason)

    live(renewing, 2, 1, 0.5, 0, -1)

    assert charges(renewing) == [(1, "canceled")]
    assert "autopay_off" in told(renewing)
    assert renewing.rows("SELECT off_by FROM autopay")[0]["off_by"] == f"yookassa:{reason}"


@pytest.mark.parametrize("kind", ["error_500", "hang", "reset", "truncated", "html_502"])
@pytest.mark.parametrize("after_commit", [True, False])
def test_lost_answer_never_charges_twice(renewing: Money, kind: str, after_commit: bool) -> None:
    begun = paid_until(renewing)
    live(renewing, 2)
    more: dict[str, Any] = {"seconds": 2} if kind == "hang" else {}
    renewing.shop.fault(kind, on="create_payment", after_commit=after_commit, **more)

    live(renewing, 1)
    for _ in range(3):
        renewing.reconcile(renewing.clock.later + A_MINUTE)
    monitor(renewing, renewing.clock.later + timedelta(days=1))

    assert charges(renewing) == [(1, "settled")]
    assert paid_until(renewing) == add_months(begun, 1)
    assert len([payment for payment in renewing.shop.payments() if ours(renewing, payment)]) == 2
    assert "autopay_failed" not in told(renewing)


def ours(money: Money, payment: dict[str, Any]) -> bool:
    orders = {str(row["id"]) for row in money.rows("SELECT id FROM orders")}
    return payment["metadata"].get("order_id") in orders


def test_charge_that_is_open_is_waited_for(renewing: Money) -> None:
    charging(renewing, "pending")
    live(renewing, 2, 1, 0.99, 0.98)
    waiting = charges(renewing)
    payment = renewing.rows("SELECT payment_id FROM orders WHERE payment_method_id IS NOT NULL")[0]["payment_id"]
    renewing.shop.pay(payment)

    live(renewing, 0.97)

    assert (waiting, charges(renewing)) == ([(1, "pending")], [(1, "settled")])
    assert told(renewing) == ["autopay_ahead", "subscription_extended"]


def test_charge_whose_money_is_in_quarantine_is_not_made_again(renewing: Money) -> None:
    live(renewing, 2)
    renewing.shop.fault("tamper", on="get_payment", times=0, set={"amount.value": "989.99"})
    live(renewing, 1, 0.9, 0, -0.9, -1.9, -2.9)

    assert renewing.rows("SELECT reason, state FROM quarantine") == [{"reason": "wrong_amount", "state": "open"}]
    assert [number for number, _ in charges(renewing)] == [1]
    assert told(renewing) == ["autopay_ahead", "subscription_grace"]


def test_off_is_off(renewing: Money) -> None:
    live(renewing, 2)

    turn_autopay_off(renewing.context, "client_001", who="test")
    turn_autopay_off(renewing.context, "client_001", who="test")
    live(renewing, 1, 0)

    assert charges(renewing) == []
    assert told(renewing) == ["autopay_ahead", "subscription_expires_1", "subscription_grace"]


def test_platform_that_was_off_announces_before_it_charges(renewing: Money) -> None:
    live(renewing, -2)
    announced = told(renewing), charges(renewing)

    live(renewing, -3.1)

    assert announced == (["autopay_ahead", "subscription_grace"], [])
    assert charges(renewing) == [(1, "settled")]


def test_whoever_has_asked_for_a_bank_invoice_is_reminded_and_not_charged(renewing: Money) -> None:
    renewing.context = replace(renewing.context, shop=replace(renewing.context.shop, seller=SELLER))
    live(renewing, 3)
    invoice = renewing.order(client_id="client_001", method="bank")
    live(renewing, 2, 1)
    meanwhile = charges(renewing), told(renewing)
    cancel_order(renewing.context, invoice.id)

    live(renewing, 0.9, -0.2)

    assert meanwhile == ([], ["subscription_expires_3", "subscription_expires_1"])
    assert charges(renewing) == [(1, "settled")]


@pytest.mark.parametrize("whole", [True, False])
def test_who_got_everything_back_is_charged_again_only_by_a_new_consent(money: Money, whole: bool) -> None:
    first = sold(money, autopay=True)
    refund_order(money.context, first.id, amount=None if whole else Decimal("10.00"), who="olga")
    let_deployments_succeed(money)
    sold(money, client_id="client_001")

    live(money, 2, 1)

    assert charges(money) == ([] if whole else [(1, "settled")])


def test_buyer_who_pays_at_that_moment_is_not_charged_as_well(renewing: Money) -> None:
    begun = paid_until(renewing)
    live(renewing, 2)
    renewing.clock.later = before_the_end(renewing, 1)
    order = renewing.paid_order(client_id="client_001")
    monitor(renewing, renewing.clock.later)

    renewing.settle(order.payment_id)
    live(renewing, 30)

    assert charges(renewing) == []
    assert paid_until(renewing) == add_months(begun, 1)


def test_dearer_plan_is_not_charged_without_new_consent(renewing: Money) -> None:
    with transaction(renewing.context.pool) as tx:
        present = plans.find(tx, "monthly")
        assert present is not None
        plans.seed(tx, replace(present, version=2, price=Decimal("1190.00")))
    live(renewing, 25, 2, 1)

    assert charges(renewing) == []
    assert told(renewing) == [
        "subscription_price",
        "autopay_consent",
        "subscription_expires_3",
        "subscription_expires_1",
    ]


def test_consent_given_with_a_dearer_plan_is_none_to_a_rise(money: Money) -> None:
    sold(money, plan="yearly", autopay=True)
    sold(money, client_id="client_001")
    with transaction(money.context.pool) as tx:
        present = plans.find(tx, "monthly")
        assert present is not None
        plans.seed(tx, replace(present, version=2, price=Decimal("1190.00")))

    live(money, 25, 2, 1)

    assert charges(money) == []
    assert "autopay_consent" in told(money)


def test_method_that_could_not_be_saved_is_told(money: Money) -> None:
    order = money.paid_order(autopay=True)
    saved = {"payment_method.saved": False}
    money.shop.fault("tamper", on="get_payment", times=0, payment_id=order.payment_id, set=saved)

    outcomes = [money.settle(order.payment_id) for _ in range(2)]

    assert outcomes == ["settled", "already"]
    assert (money.rows("SELECT * FROM autopay"), told(money)) == ([], ["autopay_not_saved"])


def test_consent_that_was_taken_back_before_paying_is_none(money: Money) -> None:
    wanted = money.wanted()
    agreed = money.order(bot_token=wanted.bot_token, autopay=True)

    order = money.paid_order(bot_token=wanted.bot_token)
    money.settle(order.payment_id)

    assert money.order_row(agreed)["state"] == "canceled"
    assert money.rows("SELECT * FROM autopay") == []


def test_consent_to_another_text_than_the_present_one_is_refused(money: Money) -> None:
    with pytest.raises(ConsentOutdated):
        money.order(autopay=True, autopay_consent="2020-01")

    assert money.rows("SELECT * FROM orders") == []
    assert money.order(autopay=True, autopay_consent=AUTOPAY_VERSION).autopay


def test_shop_without_autopay_refuses_it(money: Money) -> None:
    with pytest.raises(AutopayNotOffered):
        place_order(replace(money.context, autopay=False), money.wanted(autopay=True))
