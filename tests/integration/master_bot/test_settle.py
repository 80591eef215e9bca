from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from scripts.simulators.yookassa.threaded import ThreadedYooKassa
from services.master_bot.domain.periods import add_months
from services.master_bot.storage import clients, deployments, orders, payments, subscriptions
from services.master_bot.storage.orders import Order
from services.master_bot.use_cases.cancel_order import cancel_order
from services.master_bot.use_cases.context import Context
from services.master_bot.use_cases.place_order import place_order
from services.master_bot.use_cases.refusals import YooKassaIsAway
from services.master_bot.use_cases.settle import settle
from services.shared.postgres.pool import transaction
from services.shared.runtime.secret import Secret
from tests.integration.master_bot.conftest import BARBER_TOKEN, HandClock, wanted
from tests.support.rows import column, count_rows

NOTHING = {"clients": 0, "deployments": 0, "payments": 0, "subscriptions": 0}
ONE = {"clients": 1, "deployments": 1, "payments": 1, "subscriptions": 1}
EFFECTS = tuple(NOTHING)


def placed(context: Context, **changes: Any) -> tuple[Order, str]:
    order = place_order(context, wanted(**changes))
    assert order.payment_id is not None
    return order, order.payment_id


def test_paid_order_becomes_client_subscription_deployment_and_message(
    context: Context, yookassa: ThreadedYooKassa, clock: HandClock
) -> None:
    order, payment = placed(context)
    yookassa.pay(payment)

    outcome = settle(context, payment)

    with transaction(context.pool) as tx:
        client = clients.required(tx, "client_001")
        secrets = clients.secrets(tx, context.cipher, "client_001")
        subscription = subscriptions.get(tx, "client_001")
        deployment = deployments.of_client(tx, "client_001", before=None, limit=9)
        settled = orders.get(tx, order.id)
    assert outcome == "settled"
    assert (client.bot_username, client.owner_telegram_id, client.admin_ids) == ("salon_bot", 501, [501])
    assert secrets.bot_token == wanted().bot_token
    assert subscription is not None
    assert (subscription.plan_code, subscription.state) == ("monthly", "active")
    assert subscription.paid_until == add_months(clock.now, 1)
    assert [(row.action, row.state) for row in deployment] == [("deploy", "queued")]
    assert settled is not None
    assert (settled.state, settled.client_id) == ("settled", "client_001")
    assert column(context.pool, "SELECT kind FROM outbox") == ["payment_received"]
    assert column(context.pool, "SELECT bot_token FROM orders") == [None]


def test_repeated_hint_changes_nothing(context: Context, yookassa: ThreadedYooKassa) -> None:
    _, payment = placed(context)
    yookassa.pay(payment)

    outcomes = [settle(context, payment) for _ in range(3)]

    assert outcomes == ["settled", "already", "already"]
    assert count_rows(context.pool, *EFFECTS) == ONE


def test_hint_that_comes_before_the_money_brings_nothing(context: Context, yookassa: ThreadedYooKassa) -> None:
    _, payment = placed(context)

    early = settle(context, payment)
    nothing = count_rows(context.pool, *EFFECTS)
    yookassa.pay(payment)
    late = settle(context, payment)

    assert (early, nothing, late) == ("not_paid", NOTHING, "settled")


def test_forged_hint_of_a_payment_nobody_made_brings_nothing(context: Context) -> None:
    placed(context)

    outcome = settle(context, "22e12f66-000f-5000-8000-18db351245c7")

    assert (outcome, count_rows(context.pool, *EFFECTS)) == ("not_paid", NOTHING)


def test_ten_at_once_settle_once(context: Context, yookassa: ThreadedYooKassa) -> None:
    _, payment = placed(context)
    yookassa.pay(payment)

    with ThreadPoolExecutor(10) as pool:
        outcomes = list(pool.map(lambda _: settle(context, payment), range(10)))

    assert sorted(outcomes) == ["already"] * 9 + ["settled"]
    assert count_rows(context.pool, *EFFECTS) == ONE


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        ("wrong_amount", "wrong_amount"),
        ("wrong_currency", "wrong_currency"),
        ("wrong_shop", "wrong_shop"),
        ("wrong_test", "wrong_mode"),
        ("wrong_metadata", "wrong_order"),
    ],
)
def test_payment_that_does_not_match_is_quarantined_and_told(
    context: Context, yookassa: ThreadedYooKassa, fault: str, reason: str
) -> None:
    _, payment = placed(context)
    yookassa.pay(payment)
    yookassa.fault(fault, on="get_payment", times=0)

    outcomes = [settle(context, payment), settle(context, payment)]

    assert outcomes == ["quarantined", "quarantined"]
    assert count_rows(context.pool, *EFFECTS) == NOTHING
    assert column(context.pool, "SELECT reason FROM quarantine") == [reason]
    assert column(context.pool, "SELECT kind FROM outbox") == ["operator_quarantine"]


