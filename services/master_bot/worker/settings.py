"""The settings of the deploy worker."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from psycopg.conninfo import conninfo_to_dict

from deploy.backup import Backups
from deploy.postgres_programs import PostgresPrograms
from deploy.specs import Placement
from services.shared.runtime.environment import Environment, SettingsError
from services.shared.runtime.secret import Secret
from services.shared.runtime.version import VERSION
from services.shared.telegram.plain_api import PlainTelegram

CONTAINER_UID = 10001
TELEGRAM = "https://api.telegram.org"


@dataclass(frozen=True, slots=True)
class DeployWorkerSettings:
    database_url: Secret
    redis_url: Secret
    secret_keys: Secret
    runner: str
    image: str
    placement: Placement
    run_dir: Path
    backups: Backups
    telegram: PlainTelegram
    operators: tuple[int, ...]
    """Who is told of a failure, in the master bot."""

    @classmethod
    def load(cls, environment: Environment) -> DeployWorkerSettings:
        """Raises ``SettingsError`` for the first thing that is missing or wrong."""
        database_url = environment.secret_url("DATABASE_URL", schemes=("postgresql", "postgres"))
        runner = environment.choice("RUNNER", ("docker", "process"), "docker")
        clients_dir = _folder(environment, "CLIENTS_DIR", "clients")
        return cls(
            database_url=database_url,
            redis_url=environment.secret_url("REDIS_URL", schemes=("redis", "rediss")),
            secret_keys=environment.secret("SECRET_KEYS", expected="Fernet keys, the newest first"),
            runner=runner,
            image=_with_tag(environment.text("BOOKING_BOT_IMAGE", "zapis/booking-bot")),
            placement=_placement(environment, database_url, runner, clients_dir),
            run_dir=_folder(environment, "RUN_DIR", str(clients_dir.parent / ".run")),
            backups=_backups(environment, clients_dir),
            telegram=PlainTelegram(
                environment.url("TELEGRAM_API_URL", TELEGRAM), environment.text("TELEGRAM_PROXY", "")
            ),
            operators=environment.integers("MASTER_ADMIN_IDS", ""),
        )


def _placement(environment: Environment, database_url: Secret, runner: str, clients_dir: Path) -> Placement:
    parts = conninfo_to_dict(database_url.reveal())
    bot_uid = _bot_uid(environment) if runner == "docker" else None
    return Placement(
        clients_dir=clients_dir,
        database_host=environment.text("CLIENT_DATABASE_HOST", str(parts.get("host", "127.0.0.1"))),
        database_port=environment.port("CLIENT_DATABASE_PORT", int(parts.get("port") or 5432)),
        database_name=str(parts["dbname"]),
        redis_host=environment.text("CLIENT_REDIS_HOST", "127.0.0.1"),
        redis_port=environment.port("CLIENT_REDIS_PORT", 6379),
        telegram_api_url=environment.url("CLIENT_TELEGRAM_API_URL", environment.url("TELEGRAM_API_URL", TELEGRAM)),
        telegram_proxy=environment.text("CLIENT_TELEGRAM_PROXY", environment.text("TELEGRAM_PROXY", "")),
        network=environment.text("CLIENT_NETWORK", "zapis_clients_00"),
        bot_uid=bot_uid,
    )


def _backups(environment: Environment, clients_dir: Path) -> Backups:
    folder = _folder(environment, "BACKUPS_DIR", str(clients_dir.parent / "backups"), mode=0o700)
    if folder.is_relative_to(clients_dir):
        raise SettingsError(f"BACKUPS_DIR={str(folder)!r}: expected a folder outside of CLIENTS_DIR")
    programs = environment.text("PG_BIN_DIR", "")
    if programs and not Path(programs).is_dir():
        raise SettingsError(f"PG_BIN_DIR={programs!r}: expected the folder in which pg_dump and pg_restore lie")
    return Backups(folder, PostgresPrograms(Path(programs).absolute() if programs else None))


def _bot_uid(environment: Environment) -> int:
    uid = environment.integer("BOT_UID", CONTAINER_UID, minimum=1)
    if os.geteuid() not in {0, uid}:
        raise SettingsError(
            f"BOT_UID={uid}: this program runs as uid {os.geteuid()} and cannot give the bots' files to them;"
            f" run it as root or as {uid}, or expect the bots to run as BOT_UID={os.geteuid()}"
        )
    return uid


def _with_tag(image: str) -> str:
    """An image without a tag or a digest is meant in the version of this program."""
    return image if ":" in image.rpartition("/")[2] else f"{image}:{VERSION}"


def _folder(environment: Environment, name: str, default: str, mode: int = 0o777) -> Path:
    path = Path(environment.text(name, default)).absolute()
    try:
        path.mkdir(mode=mode, parents=True, exist_ok=True)
    except OSError as error:
        raise SettingsError(f"{name}={str(path)!r} cannot be used: {error.strerror}") from None
    if not os.access(path, os.W_OK):
        raise SettingsError(f"{name}={str(path)!r}: expected a folder that this program may write to")
    return path
