"""A client goes: after a backup that was read back, all of it, once, whenever the worker dies; unless it is paid."""

from __future__ import annotations

import json
import os
import signal
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest
import redis

from deploy.backup import Backups
from deploy.manager import DeployManager, Outcome
from deploy.postgres_programs import PostgresPrograms
from deploy.provision import provision_database, provision_redis
from deploy.specs import Removal
from deploy.steps import Report
from scripts.servers.postgres import postgres_programs
from services.master_bot.storage import clients, deployments
from services.master_bot.storage.deployments import Deployment
from services.shared.runtime.client_id import client_id_of
from services.shared.runtime.secret import Secret
from tests.support.fleet import OPERATOR, SOON, Fleet
from tests.support.mortal import in_another_process

POINTS = [*(f"{name} started" for name in ("lock", "backup", "begin", "data", "files")), "files done"]


@dataclass(frozen=True, slots=True)
class MortalManager(DeployManager):
    """Is killed, with the whole process, as soon as it has reported ``point``."""

    point: str = ""

    def remove(self, removal: Removal, report: Report, begin: object) -> Outcome:
        def tell(name: str, state: str, detail: str) -> None:
            report(name, state, detail)
            if f"{name} {state}" == self.point:
                os.kill(os.getpid(), signal.SIGKILL)

        return DeployManager.remove(self, removal, tell, begin)  # type: ignore[arg-type]


def _mortal(fleet: Fleet, point: str) -> MortalManager:
    whole = fleet.manager()
    parts = (whole.placement, whole.database_url, whole.admin, whole.runner, whole.records, whole.backups)
    return MortalManager(*parts, 10, point)


@pytest.fixture
def keys(fleet: Fleet) -> Iterator[redis.Redis]:
    with redis.Redis.from_url(fleet.server.admin_url.reveal(), decode_responses=True) as admin:
        yield admin


def fill(fleet: Fleet, keys: redis.Redis, client: str) -> None:
    """A service and a dialog that goes on; its neighbour's keys begin like its own."""
    keys.set(f"{client}:fsm:state:1", "name")
    keys.set(f"{client}0:fsm:state:1", "of another", ex=60)
    with fleet.transaction() as tx:
        service = f"INSERT INTO {client}.services (name, price, minutes, position) VALUES ('Стрижка', 1, 30, 1)"
        tx.execute(service.encode())


@pytest.fixture
def running(fleet: Fleet, keys: redis.Redis) -> str:
    """A client whose bot runs."""
    client_id = fleet.register()
    fleet.carry_out(client_id)
    fill(fleet, keys, client_id)
    return client_id


@pytest.fixture
def client(fleet: Fleet, keys: redis.Redis) -> str:
    """A client whose bot is down: what one has on the servers and the disk, with one table."""
    client_id = fleet.register()
    with fleet.transaction() as tx:
        kept = clients.secrets(tx, fleet.cipher, client_id)
        provision_database(tx, client_id, kept.database_password)
        table = f"CREATE TABLE {client_id}.services (name text, price bigint, minutes integer, position integer)"
        tx.execute(table.encode())
    provision_redis(keys, client_id, kept.redis_password)
    (fleet.clients_dir / client_id).mkdir()
    (fleet.clients_dir / client_id / ".env").write_text(f"BOT_TOKEN='{kept.bot_token.reveal()}'\n")
    fill(fleet, keys, client_id)
    return client_id


def what_is_left(fleet: Fleet, keys: redis.Redis, client: str) -> dict[str, object]:
    with fleet.transaction() as tx:
        there = tx.execute(
            "SELECT (SELECT count(*) FROM pg_namespace WHERE nspname = %(id)s) AS schemas,"
            " (SELECT count(*) FROM pg_roles WHERE rolname = %(id)s) AS roles",
            {"id": client},
        ).fetchone()
    assert there is not None
    return {
        **there,
        "keys": keys.keys(f"{client}:*"),
        "redis users": [user for user in keys.acl_users() if user == client],
        "bots": fleet.pids(client),
        "files": [
            path.name for path in (*fleet.clients_dir.iterdir(), *fleet.run_dir.iterdir()) if client in path.name
        ],
    }


NOTHING = {"schemas": 0, "roles": 0, "keys": [], "redis users": [], "bots": [], "files": []}


def backups(fleet: Fleet, client: str) -> list[Path]:
    """Those that are whole."""
    folder = fleet.folder / "backups" / client
    return [path for path in folder.iterdir() if path.suffix != ".part"] if folder.exists() else []


def told(fleet: Fleet) -> list[tuple[object, ...]]:
    """Who was told what of a removal."""
    rows = fleet.rows("SELECT sender, chat_id, kind FROM outbox WHERE kind <> 'bot_ready' ORDER BY id")
    return [tuple(row.values()) for row in rows]


def remove(fleet: Fleet, client: str) -> Deployment:
    return fleet.carry_out(client, "remove")


