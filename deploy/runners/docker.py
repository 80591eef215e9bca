"""Bots as containers of a Docker Engine, one a client, started through the SDK.

A container carries the labels by which ``docker compose`` in the client's folder knows it as its own, so that ``ps``,
``logs``, ``restart``, ``stop`` and ``up -d`` there agree with what the worker has started.
"""

from __future__ import annotations

import contextlib
import io
import os
import subprocess
import tarfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import docker
import requests
from docker.errors import APIError, DockerException, ImageNotFound, NotFound
from docker.models.containers import Container

from deploy.errors import DeployFailed, DeployRefused, EngineAway
from deploy.runners.containers import MIGRATE_COMMAND, bot_config, compose_labels, parse_state
from deploy.specs import STOP_SECONDS, Launch, Placement, Running, container_name
from services.shared.runtime.logs import redact
from services.shared.runtime.secret import Secret

ENGINE_SECONDS = 60
MIGRATE_SECONDS = 120
COMPOSE_SECONDS = 20


@dataclass(frozen=True, slots=True)
class DockerRunner:
    """``image``: the tag that a new deployment runs; it is pinned by the id that it has then."""

    client: docker.DockerClient
    placement: Placement
    image: str

    @classmethod
    def connect(cls, placement: Placement, image: str) -> DockerRunner:
        """Speak with the engine that ``DOCKER_HOST`` names, else with this machine's.

        Raises:
            EngineAway: none answers.
        """
        with _engine_errors():
            address = os.environ.get("DOCKER_HOST") or "unix:///var/run/docker.sock"
            client = docker.DockerClient(base_url=address, timeout=ENGINE_SECONDS, max_pool_size=20)
            client.ping()
            return cls(client, placement, image)

    def target(self) -> str:
        with _engine_errors():
            try:
                return str(self.client.images.get(self.image).id)
            except ImageNotFound:
                raise DeployRefused(f"the image {self.image} is not there: build it (make images)") from None

    def running(self, client_id: str) -> Running | None:
        with _engine_errors():
            container = self._container(client_id)
            if container is None or not parse_state(container.attrs["State"]).lives:
                return None
            labels = container.labels
            return Running(labels.get("zapis.target", ""), labels.get("zapis.fingerprint", ""))

    def migrate(self, target: str, client_ids: Sequence[str], database_url: Secret) -> str:
        with _engine_errors():
            container = self.client.containers.create(
                target,
                [*MIGRATE_COMMAND, *client_ids],
                environment={"DATABASE_URL_FILE": "/app/database_url"},
                network=self.placement.network,
                labels={"zapis.job": "migrate"},
                log_config={"type": "local", "config": {}},
            )
            try:
                # A file put into the container before it starts: `docker inspect` shows nothing of it.
                container.put_archive("/app", _archive("database_url", database_url.reveal(), self.placement.bot_uid))
                container.start()
                status = int(container.wait(timeout=MIGRATE_SECONDS)["StatusCode"])
                said = redact(container.logs(tail=20).decode(errors="replace").strip())
            finally:
                container.remove(force=True, v=True)
        if status:
            raise DeployFailed("the database schema could not be brought up to date", said)
        return said.splitlines()[-1] if said else ""

    def start(self, launch: Launch) -> None:
        labels = compose_labels(launch, self.placement, self._config_hash(launch.client_id))
        config = bot_config(launch, self.placement)
        api = self.client.api
        with _engine_errors():
            self._ensure_network()
            host = api.create_host_config(**config.host)
            network = api.create_networking_config({self.placement.network: api.create_endpoint_config()})
            wanted: dict[str, Any] = api.create_container_config(
                launch.target, None, host_config=host, networking_config=network, labels=labels, **config.container
            )
            wanted["StopTimeout"] = STOP_SECONDS
            self._remove_leftover(launch.client_id)
            created = api.create_container_from_config(wanted, container_name(launch.client_id))
            api.start(created["Id"])

    def stop(self, client_id: str) -> None:
        with _engine_errors():
            for container in self._labelled(client_id):
                with contextlib.suppress(NotFound):
                    container.stop(timeout=STOP_SECONDS)
                    container.remove(force=True, v=True)

    def logs(self, client_id: str, lines: int) -> list[str]:
        with _engine_errors():
            container = self._container(client_id)
            if container is None:
                return []
            text = container.logs(tail=lines).decode(errors="replace")
            return [redact(line) for line in text.splitlines()]

    def _container(self, client_id: str) -> Container | None:
        try:
            return self.client.containers.get(container_name(client_id))
        except NotFound:
            return None

    def _labelled(self, client_id: str) -> list[Container]:
        """The client's container by name, and whatever else carries its labels: there must be one at most."""
        named = self._container(client_id)
        if named is not None and named.labels.get("com.docker.compose.project") != client_id:
            raise DeployRefused(f"a container named {container_name(client_id)} is not ours: rename or remove it")
        label = f"com.docker.compose.project={client_id}"
        return list(self.client.containers.list(all=True, filters={"label": label}))

    def _remove_leftover(self, client_id: str) -> None:
        for container in self._labelled(client_id):
            container.remove(force=True, v=True)

    def _ensure_network(self) -> None:
        name = self.placement.network
        try:
            self.client.networks.get(name)
        except NotFound:
            self.client.networks.create(name, driver="bridge", labels={"zapis.network": "clients"})

    def _config_hash(self, client_id: str) -> str:
        """What compose itself computes for the rendered file: with any other word ``up -d`` would recreate."""
        folder = self.placement.clients_dir / client_id
        try:
            done = subprocess.run(
                ["docker", "compose", "config", "--hash", "bot"],  # noqa: S607
                cwd=folder,
                capture_output=True,
                text=True,
                timeout=COMPOSE_SECONDS,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise EngineAway(f"docker compose does not answer: {type(error).__name__}") from None
        words = done.stdout.split()
        if done.returncode or len(words) != 2:
            raise DeployRefused(f"docker compose refuses the rendered file: {' '.join(done.stderr.split())[:300]}")
        return words[1]


def _archive(name: str, text: str, uid: int | None) -> bytes:
    """A tar with one file that only ``uid`` can read."""
    buffer, content = io.BytesIO(), text.encode()
    with tarfile.open(fileobj=buffer, mode="w") as tar:
        entry = tarfile.TarInfo(name)
        entry.size, entry.mode = len(content), 0o400
        entry.uid = entry.gid = uid or 0
        tar.addfile(entry, io.BytesIO(content))
    return buffer.getvalue()


@contextlib.contextmanager
def _engine_errors() -> Iterator[None]:
    """What the SDK throws, as our two kinds: worth another try, or not."""
    try:
        yield
    except APIError as error:
        text = " ".join(str(error.explanation or error).split())[:300]
        raise (EngineAway if error.is_server_error() else DeployRefused)(f"the engine says: {text}") from error
    except (DockerException, requests.RequestException) as error:
        raise EngineAway(f"the engine does not answer: {type(error).__name__}") from error
