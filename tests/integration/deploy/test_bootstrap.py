from __future__ import annotations

import psycopg
import pytest
import redis

from deploy.bootstrap import RedisPasswords, bootstrap_redis
from scripts.servers.valkey import ValkeyServer
from services.shared.postgres.pool import connect
from services.shared.runtime.secret import Secret
from tests.support.database import Database, bootstrap


def test_repeating_changes_nothing(database: Database) -> None:
    again = bootstrap(database.server, database.name)

    with connect(again.master_url) as master:
        plans = master.execute("SELECT count(*) AS plans FROM plans").fetchone()

    assert plans == {"plans": 4}


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT 1 FROM webhook.inbox",
        "CREATE TABLE platform.mine (id int)",
        "CREATE TABLE public.mine (id int)",
        "CREATE TEMPORARY TABLE mine (id int)",
        "SELECT lo_create(0)",
        "SELECT lo_from_bytea(0, 'x')",
        "SET ROLE booking_user",
    ],
)
def test_service_sees_its_own_schema_only(database: Database, statement: str) -> None:
    with connect(database.master_url) as master, pytest.raises(psycopg.errors.InsufficientPrivilege):
        master.execute(statement.encode())


def test_wrong_password_is_refused(database: Database) -> None:
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        connect(database.role_url("zapis_master", Secret("guessed")))


def test_redis_default_user_is_off_and_bots_see_their_keys_only(redis_server: ValkeyServer) -> None:
    passwords = RedisPasswords(zapis_admin=redis_server.password, zapis_bots=Secret("bots-made-up"))
    with redis.Redis.from_url(redis_server.admin_url.reveal()) as admin:
        bootstrap_redis(admin, passwords)
        bootstrap_redis(admin, passwords)

    with redis.Redis.from_url(redis_server.url("zapis_bots", passwords.zapis_bots).reveal()) as bots:
        bots.set("zapis_sales:greeting", "hello")
        refused = [_refusal(bots, *words) for words in (("GET", "client_001:x"), ("KEYS", "*"), ("FLUSHALL",))]
    with redis.Redis(host=redis_server.host, port=redis_server.port) as nobody:
        refused.append(_refusal(nobody, "PING"))

    assert refused == ["NoPermissionError", "NoPermissionError", "NoPermissionError", "AuthenticationError"]


def _refusal(client: redis.Redis, *words: str) -> str:
    try:
        client.execute_command(*words)  # type: ignore[no-untyped-call]
    except redis.RedisError as error:
        return type(error).__name__
    return "allowed"
