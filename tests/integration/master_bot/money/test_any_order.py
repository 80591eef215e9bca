"""Whatever happens in whatever order: exactly one extension for each paid period, and none for what was not paid.

Hypothesis chooses among buying, paying, notifications (once, twice, late, never), lost answers, deaths at commits,
rounds of the workers, refunds, decisions and jumps of the clock. The database is real, YooKassa is the simulator's
ledger, and both go by one clock.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from ipaddress import ip_address
from typing import Any, ClassVar, cast
from uuid import UUID

import psycopg
import pytest
from cryptography.fernet import Fernet
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from psycopg.rows import DictRow, dict_row

from scripts.simulators.yookassa.ledger.clock import SettableClock as LedgerClock
from scripts.simulators.yookassa.ledger.errors import Refusal as LedgerRefusal
from scripts.simulators.yookassa.ledger.shop import Shop as LedgerShop
from scripts.simulators.yookassa.world import World
from services.master_bot.domain.periods import Paid, paid_period
from services.master_bot.settings import Shop
from services.master_bot.storage.cipher import Cipher
from services.master_bot.use_cases.cancel_order import cancel_order
from services.master_bot.use_cases.context import Context
from services.master_bot.use_cases.place_order import Wanted, place_order
from services.master_bot.use_cases.reconcile import Reconciler
from services.master_bot.use_cases.refund import RefundWorker, refund_order
from services.master_bot.use_cases.refusals import Refusal
from services.master_bot.use_cases.resolve_quarantine import resolve_quarantine
from services.master_bot.use_cases.settle import settle
from services.master_bot.use_cases.watch_setup import SetupWatch
from services.shared.master_api.client import MasterApi
from services.shared.master_api.errors import MasterApiAway
from services.shared.postgres.pool import Pool, open_pool
from services.shared.runtime.secret import Secret
from services.shared.telegram.plain_api import BotAccount, PlainTelegram
from services.webhook.notifications import read_notification, returned
from services.webhook.relay import Relay
from services.webhook.storage import inbox
from tests.support.database import Database
from tests.support.ledger_yookassa import FAULTS, SECRET_KEY, LedgerApi, yookassa_over
from tests.support.money_books import our_books, yookassa_books
from tests.support.mortal import Fuse, Killed, MortalPool

NOON = datetime(2026, 1, 31, 12, tzinfo=UTC)
SENDER = ip_address("185.71.76.5")
TABLES = """
webhook.inbox platform.outbox platform.audit platform.alarms platform.sweeps platform.refunds platform.quarantine
platform.ledger platform.receipts platform.payments platform.deployments platform.charges platform.autopay
platform.orders platform.promo_codes platform.subscription_periods platform.subscriptions platform.clients
"""
CHANGES_OF_PLAN = "SELECT client_id FROM platform.orders WHERE credit_of_until IS NOT NULL AND settled_at IS NOT NULL"
PAID_BY_CLIENT = """
SELECT client_id, sum(amount - coalesce(back, 0)) AS paid FROM platform.orders
LEFT JOIN (SELECT payment_id, sum(amount) AS back FROM platform.refunds WHERE state = 'succeeded' GROUP BY 1) refunds
    USING (payment_id)
