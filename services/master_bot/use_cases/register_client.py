"""Take a client into the registry without a payment: the operator's own, or one that moves in."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from psycopg.errors import UniqueViolation

from services.master_bot.domain.periods import Paid, paid_period
from services.master_bot.storage import audit, clients, periods, plans, subscriptions
from services.master_bot.storage.clients import Client, NewClient
from services.master_bot.storage.periods import NewPeriod
from services.master_bot.use_cases.check_bot import ask_telegram, require_free, require_unreserved
from services.master_bot.use_cases.context import Context
from services.master_bot.use_cases.refusals import BotTokenInUse, NotPossibleNow, UnknownPlan
from services.shared.postgres.pool import Transaction, transaction
from services.shared.runtime.secret import Secret


@dataclass(frozen=True, slots=True)
class Registration:
    """``client_id``: None for the next free one. What is None takes a sensible default."""

    bot_token: Secret
    admin_ids: tuple[int, ...]
    client_id: str | None = None
    owner_telegram_id: int | None = None
    business_name: str | None = None
    timezone: str | None = None
    locale: str | None = None
    plan: str | None = None


def register_client(context: Context, wanted: Registration, *, who: str) -> Client:
    """The new client; nothing is deployed yet. Raises a ``Refusal``, and then nothing was written."""
    account = ask_telegram(context, wanted.bot_token)
    now = context.clock()
    new = NewClient(
        bot_id=account.id,
        bot_username=account.username,
        bot_token=wanted.bot_token,
        owner_telegram_id=wanted.owner_telegram_id or wanted.admin_ids[0],
        business_name=wanted.business_name or f"@{account.username}",
        timezone=wanted.timezone or "Europe/Moscow",
        locale=wanted.locale or "ru",
    )
    try:
        with transaction(context.pool) as tx:
            require_free(tx, account)
            require_unreserved(tx, account)
            if wanted.client_id is not None and clients.get(tx, wanted.client_id) is not None:
                raise NotPossibleNow(f"{wanted.client_id} is registered already")
            client = clients.create(tx, context.cipher, new, now=now, client_id=wanted.client_id)
            clients.change(tx, client.id, admin_ids=list(wanted.admin_ids), desired_state="stopped")
            _subscribe(tx, context, client.id, wanted.plan)
            audit.add(tx, who, "client.register", client.id, {"bot": account.username}, now=now)
            return clients.required(tx, client.id)
    except UniqueViolation:
        raise BotTokenInUse(f"@{account.username} already works for a client: take another bot") from None


def _subscribe(tx: Transaction, context: Context, client_id: str, code: str | None) -> None:
    if code is None:
        return
    plan = plans.find(tx, code)
    if plan is None:
        raise UnknownPlan(f"there is no plan {code[:40]!r} on sale")
    now = context.clock()
    length = paid_period(None, now, months=plan.months, days=plan.days)
    periods.add(tx, NewPeriod(client_id, plan, None, "operator", now, length.until, Decimal(0)), now=now)
    subscriptions.extend(tx, client_id, plan, Paid(length.until, length.billing_day), now=now)
