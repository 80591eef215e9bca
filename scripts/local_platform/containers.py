"""The ground of containers: PostgreSQL, Redis and the Telegram stand-in beside the clients' bots, on one network.

Their ports are published on 127.0.0.1, so that the platform's own programs, which stay processes of this computer,
reach them. YooKassa's stand-in stays a process too: no bot speaks to it, and it has to reach the webhook service.
"""

from __future__ import annotations

import contextlib
import hashlib
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import docker
import psycopg
import redis
import requests
from docker.errors import DockerException, NotFound

from deploy.runners.container import CLIENT
from deploy.runners.engine import Engine
from deploy.specs import container_name
from scripts.local_platform.children import ROOT, Program
from scripts.local_platform.ground import DATABASE, bootstrap, redis_passwords, role_passwords
from scripts.local_platform.outside import Outside
from scripts.local_platform.programs import Addresses, PlatformSettings
from scripts.local_platform.simulators import yookassa_program
from scripts.local_platform.state import DemoState
from scripts.servers.process import ServerError
from services.shared.runtime.secret import Secret
from services.shared.runtime.version import VERSION

LABEL = "zapis.demo"
IMAGE = f"zapis/booking-bot:{VERSION}"
READY_SECONDS = 60
BUILD_SECONDS = 600


@dataclass(slots=True)
class ContainerGround:
    """``name``: of the network, and the beginning of all other names; it tells one demo's folder from another's."""

    client: docker.DockerClient
    name: str
    runner: str = "docker"

    @classmethod
    def connect(cls, folder: Path) -> ContainerGround:
        """Raises ``ServerError`` when no engine answers, or when real clients' bots run on it."""
        try:
            client = docker.from_env(timeout=60)
            client.ping()
        except (DockerException, requests.RequestException):
            raise ServerError("no Docker engine answers: start one, or leave --runner docker out") from None
        ground = cls(client, f"zapis_demo_{hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:8]}")
        ground._refuse_foreign_bots(folder)
        return ground

    @property
    def network(self) -> str:
        return self.name

    def start(self, state: DemoState, *, simulated: bool) -> None:
        self.stop()  # what a crash has left
        _build_image()
        self.client.networks.create(self.name, labels=self._labels)
        self._run_postgres(state)
        self._run_redis(state)
        if simulated:
            self._run_telegram(state)
        superuser = _postgres_url(state, "postgres", state.secret("postgres"), "postgres")
        fresh = Secret(f"redis://:{quote(state.secret('redis').reveal())}@127.0.0.1:{state.ports['redis']}/0")
        state.save()
        _wait(lambda: psycopg.connect(superuser.reveal(), connect_timeout=2).close(), psycopg.OperationalError)
        _wait(lambda: _ping(fresh), redis.RedisError)
        bootstrap(superuser, fresh, state)

    def addresses(self, state: DemoState, outside: Outside) -> Addresses:
        roles, users = role_passwords(state), redis_passwords(state)
        return Addresses(
            owner_database=_postgres_url(state, "booking_user", roles.booking_user, DATABASE),
            master_database=_postgres_url(state, "zapis_master", roles.zapis_master, DATABASE),
            webhook_database=_postgres_url(state, "zapis_webhook", roles.zapis_webhook, DATABASE),
            redis_admin=_redis_url(state, "zapis_admin", users.zapis_admin),
            redis_bots=_redis_url(state, "zapis_bots", users.zapis_bots),
            client_database_host=f"{self.name}_postgres",
            client_database_port=5432,
            client_redis_host=f"{self.name}_redis",
            client_redis_port=6379,
            client_telegram=f"http://{self.name}_telegram:8081" if outside.simulated else outside.telegram,
        )

    def stand_ins(self, state: DemoState, settings: PlatformSettings) -> list[Program]:
        return [yookassa_program(state, settings)]

    def stop_bots(self, settings: PlatformSettings) -> None:
        """All at once: each drains for itself."""
        names = [container_name(folder.name) for folder in settings.clients_dir.glob("client_*")]
        with ThreadPoolExecutor(8) as threads:
            list(threads.map(Engine().remove, names))

    def stop(self) -> None:
        for container in self.client.containers.list(all=True, filters={"label": f"{LABEL}={self.name}"}):
            with contextlib.suppress(NotFound):
                container.remove(force=True)
        for network in self.client.networks.list(filters={"label": f"{LABEL}={self.name}"}):
            network.remove()

    def clean(self, state: DemoState) -> None:  # noqa: ARG002 - the engine keeps the data, not the folder
        self.stop()
        for volume in self.client.volumes.list(filters={"label": f"{LABEL}={self.name}"}):
            volume.remove()

    @property
    def _labels(self) -> dict[str, str]:
        return {LABEL: self.name}

    def _refuse_foreign_bots(self, folder: Path) -> None:
        """A client's container has the same name everywhere: the demo must not take a real client's for its own."""
        ours = str((folder / "clients").resolve())
        for container in self.client.containers.list(all=True, filters={"label": CLIENT}):
            where = container.labels.get("com.docker.compose.project.working_dir", "")
            if Path(where).parent != Path(ours) and len(container.labels[CLIENT]) < len("client_900000000"):
                raise ServerError(f"this engine runs {container.name} of {where}: the demo would be in its way")

    def _run(self, part: str, image: str, command: list[str], **options: Any) -> None:
        self.client.containers.run(
            image, command, name=f"{self.name}_{part}", network=self.name, labels=self._labels, detach=True, **options
        )

    def _volume(self, part: str) -> str:
        name = f"{self.name}_{part}"
        self.client.volumes.create(name, labels=self._labels)
        return name

    def _run_postgres(self, state: DemoState) -> None:
        self._run(
            "postgres",
            "postgres:17",
            ["-c", "max_connections=200", "-c", "password_encryption=scram-sha-256"],
            environment={"POSTGRES_PASSWORD": state.secret("postgres").reveal()},
            ports={"5432/tcp": ("127.0.0.1", state.ports["postgres"])},
            volumes={self._volume("postgres"): {"bind": "/var/lib/postgresql/data", "mode": "rw"}},
        )

    def _run_redis(self, state: DemoState) -> None:
        self._run(
            "redis",
            "redis:8",
            ["redis-server", "--requirepass", state.secret("redis").reveal(), "--appendonly", "yes", "--save", ""],
            ports={"6379/tcp": ("127.0.0.1", state.ports["redis"])},
            volumes={self._volume("redis"): {"bind": "/data", "mode": "rw"}},
        )

    def _run_telegram(self, state: DemoState) -> None:
        """The bot's image has all that the stand-in needs but its code."""
        ports = {"8081/tcp": ("127.0.0.1", state.ports["telegram"]), "8080/tcp": ("127.0.0.1", state.ports["page"])}
        words = ["--host", "0.0.0.0", "--port", "8081", "--page-port", "8080", "--state", "/state/telegram.json"]  # noqa: S104
        self._run(
            "telegram",
            IMAGE,
            ["python", "-m", "scripts.local_platform.chat", *words],
            user="0",
            ports=ports,
            volumes={
                str(ROOT / "scripts"): {"bind": "/app/scripts", "mode": "ro"},
                self._volume("telegram"): {"bind": "/state", "mode": "rw"},
            },
        )


