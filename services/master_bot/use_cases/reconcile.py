"""Find out by asking what no notification has told. Works from the orders' state: a missed hour is caught up once."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from services.master_bot.domain.orders import RESERVED_FOR, OrderState, next_look
from services.master_bot.storage import orders, payments, quarantine
from services.master_bot.storage.orders import Order
from services.master_bot.use_cases.context import Context
from services.master_bot.use_cases.create_payment import create_payment
from services.master_bot.use_cases.refusals import Refusal
from services.master_bot.use_cases.settle import Settlement, settle
from services.shared.postgres.pool import transaction
from services.shared.yookassa.errors import YooKassaError

logger = logging.getLogger(__name__)

LEASE = timedelta(minutes=2)
SWEEP_EVERY = timedelta(minutes=5)
SWEPT_BACK = timedelta(hours=26)


@dataclass(slots=True)
class Reconciler:
    """``run_once`` looks after one order, or sweeps YooKassa's list; it answers "was there work?"."""

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
            if order.state == OrderState.PREPARING:
                create_payment(self.context, order)
            elif order.payment_id is not None:
                outcome = settle(self.context, order.payment_id)
                if outcome is not Settlement.NOT_PAID:
                    return
        except Refusal as refusal:
            error = refusal.detail
        self._put_back(order, error)

    def _put_back(self, order: Order, error: str | None) -> None:
        now = self.context.clock()
        with transaction(self.context.pool) as tx:
            if now - order.created_at >= RESERVED_FOR:
                # The bot is free again; a payment that comes later is settled all the same, if it still is.
                orders.move(tx, order.id, OrderState.EXPIRED, error=error)
            orders.look_again(tx, order.id, next_look(order.created_at, order.attempts, now), error=error)

    def _sweep(self, now: datetime) -> None:
        """Payments that YooKassa has and nobody told us of: lost notifications, and money that is not ours to keep."""
        try:
            for payment in self.context.yookassa.payments(captured_after=now - SWEPT_BACK, status="succeeded"):
                if not self._dealt_with(payment.id):
                    settle(self.context, payment.id)
        except (YooKassaError, Refusal) as error:
            logger.warning("the sweep was not finished: %s", error)

    def _dealt_with(self, payment_id: str) -> bool:
        with transaction(self.context.pool) as tx:
            return payments.known(tx, payment_id) or quarantine.holds(tx, payment_id)
