"""PostgreSQL and Valkey for the demo: started, given their roles and users, and described by their addresses."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import psycopg
import redis
from psycopg.rows import dict_row

from deploy.bootstrap import RedisPasswords, RolePasswords, bootstrap_postgres, bootstrap_redis
from scripts.local_platform.state import DemoState
from scripts.servers.postgres import PostgresServer, new_postgres
from scripts.servers.valkey import ValkeyServer, new_valkey
from services.shared.runtime.secret import Secret

DATABASE = "booking_saas"


@dataclass(frozen=True, slots=True)
class DataServers:
    postgres: PostgresServer
    valkey: ValkeyServer
    roles: RolePasswords
    users: RedisPasswords

    def database_url(self, role: str, password: Secret) -> Secret:
        return self.postgres.url(role, password, DATABASE)

    def stop(self) -> None:
        self.valkey.stop()
        self.postgres.stop()


def start_data_servers(state: DemoState, folder: Path) -> DataServers:
    """Start both (data in ``folder``, kept from start to start) and see to their roles, users and database."""
    roles = RolePasswords(
        booking_user=state.secret("booking_user"),
        zapis_master=state.secret("zapis_master"),
        zapis_webhook=state.secret("zapis_webhook"),
    )
    users = RedisPasswords(zapis_admin=state.secret("zapis_admin"), zapis_bots=state.secret("zapis_bots"))
    postgres = new_postgres(folder / "postgres", state.ports["postgres"], state.secret("postgres"))
    valkey = new_valkey(folder / "valkey", state.ports["redis"], users.zapis_admin)
    state.save()
    servers = DataServers(postgres, valkey, roles, users)
    try:
        postgres.start()
        valkey.start(persistent=True)
        bootstrap_servers(servers)
    except BaseException:
        servers.stop()
        raise
    return servers


def bootstrap_servers(servers: DataServers) -> None:
    url = servers.postgres.superuser_url.reveal()
    with psycopg.connect(url, autocommit=True, row_factory=dict_row) as superuser:
        bootstrap_postgres(superuser, servers.roles, database=DATABASE)
    with redis.Redis.from_url(servers.valkey.admin_url.reveal(), socket_timeout=5) as admin:
        bootstrap_redis(admin, servers.users)
