"""Look after subscriptions, from their state and not from ticks: what time has brought, and whom to tell of it."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from services.master_bot.domain.subscriptions import (
    PAID,
    Notice,
    Standing,
    SubscriptionState,
    due_notice,
    ends_at,
    moved_on,
    next_look,
)
from services.master_bot.storage import audit, clients, deployments, outbox, subscriptions
from services.master_bot.storage.clients import Client
from services.master_bot.storage.orders import Order
from services.master_bot.storage.outbox import Message
from services.master_bot.use_cases.autopay import look_at_autopay
from services.master_bot.use_cases.context import Context
from services.master_bot.use_cases.create_payment import create_payment
from services.master_bot.use_cases.extend_subscription import serve
from services.master_bot.use_cases.refusals import Refusal
from services.master_bot.use_cases.renewal_price import tell_of_price_rise
from services.master_bot.use_cases.settle import settle
from services.shared.postgres.pool import Transaction, transaction

logger = logging.getLogger(__name__)

LEASE = timedelta(minutes=2)
WHO = "subscription"


@dataclass(frozen=True, slots=True)
class SubscriptionMonitor:
    """``run_once`` looks at one subscription that is due; it answers "was there one?"."""

    context: Context

    def run_once(self) -> bool:
        now = self.context.clock()
        with transaction(self.context.pool) as tx:
            client_id = subscriptions.claim_due(tx, now=now, lease=LEASE)
        if client_id is None:
            return False
        with transaction(self.context.pool) as tx:
            charge = self._look_at(tx, client_id, now)
        if charge is not None:
            self._carry_out(charge)
        return True

    def _carry_out(self, charge: Order) -> None:
        """It is written down already: whatever happens here, the reconciler brings it to its end."""
        try:
            made = create_payment(self.context, charge)
            if made.payment_id is not None:
                settle(self.context, made.payment_id)
        except Refusal as refusal:
            logger.warning("the charge %s has to wait: %s", charge.id, refusal.detail)

    def _look_at(self, tx: Transaction, client_id: str, now: datetime) -> Order | None:
        """A charge to carry out, or None.

        The client's lock comes first: whoever pays at this moment is before or after us, never between.
        """
        client, found = clients.lock(tx, client_id), subscriptions.get(tx, client_id)
        if found is None or client.desired_state == "deleted":
            subscriptions.look_again(tx, client_id, None)
            return None
        standing = found.standing
        moved = moved_on(standing, now)
        if moved is not None:
            self._move(tx, client, standing, moved, now)
            standing = moved
            found = replace(found, state=moved.state.value, state_since=moved.since)
        if standing.state is not SubscriptionState.ENDED:
            tell_of_price_rise(tx, client, found, now)
        renewal = look_at_autopay(tx, self.context.receipts, client, found, now)
        notice = due_notice(standing, now)
        if notice is not None and not (renewal.renews and standing.state in PAID):
            outbox.add(tx, _to_owner(client, standing, notice), now=now)
        looks = [at for at in (next_look(standing, now), renewal.next_at) if at is not None]
        subscriptions.look_again(tx, client_id, min(looks, default=None))
        return renewal.charge

    def _move(self, tx: Transaction, client: Client, before: Standing, after: Standing, now: datetime) -> None:
        subscriptions.move(tx, client.id, after)
        facts = {"from": before.state.value, "to": after.state.value, "paid_until": after.paid_until.isoformat()}
        audit.add(tx, WHO, "subscription.move", client.id, facts, now=now)
        logger.info("%s: the subscription is %s", client.id, after.state)
        match after.state:
            case SubscriptionState.READ_ONLY if client.desired_state == "running":
                serve(tx, client.id, requested_by=WHO, now=now)
            case SubscriptionState.SUSPENDED if client.desired_state != "suspended":
                deployments.enqueue(tx, client.id, "suspend", requested_by=WHO, now=now)
            case SubscriptionState.ENDED:
                self._ask_operators(tx, client, after, now)

    def _ask_operators(self, tx: Transaction, client: Client, standing: Standing, now: datetime) -> None:
        """Nothing makes a backup of a client yet, so nothing deletes one by itself."""
        facts = {**_facts(client, standing), "locale": "ru", "client_id": client.id}
        for operator in self.context.operators:
            key = f"{_period(client, standing)}:deletion_due:{operator}"
            outbox.add(tx, Message(key, "master_bot", operator, "operator_deletion_due", facts), now=now)


def _to_owner(client: Client, standing: Standing, notice: Notice) -> Message:
    """Said once in a period: the period is the time that was last paid until."""
    key = f"{_period(client, standing)}:{notice.value}"
    return Message(key, "sales_bot", client.owner_telegram_id, notice.value, _facts(client, standing))


def _period(client: Client, standing: Standing) -> str:
    return f"subscription:{client.id}:{standing.paid_until.isoformat()}"


def _facts(client: Client, standing: Standing) -> Mapping[str, str]:
    end = ends_at(standing)
    return {
        "locale": client.locale,
        "business_name": client.business_name,
        "bot_username": client.bot_username,
        "timezone": client.timezone,
        "paid_until": standing.paid_until.isoformat(),
        "until": (end or standing.paid_until).isoformat(),
    }
