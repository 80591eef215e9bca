"""Which programs the platform consists of, and which settings each sees. Values only; nothing is started here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from scripts.local_platform.children import Program
from scripts.local_platform.outside import Outside
from services.shared.runtime.secret import Secret

SCREENS_PROGRAM = "screens_bot"
EXAMPLE_SELLER = Path(__file__).resolve().parents[2] / "seller.example.toml"


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where the servers are: ``…_url`` for the platform's own processes, ``client_…`` for the clients' bots."""

    owner_database: Secret
    master_database: Secret
    webhook_database: Secret
    redis_admin: Secret
    redis_bots: Secret
    client_database_host: str
    client_database_port: int
    client_redis_host: str
    client_redis_port: int
    client_telegram: str


@dataclass(frozen=True, slots=True)
class PlatformSettings:
    """Everything that is decided once for the whole platform."""

    addresses: Addresses
    outside: Outside
    master_api_port: int
    webhook_port: int
    runner: str
    booking_bot_image: str
    client_network: str
    clients_dir: Path
    run_dir: Path
    backups_dir: Path
    postgres_programs: Path
    master_api_token: Secret
    encryption_key: Secret
    webhook_path_secret: Secret

    @property
    def master_api_url(self) -> str:
        return f"http://127.0.0.1:{self.master_api_port}"

    @property
    def webhook_url(self) -> str:
        return f"http://127.0.0.1:{self.webhook_port}/yookassa/webhook/{self.webhook_path_secret.reveal()}"


def migrators(settings: PlatformSettings) -> list[Program]:
    """Programs that end by themselves and come first."""
    database = {"DATABASE_URL": settings.addresses.owner_database.reveal()}
    return [
        Program("master_migrate", "services.master_bot.migrate", database),
        Program("webhook_migrate", "services.webhook.migrate", database),
    ]


def platform_programs(settings: PlatformSettings) -> list[Program]:
    """The long-running ones, in the order in which they are started."""
    programs = [
        Program("master_api", "services.master_bot.api", _master_api(settings)),
        Program("deploy_worker", "services.master_bot.worker", _deploy_worker(settings), ["deployments"]),
        Program("housekeeping", "services.master_bot.worker", _housekeeping(settings), ["housekeeping"]),
        Program("webhook", "services.webhook", _webhook(settings)),
        Program("relay", "services.webhook.relay", _relay(settings)),
        Program("sales_bot", "services.sales_bot", _sales_bot(settings)),
    ]
    if settings.outside.master_bot_token is not None:
        programs.append(
            Program("master_bot", "services.master_bot.bot", _master_bot(settings, settings.outside.master_bot_token))
        )
    if settings.outside.screens_bot_token is not None:
        programs.append(
            Program(SCREENS_PROGRAM, "scripts.gallery", _screens_bot(settings, settings.outside.screens_bot_token))
        )
    return programs


def command_line(settings: PlatformSettings) -> Mapping[str, str]:
    """What ``zapis`` needs to speak with this platform, and with ``LOCAL=1`` to do the worker's step itself."""
    return _master_api_client(settings) | _deploy_worker(settings)


def _telegram(settings: PlatformSettings) -> dict[str, str]:
    return {"TELEGRAM_API_URL": settings.outside.telegram, "TELEGRAM_PROXY": settings.outside.telegram_proxy}


def _yookassa(settings: PlatformSettings) -> dict[str, str]:
    return {
        "YOOKASSA_SHOP_ID": settings.outside.shop_id,
        "YOOKASSA_SECRET_KEY": settings.outside.shop_key.reveal(),
        "YOOKASSA_API_URL": settings.outside.yookassa,
    }


def _master_api_client(settings: PlatformSettings) -> dict[str, str]:
    return {"MASTER_API_URL": settings.master_api_url, "MASTER_API_TOKEN": settings.master_api_token.reveal()}


