"""Deployments of real bots into real containers, on a stage of the test's own."""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import docker
import requests

from deploy.runners.docker import DockerRunner
from deploy.runners.engine import Engine
from deploy.runners.runner import Runner
from deploy.specs import Placement, container_name
from services.master_bot.storage import deployments
from services.shared.runtime.client_id import client_id_of
from services.shared.runtime.secret import Secret
from tests.support.docker_stage import BOT_IMAGE, Stage
from tests.support.fleet import Fleet

FIRST_TEST_CLIENT = 900_000_000


class DockerFleet(Fleet):
    """``image``: what the next deployment runs."""

    def __init__(self, stage: Stage, folder: Path) -> None:
        super().__init__(stage.database, stage.redis, folder, folder, telegram_url=stage.telegram_url, watch_seconds=40)
        self.stage = stage
        self.image = BOT_IMAGE
        self.made: list[str] = []

    @property
    def placement(self) -> Placement:
        return replace(
            super().placement,
            database_host=self.stage.database.server.alias,  # type: ignore[attr-defined]
            database_port=5432,
            redis_host=self.stage.redis.alias,
            redis_port=6379,
            telegram_api_url=self.stage.telegram_inside,
            network=self.stage.network,
            bot_uid=10001 if os.geteuid() == 0 else os.geteuid(),
        )

    @property
    def runner(self) -> Runner:
        return DockerRunner(Engine(), self.placement, self.image, self.stage.labels)

    def register_bot(self, name: str) -> str:
        """A client with a random id whose bot the Telegram stand-in knows."""
        number = FIRST_TEST_CLIENT + secrets.randbelow(99_999_999)
        body = {"name": name, "username": f"shop{number}_bot"}
        answer = requests.post(f"{self.stage.telegram_url}/sim/bots", json=body, timeout=10).json()
        self.made.append(client_id_of(number))
        return self.add(number, name, int(answer["id"]), Secret(answer["token"]))

    def inspect(self, client_id: str) -> dict[str, Any] | None:
        return Engine().inspect(container_name(client_id))

    def container_id(self, client_id: str) -> str | None:
        found = self.inspect(client_id)
        return None if found is None else str(found["Id"])

    def compose(self, client_id: str, *words: str) -> subprocess.CompletedProcess[str]:
        """``docker-compose …`` as an operator types it in the client's folder."""
        command = ["docker", "compose", *words]
        folder = self.clients_dir / client_id
        return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120, check=False)

    def labelled(self, client_id: str) -> list[str]:
        """Ids of all containers, running or not, that carry the client's labels."""
        return Engine().names_with(f"com.docker.compose.project={client_id}")

    def derived_image(self, *lines: str) -> str:
        """An image of the bot with something changed."""
        tag = f"zapis-test-derived:{secrets.token_hex(4)}"
        text = "\n".join((f"FROM {BOT_IMAGE}", *lines, ""))
        subprocess.run(["docker", "build", "-q", "-t", tag, "-"], input=text.encode(), check=True, capture_output=True)
        return tag

    def troubles(self, client_id: str) -> str:
        """What to look at when a deployment did not go as expected."""
        with self.transaction() as tx:
            last = deployments.of_client(tx, client_id, before=None, limit=1)[0]
            steps = deployments.steps(tx, last.id)
        told = [f"{step.name} {step.state} {step.detail}" for step in steps]
        return json.dumps([last.error, last.log_tail, told], ensure_ascii=False, indent=1)

    def clear_away(self) -> None:
        engine = Engine()
        for client_id in self.made:
            engine.kill(container_name(client_id))
        with contextlib.suppress(docker.errors.APIError):
            for image in self.stage.client.images.list(name="zapis-test-derived"):
                self.stage.client.images.remove(str(image.id), force=True)
