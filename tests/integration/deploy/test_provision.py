"""Two clients beside each other, each with its own credentials: what the one may not see of the other."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

import psycopg
import pytest
import redis

from deploy.provision import lock_database, lock_redis, provision_database, provision_redis
from scripts.servers.valkey import ValkeyServer
from services.shared.postgres.pool import connect
from services.shared.runtime.client_id import client_id_of
from services.shared.runtime.secret import Secret
from tests.support.database import Database, copy, drop

_numbers = itertools.count(500)


@dataclass(frozen=True, slots=True)
class Tenant:
    id: str
    password: Secret
    database: Database

    @property
    def url(self) -> Secret:
        return self.database.role_url(self.id, self.password)


def _provision(database: Database) -> Tenant:
    tenant = Tenant(client_id_of(next(_numbers)), Secret("it's % a:b/c@d"), database)
    with connect(database.owner_url, autocommit=True) as owner:
        provision_database(owner, tenant.id, tenant.password)
        owner.execute(f"CREATE TABLE IF NOT EXISTS {tenant.id}.notes (text text)".encode())
        owner.execute(f"INSERT INTO {tenant.id}.notes VALUES ('of {tenant.id}')".encode())
    return tenant


@pytest.fixture(scope="module")
def database(database_template: Database) -> Iterator[Database]:
    """One for all tests of this file."""
    made = copy(database_template)
    yield made
    drop(made)


@pytest.fixture(scope="module")
def alice(database: Database) -> Tenant:
    return _provision(database)


@pytest.fixture(scope="module")
def bob(database: Database) -> Tenant:
    return _provision(database)


def test_role_reads_and_writes_its_own_tables_without_naming_its_schema(alice: Tenant) -> None:
    with connect(alice.url) as own:
        own.execute("INSERT INTO notes VALUES ('mine')")
        notes = own.execute("SELECT text FROM notes ORDER BY text").fetchall()
        own.rollback()

    assert notes == [{"text": "mine"}, {"text": f"of {alice.id}"}]


def test_role_has_time_limits(alice: Tenant) -> None:
    with psycopg.connect(alice.url.reveal()) as own:
        limits = [
            own.execute(f"SHOW {name}".encode()).fetchone()
            for name in ("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout")
        ]

    assert limits == [("15s",), ("5s",), ("30s",)]


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT * FROM {bob}.notes",
        "INSERT INTO {bob}.notes VALUES ('forged')",
        "SELECT * FROM platform.clients",
        "SELECT * FROM webhook.inbox",
        "SET ROLE {bob}",
        "SET ROLE booking_user",
        "SET ROLE zapis_clients",
        "SET SESSION AUTHORIZATION {bob}",
        "CREATE TABLE mine (id int)",
        "DROP TABLE notes",
        "ALTER TABLE notes ADD COLUMN more text",
        "TRUNCATE notes",
        "CREATE SCHEMA mine",
        "CREATE TABLE public.mine (id int)",
        "CREATE TEMPORARY TABLE mine (id int)",
        "CREATE ROLE mine",
        "ALTER ROLE {alice} CONNECTION LIMIT 100",
        "SELECT lo_create(0)",
        "SELECT lo_from_bytea(0, 'x')",
        "SELECT pg_read_file('/etc/passwd')",
        "COPY notes FROM PROGRAM 'id'",
        "SELECT rolpassword FROM pg_authid",
    ],
)
def test_role_reaches_nothing_but_its_own_data(alice: Tenant, bob: Tenant, statement: str) -> None:
    with connect(alice.url) as own, pytest.raises(psycopg.errors.InsufficientPrivilege):
        own.execute(statement.format(alice=alice.id, bob=bob.id).encode())


@pytest.mark.parametrize("name", ["postgres", "template1"])
def test_role_enters_no_other_database(alice: Tenant, name: str) -> None:
    elsewhere = alice.database.server.url(alice.id, alice.password, name)

    with pytest.raises(psycopg.OperationalError, match="permission denied for database"):
        connect(elsewhere)


LOOKS = (
    "SELECT rolname, rolinherit, rolcanlogin, rolconnlimit, rolconfig FROM pg_roles WHERE rolname = %(id)s",
    "SELECT nspacl::text, nspowner::regrole::text FROM pg_namespace WHERE nspname = %(id)s",
    "SELECT defaclobjtype, defaclacl::text FROM pg_default_acl WHERE defaclnamespace = %(id)s::regnamespace ORDER BY 1",
    "SELECT datacl::text FROM pg_database WHERE datname = current_database()",
    "SELECT roleid::regrole::text, inherit_option, set_option FROM pg_auth_members WHERE member = %(id)s::regrole",
    "SELECT relacl::text FROM pg_class WHERE oid = (%(id)s || '.notes')::regclass",
)


def test_provisioning_twice_changes_nothing(alice: Tenant, database: Database) -> None:
    def look() -> list[object]:
        with connect(database.superuser_url) as superuser:
            return [superuser.execute(query.encode(), {"id": alice.id}).fetchall() for query in LOOKS]

    before = look()
    with connect(database.owner_url, autocommit=True) as owner:
        provision_database(owner, alice.id, alice.password)

    assert look() == before
    assert all(before)


def test_locked_role_is_thrown_out_and_kept_out_until_provisioned_again(database: Database) -> None:
    alice = _provision(database)
    with connect(alice.url, autocommit=True) as inside, connect(database.owner_url, autocommit=True) as owner:
        inside.execute("SELECT 1")

        lock_database(owner, alice.id)
        lock_database(owner, alice.id)

        with pytest.raises(psycopg.OperationalError):
            inside.execute("SELECT 1")
        with pytest.raises(psycopg.OperationalError, match="not permitted to log in"):
            connect(alice.url)
        provision_database(owner, alice.id, alice.password)
    with connect(alice.url) as again:
        assert again.execute("SELECT 1 AS one").fetchone() == {"one": 1}


@pytest.fixture
def admin(redis_server: ValkeyServer) -> Iterator[redis.Redis]:
    with redis.Redis.from_url(redis_server.admin_url.reveal(), decode_responses=True) as client:
        yield client


def _redis_user(server: ValkeyServer, admin: redis.Redis) -> tuple[str, redis.Redis]:
    client_id = client_id_of(next(_numbers))
    provision_redis(admin, client_id, Secret("secret"))
    admin.set(f"{client_id}:greeting", "hello")
    return client_id, redis.Redis.from_url(server.url(client_id, Secret("secret")).reveal(), decode_responses=True)


def test_redis_user_reaches_its_own_keys_only(redis_server: ValkeyServer, admin: redis.Redis) -> None:
    bob, _ = _redis_user(redis_server, admin)
    alice, own = _redis_user(redis_server, admin)

    with own:
        reads = own.get(f"{alice}:greeting")
        refused = {
            " ".join(words): _refusal(own, words)
            for words in (
                ("GET", f"{bob}:greeting"),
                ("SET", f"{bob}:greeting", "forged"),
                ("MGET", f"{alice}:greeting", f"{bob}:greeting"),
                ("EVAL", "return redis.call('get', KEYS[1])", "1", f"{bob}:greeting"),
                ("KEYS", "*"),
                ("SCAN", "0"),
                ("RANDOMKEY",),
                ("DBSIZE",),
                ("FLUSHDB",),
                ("SWAPDB", "0", "1"),
                ("SUBSCRIBE", "anything"),
                ("CONFIG", "GET", "*"),
                ("ACL", "LIST"),
                ("CLIENT", "LIST"),
            )
        }
        smuggled = _refusal(own, ("EVAL", f"return redis.call('get', '{bob}:greeting')", "0"))

    assert reads == "hello"
    assert set(refused.values()) == {"NoPermissionError"}, refused
    assert smuggled != "allowed"


def test_redis_user_changes_its_own_keys_together(redis_server: ValkeyServer, admin: redis.Redis) -> None:
    bob, _ = _redis_user(redis_server, admin)
    alice, own = _redis_user(redis_server, admin)

    with own, own.pipeline(transaction=True) as both:
        both.set(f"{alice}:a", "1", ex=60).delete(f"{alice}:greeting").execute()
        with pytest.raises(redis.exceptions.NoPermissionError):
            both.set(f"{alice}:b", "2").delete(f"{bob}:greeting").execute()

    assert sorted(admin.scan_iter(f"{alice}:*")) == [f"{alice}:a"]
    assert admin.get(f"{bob}:greeting") == "hello"


def test_redis_user_provisioned_twice_is_the_same(redis_server: ValkeyServer, admin: redis.Redis) -> None:
    alice, own = _redis_user(redis_server, admin)
    before = admin.acl_getuser(alice)

    with own:
        own.ping()
        provision_redis(admin, alice, Secret("secret"))

        assert admin.acl_getuser(alice) == before
        assert own.ping()  # a running bot is not thrown out by a redeployment's provisioning


def test_locked_redis_user_is_thrown_out_and_kept_out(redis_server: ValkeyServer, admin: redis.Redis) -> None:
    alice, own = _redis_user(redis_server, admin)

    with own:
        own.ping()
        lock_redis(admin, alice)

        with pytest.raises(redis.ConnectionError):
            own.ping()


def _refusal(client: redis.Redis, words: tuple[str, ...]) -> str:
    try:
        client.execute_command(*words)  # type: ignore[no-untyped-call]
    except redis.RedisError as error:
        return type(error).__name__
    return "allowed"
