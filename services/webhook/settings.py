"""Settings of the webhook service and of its relay, read whole before anything starts."""

from __future__ import annotations

import re
from dataclasses import dataclass

from services.shared.runtime.environment import Environment, SettingsError
from services.shared.runtime.secret import Secret
from services.webhook.senders import YOOKASSA_NETWORKS, Network, Senders, read_networks

MASTER_API = "http://127.0.0.1:8000"
_PATH_SECRET = re.compile(r"[A-Za-z0-9._~-]+", re.ASCII)


@dataclass(frozen=True, slots=True)
class WebhookSettings:
    """``path_secret``: None where notifications come to the plain address."""

    database_url: Secret
    path_secret: Secret | None
    senders: Senders
    master_api_url: str
    host: str
    port: int
    log_format: str

    @classmethod
    def read(cls, environment: Environment) -> WebhookSettings:
        return cls(
            database_url=environment.secret_url("DATABASE_URL", schemes=("postgresql", "postgres")),
            path_secret=_path_secret(environment),
            senders=Senders(
                allowed=_networks(environment, "WEBHOOK_ALLOWED_IPS", YOOKASSA_NETWORKS),
                trusted_proxies=_networks(environment, "WEBHOOK_TRUSTED_PROXIES", ""),
            ),
            master_api_url=environment.url("MASTER_API_URL", MASTER_API),
            host=environment.text("WEBHOOK_HOST", "127.0.0.1"),
            port=environment.port("WEBHOOK_PORT", 8001),
            log_format=environment.choice("LOG_FORMAT", ("text", "json"), "text"),
        )


@dataclass(frozen=True, slots=True)
class RelaySettings:
    database_url: Secret
    master_api_url: str
    master_api_token: Secret
    log_format: str

    @classmethod
    def read(cls, environment: Environment) -> RelaySettings:
        return cls(
            database_url=environment.secret_url("DATABASE_URL", schemes=("postgresql", "postgres")),
            master_api_url=environment.url("MASTER_API_URL", MASTER_API),
            master_api_token=environment.secret("MASTER_API_TOKEN"),
            log_format=environment.choice("LOG_FORMAT", ("text", "json"), "text"),
        )


def _path_secret(environment: Environment) -> Secret | None:
    secret = environment.secret("WEBHOOK_PATH_SECRET", "")
    if not secret:
        return None
    if _PATH_SECRET.fullmatch(secret.reveal()) is None:
        raise SettingsError("WEBHOOK_PATH_SECRET is part of an address: expected letters, digits and - . _ ~ only")
    return secret


def _networks(environment: Environment, name: str, default: str) -> tuple[Network, ...]:
    expected = "networks separated by commas, as in 185.71.76.0/27,2a02:5180::/32"
    try:
        return read_networks(environment.text(name, default, expected=expected))
    except ValueError as error:
        raise SettingsError(f"{name}: {error}; expected {expected}") from None
