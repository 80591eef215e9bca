"""A bot's container as the Engine API takes it: plain values, made from the same facts as the compose file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from deploy.render import CONTAINER_UID
from deploy.specs import CPUS, MEMORY, PIDS, STOP_SECONDS, Launch, Placement

ENV_TARGET = "/app/.env"
MIGRATE_COMMAND = ("python", "-m", "services.booking_bot.migrate")
FINGERPRINT = "zapis.fingerprint"
CLIENT = "zapis.client"
PROJECT = "com.docker.compose.project"
ONEOFF = "com.docker.compose.oneoff"

RESTARTS = 3

Spec = dict[str, Any]


@dataclass(frozen=True, slots=True)
class ComposeFacts:
    """What docker compose says of a rendered file: ``docker compose config --hash bot``, and its own version."""

    config_hash: str
    version: str


class ContainerState(StrEnum):
    ABSENT = "absent"
    CREATED = "created"
    RUNNING = "running"
    RESTARTING = "restarting"
    ENDING = "ending"
    ENDED = "ended"


_STATES = {
    "created": ContainerState.CREATED,
    "running": ContainerState.RUNNING,
    "paused": ContainerState.RUNNING,
    "restarting": ContainerState.RESTARTING,
    "removing": ContainerState.ENDING,
    "exited": ContainerState.ENDED,
    "dead": ContainerState.ENDED,
}


def container_state(inspected: Mapping[str, Any] | None) -> ContainerState:
    """The engine's word for a container (``State.Status`` of an inspection; None: there is none) as ours."""
    if inspected is None:
        return ContainerState.ABSENT
    status = str(inspected.get("State", {}).get("Status", ""))
    return _STATES.get(status, ContainerState.ENDED)


def lives(inspected: Mapping[str, Any]) -> bool:
    """Running, or between two of at most three starts that the engine's restart policy gives it."""
    state = container_state(inspected)
    again = state is ContainerState.RESTARTING and int(inspected.get("RestartCount", 0)) < RESTARTS
    return state is ContainerState.RUNNING or again


def compose_labels(launch: Launch, placement: Placement, facts: ComposeFacts) -> dict[str, str]:
    """By these ``docker compose`` takes the container for one of its own, and ``up -d`` leaves it as it is."""
    folder = placement.clients_dir / launch.client_id
    prefix = "com.docker.compose"
    return {
        PROJECT: launch.client_id,
        f"{prefix}.service": "bot",
        f"{prefix}.config-hash": facts.config_hash,
        f"{prefix}.container-number": "1",
        ONEOFF: "False",
        f"{prefix}.image": launch.target,
        f"{prefix}.depends_on": "",
        f"{prefix}.project.config_files": str(folder / "docker-compose.yml"),
        f"{prefix}.project.working_dir": str(folder),
        f"{prefix}.version": facts.version,
    }


def bot_container(launch: Launch, placement: Placement, facts: ComposeFacts, extra_labels: Mapping[str, str]) -> Spec:
    """The body of ``POST /containers/create``. It holds no secret: those are in the file that is mounted."""
    own = {CLIENT: launch.client_id, FINGERPRINT: launch.fingerprint}
    return {
        "Image": launch.target,
        "User": _user(placement),
        "Labels": {**compose_labels(launch, placement, facts), **own, **extra_labels},
        "StopTimeout": STOP_SECONDS,
        "HostConfig": {
            **_confinement(),
            "ReadonlyRootfs": True,
            "Tmpfs": {"/tmp": ""},  # noqa: S108 - inside the container
            "RestartPolicy": {"Name": "unless-stopped"},
            "NetworkMode": placement.network,
            "LogConfig": {"Type": "local", "Config": {"max-size": "5m", "max-file": "2"}},
            "Mounts": [
                {
                    "Type": "bind",
                    "Source": str(placement.clients_dir / launch.client_id / ".env"),
                    "Target": ENV_TARGET,
                    "ReadOnly": True,
                }
            ],
        },
        "NetworkingConfig": {"EndpointsConfig": {placement.network: {"Aliases": [launch.client_id]}}},
    }


def job_container(
    image: str, command: list[str], environment: Mapping[str, str], placement: Placement, labels: Mapping[str, str]
) -> Spec:
    """A container that does one thing and ends; no compose label, so that ``docker compose`` knows nothing of it."""
    return {
        "Image": image,
        "Cmd": command,
        "Env": [f"{name}={value}" for name, value in environment.items()],
        "User": _user(placement),
        "Labels": dict(labels),
        "HostConfig": {**_confinement(), "NetworkMode": placement.network},
    }


def _confinement() -> Spec:
    return {
        "Init": True,
        "CapDrop": ["ALL"],
        "SecurityOpt": ["no-new-privileges:true"],
        "Memory": MEMORY,
        "PidsLimit": PIDS,
        "NanoCpus": int(CPUS * 1_000_000_000),
    }


def user_id(placement: Placement) -> int:
    """As whom a bot runs in its container, and who owns its ``.env``."""
    return placement.bot_uid or CONTAINER_UID


def _user(placement: Placement) -> str:
    return f"{user_id(placement)}:{user_id(placement)}"
