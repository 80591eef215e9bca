"""What came and went before there was a ledger stands in it after the update."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

import pytest

from services.master_bot.migrate import HERE
from services.shared.postgres.migrations import migrate, read_migrations
from services.shared.postgres.pool import Transaction, connect
from tests.support.database import Database

SCHEMA = "before_the_ledger"
ORDERS = [f"00000000-0000-0000-0000-00000000000{n}" for n in (1, 2, 3)]
BEFORE = """
INSERT INTO plans (code, version, title, description, price, months) VALUES ('m', 1, '{}', '{}', 990, 1);
INSERT INTO clients (id, bot_id, bot_username, bot_token, owner_telegram_id, admin_ids, business_name, timezone, locale,
                     database_password, redis_password, desired_state, created_at)
VALUES ('client_001', 1, 'b', '', 1, '{1}', 'B', 'UTC', 'ru', '', '', 'running', now());
INSERT INTO orders (id, plan_code, plan_version, client_id, bot_id, bot_username, owner_telegram_id, business_name,
                    timezone, locale, amount, currency, state, idempotence_key, created_at, credit)
SELECT id::uuid, 'm', 1, 'client_001', 1, 'b', 1, 'B', 'UTC', 'ru', 990, 'RUB', state, id, '2026-01-01', credit
FROM (VALUES ('00000000-0000-0000-0000-000000000001', 'settled', 0),
             ('00000000-0000-0000-0000-000000000002', 'refunded', 0),
             ('00000000-0000-0000-0000-000000000003', 'settled', 300)) o (id, state, credit);
INSERT INTO payments (id, order_id, client_id, amount, currency, income, method, period_from, period_until, settled_at)
VALUES ('p1', '00000000-0000-0000-0000-000000000001', 'client_001', 990, 'RUB', 955.35, 'sbp', '2026-01-01',
        '2026-02-01', '2026-01-01'),
       ('p2', '00000000-0000-0000-0000-000000000002', 'client_001', 990, 'RUB', NULL, NULL, '2026-02-01', '2026-02-01',
        '2026-01-02');
INSERT INTO quarantine (payment_id, order_id, reason, facts, state, created_at)
VALUES ('p2', '00000000-0000-0000-0000-000000000002', 'order_closed',
        '{"amount": "990.00", "currency": "RUB", "test": false}', 'resolved', '2026-01-02'),
       ('q1', NULL, 'unknown_order', '{"amount": "5.00", "currency": "RUB", "test": false}', 'open', '2026-01-03'),
       ('q2', NULL, 'wrong_shop', '{"amount": "7.00", "currency": "RUB", "test": false}', 'open', '2026-01-03');
INSERT INTO refunds (id, payment_id, amount, currency, state, refund_id, requested_by, created_at, done_at)
VALUES (gen_random_uuid(), 'p1', 100, 'RUB', 'succeeded', 'r1', 'cabinet', '2026-01-04', '2026-01-04'),
       (gen_random_uuid(), 'p2', 990, 'RUB', 'succeeded', 'r2', 'cabinet', '2026-01-05', '2026-01-05'),
       (gen_random_uuid(), 'p1', 50, 'RUB', 'refused', NULL, 'api:olga', '2026-01-06', '2026-01-06');
INSERT INTO subscription_periods (client_id, order_id, reason, plan_code, plan_version, begins, until, worth, carried,
                                  created_at)
VALUES ('client_001', '00000000-0000-0000-0000-000000000001', 'order', 'm', 1, '2026-01-01', '2026-01-11', 990, 300,
        '2026-01-01'),
       ('client_001', '00000000-0000-0000-0000-000000000002', 'order', 'm', 1, '2026-01-11', '2026-01-11', 0, 0,
        '2026-01-02'),
       ('client_001', '00000000-0000-0000-0000-000000000003', 'order', 'm', 1, '2026-01-11', '2026-02-11', 1290, 0,
        '2026-01-11');
"""


@pytest.fixture
def updated(database: Database) -> Iterator[Transaction]:
    """A schema of the version before the ledger, with some business in it, brought up to date."""
    files = read_migrations(HERE / "storage" / "migrations")
    before = list(takewhile(lambda file: not file.name.endswith("_ledger.sql"), files))
    with connect(database.owner_url) as owner:
        owner.execute(f"CREATE SCHEMA {SCHEMA}")
        migrate(owner, SCHEMA, before)
        owner.execute(f"SET search_path = {SCHEMA}")
        owner.execute(BEFORE.encode())
        migrate(owner, SCHEMA, files)
        owner.execute(f"SET search_path = {SCHEMA}")
        yield owner
        owner.execute(f"DROP SCHEMA {SCHEMA} CASCADE")


def test_payments_quarantine_and_refunds_are_booked_once(updated: Transaction) -> None:
    rows = updated.execute(
        "SELECT id, to_char(at, 'YYYY-MM-DD') AS day, client_id, method, gross::text, fee::text, net::text, test"
        " FROM ledger ORDER BY at, id"
    ).fetchall()

    assert [tuple(row.values()) for row in rows] == [
        ("payment:p1", "2026-01-01", "client_001", "sbp", "990.00", "34.65", "955.35", None),
        ("payment:p2", "2026-01-02", "client_001", None, "990.00", None, None, None),
        ("payment:q1", "2026-01-03", None, None, "5.00", None, None, False),
        ("refund:r1", "2026-01-04", "client_001", "sbp", "-100.00", "0", "-100.00", None),
        ("refund:r2", "2026-01-05", "client_001", None, "-990.00", "0", "-990.00", None),
    ]


def test_periods_know_where_their_money_went_and_what_went_back(updated: Transaction) -> None:
    rows = updated.execute("SELECT worth::text, carried_to::text FROM subscription_periods ORDER BY id").fetchall()

    assert [tuple(row.values()) for row in rows] == [
        ("890.00", ORDERS[2]),
        ("0.00", None),
        ("1290.00", None),
    ]
