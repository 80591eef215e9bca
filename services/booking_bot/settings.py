"""What one bot is told at its start, from ``clients/<id>/.env`` or, on its own, from a token and an admin id."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from services.booking_bot.domain.settings import LANGUAGES
from services.booking_bot.use_cases.settings import EnvironmentSettings
from services.shared.runtime.client_id import InvalidClientId, parse_client_id
from services.shared.runtime.environment import Environment, SettingsError
from services.shared.runtime.secret import Secret

_TOKEN = re.compile(r"(?P<bot_id>[1-9]\d{0,15}):[A-Za-z0-9_-]{20,80}", re.ASCII)
_PREFIX = re.compile(r"[A-Za-z0-9_{}:-]{1,64}", re.ASCII)


@dataclass(frozen=True, slots=True)
class RedisSettings:
    """Where dialogs, lease and heartbeat are kept; ``key_prefix`` as ``client_042:``."""

    host: str
    port: int
    database: int
    username: str
    password: Secret
    key_prefix: str

    @classmethod
    def read(cls, environment: Environment) -> RedisSettings | None:
        """None where no ``REDIS_HOST`` is named: the bot runs on its own."""
        host = environment.text("REDIS_HOST", "")
        if not host:
            return None
        prefix = environment.text("REDIS_KEY_PREFIX", expected="a prefix such as client_042:")
        if _PREFIX.fullmatch(prefix) is None:
            raise SettingsError(f"REDIS_KEY_PREFIX={prefix!r}: expected a prefix such as client_042:")
        return cls(
            host=host,
            port=environment.port("REDIS_PORT", 6379),
            database=environment.integer("REDIS_DB", 0, maximum=1024),
            username=environment.text("REDIS_USERNAME", ""),
            password=environment.secret("REDIS_PASSWORD", ""),
            key_prefix=prefix,
        )


@dataclass(frozen=True, slots=True)
class BotSettings:
    """Exactly one of ``database_url`` and ``database_path`` is set."""

    client_id: str
    token: Secret
    business: EnvironmentSettings
    database_url: Secret | None
    database_path: Path | None
    redis: RedisSettings | None
    telegram_api_url: str
    telegram_proxy: str

    @classmethod
    def read(cls, environment: Environment) -> BotSettings:
        token, bot_id = _read_token(environment)
        database_url, database_path = _read_database(environment)
        redis = RedisSettings.read(environment)
        if database_url is not None and redis is None:
            raise SettingsError("REDIS_HOST is not set: expected the host of Redis, which goes with DB_TYPE=postgresql")
        return cls(
            client_id=_read_client_id(environment),
            token=token,
            business=_read_business(environment, bot_id),
            database_url=database_url,
            database_path=database_path,
            redis=redis,
            telegram_api_url=environment.url("TELEGRAM_API_URL", "https://api.telegram.org"),
            telegram_proxy=environment.text("TELEGRAM_PROXY", ""),
        )


def _read_client_id(environment: Environment) -> str:
    text = environment.text("CLIENT_ID", "")
    try:
        return parse_client_id(text) if text else ""
    except InvalidClientId as error:
        raise SettingsError(f"CLIENT_ID={error}") from None


def _read_token(environment: Environment) -> tuple[Secret, int]:
    token = environment.secret("BOT_TOKEN", expected="a bot's token from @BotFather")
    match = _TOKEN.fullmatch(token.reveal())
    if match is None:
        raise SettingsError("BOT_TOKEN does not look like a token: expected 123456789:AA… from @BotFather")
    return token, int(match["bot_id"])


def _read_database(environment: Environment) -> tuple[Secret | None, Path | None]:
    default = "postgresql" if environment.text("DATABASE_URL", environment.text("DATABASE_URL_FILE", "")) else "sqlite"
    if environment.choice("DB_TYPE", ("postgresql", "sqlite"), default) == "postgresql":
        return environment.secret_url("DATABASE_URL", schemes=("postgresql", "postgres")), None
    return None, Path(environment.text("DATABASE_PATH", "data/bookings.db"))


def _read_business(environment: Environment, bot_id: int) -> EnvironmentSettings:
    admin_ids = environment.integers("ADMIN_IDS")
    if not all(0 < number < 2**53 for number in admin_ids):
        raise SettingsError("ADMIN_IDS: expected Telegram user ids, as in 123456789,987654321")
    limits = _read_limits(environment)
    return EnvironmentSettings(
        name=environment.text("BUSINESS_NAME", "") or None,
        timezone=environment.text("TIMEZONE", "") or None,
        locale=environment.choice("LOCALE", LANGUAGES, LANGUAGES[0]) if environment.text("LOCALE", "") else None,
        admin_ids=admin_ids,
        bot_id=bot_id,
        read_only=limits.read_only,
        specialists=limits.specialists,
        bookings_per_month=limits.bookings_per_month,
    )


@dataclass(frozen=True, slots=True)
class _Limits:
    """None for what no plan limits: the bot runs on its own."""

    read_only: bool | None = None
    specialists: int | None = None
    bookings_per_month: int | None = None


def _read_limits(environment: Environment) -> _Limits:
    text = environment.text("PLAN_LIMITS", "")
    if not text:
        return _Limits()
    try:
        limits = json.loads(text)
    except ValueError:
        limits = None
    if not isinstance(limits, dict):
        raise SettingsError("PLAN_LIMITS: expected a JSON object, as in {}")
    return _Limits(
        limits.get("read_only") is True, _number(limits, "specialists"), _number(limits, "bookings_per_month")
    )


def _number(limits: Mapping[str, object], name: str) -> int:
    """0 where the plan does not limit it."""
    value = limits.get(name, 0)
    if type(value) is not int or not 0 <= value < 2**31:
        raise SettingsError(f"PLAN_LIMITS: {name}: expected a whole number")
    return value
