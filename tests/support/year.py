"""Owners who buy, renew, forget, come back and leave, on a clock that a test turns; the platform looks after them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from scripts.simulators.yookassa.ledger.errors import Refusal as LedgerRefusal
from scripts.simulators.yookassa.threaded import ThreadedYooKassa
from services.master_bot.storage.orders import Order
from services.master_bot.use_cases.monitor_subscriptions import SubscriptionMonitor
from services.master_bot.use_cases.place_order import place_order
from services.master_bot.use_cases.reconcile import Reconciler
from services.master_bot.use_cases.refund import RefundWorker, refund_order
from services.master_bot.use_cases.refusals import Refusal
from services.master_bot.use_cases.settle import settle
from tests.support.money import Money, new_token
from tests.support.subscriptions import let_deployments_succeed

MOST_ROUNDS = 1000
FAULTS = ("error_500", "reset", "html_502", "truncated", "too_many_requests")
REASONS = ("insufficient_funds", "insufficient_funds", "issuer_unavailable", "card_expired")
PLANS = ("monthly", "monthly", "monthly", "quarterly", "yearly")


@dataclass(slots=True)
class Owner:
    """``days_early``: when before the end he renews by hand (negative: after it); None: he never does."""

    number: int
    autopay: bool
    days_early: int | None
    trial_first: bool
    leaves_after: int
    client_id: str | None = None
    bought: int = 0


@dataclass(slots=True)
class Town:
    """``step`` lets one piece of time pass. Nothing is random but by ``seed``."""

    money: Money
    shop: ThreadedYooKassa
    seed: int
    owners: list[Owner] = field(default_factory=list)
    actions: list[str] = field(default_factory=list)
    refunded: set[str] = field(default_factory=set)
    """Clients who got money back."""
    random: Random = field(init=False)
    whims: Random = field(init=False)
    """Who gets money back: apart, so that buying goes on as it would."""
    monitor: SubscriptionMonitor = field(init=False)
    reconciler: Reconciler = field(init=False)
    refunds: RefundWorker = field(init=False)

    def __post_init__(self) -> None:
        self.random, self.whims = Random(self.seed), Random(-self.seed)
        self.monitor = SubscriptionMonitor(self.money.context)
        self.reconciler = Reconciler(self.money.context)
        self.refunds = RefundWorker(self.money.context)

    def settle_in(self, number: int) -> None:
        """So many owners, no two of a kind in a row, with a bot each."""
        for n in range(number):
            owner = Owner(
                number=600_000 + n,
                autopay=n % 2 == 0,
                days_early=(3, None, -10, 0, -40, 1, -2)[n % 7],
                trial_first=n % 3 == 1,
                leaves_after=self.random.choice((2, 4, 100, 100)),
            )
            self.owners.append(owner)
            while owner.client_id is None:
                self._first_order(owner)
                self.platform()

    def step(self, by: timedelta, *, running: bool = True) -> None:
        """Time passes; who wants to buy does; then the platform works, unless it is off."""
        self.shop.clock.advance(by)
        if not running:
            return
        if self.random.random() < 0.1:
            self.shop.fault(
                self.random.choice(FAULTS),
                on=self.random.choice(("create_payment", "get_payment", "list_payments")),
                after_commit=self.random.random() < 0.5,
            )
        self._cards_change()
        paid_until = self._paid_until()
        for owner in self.owners:
            until = paid_until.get(owner.client_id or "")
            if until is not None and self._wants_to_renew(owner, until):
                self._buy(owner, client_id=owner.client_id, autopay=owner.autopay)
        if self.whims.random() < 0.04:
            self._give_back()
        self.platform()

    def platform(self) -> None:
        """The housekeeping program until it rests, and the deploy worker."""
        for _ in range(MOST_ROUNDS):
            if not (self.monitor.run_once() | self.reconciler.run_once() | self.refunds.run_once()):
                break
        else:
            raise AssertionError("the platform does not come to rest")
        self.actions += let_deployments_succeed(self.money)

    def now(self) -> datetime:
        return self.shop.clock.now()

    def _first_order(self, owner: Owner) -> None:
        token = new_token(7_000_000_000 + self.seed * 10_000 + owner.number)
        first = {"plan": "trial"} if owner.trial_first else {"plan": self.random.choice(PLANS)}
        self._buy(owner, bot_token=token, autopay=owner.autopay and not owner.trial_first, **first)
        self.shop.clock.advance(timedelta(minutes=1))
        self.platform()
        rows = self.money.rows("SELECT id FROM clients WHERE owner_telegram_id = %s", owner.number)
        owner.client_id = rows[0]["id"] if rows else None

    def _paid_until(self) -> dict[str, datetime]:
        rows = self.money.rows("SELECT client_id, paid_until FROM subscriptions")
        return {row["client_id"]: row["paid_until"] for row in rows}

    def _wants_to_renew(self, owner: Owner, until: datetime) -> bool:
        if owner.days_early is None or owner.bought >= owner.leaves_after:
            return False
        return self.now() >= until - timedelta(days=owner.days_early) and self.random.random() < 0.5

    def _buy(self, owner: Owner, **wanted: Any) -> None:
        """An order, and what becomes of it: paid mostly, and told to the platform sometimes, perhaps twice."""
        asked = {"plan": self.random.choice(PLANS), "owner_telegram_id": owner.number, **wanted}
        try:
            order = place_order(self.money.context, self.money.wanted(**asked))
        except Refusal:
            return
        if order.payment_id is not None and self._pays(owner, order):
            for _ in range(self.random.choice((0, 0, 1, 2))):
                try:
                    settle(self.money.context, order.payment_id)
                except Refusal:
                    continue

    def _pays(self, owner: Owner, order: Order) -> bool:
        payment = self.shop.payment(order.payment_id or "")
        if payment["status"] != "pending":
            return False
        chance = self.random.random()
        if chance < 0.7:
            self.shop.pay(payment["id"])
            owner.bought += 1
            return True
        if chance < 0.85:
            self.shop.decline(payment["id"])
        return False  # or the page was closed

    def _give_back(self) -> None:
        """Some payment of this year, whole or in part; by the operator, or by hand and then found by the comparison."""
        rows = self.money.rows("SELECT id, order_id, client_id, amount FROM payments ORDER BY settled_at, id")
        if not rows:
            return
        paid = self.whims.choice(rows[-40:])
        part = self.whims.choice((None, Decimal("0.01"), Decimal("333.33"), Decimal("100.00"), paid["amount"] / 2))
        self.refunded.add(paid["client_id"])
        try:
            if self.whims.random() < 0.5:
                self.shop.refund(paid["id"], None if part is None else f"{part:.2f}")
            else:
                refund_order(self.money.context, paid["order_id"], amount=part, who="api:olga")
        except (Refusal, LedgerRefusal):
            return  # less than that is left of it, or YooKassa is away

    def _cards_change(self) -> None:
        """Every now and then a saved card runs dry, gets money, or expires."""
        if self.random.random() > 0.3:
            return
        methods = self.shop.do(lambda world: list(world.book.methods))
        if methods:
            method, dry = self.random.choice(methods), self.random.random() < 0.4
            reason = self.random.choice(REASONS)
            on_charge = "decline" if dry else "succeed"
            self.shop.do(lambda world: world.change_method(method, on_charge=on_charge, reason=reason))
