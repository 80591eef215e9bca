"""Take a client away: asked for, carried out by the deploy worker after a backup, and then only a row of the registry.

Until the worker has that backup, a payment or the operator brings the client back; from then on nothing does.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from services.master_bot.storage import audit, autopay, clients, deployments, outbox, subscriptions
from services.master_bot.storage.clients import Client
from services.master_bot.storage.deployments import Deployment, End
from services.master_bot.storage.outbox import Message
from services.master_bot.use_cases.refusals import NotFound
from services.shared.postgres.pool import Transaction

REMOVE = "remove"


def ask_for_removal(tx: Transaction, client_id: str, *, who: str, now: datetime) -> Deployment:
    """The deployment that will do it, or the client's open one. Raises ``NotFound``, also when it was removed."""
    if clients.get(tx, client_id) is None:
        raise NotFound(f"there is no client {client_id[:40]}")
    if clients.lock(tx, client_id).deleted_at is not None:
        raise NotFound(f"{client_id} was removed already")
    deployment = deployments.enqueue(tx, client_id, REMOVE, requested_by=f"api:{who}", now=now)
    audit.add(tx, who, "client.remove", client_id, {"deployment": deployment.id}, now=now)
    return deployment


def facts_for_backup(tx: Transaction, client: Client) -> dict[str, Any]:
    """What is worth knowing of a client besides its data. No secrets: a new bot gets a token and passwords anyway."""
    found = subscriptions.get(tx, client.id)
    subscription = None
    if found is not None:
        subscription = {"plan": found.plan_code, "state": found.state, "paid_until": found.paid_until.isoformat()}
    return {
        "client_id": client.id,
        "bot_id": client.bot_id,
        "bot_username": client.bot_username,
        "owner_telegram_id": client.owner_telegram_id,
        "admin_ids": client.admin_ids,
        "business_name": client.business_name,
        "timezone": client.timezone,
        "locale": client.locale,
        "program": client.image,
        "created_at": client.created_at.isoformat(),
        "subscription": subscription,
        "plan_limits": subscriptions.limits(tx, client.id),
    }


def record_removal(
    tx: Transaction, deployment: Deployment, client: Client, end: End, *, operators: Sequence[int], now: datetime
) -> None:
    """What the registry says of a locked client once its removal has ended, however, and who is told."""
    if end.state == "failed":
        clients.change(tx, client.id, actual_state="ill", last_error=end.error)
        _tell_operators(tx, deployment, client, "operator_not_removed", end.error, operators, now)
    elif end.state == "recovered":
        # It was locked for its backup: whoever wants it back now has it deployed anew.
        clients.change(tx, client.id, actual_state="suspended", last_error=None)
        _tell_operators(tx, deployment, client, "operator_stays", end.error, operators, now)
    else:
        clients.forget(tx, client.id, now=now)
        autopay.turn_off(tx, client.id, who="removed", now=now)
        audit.add(tx, deployment.requested_by, "client.removed", client.id, {"backup": client.backup}, now=now)
        _tell_operators(tx, deployment, client, "operator_removed", client.backup, operators, now)
        about = {"locale": client.locale, "business_name": client.business_name, "bot_username": client.bot_username}
        message = Message(f"removed:{client.id}", "sales_bot", client.owner_telegram_id, "subscription_deleted", about)
        outbox.add(tx, message, now=now)


def _tell_operators(
    tx: Transaction,
    deployment: Deployment,
    client: Client,
    kind: str,
    word: str | None,
    operators: Sequence[int],
    now: datetime,
) -> None:
    facts = {
        "locale": "ru",
        "client_id": client.id,
        "bot_username": client.bot_username,
        "business_name": client.business_name,
        "backup" if kind == "operator_removed" else "error": word or "",
    }
    for operator in operators:
        outbox.add(tx, Message(f"{kind}:{deployment.id}:{operator}", "master_bot", operator, kind, facts), now=now)
