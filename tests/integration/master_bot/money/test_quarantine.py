"""A payment that did not match is given back, or counts for one period, exactly once; otherwise nothing happens."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from services.master_bot.domain.periods import add_months
from services.master_bot.storage.orders import Order
from services.master_bot.use_cases.refund import RefundWorker
from services.master_bot.use_cases.refusals import NotPossibleNow, YooKassaIsAway
from services.master_bot.use_cases.resolve_quarantine import resolve_quarantine
from services.shared.postgres.pool import transaction
from tests.support.money import ONE_SALE, OWNER, Money, new_token

WHO = "api:olga"
Held = Callable[..., tuple[Order, str]]


@pytest.fixture
def paid_twice(money: Money) -> tuple[Order, str]:
    """A settled order, and a second payment on it that waits in quarantine."""
    order = money.paid_order()
    money.settle(order.payment_id)
    second = money.shop.foreign_payment("990.00", {"order_id": str(order.id)})["id"]
    assert money.settle(second) == "quarantined"
    return order, second


def resolve(money: Money, way: str, payment_id: str) -> tuple[str, str | None]:
    number = money.rows("SELECT id FROM quarantine WHERE payment_id = %s", payment_id)[0]["id"]
    row = resolve_quarantine(money.context, number, way, who=WHO)
    return row.state, row.resolution


def work(money: Money, later: timedelta = timedelta(0)) -> None:
    """The refund worker's rounds until nothing is due."""
    money.clock.later = later
    for _ in range(10):
        if not RefundWorker(money.context).run_once():
            return
    raise AssertionError("the refund worker does not come to rest")


def refunds_at_yookassa(money: Money, payment_id: str) -> list[str]:
    found = money.shop.do(lambda world: [one for one in world.book.refunds.values() if one.payment_id == payment_id])
    return [str(one.amount.value) for one in found if one.status.value != "canceled"]


def paid_until(money: Money) -> Any:
    return money.rows("SELECT paid_until FROM subscriptions")[0]["paid_until"]


def test_second_payment_is_told_with_a_button_and_brings_nothing(money: Money, paid_twice: tuple[Order, str]) -> None:
    _, second = paid_twice

    [told] = money.rows("SELECT * FROM outbox WHERE kind = 'operator_quarantine'")

    assert (told["facts"]["payment_id"], told["facts"]["reason"]) == (second, "order_closed")
    assert told["facts"]["number"] == money.rows("SELECT id FROM quarantine")[0]["id"]
    assert money.counts() == {**ONE_SALE, "quarantine": 1}


def test_refund_calls_yookassa_once_however_often_it_is_asked(money: Money, paid_twice: tuple[Order, str]) -> None:
    _, second = paid_twice

    outcomes = [resolve(money, "refund", second) for _ in range(3)]

    assert outcomes == [("resolved", "refund")] * 3
    assert refunds_at_yookassa(money, second) == ["990.00"]
    assert money.counts() == {**ONE_SALE, "quarantine": 1}
    assert {"operator_refunded", "payment_refunded"} <= set(money.messages())
    assert [row["action"] for row in money.rows("SELECT action FROM audit WHERE target = %s ORDER BY id", second)] == [
        "quarantine.resolve",
        "payment.refund",
        "payment.refunded",
    ]


def test_refunds_asked_for_at_once_are_one(money: Money, paid_twice: tuple[Order, str]) -> None:
    _, second = paid_twice

    def ask() -> str:
        try:
            return resolve(money, "refund", second)[0]
        except NotPossibleNow:
            return "decided"

    money.at_once(ask, 4)
    work(money)

    assert refunds_at_yookassa(money, second) == ["990.00"]
    assert money.rows("SELECT state FROM quarantine") == [{"state": "resolved"}]


@pytest.mark.parametrize("after_commit", [False, True])
@pytest.mark.parametrize("fault", ["error_500", "html_502", "reset", "too_many_requests"])
def test_refund_whose_answer_got_lost_is_repeated_with_its_key(
    money: Money, paid_twice: tuple[Order, str], fault: str, after_commit: bool
) -> None:
    _, second = paid_twice
    more = {} if fault == "too_many_requests" else {"after_commit": after_commit}
    money.shop.fault(fault, on="create_refund", **more)

    first = resolve(money, "refund", second)
    [in_between] = money.rows("SELECT state, refund_id FROM refunds")
    work(money, timedelta(minutes=1))

    assert (first, in_between["state"]) == (("open", "refund"), "preparing")
    assert money.rows("SELECT state FROM refunds") == [{"state": "succeeded"}]
    assert resolve(money, "refund", second) == ("resolved", "refund")
    assert refunds_at_yookassa(money, second) == ["990.00"]


