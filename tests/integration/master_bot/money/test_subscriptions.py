"""Subscriptions live from their state: nobody is told twice, nobody loses a day, a payment brings everything back."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from services.master_bot.domain.periods import add_months
from services.master_bot.storage import clients, deployments, subscriptions
from services.master_bot.use_cases.monitor_subscriptions import LEASE, SubscriptionMonitor
from services.master_bot.use_cases.refund import refund_order
from services.master_bot.use_cases.remove_client import ask_for_removal
from services.master_bot.worker.supervisor import what_is_missing
from services.shared.postgres.pool import transaction
from tests.support.money import Money
from tests.support.subscriptions import let_deployments_succeed, monitor, notices, paid_until, sold, standing

LIFE = [
    "expires_7",
    "expires_3",
    "expires_1",
    "grace",
    "read_only",
    "suspended",
    "deletion_7",
    "deletion_1",
]


def days(number: float) -> timedelta:
    """A little later than that: the clock of these tests runs on."""
    return timedelta(days=number, minutes=1)


def test_trial_that_nobody_pays_for_lives_its_life_once(money: Money) -> None:
    sold(money, plan="trial")
    actions = []

    for day in range(70):
        monitor(money, days(day))
        monitor(money, days(day))
        actions += let_deployments_succeed(money)

    assert notices(money) == LIFE
    assert actions == ["client_001 restart", "client_001 suspend", "client_001 remove"]
    assert standing(money) == "ended"
    assert money.rows("SELECT desired_state, deleted_at IS NOT NULL AS deleted FROM clients") == [
        {"desired_state": "deleted", "deleted": True}
    ]


def test_nothing_is_deleted_before_its_owner_has_known_for_a_day(money: Money) -> None:
    sold(money, plan="trial")
    for day in (14, 18, 32):  # the platform is then away until long after the data were to go
        monitor(money, days(day))
        let_deployments_succeed(money)
    at_last, told = days(100), len(notices(money))

    monitor(money, at_last)
    warned = standing(money), notices(money)[told:]
    monitor(money, at_last + timedelta(hours=23))
    actions = let_deployments_succeed(money)
    monitor(money, at_last + timedelta(hours=25))

    assert (warned, actions) == (("suspended", ["deletion_1"]), [])
    assert (standing(money), let_deployments_succeed(money)) == ("ended", ["client_001 remove"])


def test_payment_that_comes_before_the_removal_has_begun_wins(money: Money) -> None:
    sold(money, plan="trial")
    for day in range(13, 63):
        monitor(money, days(day))
        if standing(money) != "ended":
            let_deployments_succeed(money)
    waiting = money.rows("SELECT action FROM deployments WHERE state = 'queued'")

    money.settle(money.paid_order(client_id="client_001").payment_id)

    assert waiting == [{"action": "remove"}]
    assert (standing(money), let_deployments_succeed(money)) == ("active", ["client_001 deploy"])
    assert money.rows("SELECT desired_state FROM clients") == [{"desired_state": "running"}]


def test_payment_that_comes_once_it_has_begun_is_set_aside(money: Money) -> None:
    sold(money)
    order = money.paid_order(client_id="client_001")
    money.rows("UPDATE clients SET desired_state = 'deleted', removal_began_at = now(), backup = '/b' RETURNING id")

    outcome = money.settle(order.payment_id)

    assert (outcome, money.rows("SELECT reason FROM quarantine")) == ("quarantined", [{"reason": "client_gone"}])
    assert let_deployments_succeed(money) == []


def test_money_that_goes_back_after_the_removal_changes_nothing(money: Money) -> None:
    order = sold(money)
    with transaction(money.context.pool) as tx:
        ask_for_removal(tx, "client_001", who="test", now=money.clock())
    let_deployments_succeed(money)

    refund_order(money.context, order.id, who="test")
    monitor(money, days(0))

    assert money.order_row(order)["state"] == "refunded"
    assert let_deployments_succeed(money) == []
    assert money.rows("SELECT desired_state FROM clients") == [{"desired_state": "deleted"}]


def test_platform_that_was_off_catches_up_with_one_message(money: Money) -> None:
    sold(money, plan="trial")
    for day in range(12):
        monitor(money, days(day))
    told = notices(money)

    monitor(money, days(40))
    once = notices(money), standing(money)
    monitor(money, days(43.1))

    assert told == ["expires_7", "expires_3"]
    assert once == ([*told, "grace"], "grace")
    assert (notices(money), standing(money)) == ([*told, "grace", "read_only"], "read_only")


def test_of_several_notices_that_are_due_the_newest_is_sent(money: Money) -> None:
    sold(money, plan="trial")

    monitor(money, days(12))

    assert notices(money) == ["expires_3"]


def test_many_monitors_tell_once(money: Money) -> None:
    sold(money, plan="trial")
    money.clock.later = days(14)
    monitoring = SubscriptionMonitor(money.context)

    outcomes = money.at_once(monitoring.run_once, 5)
    monitor(money, days(14))

    assert True in outcomes
    assert (notices(money), standing(money)) == (["grace"], "grace")


def test_look_that_was_lost_is_made_again_when_its_lease_ends(money: Money) -> None:
    sold(money, plan="trial")
    monitor(money, days(1))
    money.clock.later = days(14)
    with transaction(money.context.pool) as tx:
        assert subscriptions.claim_due(tx, now=money.clock(), lease=LEASE) == "client_001"  # and then the program dies

    monitor(money, days(14))
    too_early = standing(money)
    monitor(money, days(14) + LEASE)

    assert (too_early, standing(money)) == ("trial", "grace")


def test_renewal_in_time_follows_what_is_paid_and_deploys_nothing(money: Money) -> None:
    sold(money)
    begun = paid_until(money)
    monitor(money, days(25))

    order = money.paid_order(client_id="client_001")
    money.settle(order.payment_id)

    assert paid_until(money) == add_months(begun, 1)
    assert let_deployments_succeed(money) == []
    assert money.messages() == ["payment_received", "subscription_expires_7", "subscription_extended"]


@pytest.mark.parametrize(
    ("after", "stage", "action"),
    [(2, "grace", "restart"), (4, "read_only", "restart"), (20, "suspended", "resume")],
)
def test_payment_brings_the_bot_back_from_every_stage(money: Money, after: int, stage: str, action: str) -> None:
    sold(money, plan="trial")  # what is bought afterwards allows more: hence the restart
    for day in range(13, 14 + after):
        monitor(money, days(day))
        let_deployments_succeed(money)
    money.clock.later = days(14 + after)
    before = standing(money), limits(money).get("read_only")

    order = money.paid_order(client_id="client_001")
    money.settle(order.payment_id)
    month = add_months(money.clock(), 1) - paid_until(money)
    actions = let_deployments_succeed(money)
    monitor(money, days(14 + after))

    assert before == (stage, None if stage == "grace" else True)
    assert (standing(money), limits(money).get("read_only")) == ("active", None)
    assert timedelta(0) <= month < timedelta(seconds=30)
    assert actions == [f"client_001 {action}"]


def limits(money: Money) -> dict[str, object]:
    with transaction(money.context.pool) as tx:
        return subscriptions.limits(tx, "client_001")


def test_two_renewals_settled_at_the_same_moment_are_two_extensions(money: Money) -> None:
    sold(money)
    begun = paid_until(money)
    payments = [money.paid_order(client_id="client_001", plan=plan).payment_id for plan in ("monthly", "quarterly")]

    with ThreadPoolExecutor(2) as threads:
        with transaction(money.context.pool) as tx:
            tx.execute(
                "SELECT 1 FROM subscriptions FOR UPDATE"
            )  # both have come as far as they can before either writes
            outcomes = [threads.submit(money.settle, payment) for payment in payments]
            time.sleep(0.4)
        settled = [outcome.result() for outcome in outcomes]

    assert settled == ["settled", "settled"]
    assert paid_until(money) == add_months(begun, 4)


def test_bot_that_was_stopped_by_hand_is_not_started_to_be_read_only(money: Money) -> None:
    sold(money, plan="trial")
    money.rows("UPDATE clients SET desired_state = 'stopped', actual_state = 'stopped' RETURNING id")

    for day in (14, 18):
        monitor(money, days(day))

    assert (standing(money), let_deployments_succeed(money)) == ("read_only", [])


def test_limits_that_a_running_deployment_missed_are_seen_by_the_supervisor(money: Money) -> None:
    sold(money, plan="trial")
    with transaction(money.context.pool) as tx:
        in_step = subscriptions.outdated(tx)
    for day in (14, 18):
        monitor(money, days(day))

    with transaction(money.context.pool) as tx:
        outdated, client = subscriptions.outdated(tx), clients.required(tx, "client_001")

    assert (in_step, outdated) == (set(), {"client_001"})
    assert what_is_missing(client, lives=True, outdated=True) == "restart"
    assert what_is_missing(client, lives=True, outdated=False) is None


def test_client_that_was_to_be_removed_and_stays_goes_on_being_looked_after(money: Money) -> None:
    sold(money, plan="trial")
    with transaction(money.context.pool) as tx:
        ask_for_removal(tx, "client_001", who="test", now=money.clock())
    monitor(money, days(13))
    with transaction(money.context.pool) as tx:
        clients.lock(tx, "client_001")
        deployments.enqueue(tx, "client_001", "resume", requested_by="test", now=money.clock())
    let_deployments_succeed(money)

    for day in range(14, 18):
        monitor(money, days(day))

    assert standing(money) == "read_only"
