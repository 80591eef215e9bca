"""A dearer version of a plan reaches who has bought the old one after 14 days' notice, and not before."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from services.master_bot.storage import plans
from services.shared.postgres.pool import transaction
from tests.support.money import Money
from tests.support.subscriptions import monitor, notices, sold


def reprice(money: Money, price: str) -> None:
    """What ``migrate`` does with a plan of the seed file that has a new version."""
    with transaction(money.context.pool) as tx:
        present = plans.find(tx, "monthly")
        assert present is not None
        changed = replace(present, version=present.version + 1, price=Decimal(price))
        plans.seed(tx, changed)
        plans.wake_subscribers(tx, changed)


def renewal_costs(money: Money, later: timedelta) -> Decimal:
    money.clock.later = later
    order = money.order(client_id="client_001")
    money.rows("UPDATE orders SET state = 'expired' WHERE id = %s RETURNING id", order.id)
    return order.amount


def test_rise_reaches_a_renewal_14_days_after_the_owner_was_told(money: Money) -> None:
    sold(money)
    monitor(money, timedelta(days=1))
    reprice(money, "1190.00")
    before = renewal_costs(money, timedelta(days=2))
    monitor(money, timedelta(days=2))
    monitor(money, timedelta(days=2, minutes=1))

    assert notices(money) == ["price"]
    assert before == Decimal("990.00")
    assert renewal_costs(money, timedelta(days=15)) == Decimal("990.00")
    assert renewal_costs(money, timedelta(days=16, minutes=1)) == Decimal("1190.00")
    assert money.order(owner_telegram_id=1).amount == Decimal("1190.00")


def test_fall_counts_at_once_and_needs_no_notice(money: Money) -> None:
    sold(money)
    reprice(money, "890.00")
    monitor(money, timedelta(0))

    assert (renewal_costs(money, timedelta(0)), notices(money)) == (Decimal("890.00"), [])
