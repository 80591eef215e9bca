"""Brings the schema ``platform`` up to date and puts the plans of ``plans.toml`` on sale. Safe to repeat."""

from __future__ import annotations

import argparse
import sys
import tomllib
from decimal import Decimal
from pathlib import Path

import psycopg

from services.master_bot.storage import plans
from services.shared.postgres.migrations import MigrationError, migrate, read_migrations
from services.shared.postgres.pool import Transaction, connect
from services.shared.runtime.environment import Environment
from services.shared.runtime.logs import redact
from services.shared.runtime.program import run_program

SCHEMA = "platform"
HERE = Path(__file__).parent


def read_plans(path: Path = HERE / "plans.toml") -> list[plans.Plan]:
    with path.open("rb") as file:
        seed = tomllib.load(file)
    return [
        plans.Plan(
            code=entry["code"],
            version=entry["version"],
            title=entry["title"],
            description=entry["description"],
            price=Decimal(entry["price"]),
            currency=entry.get("currency", "RUB"),
            months=entry.get("months", 0),
            days=entry.get("days", 0),
            limits=entry.get("limits", {}),
            is_trial=entry.get("is_trial", False),
            position=position,
            **{stage: entry.get(stage, days) for stage, days in seed["stages"].items()},
        )
        for position, entry in enumerate(seed["plan"])
    ]


def bring_up_to_date(owner: Transaction) -> list[str]:
    """Names of the migrations that were applied. ``owner`` is a connection of ``booking_user``."""
    applied = migrate(owner, SCHEMA, read_migrations(HERE / "storage" / "migrations"))
    with owner.transaction():
        owner.execute("SET LOCAL search_path = platform")
        sold = read_plans()
        plans.withdraw_all_but(owner, [plan.code for plan in sold])
        for plan in sold:
            plans.seed(owner, plan)
            plans.wake_subscribers(owner, plan)
    return applied


def main() -> int:
    argparse.ArgumentParser(prog="python -m services.master_bot.migrate", description=__doc__).parse_args()
    url = Environment.load().secret_url("DATABASE_URL", schemes=("postgresql", "postgres"))
    try:
        with connect(url) as owner:
            applied = bring_up_to_date(owner)
    except (psycopg.Error, MigrationError) as error:
        print(f"error: {SCHEMA}: {redact(' '.join(str(error).split()))}", file=sys.stderr)  # noqa: T201
        return 1
    print(f"{SCHEMA}: {', '.join(applied) or 'up to date'}")  # noqa: T201
    return 0


if __name__ == "__main__":
    run_program(main)