WHERE settled_at IS NOT NULL GROUP BY client_id
"""
WORTH_BY_CLIENT = """
SELECT client_id, sum(worth - carried) AS worth FROM platform.subscription_periods WHERE order_id IS NOT NULL
GROUP BY client_id
"""
EMPTY = "; ".join(f"DELETE FROM {table}" for table in TABLES.split())
JUMPS = st.sampled_from([1, 4, 6, 20, 61, 66, 5 * 60, 25 * 60, 8 * 24 * 60, 31 * 24 * 60])
PICK = st.integers(0, 40)
PARTS = st.sampled_from([None, "100.00", "100.00", "333.33", "890.00"])


@dataclass(slots=True)
class Clock:
    now: datetime = NOON

    def __call__(self) -> datetime:
        return self.now


class GoodTokens(PlainTelegram):
    """Telegram knows every token."""

    def get_me(self, token: Secret) -> BotAccount:
        number = int(token.reveal().partition(":")[0])
        return BotAccount(number, f"bot{number}")


@dataclass(frozen=True, slots=True)
class Master:
    """The master API without HTTP."""

    context: Context

    def report_payment(self, payment_id: str, _event: str) -> str:
        try:
            return settle(self.context, payment_id).value
        except Refusal as refusal:
            raise MasterApiAway(refusal.detail) from None


@dataclass(frozen=True, slots=True)
class Ground:
    """What all examples share."""

    master_pool: Pool
    webhook_pool: Pool
    superuser: psycopg.Connection[DictRow]
    cipher: Cipher

    def rows(self, query: str) -> list[DictRow]:
        return self.superuser.execute(query.encode()).fetchall()


@dataclass(slots=True)
class Life:
    """What a client has paid for, order by order, told once more: from when until when, and what it is worth."""

    periods: dict[UUID, tuple[datetime, datetime, Decimal]] = field(default_factory=dict)
    paid: Paid | None = None

    @property
    def until(self) -> datetime:
        assert self.paid is not None
        return self.paid.until

    def extend(self, order: DictRow, at: datetime) -> None:
        assert order["id"] not in self.periods, "an order was carried out twice"
        length = paid_period(self.paid, at, months=order["months"], days=order["days"])
        self.paid = Paid(length.until, length.billing_day)
        self.periods[order["id"]] = (length.begins, length.until, order["paid"] or Decimal(0))

    def take_back(self, order_id: UUID, amount: Decimal, whole: bool, at: datetime) -> None:
        begins, until, worth = self.periods[order_id]
        seconds = (until - begins) // timedelta(seconds=1)
        share = timedelta(seconds=int(seconds * amount / worth))
        taken = until - begins if whole else min(share, until - max(begins, at))
        for other, (start, end, value) in self.periods.items():
            if start >= until and other != order_id:
                self.periods[other] = (start - taken, end - taken, value)
        self.periods[order_id] = (begins, until - taken, worth - amount)
        self.paid = Paid(self.until - taken, (self.until - taken).day)


class Shopkeeping(RuleBasedStateMachine):
    ground: ClassVar[Ground]

    @initialize()
    def open_shop(self) -> None:
        self.ground.superuser.execute(EMPTY.encode())
        self.clock, self.fuse = Clock(), Fuse()
        self.world = World(LedgerShop(shop_id="100500", test=True), clock=LedgerClock(NOON, frozen=True))
        self.api = LedgerApi(self.world)
        shop = Shop("100500", SECRET_KEY, "http://127.0.0.1/v3", public_url="https://zapis.example")
        self.context = Context(
            pool=cast("Pool", MortalPool(self.ground.master_pool, self.fuse)),
            cipher=self.ground.cipher,
            shop=shop,
            yookassa=yookassa_over(self.api),
            telegram=GoodTokens("http://127.0.0.1"),
            operators=(777,),
            clock=self.clock,
        )
        self.inbox = cast("Pool", MortalPool(self.ground.webhook_pool, self.fuse))
        self.start_programs()
        self.work(self.reconciler.run_once)

    def start_programs(self) -> None:
        """What a process keeps in memory begins anew."""
        self.reconciler = Reconciler(self.context)
        self.relay = Relay(self.inbox, cast("MasterApi", Master(self.context)), self.clock, lambda: 0.0)

    @contextmanager
    def running(self) -> Iterator[None]:
        """A program runs; it may be refused, and it may die."""
        try:
            yield
        except Refusal:
            pass
        except Killed:
            self.fuse.put_out()
            self.start_programs()

    def work(self, run_once: Callable[[], bool], rounds: int = 4) -> None:
        with self.running():
            while rounds and run_once():
                rounds -= 1

    def pick(self, query: str, number: int) -> DictRow | None:
        found = self.ground.rows(query)
        return found[number % len(found)] if found else None

    def keep(self, body: bytes) -> None:
        received = inbox.Received(read_notification(body), body, {}, SENDER)
        with self.running(), self.inbox.connection() as tx, tx.transaction():
            inbox.store(tx, received, now=self.clock(), rest=timedelta(seconds=5))

    # What buyers do.

    @rule(bot=st.integers(1, 3), owner=st.integers(501, 502), plan=st.sampled_from(["monthly", "quarterly", "trial"]))
    def buy(self, bot: int, owner: int, plan: str) -> None:
        token = Secret(f"{8_000_000 + bot}:{'t' * 35}")
        with self.running():
            place_order(self.context, Wanted(plan, owner, "Салон", token, None, None, False, "ru", "Europe/Moscow"))

    @rule(number=PICK, plan=st.sampled_from(["monthly", "yearly"]))
    def renew(self, number: int, plan: str) -> None:
        client = self.pick("SELECT id, owner_telegram_id FROM platform.clients ORDER BY id", number)
        if client is not None:
            owner, name = client["owner_telegram_id"], client["id"]
            with self.running():
                place_order(self.context, Wanted(plan, owner, "Салон", None, name, None, False, "ru", "Europe/Moscow"))

    @rule(number=PICK)
    def give_up(self, number: int) -> None:
        order = self.pick("SELECT id FROM platform.orders ORDER BY created_at, id", number)
        if order is not None:
            with self.running():
                cancel_order(self.context, order["id"])

    @rule(number=PICK, declined=st.sampled_from([False, False, False, True]))
    def pay(self, number: int, declined: bool) -> None:
        pending = self.world.payments("pending")
        if pending:
            payment = pending[number % len(pending)]["id"]
            self.world.decline(payment) if declined else self.world.pay(payment)

    @rule(number=PICK, amount=st.sampled_from(["990.00", "989.99"]), known=st.sampled_from([True, True, False]))
    def pay_by_other_ways(self, number: int, amount: str, known: bool) -> None:
        """A second success on an order, or a payment of nobody's order."""
        order = self.pick("SELECT id FROM platform.orders WHERE amount > 0 ORDER BY created_at, id", number)
        if order is not None:
            self.world.foreign_payment(amount, {"order_id": str(order["id"])} if known else {})

    @rule(number=PICK)
    def come_back(self, number: int) -> None:
        order = self.pick("SELECT payment_id FROM platform.orders WHERE payment_id IS NOT NULL ORDER BY 1", number)
        if order is not None:
            self.keep(returned(order["payment_id"]))

    # What YooKassa and the network do.

    @rule(number=PICK)
    def notify(self, number: int) -> None:
        """Any notification so far, be it late or a repetition; those never chosen are lost."""
        notes = list(self.world.queue.all.values())
        if notes:
            self.keep(json.dumps(notes[number % len(notes)].body).encode())

    @rule(faults=st.lists(st.sampled_from(FAULTS), min_size=1, max_size=3))
    def lose_answers(self, faults: list[str]) -> None:
        self.api.faults = faults

    @rule(left=st.integers(1, 5), after_commit=st.booleans())
    def let_one_die(self, left: int, after_commit: bool) -> None:
        self.fuse.light(left, after_commit=after_commit)

    @rule(minutes=JUMPS)
    def jump(self, minutes: int) -> None:
        self.clock.now += timedelta(minutes=minutes)
        self.world.clock.set(self.clock.now)
        self.world.tick()

    @rule(ends=st.sampled_from(["succeeded", "pending", "canceled"]))
    def take_time_for_refunds(self, ends: str) -> None:
        """How refunds from now on end; those that were waited for end too, unless they are to be waited for."""
        self.world.behave(refunds=ends)
        for waiting in [one for one in self.world.book.refunds.values() if one.status.value == "pending"]:
            if ends != "pending":
                self.world.settle_refund(waiting.id, ends)

    @rule(number=PICK, part=PARTS)
    def refund_in_the_cabinet(self, number: int, part: str | None) -> None:
        paid = self.world.payments("succeeded")
        if paid:
            try:
                self.world.refund(paid[number % len(paid)]["id"], part)
            except LedgerRefusal:
                pass  # nothing is left of it

    # What the platform and its operator do.

    @rule()
    def carry(self) -> None:
        self.work(self.relay.run_once)

    @rule()
    def reconcile(self) -> None:
        self.work(self.reconciler.run_once)

    @rule()
    def refund(self) -> None:
        self.work(RefundWorker(self.context).run_once)

    @rule()
    def watch(self) -> None:
        self.work(SetupWatch(self.context).run_once)

    @rule()
    def deploy(self) -> None:
        self.ground.superuser.execute(
            "WITH ended AS (UPDATE platform.deployments SET state = 'succeeded', finished_at = %s"
            " WHERE state = 'queued' RETURNING client_id, action)"
            " UPDATE platform.clients SET actual_state = CASE action WHEN 'stop' THEN 'stopped' ELSE 'running' END"
            " FROM ended WHERE id = client_id",
            (self.clock.now,),
        )

    @rule(number=PICK, part=PARTS)
    def refund_an_order(self, number: int, part: str | None) -> None:
        order = self.pick("SELECT id FROM platform.orders WHERE state = 'settled' ORDER BY created_at, id", number)
        if order is not None:
            amount = None if part is None else Decimal(part)
            with self.running():
                refund_order(self.context, order["id"], amount=amount, who="api:olga")

    @rule(number=PICK, way=st.sampled_from(["refund", "extend"]))
    def decide(self, number: int, way: str) -> None:
        held = self.pick("SELECT id FROM platform.quarantine ORDER BY id", number)
        if held is not None:
            with self.running():
                resolve_quarantine(self.context, held["id"], way, who="api:olga")

    # What has to be true, always and in the end.

    @invariant()
    def every_extension_was_paid_for_once(self) -> None:
        if not hasattr(self, "world"):
            return
        for row in self.ground.rows("SELECT id, order_id FROM platform.payments"):
            assert self.world.payment(row["id"])["status"] == "succeeded"
        doubled = "SELECT order_id FROM platform.payments GROUP BY order_id HAVING count(*) > 1"
        assert self.ground.rows(doubled) == []
        assert len(self.api.created) == len(set(self.api.created)), "an order got a second payment"

    @invariant()
    def subscriptions_are_the_sum_of_what_was_paid(self) -> None:
        if not hasattr(self, "world"):
            return
        """After a change of plan the length depends on what was left of the old one: then only its worth is checked."""
        lives: dict[str, Life] = {}
        changed = {row["client_id"] for row in self.ground.rows(CHANGES_OF_PLAN)}
        for entry in self.ground.rows("SELECT * FROM platform.audit WHERE action LIKE 'subscription.%' ORDER BY id"):
            life, facts = lives.setdefault(entry["target"], Life()), entry["facts"]
            if entry["target"] in changed:
                continue
            if entry["action"] == "subscription.extend":
                life.extend(self._bought(facts["order"]), entry["at"])
            else:
                life.take_back(self._order_of(facts["payment"]), Decimal(facts["amount"]), facts["whole"], entry["at"])
            assert life.until == datetime.fromisoformat(facts["until"])
        stored = {
            row["client_id"]: row["paid_until"] for row in self.ground.rows("SELECT * FROM platform.subscriptions")
        }
        assert set(stored) == set(lives)
        assert {client: until for client, until in stored.items() if client not in changed} == {
            client: life.until for client, life in lives.items() if client not in changed
        }

    @invariant()
    def what_was_paid_is_what_periods_are_worth(self) -> None:
        """A change of plan carries worth over and makes none."""
        paid = {row["client_id"]: row["paid"] for row in self.ground.rows(PAID_BY_CLIENT)}
        assert {row["client_id"]: row["worth"] for row in self.ground.rows(WORTH_BY_CLIENT)} == paid

    @invariant()
    def the_ledger_is_a_part_of_yookassas(self) -> None:
        if hasattr(self, "world"):
            ours, theirs = our_books(self.ground.rows), yookassa_books(self.world)
            assert ours.payments.items() <= theirs.payments.items()
            assert ours.refunds.items() <= theirs.refunds.items()

    def _bought(self, order_id: str) -> DictRow:
        [plan] = self.ground.superuser.execute(
            "SELECT orders.id, months, days, orders.amount, orders.state, payments.amount AS paid FROM platform.orders"
            " JOIN platform.plans ON code = plan_code AND version = plan_version"
            " LEFT JOIN platform.payments ON order_id = orders.id WHERE orders.id = %s",
            (UUID(order_id),),
        ).fetchall()
        assert plan["state"] in {"settled", "refunded"}
        return plan

    def _order_of(self, payment_id: str) -> UUID:
        query = "SELECT order_id FROM platform.payments WHERE id = %s"
        [row] = self.ground.superuser.execute(query, (payment_id,)).fetchall()
        return cast("UUID", row["order_id"])

    def teardown(self) -> None:
        if not hasattr(self, "world"):
            return
        self.fuse.put_out()
        self.api.faults = []
        self.take_time_for_refunds("succeeded")
        for minutes in (1, 70, 25 * 60, 60):
            self.jump(minutes)
            for run_once in (self.relay.run_once, self.reconciler.run_once, RefundWorker(self.context).run_once):
                self.work(run_once, rounds=100)
            self.deploy()
            self.work(SetupWatch(self.context).run_once)
        self.every_extension_was_paid_for_once()
        self.subscriptions_are_the_sum_of_what_was_paid()
        self.every_payment_has_its_end()
        assert our_books(self.ground.rows) == yookassa_books(self.world)
        self.nothing_is_left_open()

    def every_payment_has_its_end(self) -> None:
        settled = {row["id"]: row for row in self.ground.rows("SELECT * FROM platform.payments")}
        held = {row["payment_id"]: row for row in self.ground.rows("SELECT * FROM platform.quarantine")}
        orders = {row["id"]: row for row in self.ground.rows("SELECT * FROM platform.orders")}
        for payment in self.world.payments():
            known = payment["id"] in settled or payment["id"] in held
            assert known == (payment["status"] == "succeeded"), payment
            if not known:
                continue
            back = Decimal(payment.get("refunded_amount", {"value": "0"})["value"])
            whole = back == Decimal(payment["amount"]["value"])
            if payment["id"] in settled:
                assert (orders[settled[payment["id"]]["order_id"]]["state"] == "refunded") == whole
            else:
                assert (held[payment["id"]]["state"] == "resolved") == whole
                assert held[payment["id"]]["resolution"] == ("refund" if whole else None)
            assert self._noted(payment["id"]) == back

    def _noted(self, payment_id: str) -> Any:
        query = (
            "SELECT coalesce(sum(amount), 0) AS n FROM platform.refunds WHERE payment_id = %s AND state = 'succeeded'"
        )
        [row] = self.ground.superuser.execute(query, (payment_id,)).fetchall()
        return row["n"]

    def nothing_is_left_open(self) -> None:
        assert self.ground.rows("SELECT * FROM platform.orders WHERE state IN ('preparing', 'pending')") == []
        assert self.ground.rows("SELECT * FROM platform.refunds WHERE state IN ('preparing', 'pending')") == []
        assert self.ground.rows("SELECT * FROM webhook.inbox WHERE state IN ('new', 'working')") == []
        assert self.ground.rows("SELECT * FROM platform.alarms WHERE closed_at IS NULL") == []
        assert self.ground.rows("SELECT * FROM platform.alarms WHERE kind = 'missing_at_yookassa'") == []
        untold = (
            "SELECT payment_id FROM platform.quarantine WHERE NOT EXISTS (SELECT 1 FROM platform.outbox"
            " WHERE kind = 'operator_quarantine' AND facts->>'payment_id' = quarantine.payment_id)"
        )
        assert self.ground.rows(untold) == []
        lost = "SELECT id FROM platform.clients WHERE id NOT IN (SELECT client_id FROM platform.deployments)"
        assert self.ground.rows(lost) == []


@pytest.fixture
def ground(database: Database) -> Iterator[Ground]:
    with (
        open_pool(database.master_url, min_size=1) as master,
        open_pool(database.webhook_url, min_size=1) as webhook,
        psycopg.connect(database.superuser_url.reveal(), autocommit=True, row_factory=dict_row) as superuser,
    ):
        superuser.execute("SET session_replication_role = replica")
        yield Ground(master, webhook, superuser, Cipher(Secret(Fernet.generate_key().decode())))


def run_examples(ground: Ground, examples: int, steps: int) -> None:
    machine = type("Shopkeeping", (Shopkeeping,), {"ground": ground})
    chosen = settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        print_blob=True,
    )
    run_state_machine_as_test(machine, settings=chosen)


def test_money_is_never_lost_and_never_counted_twice(ground: Ground) -> None:
    run_examples(ground, 25, 30)


@pytest.mark.slow
@pytest.mark.timeout(3600)
def test_money_is_never_lost_and_never_counted_twice_at_length(ground: Ground) -> None:
    run_examples(ground, 550, 40)
