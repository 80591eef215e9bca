"""The Docker engine through its SDK: every call with a time limit, every failure as one of our errors."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import docker
import requests
from docker.errors import APIError, DockerException, NotFound

from deploy.errors import DeployError, DeployFailed, DeployRefused, EngineAway
from deploy.runners.container import ContainerState, Spec, container_state
from deploy.specs import STOP_SECONDS

CALL_SECONDS = 30


@dataclass(slots=True)
class Engine:
    """Connects when first asked, so that a worker starts while its engine is down. ``host``: as ``DOCKER_HOST``."""

    host: str | None = None
    _api: docker.APIClient | None = None

    def inspect(self, name: str) -> dict[str, Any] | None:
        """The container's inspection; None when there is none of that name or id."""
        with _told("look at a container"), contextlib.suppress(NotFound):
            return dict(self._client().inspect_container(name))
        return None

    def state(self, name: str) -> ContainerState:
        return container_state(self.inspect(name))

    def names_with(self, label: str) -> list[str]:
        """Ids of all containers, running or not, that carry ``label`` (``name=value``)."""
        with _told("list containers"):
            return [str(found["Id"]) for found in self._client().containers(all=True, filters={"label": label})]

    def running_names(self, prefix: str) -> list[str]:
        """Names of the containers that run (or are being started again) and begin with ``prefix``."""
        with _told("list containers"):
            found = self._client().containers(filters={"name": f"^/?{prefix}"})
            return [str(container["Names"][0]).removeprefix("/") for container in found]

    def image_id(self, image: str) -> str:
        """The id of a local image; one that is not there is fetched."""
        with contextlib.suppress(NotFound):
            return self._local_image(image)
        try:
            with _told("fetch the image"):
                self._client().pull(image)
            return self._local_image(image)
        except (DeployError, NotFound) as error:
            raise DeployRefused(f"the image {image} is not on this engine, and fetching it failed: {error}") from None

    def has_image(self, image: str) -> bool:
        with contextlib.suppress(NotFound):
            return bool(self._local_image(image))
        return False

    def require_network(self, name: str) -> None:
        try:
            with _told("look at the network"):
                self._client().inspect_network(name)
        except NotFound:
            raise DeployRefused(f"the network {name} does not exist: start the infrastructure first") from None

    def create(self, name: str, spec: Spec) -> None:
        """Make the container. One of that name, a leftover, gives way; an answer that got lost is looked for."""
        if self.inspect(name) is not None:
            self.remove(name)
        try:
            with _told("make the container"):
                self._client().create_container_from_config(spec, name)  # type: ignore[no-untyped-call]
        except NotFound as missing:
            raise DeployRefused(f"what the container needs is not there: {missing.explanation}") from None
        except EngineAway:
            if self.inspect(name) is None:
                raise

    def start(self, name: str) -> None:
        try:
            with _told("start the container"):
                self._client().start(name)
        except EngineAway:
            if self.state(name) is not ContainerState.RUNNING:
                raise

    def remove(self, name: str) -> None:
        """Ask what runs in it to end (45 s), insist, remove the container. None of that name: done already."""
        if self.state(name) in {ContainerState.RUNNING, ContainerState.RESTARTING}:
            self._stop(name)
        self.kill(name)

    def kill(self, name: str) -> None:
        """Remove the container, whatever runs in it."""
        try:
            with _told("remove the container"):
                self._client().remove_container(name, force=True)
        except NotFound:
            return
        except DeployError:
            if self.state(name) not in {ContainerState.ABSENT, ContainerState.ENDING}:
                raise

    def put_file(self, name: str, folder: str, archive: bytes) -> None:
        with _told("put a file into the container"):
            self._client().put_archive(name, folder, archive)

    def exit_status(self, name: str, seconds: int) -> int | None:
        """Wait for the container's end; None when it still runs after ``seconds``."""
        with _told("wait for the container"):
            try:
                return int(self._client().wait(name, timeout=seconds)["StatusCode"])
            except (requests.ReadTimeout, requests.ConnectionError):
                inspected = self.inspect(name)
        if inspected is None or container_state(inspected) is not ContainerState.ENDED:
            return None
        return int(inspected["State"]["ExitCode"])

    def logs(self, name: str, lines: int) -> list[str]:
        with _told("read the logs"), contextlib.suppress(NotFound):
            text: bytes = self._client().logs(name, tail=lines, stdout=True, stderr=True)
            return text.decode(errors="replace").splitlines()
        return []

    def _local_image(self, image: str) -> str:
        with _told("look at the image"):
            return str(self._client().inspect_image(image)["Id"])  # type: ignore[no-untyped-call]

    def _stop(self, name: str) -> None:
        """A lost answer is no failure: whoever removes the container afterwards insists."""
        with contextlib.suppress(NotFound, EngineAway), _told("stop the container"):
            self._client().stop(name, timeout=STOP_SECONDS)

    def _client(self) -> docker.APIClient:
        if self._api is None:
            with _told("reach the engine"):
                self._api = docker.APIClient(
                    base_url=self.host or os.environ.get("DOCKER_HOST") or None,
                    version="auto",
                    timeout=CALL_SECONDS,
                    max_pool_size=16,
                )
        return self._api


@contextlib.contextmanager
def _told(what: str) -> Iterator[None]:
    """What the SDK raises as one line and one of our classes; ``NotFound`` goes through, it is an answer."""
    try:
        yield
    except NotFound:
        raise
    except APIError as error:
        reason = " ".join(str(error.explanation or error).split())[:300]
        if error.status_code is not None and error.status_code < 500:
            raise DeployRefused(f"the Docker engine refused to {what}: {reason}") from error
        raise DeployFailed(f"the Docker engine failed to {what}: {reason}") from error
    except requests.Timeout as error:
        raise EngineAway(f"the Docker engine did not answer in time (to {what})") from error
    except (DockerException, requests.RequestException, OSError) as error:
        raise EngineAway(f"the Docker engine cannot be reached (to {what})") from error
