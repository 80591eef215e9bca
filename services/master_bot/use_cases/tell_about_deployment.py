"""Who is told how a deployment ended. The messages are rows of the transaction that records the end."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from services.master_bot.storage import deployments, outbox
from services.master_bot.storage.clients import Client
from services.master_bot.storage.deployments import Deployment, End
from services.master_bot.storage.outbox import Message
from services.shared.postgres.pool import Transaction


def tell_about_deployment(
    tx: Transaction, deployment: Deployment, client: Client, end: End, *, operators: Sequence[int], now: datetime
) -> None:
    """The owner hears of the first success and of a failure to set the bot up; operators hear of every failure."""
    if end.state == "succeeded":
        if deployment.action == "deploy" and not deployments.succeeded_before(tx, deployment):
            outbox.add(
                tx,
                _to_owner(client, "bot_ready", f"bot_ready:{client.id}", {"bot_username": client.bot_username}),
                now=now,
            )
        return
    facts = {"client_id": client.id, "error": end.error or "", "log_tail": end.log_tail or ""}
    for operator in operators:
        key = f"deployment_failed:{deployment.id}:{operator}"
        message = Message(key, "master_bot", operator, "operator_deployment_failed", {"locale": "ru", **facts})
        outbox.add(tx, message, now=now)
    if deployment.requested_by.startswith(("payment:", "order:")) and end.state == "failed":
        key = f"deployment_failed:{deployment.id}"
        outbox.add(tx, _to_owner(client, "deployment_failed", key, facts), now=now)


def _to_owner(client: Client, kind: str, key: str, facts: dict[str, str]) -> Message:
    common = {"locale": client.locale, "business_name": client.business_name}
    return Message(key, "sales_bot", client.owner_telegram_id, kind, {**common, **facts})
