"""A client's container as values: its labels, its limits, and what the engine's words about its state mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from deploy.specs import CPUS, MEMORY, PIDS, Launch, Placement

COMPOSE_VERSION = "2.26.1"
CONTAINER_UID = 10001
MIGRATE_COMMAND = ("python", "-m", "services.booking_bot.migrate")


class ContainerState(StrEnum):
    """Docker's words, reduced to what matters here."""

    RUNNING = "running"
    RESTARTING = "restarting"
    ENDED = "ended"

    @property
    def lives(self) -> bool:
        return self is not ContainerState.ENDED


def parse_state(state: Mapping[str, Any]) -> ContainerState:
    """``State`` of ``docker inspect``. Anything unknown counts as ended: it does not serve."""
    if state.get("Restarting"):
        return ContainerState.RESTARTING
    if state.get("Running") and not state.get("Paused") and not state.get("Dead"):
        return ContainerState.RUNNING
    return ContainerState.ENDED


@dataclass(frozen=True, slots=True)
class ContainerConfig:
    """Arguments of the SDK's two halves of a container."""

    host: dict[str, Any]
    container: dict[str, Any]


def compose_labels(launch: Launch, placement: Placement, config_hash: str) -> dict[str, str]:
    """What makes ``docker compose`` in the client's folder take the container for its own, and what we want to know."""
    folder = placement.clients_dir / launch.client_id
    compose = {
        "project": launch.client_id,
        "service": "bot",
        "config-hash": config_hash,
        "container-number": "1",
        "oneoff": "False",
        "image": launch.target,
        "depends_on": "",
        "project.config_files": str(folder / "docker-compose.yml"),
        "project.working_dir": str(folder),
        "version": COMPOSE_VERSION,
    }
    ours = {"zapis.client": launch.client_id, "zapis.target": launch.target, "zapis.fingerprint": launch.fingerprint}
    return {f"com.docker.compose.{name}": value for name, value in compose.items()} | ours


def bot_config(launch: Launch, placement: Placement) -> ContainerConfig:
    """The same container that the rendered compose file describes: nothing writable, nothing privileged, bounded."""
    env_file = placement.clients_dir / launch.client_id / ".env"
    uid = placement.bot_uid or CONTAINER_UID
    host = {
        "binds": {str(env_file): {"bind": "/app/.env", "mode": "ro"}},
        "restart_policy": {"Name": "unless-stopped"},
        "init": True,
        "read_only": True,
        "cap_drop": ["ALL"],
        "security_opt": ["no-new-privileges:true"],
        "mem_limit": MEMORY,
        "pids_limit": PIDS,
        "nano_cpus": int(CPUS * 1_000_000_000),
        "tmpfs": {"/tmp": ""},  # noqa: S108 - inside the container
        "log_config": {"type": "local", "config": {"max-size": "5m", "max-file": "2"}},
        "network_mode": placement.network,
    }
    return ContainerConfig(host, {"user": f"{uid}:{uid}"})
