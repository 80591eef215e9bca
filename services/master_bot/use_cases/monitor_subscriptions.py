"""Look after subscriptions, from their state and not from ticks: what time has brought, and whom to tell of it."""

from __future__ import annotations

import logging
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
    until_told,
)
from services.master_bot.storage import audit, clients, deployments, outbox, subscriptions
from services.master_bot.storage.clients import Client
from services.master_bot.storage.orders import Order
from services.master_bot.use_cases.autopay import look_at_autopay
from services.master_bot.use_cases.context import Context
from services.master_bot.use_cases.create_payment import create_payment
from services.master_bot.use_cases.extend_subscription import serve
from services.master_bot.use_cases.refusals import Refusal
from services.master_bot.use_cases.remove_client import REMOVE
from services.master_bot.use_cases.renewal_price import tell_of_price_rise
from services.master_bot.use_cases.settle import settle
from services.master_bot.use_cases.tell_owner import tell_owner
from services.shared.postgres.pool import Transaction, transaction

logger = logging.getLogger(__name__)

LEASE = timedelta(minutes=2)
WHILE_LEAVING = timedelta(hours=1)
"""An operator may call a removal off: then the subscription goes on where time has brought it."""
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
            subscriptions.look_again(tx, client_id, None if client.gone else now + WHILE_LEAVING)
            return None
        standing = self._spared(tx, client, found.standing, now)
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
            _tell_owner(tx, client, standing, notice, now)
        looks = [at for at in (next_look(standing, now), renewal.next_at) if at is not None]
        subscriptions.look_again(tx, client_id, min(looks, default=None))
        return renewal.charge

    def _spared(self, tx: Transaction, client: Client, standing: Standing, now: datetime) -> Standing:
        """A platform that was away has told nobody: what is deleted was announced, and a day ago."""
        told_at = outbox.added_at(tx, _key(client, standing, Notice.DELETION_IN_1))
        spared = until_told(standing, told_at, now)
        if spared != standing:
            subscriptions.move(tx, client.id, spared)
        return spared

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
                deployments.enqueue(tx, client.id, REMOVE, requested_by=WHO, now=now)


def _tell_owner(tx: Transaction, client: Client, standing: Standing, notice: Notice, now: datetime) -> None:
    end = ends_at(standing) or standing.paid_until
    facts = {"paid_until": standing.paid_until.isoformat(), "until": end.isoformat()}
    tell_owner(tx, client, notice.value, _key(client, standing, notice), facts, now=now)


def _key(client: Client, standing: Standing, notice: Notice) -> str:
    """Said once in a period: the period is the time that was last paid until."""
    return f"subscription:{client.id}:{standing.paid_until.isoformat()}:{notice.value}"