def test_paid_payment_of_no_order_of_ours_is_quarantined(context: Context, yookassa: ThreadedYooKassa) -> None:
    foreign = yookassa.foreign_payment("990.00")

    outcome = settle(context, str(foreign["id"]))

    assert (outcome, column(context.pool, "SELECT reason FROM quarantine")) == ("quarantined", ["unknown_order"])


def test_declined_payment_cancels_its_order(context: Context, yookassa: ThreadedYooKassa) -> None:
    order, payment = placed(context)
    yookassa.decline(payment)

    outcome = settle(context, payment)

    with transaction(context.pool) as tx:
        declined = orders.get(tx, order.id)
    assert declined is not None
    assert (outcome, declined.state) == ("not_paid", "canceled")


def test_money_for_a_cancelled_order_is_honoured_while_the_bot_is_free(
    context: Context, yookassa: ThreadedYooKassa
) -> None:
    order, payment = placed(context)
    cancel_order(context, order.id)
    yookassa.pay(payment)

    assert settle(context, payment) == "settled"


def test_money_for_a_bot_that_went_to_another_is_quarantined(context: Context, yookassa: ThreadedYooKassa) -> None:
    first, late = placed(context)
    cancel_order(context, first.id)
    _, quick = placed(context, owner_telegram_id=777)
    yookassa.pay(quick)
    yookassa.pay(late)

    outcomes = [settle(context, quick), settle(context, late)]

    assert outcomes == ["settled", "quarantined"]
    assert column(context.pool, "SELECT reason FROM quarantine") == ["bot_taken"]


def test_renewal_extends_what_is_paid_and_makes_no_second_client(
    context: Context, yookassa: ThreadedYooKassa, clock: HandClock
) -> None:
    begun = clock.now
    _, first = placed(context)
    yookassa.pay(first)
    settle(context, first)
    clock.advance(days=10)
    _, renewal = placed(context, plan="quarterly", bot_token=None, client_id="client_001")
    yookassa.pay(renewal)

    outcome = settle(context, renewal)

    with transaction(context.pool) as tx:
        subscription = subscriptions.get(tx, "client_001")
    assert subscription is not None
    assert (outcome, subscription.plan_code) == ("settled", "quarterly")
    assert subscription.paid_until == add_months(add_months(begun, 1), 3)
    assert count_rows(context.pool, "clients", "payments") == {"clients": 1, "payments": 2}


@pytest.mark.parametrize("kind", ["error_500", "html_502", "reset", "too_many_requests", "hang", "truncated"])
def test_yookassa_away_changes_nothing_and_the_next_try_settles(
    context: Context, yookassa: ThreadedYooKassa, kind: str
) -> None:
    _, payment = placed(context)
    yookassa.pay(payment)
    yookassa.fault(kind, on="get_payment", times=1, **({"seconds": 3} if kind == "hang" else {}))

    with pytest.raises(YooKassaIsAway):
        settle(context, payment)
    nothing = count_rows(context.pool, *EFFECTS)

    assert (nothing, settle(context, payment)) == (NOTHING, "settled")


class PulledPlug(Exception):
    """The process dies here."""


@pytest.mark.parametrize(
    "module_function",
    [
        (clients, "create"),
        (subscriptions, "extend"),
        (payments, "add"),
        (orders, "settled"),
        (deployments, "enqueue"),
    ],
)
def test_death_between_any_two_steps_leaves_nothing_and_the_next_try_settles_once(
    context: Context, yookassa: ThreadedYooKassa, monkeypatch: pytest.MonkeyPatch, module_function: tuple[object, str]
) -> None:
    module, name = module_function
    _, payment = placed(context)
    yookassa.pay(payment)
    whole = getattr(module, name)

    def then_dies(*values: object, **named: object) -> None:
        whole(*values, **named)
        raise PulledPlug

    with monkeypatch.context() as plug:
        plug.setattr(module, name, then_dies)
        with pytest.raises(PulledPlug):
            settle(context, payment)
    left = count_rows(context.pool, *EFFECTS)

    assert (left, settle(context, payment)) == (NOTHING, "settled")
    assert count_rows(context.pool, *EFFECTS) == ONE


def test_two_buyers_get_ids_in_order(context: Context, yookassa: ThreadedYooKassa) -> None:
    for token in (BARBER_TOKEN, None):
        changes = {"bot_token": Secret(token), "owner_telegram_id": 777} if token else {}
        _, payment = placed(context, **changes)
        yookassa.pay(payment)
        settle(context, payment)

    assert column(context.pool, "SELECT id || ' ' || bot_username FROM clients ORDER BY id") == [
        "client_001 barber_bot",
        "client_002 salon_bot",
    ]