def _master_api(settings: PlatformSettings) -> dict[str, str]:
    return {
        "DATABASE_URL": settings.addresses.master_database.reveal(),
        "REDIS_URL": settings.addresses.redis_bots.reveal(),
        "MASTER_API_TOKEN": settings.master_api_token.reveal(),
        "MASTER_API_PORT": str(settings.master_api_port),
        "MASTER_ADMIN_IDS": _operators(settings),
        "SECRET_KEYS": settings.encryption_key.reveal(),
        "YOOKASSA_AUTOPAY": "1",  # every test shop has it, and so does the stand-in
        "PAYMENT_RETURN_URL": settings.outside.public_url,
        "SELLER_FILE": str(EXAMPLE_SELLER),
        **_telegram(settings),
        **_yookassa(settings),
    }


def _deploy_worker(settings: PlatformSettings) -> dict[str, str]:
    addresses = settings.addresses
    return {
        "DATABASE_URL": addresses.owner_database.reveal(),
        "REDIS_URL": addresses.redis_admin.reveal(),
        "SECRET_KEYS": settings.encryption_key.reveal(),
        "RUNNER": settings.runner,
        "BOOKING_BOT_IMAGE": settings.booking_bot_image,
        "CLIENTS_DIR": str(settings.clients_dir),
        "RUN_DIR": str(settings.run_dir),
        "BACKUPS_DIR": str(settings.backups_dir),
        "PG_BIN_DIR": str(settings.postgres_programs),
        "CLIENT_DATABASE_HOST": addresses.client_database_host,
        "CLIENT_DATABASE_PORT": str(addresses.client_database_port),
        "CLIENT_REDIS_HOST": addresses.client_redis_host,
        "CLIENT_REDIS_PORT": str(addresses.client_redis_port),
        "CLIENT_TELEGRAM_API_URL": addresses.client_telegram,
        "CLIENT_NETWORK": settings.client_network,
        "MASTER_ADMIN_IDS": _operators(settings),
        **_telegram(settings),
    }


def _housekeeping(settings: PlatformSettings) -> dict[str, str]:
    master_bot = (
        {}
        if settings.outside.master_bot_token is None
        else {"MASTER_BOT_TOKEN": settings.outside.master_bot_token.reveal()}
    )
    return {
        "DATABASE_URL": settings.addresses.master_database.reveal(),
        "SECRET_KEYS": settings.encryption_key.reveal(),
        "SALES_BOT_TOKEN": settings.outside.sales_bot_token.reveal(),
        "MASTER_ADMIN_IDS": _operators(settings),
        "PAYMENT_RETURN_URL": settings.outside.public_url,
        **master_bot,
        **_telegram(settings),
        **_yookassa(settings),
    }


def _webhook(settings: PlatformSettings) -> dict[str, str]:
    return {
        "DATABASE_URL": settings.addresses.webhook_database.reveal(),
        "WEBHOOK_PORT": str(settings.webhook_port),
        "WEBHOOK_PATH_SECRET": settings.webhook_path_secret.reveal(),
        "WEBHOOK_ALLOWED_IPS": "127.0.0.0/8",
        "MASTER_API_URL": settings.master_api_url,
    }


def _relay(settings: PlatformSettings) -> dict[str, str]:
    return {"DATABASE_URL": settings.addresses.webhook_database.reveal(), **_master_api_client(settings)}


def _sales_bot(settings: PlatformSettings) -> dict[str, str]:
    return {
        "SALES_BOT_TOKEN": settings.outside.sales_bot_token.reveal(),
        "REDIS_URL": settings.addresses.redis_bots.reveal(),
        **_master_api_client(settings),
        **_telegram(settings),
    }


def _master_bot(settings: PlatformSettings, token: Secret) -> dict[str, str]:
    return {
        "MASTER_BOT_TOKEN": token.reveal(),
        "MASTER_ADMIN_IDS": _operators(settings),
        "REDIS_URL": settings.addresses.redis_bots.reveal(),
        **_master_api_client(settings),
        **_telegram(settings),
    }


def _screens_bot(settings: PlatformSettings, token: Secret) -> dict[str, str]:
    return {"BOT_TOKEN": token.reveal(), "TELEGRAM_API_URL": settings.outside.telegram}


def _operators(settings: PlatformSettings) -> str:
    return ",".join(map(str, settings.outside.admin_ids))