@pytest.mark.parametrize("after_commit", [False, True])
def test_refund_is_looked_up_once_its_key_is_too_old(
    money: Money, paid_twice: tuple[Order, str], after_commit: bool
) -> None:
    _, second = paid_twice
    money.shop.fault("error_500", on="create_refund", after_commit=after_commit)
    resolve(money, "refund", second)

    work(money, timedelta(hours=25))

    [refund] = money.rows("SELECT state FROM refunds")
    [row] = money.rows("SELECT state, resolution FROM quarantine")
    made = refunds_at_yookassa(money, second)
    if after_commit:
        assert (made, refund["state"], row) == (["990.00"], "succeeded", {"state": "resolved", "resolution": "refund"})
    else:
        assert (made, refund["state"], row) == ([], "refused", {"state": "open", "resolution": None})
        assert "operator_refund_failed" in money.messages()


@pytest.mark.parametrize(("ends", "state"), [("succeeded", "resolved"), ("canceled", "open")])
def test_pending_refund_is_watched_until_it_ends(
    money: Money, paid_twice: tuple[Order, str], ends: str, state: str
) -> None:
    _, second = paid_twice
    money.shop.do(lambda world: world.behave(refunds="pending"))
    waiting = resolve(money, "refund", second)
    [refund] = money.rows("SELECT state, refund_id FROM refunds")
    money.shop.do(lambda world: (world.behave(refunds="succeeded"), world.settle_refund(refund["refund_id"], ends)))

    work(money, timedelta(minutes=5))

    assert (waiting, refund["state"]) == (("open", "refund"), "pending")
    assert money.rows("SELECT state FROM quarantine") == [{"state": state}]
    assert ("operator_refund_failed" in money.messages()) == (ends == "canceled")


def test_nothing_else_is_decided_while_the_money_is_on_its_way(money: Money, paid_twice: tuple[Order, str]) -> None:
    _, second = paid_twice
    money.shop.do(lambda world: world.behave(refunds="pending"))
    resolve(money, "refund", second)
    money.shop.do(lambda world: world.behave(refunds="succeeded"))

    with pytest.raises(NotPossibleNow, match="decided already: refund"):
        resolve(money, "extend", second)

    assert money.counts()["payments"] == 1


def test_refund_whose_answer_got_lost_is_recognised_when_it_is_seen(
    money: Money, paid_twice: tuple[Order, str]
) -> None:
    _, second = paid_twice
    money.shop.fault("error_500", on="create_refund", after_commit=True)
    resolve(money, "refund", second)

    money.settle(second)
    work(money, timedelta(minutes=1))

    assert money.rows("SELECT state, requested_by FROM refunds") == [{"state": "succeeded", "requested_by": WHO}]
    assert money.rows("SELECT state FROM quarantine") == [{"state": "resolved"}]


def test_extend_gives_one_more_period_however_often_it_is_asked(money: Money, paid_twice: tuple[Order, str]) -> None:
    _, second = paid_twice
    before = paid_until(money)

    outcomes = [resolve(money, "extend", second) for _ in range(3)]

    assert outcomes == [("resolved", "extend")] * 3
    assert paid_until(money) == add_months(before, 1)
    assert money.settle(second) == "already"
    assert money.counts() == {**ONE_SALE, "payments": 2, "quarantine": 1}
    assert refunds_at_yookassa(money, second) == []


def test_extensions_asked_for_at_once_are_one(money: Money, paid_twice: tuple[Order, str]) -> None:
    _, second = paid_twice
    before = paid_until(money)

    def ask() -> str:
        try:
            return resolve(money, "extend", second)[0]
        except NotPossibleNow:
            return "decided"

    money.at_once(ask, 4)

    assert paid_until(money) == add_months(before, 1)
    assert money.counts()["payments"] == 2


def test_what_was_decided_stays(money: Money, paid_twice: tuple[Order, str]) -> None:
    _, second = paid_twice
    resolve(money, "extend", second)

    for other in ("refund", "forget it"):
        with pytest.raises(NotPossibleNow, match="decided already: extend"):
            resolve(money, other, second)

    assert refunds_at_yookassa(money, second) == []


def test_payment_off_by_a_kopeck_can_be_let_count(money: Money) -> None:
    order = money.order()
    money.shop.fault("tamper", on="get_payment", times=0, payment_id=order.payment_id, set={"amount.value": "989.99"})
    money.shop.pay(order.payment_id or "")
    outcome = money.settle(order.payment_id)
    before = money.counts()

    resolved = resolve(money, "extend", order.payment_id or "")

    assert (outcome, before["clients"], before["deployments"]) == ("quarantined", 0, 0)
    assert resolved == ("resolved", "extend")
    assert money.counts() == {**ONE_SALE, "quarantine": 1}
    assert money.order_row(order)["state"] == "settled"


def test_money_for_a_bot_of_the_same_owner_prolongs_it_and_of_another_does_not(money: Money) -> None:
    for stranger in (False, True):
        token = new_token()
        late = money.order(bot_token=token)
        money.rows("UPDATE orders SET state = 'expired' WHERE id = %s RETURNING id", late.id)
        quick = money.paid_order(bot_token=token, owner_telegram_id=OWNER + 1 if stranger else OWNER)
        money.settle(quick.payment_id)
        money.shop.pay(late.payment_id or "")
        assert money.settle(late.payment_id) == "quarantined"

        if stranger:
            with pytest.raises(NotPossibleNow, match="another owner"):
                resolve(money, "extend", late.payment_id or "")
        else:
            assert resolve(money, "extend", late.payment_id or "") == ("resolved", "extend")

    assert money.rows("SELECT client_id, count(*) AS n FROM payments GROUP BY client_id ORDER BY client_id") == [
        {"client_id": "client_001", "n": 2},
        {"client_id": "client_002", "n": 1},
    ]


