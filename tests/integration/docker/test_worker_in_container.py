"""The deploy worker as production runs it: in a container of the platform's image, with the engine's socket."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from docker.models.containers import Container

from services.master_bot.storage.cipher import Cipher
from services.shared.runtime.secret import Secret
from tests.support.database import PASSWORDS, empty
from tests.support.docker_fleet import DockerFleet
from tests.support.docker_stage import BOT_IMAGE, build_image

pytestmark = pytest.mark.docker
PLATFORM_IMAGE = "zapis/platform:test"


@pytest.fixture
def worker(fleet: DockerFleet, repository: Path) -> Iterator[Container]:
    build_image(repository, "deploy/images/platform.Dockerfile", PLATFORM_IMAGE)
    empty(fleet.stage.database)  # a worker takes every deployment that other tests have left asked for
    key = Fernet.generate_key().decode()
    fleet.cipher = Cipher(Secret(key))
    where, server = fleet.placement, fleet.stage.redis
    database = f"postgresql://booking_user:{PASSWORDS.booking_user.reveal()}@{where.database_host}:5432/booking_saas"
    container = fleet.stage.client.containers.run(
        PLATFORM_IMAGE,
        ["python", "-m", "services.master_bot.worker", "deployments"],
        environment={
            "DATABASE_URL": database,
            "REDIS_URL": f"redis://zapis_admin:{server.password.reveal()}@{server.alias}:6379/0",
            "SECRET_KEYS": key,
            "RUNNER": "docker",
            "BOOKING_BOT_IMAGE": BOT_IMAGE,
            "CLIENTS_DIR": str(fleet.clients_dir),
            "RUN_DIR": str(fleet.run_dir),
            "CLIENT_REDIS_HOST": server.alias,
            "CLIENT_REDIS_PORT": "6379",
            "CLIENT_TELEGRAM_API_URL": where.telegram_api_url,
            "CLIENT_NETWORK": where.network,
        },
        volumes=[
            "/var/run/docker.sock:/var/run/docker.sock",
            f"{fleet.clients_dir}:{fleet.clients_dir}",
            f"{fleet.run_dir}:{fleet.run_dir}",
        ],
        user="0:0",
        network=where.network,
        labels=fleet.stage.labels,
        detach=True,
    )
    yield container
    container.remove(force=True)


def test_worker_in_its_container_brings_a_bot_up_and_survives_being_killed(
    fleet: DockerFleet, worker: Container
) -> None:
    first, second = fleet.register_bot("Barber"), fleet.register_bot("Salon")
    number = fleet.ask(first)
    assert _ends(fleet, number) == "succeeded", worker.logs().decode()

    number = fleet.ask(second)
    _begins(fleet, number)
    worker.kill()
    worker.start()

    assert _ends(fleet, number) == "succeeded", worker.logs().decode()
    assert [len(fleet.labelled(client)) for client in (first, second)] == [1, 1]
    assert fleet.compose(second, "up", "-d").returncode == 0
    assert fleet.deployment(number).attempts == 2
    worker.stop(timeout=15)
    assert worker.wait()["StatusCode"] == 0


def _begins(fleet: DockerFleet, number: int) -> None:
    while fleet.deployment(number).state == "queued":
        time.sleep(0.02)


def _ends(fleet: DockerFleet, number: int) -> str:
    deadline = time.monotonic() + 90
    while fleet.deployment(number).state in {"queued", "running"} and time.monotonic() < deadline:
        time.sleep(0.1)
    return fleet.deployment(number).state
