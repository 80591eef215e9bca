"""An order is written down with its key before YooKassa hears of it; nobody pays twice, nobody takes another's bot."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from services.master_bot.use_cases.place_order import place_order
from services.master_bot.use_cases.refusals import (
    BotTokenInUse,
    BotTokenRefused,
    NotFound,
    PaymentRefused,
    Refusal,
    TelegramIsAway,
    TrialsUsedUp,
    TrialUsed,
    UnknownPlan,
)
from services.shared.runtime.secret import Secret
from services.shared.telegram.plain_api import PlainTelegram
from tests.support.money import NOTHING, OWNER, Money, make_money, new_token

STRANGER = OWNER + 1
ORDERS = "SELECT state, payment_id FROM orders ORDER BY created_at"


def yookassa_has(money: Money, order_id: object) -> list[str]:
    """The ids of the payments that YooKassa has for the order."""
    number = str(order_id)
    return [found["id"] for found in money.shop.payments() if found.get("metadata", {}).get("order_id") == number]


def test_order_has_a_payment_of_the_plans_price_and_an_address_to_pay_at(money: Money) -> None:
    order = money.order(plan="yearly")

    payment = money.shop.payment(order.payment_id or "")
    assert (order.state, order.amount, order.currency) == ("pending", Decimal("9500.00"), "RUB")
    assert order.confirmation_url == payment["confirmation"]["confirmation_url"]
    assert payment["amount"] == {"value": "9500.00", "currency": "RUB"}
    assert payment["metadata"]["order_id"] == str(order.id)
    assert money.counts() == NOTHING


def test_order_keeps_the_token_only_encrypted(money: Money) -> None:
    token = new_token()

    order = money.order(bot_token=token)

    row = money.order_row(order)
    assert token.reveal().encode() not in bytes(row["bot_token"])
    assert money.context.cipher.decrypt(row["bot_token"]) == token


def test_second_tap_gives_the_same_order_and_payment(money: Money) -> None:
    token = new_token()
    first = money.order(bot_token=token)

    second = money.order(bot_token=token)

    assert (second.id, second.payment_id, second.confirmation_url) == (
        first.id,
        first.payment_id,
        first.confirmation_url,
    )
    assert len(yookassa_has(money, first.id)) == 1


@pytest.mark.parametrize("renewal", [False, True])
def test_taps_at_the_same_moment_make_one_payment(money: Money, renewal: bool) -> None:
    if renewal:
        money.settle(money.paid_order().payment_id)
    wanted = money.wanted(client_id="client_001") if renewal else money.wanted(bot_token=new_token())

    placed = money.at_once(lambda: place_order(money.context, wanted), 6)

    assert len({order.id for order in placed}) == 1
    assert yookassa_has(money, placed[0].id) == [placed[0].payment_id]


def test_another_plan_for_the_same_bot_replaces_the_open_order(money: Money) -> None:
    token = new_token()
    first = money.order(bot_token=token)

    second = money.order(bot_token=token, plan="yearly")

    assert second.id != first.id
    assert [row["state"] for row in money.rows(ORDERS)] == ["canceled", "pending"]


def test_bot_in_somebodys_open_order_is_refused(money: Money) -> None:
    token = new_token()
    money.order(bot_token=token)

    with pytest.raises(BotTokenInUse, match="being bought by somebody"):
        money.order(bot_token=token, owner_telegram_id=STRANGER)


def test_bot_of_a_client_is_refused(money: Money) -> None:
    token = new_token()
    money.settle(money.paid_order(bot_token=token).payment_id)

    with pytest.raises(BotTokenInUse, match="already works for a client"):
        money.order(bot_token=token)


def test_bot_is_free_again_when_the_order_has_expired(money: Money) -> None:
    token = new_token()
    money.order(bot_token=token)
    money.rows("UPDATE orders SET state = 'expired' RETURNING id")

    order = money.order(bot_token=token, owner_telegram_id=STRANGER)

    assert order.state == "pending"


@pytest.mark.parametrize("token", ["", "hello", "123:abc", "1" * 400])
def test_text_that_is_no_token_is_refused_without_asking_telegram(money: Money, token: str) -> None:
    with pytest.raises(BotTokenRefused, match="not a bot token"):
        money.order(bot_token=Secret(token))
    assert money.rows(ORDERS) == []


def test_token_that_telegram_does_not_know_is_refused(money: Money) -> None:
    number = 8_000_000_001
    money.context.telegram.get_me(new_token(number))

    with pytest.raises(BotTokenRefused, match="does not know this token"):
        money.order(bot_token=Secret(f"{number}:{'B' * 35}"))


def test_order_while_telegram_is_away_leaves_nothing(money: Money) -> None:
    away = make_money(money.context.pool, money.shop, "http://127.0.0.1:1")
    assert away.context.telegram == PlainTelegram("http://127.0.0.1:1")

    with pytest.raises(TelegramIsAway):
        away.order()

    assert money.rows(ORDERS) == []


def test_unknown_plan_is_refused(money: Money) -> None:
    with pytest.raises(UnknownPlan, match="'gold'"):
        money.order(plan="gold")


def test_trial_begins_without_a_payment(money: Money) -> None:
    order = money.order(plan="trial")

    assert (order.state, order.client_id, order.payment_id) == ("settled", "client_001", None)
    assert money.counts() == {**NOTHING, "clients": 1, "deployments": 1, "subscriptions": 1}
    assert money.rows("SELECT state FROM subscriptions")[0]["state"] == "trial"


@pytest.mark.parametrize("other", ["same owner", "same bot"])
def test_second_trial_is_refused(money: Money, other: str) -> None:
    token = new_token()
    money.order(plan="trial", bot_token=token)
    money.rows("UPDATE clients SET deleted_at = now() RETURNING id")
    again = {"bot_token": token, "owner_telegram_id": STRANGER} if other == "same bot" else {}

    with pytest.raises(TrialUsed):
        money.order(plan="trial", **again)

    assert money.counts()["clients"] == 1


def test_trials_at_the_same_moment_are_one(money: Money) -> None:
    def tried() -> bool:
        try:
            money.order(plan="trial")
        except Refusal:
            return False
        return True

    outcomes = money.at_once(tried, 4)

    assert sorted(outcomes) == [False, False, False, True]
    assert money.counts()["clients"] == 1


def test_trial_of_a_bot_that_works_is_refused(money: Money) -> None:
    money.settle(money.paid_order().payment_id)

    with pytest.raises(TrialUsed, match="works already"):
        money.order(client_id="client_001", plan="trial")


def test_trials_of_a_day_are_counted_over_all_buyers(money: Money) -> None:
    context = replace(money.context, trials_a_day=2)

    def tried(buyer: int) -> bool:
        try:
            place_order(context, money.wanted(plan="trial", owner_telegram_id=buyer))
        except TrialsUsedUp:
            return False
        return True

    buyers = itertools.count(1)
    first_day = sorted(money.at_once(lambda: tried(next(buyers)), 4))
    money.clock.later = timedelta(days=1, seconds=1)

    assert (first_day, tried(99)) == ([False, False, True, True], True)


@pytest.mark.parametrize("client_id", ["client_001", "client_404"])
def test_renewal_of_a_client_that_is_not_the_owners_is_refused(money: Money, client_id: str) -> None:
    money.order(plan="trial")

    with pytest.raises(NotFound, match="of this owner"):
        money.order(client_id=client_id, owner_telegram_id=STRANGER)


def test_payment_that_yookassa_refuses_is_said_once_and_the_bot_is_free(money: Money) -> None:
    wrong = make_money(money.context.pool, money.shop, money.context.telegram.api_url)
    wrong.context.yookassa._api.shop_id = "999999"
    token = new_token()

    with pytest.raises(PaymentRefused):
        wrong.order(bot_token=token)

    assert [row["state"] for row in money.rows(ORDERS)] == ["refused"]
    assert money.order(bot_token=token).state == "pending"


@pytest.mark.parametrize("after_commit", [False, True])
@pytest.mark.parametrize("fault", ["error_500", "html_502", "reset", "hang"])
def test_lost_answer_leaves_the_order_preparing_and_makes_one_payment_in_the_end(
    money: Money, fault: str, after_commit: bool
) -> None:
    more = {"seconds": 1.5} if fault == "hang" else {}
    money.shop.fault(fault, on="create_payment", after_commit=after_commit, **more)
    token = new_token()

    first = money.order(bot_token=token)
    second = money.order(bot_token=token)

    assert (first.state, first.confirmation_url) == ("preparing", None)
    assert (second.id, second.state) == (first.id, "pending")
    assert yookassa_has(money, first.id) == [second.payment_id]