def test_foreign_payment_is_never_let_count_but_given_back(money: Money) -> None:
    foreign = money.shop.foreign_payment("990.00")["id"]
    money.settle(foreign)

    with pytest.raises(NotPossibleNow, match="nothing can be given"):
        resolve(money, "extend", foreign)

    assert resolve(money, "refund", foreign) == ("resolved", "refund")
    assert money.counts() == {**dict.fromkeys(ONE_SALE, 0), "quarantine": 1}


def test_yookassa_away_changes_nothing(money: Money, paid_twice: tuple[Order, str]) -> None:
    _, second = paid_twice
    money.shop.fault("error_500", on="get_payment", times=2)

    for way in ("refund", "extend"):
        with pytest.raises(YooKassaIsAway):
            resolve(money, way, second)

    assert money.rows("SELECT state, resolution FROM quarantine") == [{"state": "open", "resolution": None}]


def test_refund_by_hand_closes_it(money: Money, paid_twice: tuple[Order, str]) -> None:
    _, second = paid_twice
    money.shop.refund(second)

    outcomes = [money.settle(second), money.settle(second)]

    assert outcomes == ["quarantined", "quarantined"]
    assert money.rows("SELECT state, resolution FROM quarantine") == [{"state": "resolved", "resolution": "refund"}]
    assert [row["requested_by"] for row in money.rows("SELECT requested_by FROM refunds")] == ["cabinet"]
    assert money.messages().count("operator_refunded") == 1


def test_part_given_back_by_hand_leaves_the_rest_to_give_back(money: Money, paid_twice: tuple[Order, str]) -> None:
    _, second = paid_twice
    money.shop.refund(second, "100.00")
    money.settle(second)
    still_open = money.rows("SELECT state FROM quarantine")[0]["state"]

    with pytest.raises(NotPossibleNow, match="gone back"):
        resolve(money, "extend", second)
    resolved = resolve(money, "refund", second)

    assert (still_open, resolved) == ("open", ("resolved", "refund"))
    assert sorted(refunds_at_yookassa(money, second)) == ["100.00", "890.00"]


def test_payment_that_was_given_back_before_it_was_settled_brings_nothing(money: Money) -> None:
    order = money.paid_order()
    money.shop.refund(order.payment_id or "")

    outcome = money.settle(order.payment_id)

    assert outcome == "quarantined"
    assert money.rows("SELECT reason, state, resolution FROM quarantine") == [
        {"reason": "money_went_back", "state": "resolved", "resolution": "refund"}
    ]
    assert money.counts() == {**dict.fromkeys(ONE_SALE, 0), "quarantine": 1}
    assert money.order_row(order)["state"] == "canceled"


def test_order_of_a_deleted_client_is_set_aside(money: Money) -> None:
    money.settle(money.paid_order().payment_id)
    renewal = money.order(client_id="client_001")
    money.rows("UPDATE clients SET desired_state = 'deleted', deleted_at = now() RETURNING id")
    money.shop.pay(renewal.payment_id or "")

    outcome = money.settle(renewal.payment_id)

    assert (outcome, money.rows("SELECT reason FROM quarantine")) == ("quarantined", [{"reason": "client_gone"}])
    with pytest.raises(NotPossibleNow, match="not a client any more"):
        resolve(money, "extend", renewal.payment_id or "")


def test_two_renewals_settled_at_once_bring_two_periods(money: Money) -> None:
    money.settle(money.paid_order().payment_id)
    before = paid_until(money)
    renewals = [money.paid_order(client_id="client_001", plan=plan).payment_id for plan in ("monthly", "quarterly")]

    money.at_once(lambda: money.settle(renewals.pop()), 2)

    assert paid_until(money) == add_months(before, 4)


def test_rows_are_locked_in_one_order(money: Money, paid_twice: tuple[Order, str]) -> None:
    """A refund noted and a decision at the same moment end both, in whatever order."""
    _, second = paid_twice
    money.shop.refund(second, "100.00")
    ways: list[Callable[[], object]] = [
        lambda: money.settle(second),
        lambda: resolve(money, "refund", second),
        lambda: money.settle(second),
        lambda: RefundWorker(money.context).run_once(),
    ]

    money.at_once(lambda: ways.pop()(), 4)
    work(money)

    assert sorted(refunds_at_yookassa(money, second)) == ["100.00", "890.00"]
    with transaction(money.context.pool) as tx:
        assert tx.execute("SELECT sum(amount) AS n FROM refunds WHERE state = 'succeeded'").fetchone() == {"n": 990}
