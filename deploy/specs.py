"""What is to run for a client, as plain values. Nothing here touches a file, a server or an engine."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

from services.shared.runtime.client_id import parse_client_id
from services.shared.runtime.secret import Secret

STOP_SECONDS = 45
MEMORY = 256 * 1024 * 1024
PIDS = 64
CPUS = 0.5


@dataclass(frozen=True, slots=True)
class Placement:
    """Where clients' bots live and how they reach the servers; the same for all of them."""

    clients_dir: Path
    database_host: str
    database_port: int
    database_name: str
    redis_host: str
    redis_port: int
    telegram_api_url: str
    network: str
    bot_uid: int | None
    """Who owns a client's ``.env``; None: whoever runs the worker."""
    telegram_proxy: str = ""
    """Empty where the bots need none."""


@dataclass(frozen=True, slots=True)
class ClientBot:
    """One client as the registry knows it."""

    client_id: str
    bot_token: Secret
    database_password: Secret
    redis_password: Secret
    admin_ids: tuple[int, ...]
    business_name: str
    timezone: str
    locale: str
    plan_limits: Mapping[str, Any]

    def __post_init__(self) -> None:
        parse_client_id(self.client_id)


@dataclass(frozen=True, slots=True)
class Removal:
    """A client that is to go. ``facts``: what its backup says of it; ``backup``: that of an earlier try."""

    client_id: str
    facts: Mapping[str, Any]
    asked_at: datetime
    backup: Path | None = None

    def __post_init__(self) -> None:
        parse_client_id(self.client_id)


@dataclass(frozen=True, slots=True)
class BotFiles:
    """The two files of a client's folder, as texts."""

    env: Secret
    compose: str


@dataclass(frozen=True, slots=True)
class Launch:
    """One way to run a bot: what (an image's id, or the program's version) and with which files."""

    client_id: str
    target: str
    files: BotFiles

    @property
    def fingerprint(self) -> str:
        """Changes whenever anything does that the bot was started with."""
        parts = json.dumps([self.target, self.files.env.reveal(), self.files.compose])
        return hashlib.sha256(parts.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Running:
    """What runs for a client now."""

    target: str
    fingerprint: str


# Whose word counts for a name in a client's .env (see DESIGN 1.2): the registry's always, or an edit's.
EDITABLE = ("BOT_TOKEN", "ADMIN_IDS", "BUSINESS_NAME", "TIMEZONE", "LOCALE")


def env_values(bot: ClientBot, placement: Placement) -> dict[str, str]:
    """Every name that a rendered ``.env`` sets, with its value, in the order of the file."""
    client_id, password = bot.client_id, quote(bot.database_password.reveal(), safe="")
    address = f"{placement.database_host}:{placement.database_port}/{placement.database_name}"
    values = {
        "CLIENT_ID": client_id,
        "BOT_TOKEN": bot.bot_token.reveal(),
        "ADMIN_IDS": ",".join(map(str, bot.admin_ids)),
        "BUSINESS_NAME": bot.business_name.rstrip("\\ "),
        "TIMEZONE": bot.timezone,
        "LOCALE": bot.locale,
        "DB_TYPE": "postgresql",
        "DATABASE_URL": f"postgresql://{client_id}:{password}@{address}",
        "DB_SCHEMA": client_id,
        "REDIS_HOST": placement.redis_host,
        "REDIS_PORT": str(placement.redis_port),
        "REDIS_DB": "0",
        "REDIS_USERNAME": client_id,
        "REDIS_PASSWORD": bot.redis_password.reveal(),
        "REDIS_KEY_PREFIX": f"{client_id}:",
        "TELEGRAM_API_URL": placement.telegram_api_url,
        "PLAN_LIMITS": json.dumps(dict(bot.plan_limits), ensure_ascii=True, sort_keys=True),
    }
    return values | ({"TELEGRAM_PROXY": placement.telegram_proxy} if placement.telegram_proxy else {})


def container_name(client_id: str) -> str:
    return f"bot_{client_id}"
