"""What the platform's programs stand on: servers, and what runs the clients' bots. As processes, or as containers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import psycopg
import redis
from psycopg.rows import dict_row

from deploy.bootstrap import RedisPasswords, RolePasswords, bootstrap_postgres, bootstrap_redis
from deploy.runners.process import ProcessRunner
from scripts.local_platform.children import ROOT, Program
from scripts.local_platform.outside import Outside
from scripts.local_platform.programs import Addresses, PlatformSettings
from scripts.local_platform.simulators import telegram_program, yookassa_program
from scripts.local_platform.state import DemoState
from scripts.servers.postgres import PostgresServer, new_postgres
from scripts.servers.valkey import ValkeyServer, new_valkey
from services.shared.runtime.secret import Secret
from services.shared.runtime.version import VERSION

DATABASE = "booking_saas"


class Ground(Protocol):
    """``runner``: the word for RUNNER. ``network``: the clients' containers' network, where there is one."""

    @property
    def runner(self) -> str: ...
    @property
    def network(self) -> str: ...

    def start(self, state: DemoState, *, simulated: bool) -> None:
        """Bring up the servers; with ``simulated`` also those stand-ins that are no processes of ours."""

    def addresses(self, state: DemoState, outside: Outside) -> Addresses: ...

    def stand_ins(self, state: DemoState, settings: PlatformSettings) -> list[Program]:
        """The stand-ins that run as processes of ours."""

    def stop_bots(self, settings: PlatformSettings) -> None: ...

    def stop(self) -> None: ...

    def clean(self, state: DemoState) -> None:
        """Remove whatever is kept outside of the demo's folder."""


def role_passwords(state: DemoState) -> RolePasswords:
    return RolePasswords(*(state.secret(role) for role in ("booking_user", "zapis_master", "zapis_webhook")))


def redis_passwords(state: DemoState) -> RedisPasswords:
    return RedisPasswords(*(state.secret(user) for user in ("zapis_admin", "zapis_bots")))


def bootstrap(superuser_url: Secret, redis_url: Secret, state: DemoState) -> None:
    """Roles, database, schemas and Redis users, as they should be."""
    with psycopg.connect(superuser_url.reveal(), autocommit=True, row_factory=dict_row) as superuser:
        bootstrap_postgres(superuser, role_passwords(state), database=DATABASE)
    with redis.Redis.from_url(redis_url.reveal(), socket_timeout=5) as admin:
        bootstrap_redis(admin, redis_passwords(state))


@dataclass(slots=True)
class ProcessGround:
    """PostgreSQL and Valkey from wheels, bots as processes; the data lie in the demo's folder."""

    runner: str = "process"
    network: str = "none"
    _postgres: PostgresServer | None = None
    _valkey: ValkeyServer | None = None

    def start(self, state: DemoState, *, simulated: bool) -> None:  # noqa: ARG002 - the stand-ins are processes
        postgres = new_postgres(state.folder / "postgres", state.ports["postgres"], state.secret("postgres"))
        valkey = new_valkey(state.folder / "valkey", state.ports["redis"], state.secret("zapis_admin"))
        state.save()
        self._postgres, self._valkey = postgres, valkey
        postgres.start()
        valkey.start(persistent=True)
        bootstrap(postgres.superuser_url, valkey.admin_url, state)

    def addresses(self, state: DemoState, outside: Outside) -> Addresses:
        assert self._postgres is not None
        assert self._valkey is not None
        postgres, valkey, roles = self._postgres, self._valkey, role_passwords(state)
        return Addresses(
            owner_database=postgres.url("booking_user", roles.booking_user, DATABASE),
            master_database=postgres.url("zapis_master", roles.zapis_master, DATABASE),
            webhook_database=postgres.url("zapis_webhook", roles.zapis_webhook, DATABASE),
            redis_admin=valkey.admin_url,
            redis_bots=valkey.url("zapis_bots", redis_passwords(state).zapis_bots),
            client_database_host=postgres.host,
            client_database_port=postgres.port,
            client_redis_host=valkey.host,
            client_redis_port=valkey.port,
            client_telegram=outside.telegram,
        )

    def stand_ins(self, state: DemoState, settings: PlatformSettings) -> list[Program]:
        return [telegram_program(state), yookassa_program(state, settings)]

    def stop_bots(self, settings: PlatformSettings) -> None:
        ProcessRunner(root=ROOT, clients_dir=settings.clients_dir, run_dir=settings.run_dir, version=VERSION).stop_all()

    def stop(self) -> None:
        if self._valkey is not None:
            self._valkey.stop()
        if self._postgres is not None:
            self._postgres.stop()

    def clean(self, state: DemoState) -> None:
        """Everything lies in the folder."""
