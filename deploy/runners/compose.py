"""What docker compose itself says of a client's file: by it ``up -d`` sees that our container is what it would make."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from deploy.errors import DeployRefused, EngineAway
from deploy.runners.container import ComposeFacts

SECONDS = 20
_KEPT = ("PATH", "HOME", "DOCKER_HOST", "DOCKER_CONFIG", "DOCKER_CERT_PATH", "DOCKER_TLS_VERIFY")


def compose_facts(folder: Path, project: str) -> ComposeFacts:
    """Ask for the hash of the service ``bot`` of the file in ``folder``.

    Raises:
        DeployRefused: docker compose is not installed, or cannot read the file.
        EngineAway: it did not answer in time.
    """
    words = _run(["config", "--hash", "bot"], folder, project).split()
    if len(words) != 2 or words[0] != "bot":
        raise DeployRefused(f"docker compose gave no hash for {folder.name}/docker-compose.yml")
    return ComposeFacts(config_hash=words[1], version=_run(["version", "--short"], folder, project).strip())


def _command() -> list[str]:
    if shutil.which("docker-compose"):
        return ["docker-compose"]
    if shutil.which("docker"):
        return ["docker", "compose"]
    raise DeployRefused("docker compose (version 2) is not installed where the deploy worker runs")


def _run(words: list[str], folder: Path, project: str) -> str:
    """Our own settings stay outside: compose would put them into a file that names them."""
    environment = {name: os.environ[name] for name in _KEPT if name in os.environ}
    command = [*_command(), "--project-name", project, *words]
    try:
        done = subprocess.run(  # noqa: S603 - fixed words, a checked id
            command, cwd=folder, env=environment, capture_output=True, text=True, timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        raise EngineAway(f"docker compose did not answer within {SECONDS} s") from None
    if done.returncode:
        lines = done.stderr.strip().splitlines() or ["no reason given"]
        raise DeployRefused(f"docker compose refuses {folder.name}/docker-compose.yml: {lines[-1][:200]}")
    return done.stdout
