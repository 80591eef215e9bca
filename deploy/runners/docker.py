"""Bots as containers of one Docker engine, such that ``docker compose`` in a client's folder knows them as its own."""

from __future__ import annotations

import io
import tarfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit, urlunsplit

from deploy.errors import DeployFailed, EngineAway
from deploy.runners.compose import compose_facts
from deploy.runners.container import (
    CLIENT,
    FINGERPRINT,
    MIGRATE_COMMAND,
    PROJECT,
    bot_container,
    job_container,
    lives,
    user_id,
)
from deploy.runners.engine import Engine
from deploy.specs import Launch, Placement, Running, container_name
from services.shared.runtime.logs import redact
from services.shared.runtime.secret import Secret

MIGRATE_SECONDS = 120
LOG_LINES = 40
_URL_FOLDER, _URL_FILE = "/run", "zapis_database_url"


@dataclass(frozen=True, slots=True)
class DockerRunner:
    """``image`` with its tag; it is pinned by the id that it has when a deployment begins.

    ``labels`` are put on every container: by them a test finds its own.
    """

    engine: Engine
    placement: Placement
    image: str
    labels: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def connect(cls, placement: Placement, image: str) -> DockerRunner:
        """The engine that ``DOCKER_HOST`` names, or this machine's; it is first asked when it is needed."""
        return cls(Engine(), placement, image)

    def target(self) -> str:
        self.engine.require_network(self.placement.network)
        return self.engine.image_id(self.image)

    def has(self, target: str) -> bool:
        return self.engine.has_image(target)

    def running(self, client_id: str) -> Running | None:
        """One that the engine starts again counts as running, until it has ended too often."""
        inspected = self.engine.inspect(container_name(client_id))
        if inspected is None or not lives(inspected):
            return None
        labels = inspected["Config"].get("Labels") or {}
        return Running(str(inspected["Image"]), str(labels.get(FINGERPRINT, "")))

    def living(self) -> frozenset[str]:
        names = self.engine.running_names(container_name(""))
        return frozenset(name.removeprefix(container_name("")) for name in names)

    def migrate(self, target: str, client_ids: Sequence[str], database_url: Secret) -> str:
        """In a container of its own; the address is handed over as a file, so that no inspection shows it."""
        name = f"migrate_{client_ids[0]}"
        environment = {"DATABASE_URL_FILE": f"{_URL_FOLDER}/{_URL_FILE}"}
        labels = {CLIENT: client_ids[0], **self.labels}
        spec = job_container(target, [*MIGRATE_COMMAND, *client_ids], environment, self.placement, labels)
        address = _archive(_URL_FILE, _from_inside(database_url, self.placement), user_id(self.placement))
        self.engine.create(name, spec)
        try:
            self.engine.put_file(name, _URL_FOLDER, address)
            self.engine.start(name)
            status = self.engine.exit_status(name, MIGRATE_SECONDS)
            said = self._logs(name, LOG_LINES)
        finally:
            self.engine.remove(name)
        if status is None:
            raise EngineAway(f"the migration did not end within {MIGRATE_SECONDS} s")
        if status:
            raise DeployFailed("the database schema could not be brought up to date", "\n".join(said))
        return said[-1] if said else ""

    def start(self, launch: Launch) -> None:
        facts = compose_facts(self.placement.clients_dir / launch.client_id, launch.client_id)
        name = container_name(launch.client_id)
        self.engine.create(name, bot_container(launch, self.placement, facts, self.labels))
        self.engine.start(name)

    def stop(self, client_id: str) -> None:
        """Everything that compose counts to the client too: a copy that somebody made by hand would poll as well."""
        for found in self.engine.names_with(f"{PROJECT}={client_id}"):
            self.engine.remove(found)
        self.engine.remove(container_name(client_id))

    def forget(self, client_id: str) -> None:
        """A container's log goes with it."""
        self.stop(client_id)

    def logs(self, client_id: str, lines: int) -> list[str]:
        return self._logs(container_name(client_id), lines)

    def _logs(self, name: str, lines: int) -> list[str]:
        return [redact(line) for line in self.engine.logs(name, lines)]


def _from_inside(database_url: Secret, placement: Placement) -> Secret:
    """The same role and database, at the address by which a container reaches the server."""
    parts = urlsplit(database_url.reveal())
    credentials = parts.netloc.rpartition("@")[0]
    netloc = f"{credentials}@{placement.database_host}:{placement.database_port}"
    return Secret(urlunsplit(parts._replace(netloc=netloc)))


def _archive(name: str, content: Secret, uid: int) -> bytes:
    """A tar with one file that only ``uid`` may read."""
    data = content.reveal().encode()
    info = tarfile.TarInfo(name)
    info.size, info.mode, info.uid, info.gid = len(data), 0o400, uid, uid
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        archive.addfile(info, io.BytesIO(data))
    return buffer.getvalue()
