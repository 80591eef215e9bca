"""Paid, and no bot after five minutes: the operator is alarmed, once a cause, and told when it is over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from services.master_bot.storage import alarms
from services.master_bot.storage.alarms import Alarm, NotSetUp
from services.master_bot.use_cases.context import Context
from services.master_bot.use_cases.tell_operators import tell_operators
from services.shared.postgres.pool import Transaction, transaction

KIND = "paid_not_set_up"
PATIENCE = timedelta(minutes=5)
BACK = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class SetupWatch:
    """``run_once`` goes by what the tables say; it answers "was there work?"."""

    context: Context

    def run_once(self) -> bool:
        now = self.context.clock()
        with transaction(self.context.pool) as tx:
            late, over = alarms.not_set_up(tx, now=now, within=PATIENCE, back=BACK), alarms.over(tx)
            for order in late:
                self._alarm(tx, order)
            for alarm, runs in over:
                self._close(tx, alarm, runs=runs)
        return bool(late or over)

    def _alarm(self, tx: Transaction, late: NotSetUp) -> None:
        facts = {
            "client_id": late.client_id,
            "order_id": str(late.order_id),
            "business_name": late.business_name,
            "amount": str(late.amount),
            "paid": late.payment_id is not None,
            "error": late.last_error or "",
        }
        if alarms.raise_once(tx, KIND, str(late.order_id), facts, now=self.context.clock()):
            tell_operators(tx, self.context, "operator_not_set_up", f"{KIND}:{late.order_id}", **facts)

    def _close(self, tx: Transaction, alarm: Alarm, *, runs: bool) -> None:
        now = self.context.clock()
        if not alarms.close(tx, alarm.kind, alarm.subject, now=now) or not runs:
            return
        minutes = int((now - alarm.opened_at + PATIENCE).total_seconds() // 60)
        facts = {"client_id": alarm.facts["client_id"], "minutes": minutes}
        tell_operators(tx, self.context, "operator_set_up_after_all", f"{KIND}:over:{alarm.subject}", **facts)
