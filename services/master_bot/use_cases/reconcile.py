"""Find out by asking what no notification has told. Works from the orders' state: a missed hour is caught up once."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from services.master_bot.domain.orders import RESERVED_FOR, Method, OrderState, next_look
from services.master_bot.storage import orders, sweeps
from services.master_bot.storage.orders import Order
from services.master_bot.use_cases.compare import CLOCKS, compare
from services.master_bot.use_cases.context import Context
from services.master_bot.use_cases.create_payment import create_payment, find_payment
from services.master_bot.use_cases.refusals import Refusal
from services.master_bot.use_cases.settle import Settlement, settle
from services.shared.postgres.pool import transaction
from services.shared.yookassa.errors import YooKassaError

logger = logging.getLogger(__name__)

LEASE = timedelta(minutes=2)
SWEEP_EVERY = timedelta(minutes=5)
SWEPT_BACK = timedelta(hours=26)
OVERLAP = timedelta(hours=1)
UNANSWERED = timedelta(hours=1)
SWEEP = "payments"
BROUGHT = frozenset({Settlement.SETTLED, Settlement.ALREADY})


@dataclass(slots=True)
class Reconciler:
    """``run_once`` looks after one order, or sweeps YooKassa's lists; it answers "was there work?"."""

    context: Context
    _swept_at: datetime | None = None

    def run_once(self) -> bool:
        now = self.context.clock()
        with transaction(self.context.pool) as tx:
            order = orders.claim_due(tx, now=now, lease=LEASE)
        if order is not None:
            self._look_at(order)
            return True
        if self._swept_at is None or now - self._swept_at >= SWEEP_EVERY:
            self._swept_at = now
            self._sweep(now)
        return False

    def _look_at(self, order: Order) -> None:
        error: str | None = None
        try:
            if order.method == Method.YOOKASSA and self._brought(order):
                return  # of one that is paid by bank YooKassa has never heard: its two weeks are over
        except Refusal as refusal:
            error = refusal.detail
        except YooKassaError as away:
            error = str(away)
        self._put_back(order, error)

    def _brought(self, order: Order) -> bool:
        """Whether it has brought what it is to bring. One whose payment is in quarantine has not: it expires."""
        if order.state == OrderState.PREPARING:
            create_payment(self.context, order)
            return False
        payment_id = order.payment_id
        if payment_id is None:  # given up before YooKassa had answered: does it have a payment for it?
            found = find_payment(self.context, order)
            payment_id = None if found is None else found.id
        return payment_id is not None and settle(self.context, payment_id) in BROUGHT

    def _put_back(self, order: Order, error: str | None) -> None:
        now = self.context.clock()
        with transaction(self.context.pool) as tx:
            if now - order.created_at >= RESERVED_FOR:
                # The bot is free again; a payment that comes later is settled all the same, if it still is.
                orders.move(tx, order.id, OrderState.EXPIRED, error=error)
            again = next_look(order.created_at, order.attempts, now)
            if error is not None and again is None:
                again = now + UNANSWERED  # the last look has to be answered
            orders.look_again(tx, order.id, again, error=error)

    def _sweep(self, now: datetime) -> None:
        """What YooKassa has and nobody told us of, and the other way round, since well before the last sweep."""
        with transaction(self.context.pool) as tx:
            reached = sweeps.reached(tx, SWEEP)
        since = now - SWEPT_BACK if reached is None else min(now - SWEPT_BACK, reached - OVERLAP)
        try:
            found = compare(self.context, since, now + CLOCKS)  # YooKassa's clock may be ahead of ours
        except (YooKassaError, Refusal) as error:
            logger.warning("the sweep was not finished: %s", error)
            return
        for sums in found.sums:
            if sums.there != sums.here:
                logger.error("since %s: %s %s at YooKassa, %s here", since, sums.there, sums.currency, sums.here)
        with transaction(self.context.pool) as tx:
            sweeps.reach(tx, SWEEP, now)