def test_all_of_a_running_client_goes_and_comes_back_by_hand(fleet: Fleet, keys: redis.Redis, running: str) -> None:
    """Back as docs/operations.md says it."""
    removed = remove(fleet, running)

    assert (removed.state, removed.error) == ("succeeded", None)
    assert what_is_left(fleet, keys, running) == NOTHING
    assert keys.get(f"{running}0:fsm:state:1") == "of another"
    assert told(fleet) == [("master_bot", OPERATOR, "operator_removed"), ("sales_bot", 4242, "subscription_deleted")]
    [backup] = backups(fleet, running)
    new = fleet.register("Barber")
    words = ["--no-owner", "--no-acl", "--exit-on-error", f"--dbname={fleet.database.owner_url.reveal()}"]
    subprocess.run([postgres_programs() / "pg_restore", *words, backup / "data.dump"], check=True, timeout=60)
    with fleet.transaction() as tx:
        tx.execute(f"ALTER SCHEMA {running} RENAME TO {new}".encode())

    deployed = fleet.carry_out(new)

    assert deployed.state == "succeeded"
    assert fleet.rows(f"SELECT name FROM {new}.services") == [{"name": "Стрижка"}]
    assert fleet.rows(f"SELECT has_table_privilege('{new}', '{new}.services', 'INSERT') AS may") == [{"may": True}]


def test_backup_is_whole_for_the_worker_alone_and_holds_no_secret(fleet: Fleet, client: str) -> None:
    with fleet.transaction() as tx:
        kept = clients.secrets(tx, fleet.cipher, client)

    remove(fleet, client)

    [backup] = backups(fleet, client)
    dump, facts = backup / "data.dump", json.loads((backup / "backup.json").read_text())
    assert (facts["business_name"], facts["owner_telegram_id"], facts["rows"]) == ("Barber", 4242, {"services": 1})
    assert fleet.backups.programs.tables_of(dump) == {"services"}
    paths = [fleet.folder / "backups", backup.parent, backup, backup / "backup.json", dump]
    assert [oct(path.stat().st_mode & 0o777) for path in paths] == ["0o700", "0o700", "0o700", "0o600", "0o600"]
    secrets = (kept.bot_token, kept.database_password, kept.redis_password)
    assert not [secret for secret in secrets if secret.reveal() in (backup / "backup.json").read_text()]


def test_registry_remembers_it_without_secrets_and_the_bot_can_be_bought_anew(fleet: Fleet, client: str) -> None:
    remove(fleet, client)

    [row] = fleet.rows(
        "SELECT desired_state, actual_state, image, deleted_at IS NOT NULL AS deleted, backup,"
        " length(bot_token) + length(database_password) + length(redis_password) AS secrets FROM clients"
    )
    assert row == {
        "desired_state": "deleted",
        "actual_state": "absent",
        "image": None,
        "deleted": True,
        "backup": str(backups(fleet, client)[0]),
        "secrets": 0,
    }
    bot_id, number = fleet.client(client).bot_id, int(client[7:]) + 1
    assert fleet.add(number, "Barber", bot_id, Secret(f"{bot_id}:{'A' * 35}")) == client_id_of(number)


@pytest.mark.parametrize("point", POINTS)
def test_removal_survives_the_death_of_its_worker(fleet: Fleet, keys: redis.Redis, client: str, point: str) -> None:
    number = fleet.ask(client, "remove")
    ended = in_another_process(lambda: fleet.work(manager=_mortal(fleet, point)))
    with fleet.transaction() as tx:
        row = tx.execute("SELECT to_regclass(%s) IS NOT NULL AS stand", (f"{client}.services",)).fetchone()
    data, read_back = row, [fleet.backups.read(path).rows for path in backups(fleet, client)]

    took_over = fleet.work(worker="second", later=SOON)

    assert (ended, took_over) == (-signal.SIGKILL, True)
    assert data == {"stand": True} or read_back == [{"services": 1}]
    assert fleet.deployment(number).state == "succeeded"
    assert what_is_left(fleet, keys, client) == NOTHING
    assert [fleet.backups.read(path).rows for path in backups(fleet, client)] == [{"services": 1}]
    assert len(told(fleet)) == 2


def test_try_that_comes_after_the_data_have_gone_keeps_the_backup_of_the_one_before(
    fleet: Fleet, keys: redis.Redis, client: str
) -> None:
    fleet.ask(client, "remove")
    in_another_process(lambda: fleet.work(manager=_mortal(fleet, "files started")))
    with fleet.transaction() as tx:
        tx.execute("UPDATE deployments SET state = 'failed', lease_until = NULL WHERE action = 'remove'")

    again = remove(fleet, client)

    assert again.state == "succeeded"
    assert [fleet.backups.read(path).rows for path in backups(fleet, client)] == [{"services": 1}]


