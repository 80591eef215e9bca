from __future__ import annotations

import secrets
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import missing
from tests.support.docker_fleet import DockerFleet
from tests.support.docker_stage import Stage, engine_or_none, set_stage


@pytest.fixture(scope="session")
def stage(repository: Path) -> Iterator[Stage]:
    client = engine_or_none()
    if client is None:
        missing("docker", "no Docker engine answers")
        raise AssertionError
    with set_stage(client, repository) as made:
        yield made
    client.close()


@pytest.fixture(scope="module")
def settled_fleet(stage: Stage, tmp_path_factory: pytest.TempPathFactory) -> Iterator[DockerFleet]:
    """For tests that look and leave everything as it was."""
    made = DockerFleet(stage, tmp_path_factory.mktemp("settled"))
    yield made
    made.clear_away()


@pytest.fixture(scope="module")
def settled(settled_fleet: DockerFleet) -> str:
    return _deployed(settled_fleet)


@pytest.fixture
def fleet(stage: Stage, tmp_path: Path) -> Iterator[DockerFleet]:
    made = DockerFleet(stage, tmp_path)
    yield made
    made.clear_away()


@pytest.fixture
def client(fleet: DockerFleet) -> str:
    """A client with a bot of its own that runs."""
    return _deployed(fleet)


def _deployed(fleet: DockerFleet) -> str:
    client_id = fleet.register_bot(f"Barber {secrets.token_hex(2)}")
    assert fleet.carry_out(client_id).state == "succeeded", fleet.troubles(client_id)
    return client_id
