"""Migrations of clients' schemas, and of a file."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from deploy.provision import provision_database
from services.booking_bot import migrate
from services.booking_bot.storage.sqlite.migrations import FOLDER, MigrationError, migrate_file, statements
from services.shared.postgres.migrations import read_migrations
from services.shared.postgres.pool import connect
from services.shared.runtime.secret import Secret
from tests.support.database import Database

Command = Callable[..., int]
LATEST = sorted(FOLDER.glob("*.sql"))[-1].name[:4]
CLIENTS = ["client_001", "client_002", "client_003"]


@pytest.fixture
def command(database: Database, monkeypatch: pytest.MonkeyPatch) -> Command:
    monkeypatch.setenv("DATABASE_URL", database.owner_url.reveal())
    return lambda *arguments: migrate.main(list(arguments))


def provision(database: Database, *client_ids: str) -> None:
    with connect(database.owner_url, autocommit=True) as owner:
        for client_id in client_ids:
            provision_database(owner, client_id, Secret("client-made-up"))


def test_migrate_brings_schemas_up_to_date_and_may_be_repeated(
    database: Database, command: Command, capsys: pytest.CaptureFixture[str]
) -> None:
    provision(database, *CLIENTS)

    for _ in range(2):
        assert command(*CLIENTS) == 0

        printed = capsys.readouterr()
        assert printed.out.splitlines() == [f"{client_id}: up to date at {LATEST}" for client_id in CLIENTS]
        assert printed.err == ""


def test_migrated_tables_serve_the_client_and_refuse_the_neighbour(database: Database, command: Command) -> None:
    provision(database, *CLIENTS)
    command(*CLIENTS)

    with psycopg.connect(database.role_url("client_001", Secret("client-made-up")).reveal(), autocommit=True) as own:
        own.execute("INSERT INTO settings (name, value) VALUES ('name', 'Salon')")
        own.execute("INSERT INTO specialists (name) VALUES ('Anna')")
        for forbidden in (
            "SELECT * FROM client_002.settings",
            "DROP TABLE settings",
            "ALTER TABLE occupied_time DROP CONSTRAINT occupied_time_no_overlap",
            "CREATE TABLE client_001.mine (id int)",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                own.execute(forbidden.encode())


def test_one_bad_schema_does_not_stop_the_others(
    database: Database, command: Command, capsys: pytest.CaptureFixture[str]
) -> None:
    provision(database, "client_001", "client_003")

    assert command(*CLIENTS) == 1

    printed = capsys.readouterr()
    assert printed.out.splitlines() == [f"client_001: up to date at {LATEST}", f"client_003: up to date at {LATEST}"]
    assert printed.err.splitlines() == [
        "error: client_002: there is no schema client_002: deploy the client, which makes it",
        "error: 1 of 3 failed: client_002",
    ]


def test_schema_with_a_table_in_the_way_is_left_as_it_was(
    database: Database, command: Command, capsys: pytest.CaptureFixture[str]
) -> None:
    provision(database, "client_001", "client_002")
    with connect(database.owner_url, autocommit=True) as owner:
        owner.execute("CREATE TABLE client_001.notices (id int)")

    assert command("client_001", "client_002") == 1

    assert 'client_001: relation "notices" already exists' in capsys.readouterr().err
    with connect(database.owner_url, autocommit=True) as owner:
        rows = owner.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'client_001'").fetchall()
    assert rows == [{"tablename": "notices"}]


def test_migration_reconnects_between_batches(database: Database, command: Command) -> None:
    """More clients than one connection is given; the ones that are missing are all named."""
    provision(database, "client_001", "client_060")
    absent = [f"client_{number:03d}" for number in range(2, 60)]

    failed = migrate.migrate_clients(
        database.owner_url, ["client_001", *absent, "client_060"], read_migrations(migrate.FOLDER)
    )

    assert failed == absent


@pytest.mark.parametrize("wrong", [[], ["client_0042"], ["client_001", "public"], ["client_001; DROP"]])
def test_wrong_arguments_touch_nothing(database: Database, command: Command, wrong: list[str]) -> None:
    provision(database, "client_001")

    with pytest.raises(SystemExit) as left:
        command(*wrong)

    assert left.value.code == 2
    with connect(database.owner_url, autocommit=True) as owner:
        assert owner.execute("SELECT 1 FROM pg_tables WHERE schemaname = 'client_001'").fetchall() == []


def test_server_that_is_away_is_one_line(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://booking_user:hush@127.0.0.1:1/booking_saas")

    assert migrate.main(["client_001"]) == 1

    printed = capsys.readouterr().err
    assert printed.startswith("error: ")
    assert printed.count("\n") == 1
    assert "hush" not in printed


def test_file_is_migrated_once(tmp_path: Path) -> None:
    path = tmp_path / "bookings.db"

    assert migrate_file(path) == [file.name for file in sorted(FOLDER.glob("*.sql"))]
    assert migrate_file(path) == []


def test_file_with_a_changed_or_an_unknown_migration_is_refused(tmp_path: Path) -> None:
    path, folder = tmp_path / "bookings.db", tmp_path / "migrations"
    folder.mkdir()
    (folder / "0001_one.sql").write_text("CREATE TABLE one (id integer);")
    (folder / "0002_two.sql").write_text("CREATE TABLE two (id integer);")
    migrate_file(path, folder)

    (folder / "0002_two.sql").write_text("CREATE TABLE two (id text);")
    with pytest.raises(MigrationError, match=r"0002_two\.sql was changed"):
        migrate_file(path, folder)
    (folder / "0002_two.sql").unlink()
    with pytest.raises(MigrationError, match="newer than this program"):
        migrate_file(path, folder)


def test_migration_that_fails_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    path, folder = tmp_path / "bookings.db", tmp_path / "migrations"
    folder.mkdir()
    (folder / "0001_one.sql").write_text("CREATE TABLE one (id integer);\nCREATE TABLE one (id integer);\n")

    with pytest.raises(sqlite3.OperationalError):
        migrate_file(path, folder)

    with closing(sqlite3.connect(path)) as file:
        assert file.execute("SELECT name FROM sqlite_master").fetchall() == []


def test_statements_keep_a_trigger_whole() -> None:
    texts = list(statements((FOLDER / "0001_booking.sql").read_text(encoding="utf-8")))

    assert sum("CREATE TRIGGER" in text for text in texts) == 2
    assert all(sqlite3.complete_statement(text) for text in texts)


@pytest.mark.parametrize(("listed", "owners"), [("30 7 30 1", [30, 7, 1]), ("7", [7]), ("", [])])
def test_admins_of_the_settings_become_the_first_owners(tmp_path: Path, listed: str, owners: list[int]) -> None:
    path, old = tmp_path / "bookings.db", tmp_path / "old"
    old.mkdir()
    for file in sorted(FOLDER.glob("*.sql"))[:14]:
        (old / file.name).write_bytes(file.read_bytes())
    migrate_file(path, old)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("INSERT INTO settings (name, value, applied) VALUES ('admin_ids', ?1, ?1)", (listed,))

    migrate_file(path)

    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT user_id, role FROM staff ORDER BY id").fetchall() == [
            (user_id, "owner") for user_id in owners
        ]


def test_admins_of_a_clients_settings_become_its_first_owners(database: Database) -> None:
    provision(database, "client_001")
    files = read_migrations(migrate.FOLDER)
    assert migrate.migrate_clients(database.owner_url, ["client_001"], files[:14]) == []
    with connect(database.owner_url, autocommit=True) as owner:
        owner.execute("INSERT INTO client_001.settings (name, value) VALUES ('admin_ids', '30 7 30 1')")

    assert migrate.migrate_clients(database.owner_url, ["client_001"], files) == []

    with connect(database.owner_url, autocommit=True) as owner:
        rows = owner.execute("SELECT user_id, role FROM client_001.staff ORDER BY id").fetchall()
    assert [(row["user_id"], row["role"]) for row in rows] == [(30, "owner"), (7, "owner"), (1, "owner")]


def test_both_engines_have_the_same_tables_and_columns(database: Database, command: Command, tmp_path: Path) -> None:
    provision(database, "client_001")
    command("client_001")
    migrate_file(tmp_path / "bookings.db")

    with connect(database.owner_url) as owner:
        rows = owner.execute(
            "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'client_001'"
        ).fetchall()
    with closing(sqlite3.connect(tmp_path / "bookings.db")) as file:
        in_file = set(
            file.execute(
                "SELECT tables.name, columns.name FROM sqlite_master AS tables"
                " JOIN pragma_table_info(tables.name) AS columns"
                " WHERE tables.type = 'table' AND tables.name NOT IN ('dialogs', 'sqlite_sequence')"
            )
        )

    in_schema = {(row["table_name"], row["column_name"]) for row in rows}
    assert in_schema - in_file == {("occupied_time", "during"), ("occupied_resources", "during")}
    assert in_file - in_schema == set()