def _build_image() -> None:
    """Quick when nothing has changed: the engine knows the layers."""
    command = [
        "docker",
        "build",
        "-q",
        "-f",
        str(ROOT / "deploy/images/booking_bot.Dockerfile"),
        "-t",
        IMAGE,
        str(ROOT),
    ]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=BUILD_SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise ServerError(f"the booking bot's image was not built: {type(error).__name__}") from None
    if done.returncode:
        raise ServerError(f"the booking bot's image was not built: {' | '.join(done.stderr.splitlines()[-3:])}")


def _postgres_url(state: DemoState, role: str, password: Secret, database: str) -> Secret:
    return Secret(f"postgresql://{role}:{quote(password.reveal())}@127.0.0.1:{state.ports['postgres']}/{database}")


def _redis_url(state: DemoState, user: str, password: Secret) -> Secret:
    return Secret(f"redis://{user}:{quote(password.reveal())}@127.0.0.1:{state.ports['redis']}/0")


def _ping(url: Secret) -> None:
    with redis.Redis.from_url(url.reveal(), socket_timeout=2) as client:
        client.ping()


def _wait(do: Any, expected: type[Exception]) -> None:
    """Until ``do`` no longer raises ``expected``."""
    deadline = time.monotonic() + READY_SECONDS
    while True:
        try:
            do()
        except expected:
            if time.monotonic() > deadline:
                raise ServerError("a server in a container does not answer: see docker ps and docker logs") from None
            time.sleep(0.2)
        else:
            return