def test_wish_after_another_one_has_a_backup_of_its_own(fleet: Fleet, keys: redis.Redis, client: str) -> None:
    """The engine was away after the backup; then the client was to stay, and worked on."""
    first = fleet.deployment(fleet.ask(client, "remove"))
    fleet.backups.make(client, {}, fleet.database.owner_url, first.created_at)
    fleet.ask(client, "resume")
    fill(fleet, keys, client)
    with fleet.transaction() as tx:
        later = first.created_at + timedelta(seconds=2)
        deployments.enqueue(tx, client, "remove", requested_by="api:olga", now=later)

    fleet.work()

    made = sorted(backups(fleet, client))
    assert [fleet.backups.read(path).rows for path in made] == [{"services": 1}, {"services": 2}]
    assert (fleet.client(client).backup, fleet.deployment(first.id).requested_by) == (str(made[1]), "api:olga")


@pytest.mark.parametrize("missing", ["programs", "old"])
def test_without_pg_dump_nothing_is_touched(fleet: Fleet, client: str, tmp_path: Path, missing: str) -> None:
    tools = tmp_path / "tools"
    tools.mkdir()
    if missing == "old":
        for name in ("pg_dump", "pg_restore"):
            (tools / name).write_text(f"#!/bin/sh\necho '{name} (PostgreSQL) 12.3 (Debian)'\n")
            (tools / name).chmod(0o755)
    number = fleet.ask(client, "remove")

    fleet.work(manager=replace(fleet.manager(), backups=Backups(fleet.folder / "backups", PostgresPrograms(tools))))

    failed, why = fleet.deployment(number), {"programs": "there is no pg_dump in", "old": "pg_dump (PostgreSQL) 12.3"}
    assert (failed.state, (failed.error or "").startswith(why[missing])) == ("failed", True)
    assert fleet.steps(number) == ["prepare started", "prepare failed"]
    assert fleet.rows(f"SELECT name FROM {client}.services") == [{"name": "Стрижка"}]
    assert told(fleet) == [("master_bot", OPERATOR, "operator_not_removed")]
    fleet.supervise()
    assert not fleet.work(later=SOON), "a person has to do something first"


def test_dump_that_fails_leaves_the_data(fleet: Fleet, client: str) -> None:
    whole = fleet.backups.programs.folder
    assert whole is not None
    tools = fleet.folder / "tools"
    tools.mkdir()
    (tools / "pg_restore").symlink_to(whole / "pg_restore")
    version = f'[ "$1" = --version ] && exec {whole}/pg_dump --version\n'
    (tools / "pg_dump").write_text(f"#!/bin/sh\n{version}echo 'pg_dump: error: no space left on device' >&2\nexit 1\n")
    (tools / "pg_dump").chmod(0o755)
    number = fleet.ask(client, "remove")

    fleet.work(manager=replace(fleet.manager(), backups=Backups(fleet.folder / "backups", PostgresPrograms(tools))))

    failed = fleet.deployment(number)
    assert (failed.state, failed.error) == ("failed", "pg_dump failed: pg_dump: error: no space left on device")
    assert fleet.rows(f"SELECT name FROM {client}.services") == [{"name": "Стрижка"}]
    assert backups(fleet, client) == []


@pytest.mark.parametrize("when", ["before the worker", "while the backup is made"])
def test_wish_to_keep_it_that_comes_before_the_point_of_no_return_wins(fleet: Fleet, client: str, when: str) -> None:
    number = fleet.ask(client, "remove")

    def keep() -> None:
        with fleet.transaction() as tx:
            tx.execute("UPDATE clients SET desired_state = 'running' WHERE id = %s", (client,))

    @dataclass(frozen=True, slots=True)
    class WatchedManager(DeployManager):
        def remove(self, removal: Removal, report: Report, begin: object) -> Outcome:
            def tell(name: str, state: str, detail: str) -> None:
                report(name, state, detail)
                if f"{name} {state}" == "backup done":
                    keep()

            return DeployManager.remove(self, removal, tell, begin)  # type: ignore[arg-type]

    if when == "before the worker":
        keep()
    whole = fleet.manager()
    parts = (whole.placement, whole.database_url, whole.admin, whole.runner, whole.records, whole.backups)

    fleet.work(manager=WatchedManager(*parts))

    dropped = fleet.deployment(number)
    assert (dropped.state, dropped.error) == ("recovered", "a payment, or an operator, came first: the client stays")
    fleet.supervise()
    wanted = fleet.rows("SELECT action, requested_by FROM deployments WHERE state = 'queued'")
    assert wanted == [{"action": "deploy", "requested_by": "supervisor"}]
    assert fleet.rows(f"SELECT name FROM {client}.services") == [{"name": "Стрижка"}]
    assert told(fleet) == [("master_bot", OPERATOR, "operator_stays")]


def test_client_that_never_ran_goes_with_what_the_registry_says(fleet: Fleet, keys: redis.Redis) -> None:
    client = fleet.register()

    removed = remove(fleet, client)

    assert removed.state == "succeeded"
    [backup] = backups(fleet, client)
    assert [path.name for path in backup.iterdir()] == ["backup.json"]
    assert what_is_left(fleet, keys, client) == NOTHING
