"""Lost answers, dead links and old keys: one order never gets a second payment, and a new order takes its place."""

from __future__ import annotations

from datetime import timedelta

import pytest

from services.master_bot.use_cases.refusals import BotTokenInUse
from tests.support.money import ONE_SALE, OWNER, Money, new_token


def payments_of(money: Money, order_id: object) -> list[str]:
    found = [one for one in money.shop.payments() if one["metadata"].get("order_id") == str(order_id)]
    return [one["id"] for one in found]


@pytest.mark.parametrize("minutes", [0, 30, 59])
def test_second_tap_shows_the_same_payment(money: Money, minutes: int) -> None:
    token = new_token()
    first = money.order(bot_token=token)
    money.clock.later = timedelta(minutes=minutes)

    second = money.order(bot_token=token)

    assert (second.id, second.confirmation_url) == (first.id, first.confirmation_url)
    assert len(payments_of(money, first.id)) == 1


@pytest.mark.parametrize(("minutes", "reserved"), [(64, True), (66, False)])
def test_open_order_reserves_its_bot_for_65_minutes(money: Money, minutes: int, reserved: bool) -> None:
    token = new_token()
    money.order(bot_token=token)
    money.reconcile(timedelta(minutes=minutes))

    if reserved:
        with pytest.raises(BotTokenInUse):
            money.order(bot_token=token, owner_telegram_id=OWNER + 1)
    else:
        assert money.order(bot_token=token, owner_telegram_id=OWNER + 1).state == "pending"


def test_dead_link_makes_room_for_a_new_order_of_the_same_buyer(money: Money) -> None:
    token = new_token()
    first = money.order(bot_token=token)
    money.clock.later = timedelta(minutes=61)

    second = money.order(bot_token=token)

    assert second.id != first.id
    assert (second.state, money.order_row(first)["state"]) == ("pending", "expired")


def test_payment_at_the_last_moment_is_found_by_the_next_tap(money: Money) -> None:
    token = new_token()
    first = money.paid_order(bot_token=token)
    money.clock.later = timedelta(minutes=61)

    second = money.order(bot_token=token)

    assert (second.id, second.state, second.client_id) == (first.id, "settled", "client_001")
    assert money.counts() == ONE_SALE


@pytest.mark.parametrize("after_commit", [False, True])
def test_after_a_day_a_lost_answer_is_looked_up_and_never_repeated(money: Money, after_commit: bool) -> None:
    token = new_token()
    money.shop.fault("error_500", on="create_payment", after_commit=after_commit)
    first = money.order(bot_token=token)
    money.clock.later = timedelta(hours=24)

    second = money.order(bot_token=token)

    assert first.state == "preparing"
    assert len(payments_of(money, first.id)) == after_commit
    assert (second.id == first.id) == after_commit
    assert second.state == "pending"


def test_last_look_finds_what_was_paid_for_an_order_whose_answer_got_lost(money: Money) -> None:
    money.shop.fault("error_500", on="create_payment", after_commit=True, times=0)
    order = money.order()
    money.reconcile(timedelta(minutes=66))
    given_up = money.order_row(order)["state"]
    [payment] = payments_of(money, order.id)
    money.shop.pay(payment)
    money.reconciler._swept_at = money.clock() + timedelta(days=9)  # without the sweep

    money.reconcile(timedelta(days=1, minutes=1))

    assert (given_up, money.order_row(order)["state"]) == ("expired", "settled")


@pytest.mark.parametrize(
    "changes",
    [
        {"payment_method.type": "alfa_pay_2027"},
        {"payment_method.type": "nul\x00\ud800"},
        {"payment_method": None, "income_amount": None},
        {"new_field": {"deep": [1]}, "captured_at": "some day"},
    ],
)
def test_words_that_are_new_to_us_do_not_keep_a_payment_from_being_settled(
    money: Money, changes: dict[str, object]
) -> None:
    order = money.paid_order()
    money.shop.fault("tamper", on="get_payment", times=0, payment_id=order.payment_id, set=changes)

    assert money.settle(order.payment_id) == "settled"
    assert money.counts() == ONE_SALE


def test_reason_that_is_new_to_us_is_kept(money: Money) -> None:
    order = money.order()
    money.shop.decline(order.payment_id or "", reason="moon_in_the_seventh_house", party="astrologer")

    outcome = money.settle(order.payment_id)

    row = money.order_row(order)
    assert (outcome, row["state"], row["last_error"]) == ("not_paid", "canceled", "moon_in_the_seventh_house")


@pytest.mark.parametrize("changes", [{"status": "being_weighed"}, {"status": "succeeded", "paid": False}])
def test_state_that_is_new_to_us_brings_nothing_and_is_told_once(money: Money, changes: dict[str, object]) -> None:
    order = money.order()
    money.shop.fault("tamper", on="get_payment", times=0, payment_id=order.payment_id, set=changes)

    outcomes = [money.settle(order.payment_id) for _ in range(3)]

    assert outcomes == ["not_paid"] * 3
    assert money.counts() == dict.fromkeys(ONE_SALE, 0)
    assert money.messages() == ["operator_odd_payment"]


def test_refused_payment_is_told_to_the_operator(money: Money) -> None:
    money.rows("UPDATE plans SET price = 0.01, currency = 'XYZ' WHERE code = 'monthly' RETURNING code")

    with pytest.raises(Exception, match="did not accept"):
        money.order()

    assert money.messages() == ["operator_payment_refused"]
    money.rows("UPDATE plans SET price = 990, currency = 'RUB' WHERE code = 'monthly' RETURNING code")
