"""A network of a test's own with PostgreSQL, Redis and the Telegram stand-in as containers, for bots in containers.

Everything that is made carries the label ``zapis.test=<pid of the test>``, by which it is removed; what a crashed test
has left is removed by the next one.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import docker
import psycopg
import redis
import requests
from docker.models.containers import Container

from deploy.bootstrap import RedisPasswords, bootstrap_redis
from services.shared.postgres.migrations import migrate, read_migrations
from services.shared.postgres.pool import connect
from services.shared.runtime.secret import Secret
from tests.support.database import Database, bootstrap

LABEL = "zapis.test"
READY_SECONDS = 60
BOT_IMAGE = "zapis/booking-bot:test"


@dataclass(frozen=True, slots=True)
class Published:
    """A server in a container: ``host`` and ``port`` from here; bots reach it by its ``alias``."""

    port: int
    password: Secret
    alias: str
    host = "127.0.0.1"

    def url(self, user: str, password: Secret, database: str) -> Secret:
        return Secret(f"postgresql://{user}:{password.reveal()}@{self.host}:{self.port}/{database}")

    @property
    def superuser_url(self) -> Secret:
        return self.url("postgres", self.password, "postgres")

    @property
    def admin_url(self) -> Secret:
        return Secret(f"redis://zapis_admin:{self.password.reveal()}@{self.host}:{self.port}/0")


@dataclass(frozen=True, slots=True)
class Stage:
    client: docker.DockerClient
    network: str
    labels: dict[str, str]
    database: Database
    redis: Published
    telegram_url: str
    """From here."""
    telegram_inside: str
    """From a bot's container."""


def engine_or_none() -> docker.DockerClient | None:
    try:
        client = docker.DockerClient(
            base_url=os.environ.get("DOCKER_HOST") or "unix:///var/run/docker.sock", timeout=60
        )
        client.ping()
    except (docker.errors.DockerException, requests.RequestException):
        return None
    return client


@contextlib.contextmanager
def set_stage(client: docker.DockerClient, repository: Path) -> Iterator[Stage]:
    labels = {LABEL: str(os.getpid())}
    _remove(client, _of_the_dead(client))
    build_image(repository, "deploy/images/booking_bot.Dockerfile", BOT_IMAGE)
    network = client.networks.create(f"zapis_test_{secrets.token_hex(4)}", labels=labels)
    try:
        yield _fill(client, str(network.name), labels, repository)
    finally:
        _remove(client, {str(os.getpid())})


def build_image(repository: Path, dockerfile: str, tag: str) -> None:
    command = ["docker", "build", "-q", "-f", str(repository / dockerfile), "-t", tag, str(repository)]
    subprocess.run(command, check=True, capture_output=True, timeout=600)


def _fill(client: docker.DockerClient, network: str, labels: dict[str, str], repository: Path) -> Stage:
    usual: dict[str, Any] = {"network": network, "labels": labels, "detach": True}
    password = Secret(secrets.token_hex(12))
    postgres = client.containers.run(
        "postgres:17",
        ["-c", "max_connections=100", "-c", "fsync=off", "-c", "password_encryption=scram-sha-256"],
        name=f"{network}_postgres",
        environment={"POSTGRES_PASSWORD": password.reveal()},
        ports={"5432/tcp": ("127.0.0.1", 0)},
        **usual,
    )
    cache = client.containers.run(
        "redis:8",
        ["redis-server", "--requirepass", password.reveal(), "--save", ""],
        name=f"{network}_redis",
        ports={"6379/tcp": ("127.0.0.1", 0)},
        **usual,
    )
    telegram = client.containers.run(
        BOT_IMAGE,
        ["python", "-m", "scripts.simulators.telegram", "--host", "0.0.0.0", "--port", "8081"],
        name=f"{network}_telegram",
        volumes={str(repository / "scripts"): {"bind": "/app/scripts", "mode": "ro"}},
        ports={"8081/tcp": ("127.0.0.1", 0)},
        **usual,
    )
    url = f"http://127.0.0.1:{_port(telegram, '8081/tcp')}"
    database = _prepare_database(Published(_port(postgres, "5432/tcp"), password, f"{network}_postgres"), repository)
    published = Published(_port(cache, "6379/tcp"), password, f"{network}_redis")
    _prepare_redis(published)
    _wait(lambda: requests.get(f"{url}/sim/health", timeout=2).raise_for_status(), requests.RequestException)
    return Stage(client, network, labels, database, published, url, f"http://{network}_telegram:8081")


def _prepare_database(server: Published, repository: Path) -> Database:
    def ready() -> None:
        psycopg.connect(server.superuser_url.reveal(), connect_timeout=2).close()

    _wait(ready, psycopg.OperationalError)
    database = bootstrap(server, "booking_saas")  # type: ignore[arg-type]  # it has what is used of a PostgresServer
    with connect(database.owner_url) as owner:
        migrate(owner, "platform", read_migrations(repository / "services/master_bot/storage/migrations"))
    return database


def _prepare_redis(server: Published) -> None:
    with redis.Redis(host=server.host, port=server.port, password=server.password.reveal()) as admin:
        _wait(admin.ping, redis.RedisError)
        bootstrap_redis(admin, RedisPasswords(zapis_admin=server.password, zapis_bots=server.password))


def _wait(do: Callable[[], object], expected: type[Exception]) -> None:
    """Until ``do`` no longer raises ``expected``."""
    deadline = time.monotonic() + READY_SECONDS
    while True:
        try:
            do()
        except expected:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)
        else:
            return


def _port(container: Container, inside: str) -> int:
    container.reload()
    published = container.ports[inside]
    assert published
    return int(published[0]["HostPort"])


def _of_the_dead(client: docker.DockerClient) -> set[str]:
    """The pids in labels of tests that do not run any more."""
    found = {container.labels[LABEL] for container in client.containers.list(all=True, filters={"label": LABEL})}
    found |= {str(network.attrs["Labels"][LABEL]) for network in client.networks.list(filters={"label": LABEL})}
    return {pid for pid in found if not Path(f"/proc/{pid}").exists()}


def _remove(client: docker.DockerClient, pids: set[str]) -> None:
    for pid in pids:
        chosen: dict[str, str | list[str] | bool] = {"label": f"{LABEL}={pid}"}
        for container in client.containers.list(all=True, filters=chosen):
            with contextlib.suppress(docker.errors.NotFound):
                container.remove(force=True, v=True)
        for network in client.networks.list(filters=chosen):
            network.remove()
