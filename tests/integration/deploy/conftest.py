from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from scripts.servers.valkey import ValkeyServer
from tests.support.database import Database
from tests.support.fleet import Fleet, stand_in_root


@pytest.fixture(scope="session")
def bots_root(tmp_path_factory: pytest.TempPathFactory, repository: Path) -> Path:
    """Where the stand-in for the booking bot lies."""
    return stand_in_root(tmp_path_factory.mktemp("root"), repository)


@pytest.fixture
def fleet(database: Database, redis_server: ValkeyServer, bots_root: Path, tmp_path: Path) -> Iterator[Fleet]:
    made = Fleet(database, redis_server, tmp_path, bots_root)
    yield made
    made.processes.stop_all()
