"""``python -m services.booking_bot.migrate client_001 client_002 …``: bring the schemas of clients up to date.

One job for many clients, run from the version that is to serve them, with the owner role's ``DATABASE_URL``. A schema
that fails is said and does not stop the others.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

import psycopg

from services.shared.postgres.migrations import Migration, MigrationError, migrate, read_migrations
from services.shared.postgres.pool import Transaction, connect
from services.shared.runtime.client_id import InvalidClientId, parse_client_id
from services.shared.runtime.environment import Environment
from services.shared.runtime.program import run_program
from services.shared.runtime.secret import Secret

FOLDER = Path(__file__).resolve().parent / "storage" / "migrations" / "postgres"
SCHEMAS_A_CONNECTION = 50  # a server process keeps what it has seen of every schema


class SchemaMissing(Exception):
    """The client was never provisioned."""


def migrate_clients(database_url: Secret, client_ids: Sequence[str], migrations: Sequence[Migration]) -> list[str]:
    """Migrate each schema in a transaction of its own, a line for each to stdout or stderr; gives those that failed.

    Raises:
        psycopg.OperationalError: the server is away; those that were done stay done.
    """
    failed = []
    for batch in _batches(client_ids, SCHEMAS_A_CONNECTION):
        with connect(database_url, autocommit=True) as connection:
            failed += [client_id for client_id in batch if not _migrate_client(connection, client_id, migrations)]
    return failed


def _migrate_client(connection: Transaction, client_id: str, migrations: Sequence[Migration]) -> bool:
    try:
        _require_schema(connection, client_id)
        migrate(connection, client_id, migrations)
    except (psycopg.Error, MigrationError, SchemaMissing) as error:
        if connection.closed:
            raise
        _complain(f"{client_id}: {_first_line(error)}")
        return False
    _say(f"{client_id}: up to date at {len(migrations):04d}")
    return True


def _require_schema(connection: Transaction, client_id: str) -> None:
    if connection.execute("SELECT FROM pg_namespace WHERE nspname = %s", (client_id,)).fetchone() is None:
        raise SchemaMissing(f"there is no schema {client_id}: deploy the client, which makes it")


def _batches(items: Iterable[str], size: int) -> Iterator[list[str]]:
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0]


def _say(line: str) -> None:
    print(line, flush=True)  # noqa: T201 - the command's answer


def _complain(line: str) -> None:
    print(f"error: {line}", file=sys.stderr, flush=True)  # noqa: T201 - the command's answer


def _client_id(text: str) -> str:
    try:
        return parse_client_id(text)
    except InvalidClientId as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def main(arguments: Sequence[str] | None = None) -> int:
    """0: all up to date. 1: some failed, each said in a line. 2: wrong arguments, nothing was touched."""
    parser = argparse.ArgumentParser(
        prog="python -m services.booking_bot.migrate",
        description="Bring the schemas of clients up to date. DATABASE_URL names the database and its owner role.",
    )
    parser.add_argument("client_ids", metavar="client_001", nargs="+", type=_client_id, help="ids of clients")
    client_ids = list(dict.fromkeys(parser.parse_args(arguments).client_ids))
    database_url = Environment.load().secret_url("DATABASE_URL", schemes=("postgresql", "postgres"))
    try:
        failed = migrate_clients(database_url, client_ids, read_migrations(FOLDER))
    except (psycopg.OperationalError, MigrationError) as error:
        _complain(_first_line(error))
        return 1
    if failed:
        _complain(f"{len(failed)} of {len(client_ids)} failed: {' '.join(failed)}")
    return 1 if failed else 0


if __name__ == "__main__":
    run_program(main)
