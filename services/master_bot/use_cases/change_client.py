"""Change what the registry says of a client; its bot hears of it at the deployment that follows."""

from __future__ import annotations

from dataclasses import dataclass

from psycopg.errors import UniqueViolation

from services.master_bot.storage import audit, clients, deployments
from services.master_bot.storage.clients import Client
from services.master_bot.use_cases.check_bot import ask_telegram
from services.master_bot.use_cases.context import Context
from services.master_bot.use_cases.refusals import BotTokenInUse, NotFound
from services.shared.postgres.pool import transaction
from services.shared.runtime.secret import Secret


@dataclass(frozen=True, slots=True)
class Changes:
    """What is None stays as it is."""

    business_name: str | None = None
    timezone: str | None = None
    locale: str | None = None
    admin_ids: tuple[int, ...] | None = None
    bot_token: Secret | None = None


def change_client(context: Context, client_id: str, changes: Changes, *, who: str) -> Client:
    """The client as it is afterwards. A running one is deployed anew."""
    columns: dict[str, object] = {
        name: value for name in ("business_name", "timezone", "locale") if (value := getattr(changes, name)) is not None
    }
    if changes.admin_ids is not None:
        columns["admin_ids"] = list(changes.admin_ids)
    if changes.bot_token is not None:
        account = ask_telegram(context, changes.bot_token)
        columns |= {
            "bot_id": account.id,
            "bot_username": account.username,
            "bot_token": context.cipher.encrypt(changes.bot_token),
        }
    now = context.clock()
    try:
        with transaction(context.pool) as tx:
            present = clients.get(tx, client_id)
            if present is None or present.gone:
                raise NotFound(f"there is no client {client_id}")
            if columns:
                clients.change(tx, client_id, **columns)
                audit.add(tx, who, "client.change", client_id, {"changed": sorted(columns)}, now=now)
            client = clients.required(tx, client_id)
            if columns and client.desired_state == "running":
                deployments.enqueue(tx, client_id, "deploy", requested_by=f"api:{who}", now=now)
            return client
    except UniqueViolation:
        raise BotTokenInUse("this bot already works for another client: take another one") from None
