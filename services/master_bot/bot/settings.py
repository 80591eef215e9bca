"""Settings of the operator's bot, read whole before anything starts."""

from __future__ import annotations

from dataclasses import dataclass

from services.shared.runtime.environment import Environment, SettingsError
from services.shared.runtime.secret import Secret


@dataclass(frozen=True, slots=True)
class MasterBotSettings:
    bot_token: Secret
    admin_ids: frozenset[int]
    master_api_url: str
    master_api_token: Secret
    telegram_api_url: str
    telegram_proxy: str
    redis_url: Secret
    log_format: str

    @classmethod
    def read(cls, environment: Environment) -> MasterBotSettings:
        return cls(
            bot_token=environment.secret("MASTER_BOT_TOKEN", expected="a bot's token from @BotFather"),
            admin_ids=_admin_ids(environment),
            master_api_url=environment.url("MASTER_API_URL", "http://127.0.0.1:8000"),
            master_api_token=environment.secret("MASTER_API_TOKEN"),
            telegram_api_url=environment.url("TELEGRAM_API_URL", "https://api.telegram.org"),
            telegram_proxy=environment.text("TELEGRAM_PROXY", ""),
            redis_url=environment.secret_url("REDIS_URL", schemes=("redis", "rediss", "unix")),
            log_format=environment.choice("LOG_FORMAT", ("text", "json"), "text"),
        )


def _admin_ids(environment: Environment) -> frozenset[int]:
    """At least one: a bot that obeys nobody is a mistake."""
    ids = frozenset(environment.integers("MASTER_ADMIN_IDS"))
    if not ids:
        raise SettingsError("MASTER_ADMIN_IDS is not set: expected whole numbers separated by commas, as in 123,456")
    return ids
