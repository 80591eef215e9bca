"""The platform's schema and plans: put in place once, changed by new versions, said in one line."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from services.master_bot.migrate import read_plans
from services.master_bot.storage import plans
from services.shared.postgres.pool import Transaction, connect
from services.shared.runtime.secret import Secret
from tests.support.database import Database


def migrate(url: Secret, folder: Path) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": os.environ["PATH"], "ENV_FILE": str(folder / "none"), "DATABASE_URL": url.reveal()}
    command = [sys.executable, "-m", "services.master_bot.migrate"]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60)


def test_migrate_puts_the_plans_on_sale_and_repeats_without_a_change(database: Database, tmp_path: Path) -> None:
    first, second = (migrate(database.owner_url, tmp_path) for _ in range(2))

    with connect(database.master_url) as tx:
        on_sale = [plan.code for plan in plans.on_sale(tx)]
    assert (first.returncode, second.returncode, second.stdout) == (0, 0, "platform: up to date\n")
    assert on_sale == ["trial", "monthly", "quarterly", "yearly"]


def test_migrate_with_the_database_away_is_one_line_without_the_password(tmp_path: Path) -> None:
    done = migrate(Secret("postgresql://booking_user:s3cret@127.0.0.1:1/booking_saas"), tmp_path)

    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert done.stderr.startswith("error: platform: ")
    assert "s3cret" not in done.stderr


@pytest.fixture
def owner(database: Database) -> Iterator[Transaction]:
    with connect(database.owner_url) as connection:
        connection.execute("SET search_path = platform")
        connection.execute("DELETE FROM plans")  # the template's
        yield connection


def test_new_version_of_a_plan_replaces_the_old_one_which_stays_known(owner: Transaction) -> None:
    monthly = next(plan for plan in read_plans() if plan.code == "monthly")
    plans.seed(owner, monthly)

    plans.seed(owner, replace(monthly, version=2, price=Decimal("1190.00")))

    now, then = plans.find(owner, "monthly"), plans.find(owner, "monthly", 1)
    assert now is not None
    assert then is not None
    assert (now.price, then.price) == (Decimal("1190.00"), Decimal("990.00"))
    assert [plan.version for plan in plans.on_sale(owner)] == [2]


def test_plan_that_the_file_no_longer_has_is_no_longer_sold_until_it_is_back(owner: Transaction) -> None:
    monthly = next(plan for plan in read_plans() if plan.code == "monthly")
    plans.seed(owner, monthly)

    plans.withdraw_all_but(owner, ["yearly"])
    withdrawn = plans.find(owner, "monthly")
    plans.seed(owner, monthly)

    assert withdrawn is None
    assert plans.find(owner, "monthly") == monthly


def test_earlier_file_brings_the_earlier_version_back(owner: Transaction) -> None:
    monthly = next(plan for plan in read_plans() if plan.code == "monthly")
    plans.seed(owner, monthly)
    plans.seed(owner, replace(monthly, version=2))

    plans.seed(owner, monthly)

    assert [plan.version for plan in plans.on_sale(owner)] == [1]
