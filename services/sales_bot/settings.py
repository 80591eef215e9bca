"""Settings of the sales bot, read whole before anything starts."""

from __future__ import annotations

from dataclasses import dataclass

from services.shared.runtime.environment import Environment
from services.shared.runtime.secret import Secret


@dataclass(frozen=True, slots=True)
class SalesBotSettings:
    bot_token: Secret
    master_api_url: str
    master_api_token: Secret
    telegram_api_url: str
    telegram_proxy: str
    redis_url: Secret
    log_format: str

    @classmethod
    def read(cls, environment: Environment) -> SalesBotSettings:
        return cls(
            bot_token=environment.secret("SALES_BOT_TOKEN", expected="a bot's token from @BotFather"),
            master_api_url=environment.url("MASTER_API_URL", "http://127.0.0.1:8000"),
            master_api_token=environment.secret("MASTER_API_TOKEN"),
            telegram_api_url=environment.url("TELEGRAM_API_URL", "https://api.telegram.org"),
            telegram_proxy=environment.text("TELEGRAM_PROXY", ""),
            redis_url=environment.secret_url("REDIS_URL", schemes=("redis", "rediss", "unix")),
            log_format=environment.choice("LOG_FORMAT", ("text", "json"), "text"),
        )
