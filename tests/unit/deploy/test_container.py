from __future__ import annotations

from pathlib import Path

import pytest

from deploy.runners.container import ComposeFacts, ContainerState, bot_container, container_state, job_container, lives
from deploy.specs import BotFiles, Launch, Placement
from services.shared.runtime.secret import Secret

PLACEMENT = Placement(Path("/srv/clients"), "db", 5432, "booking_saas", "cache", 6379, "https://t", "clients_00", 10001)
CONFINED = {
    "Init": True,
    "CapDrop": ["ALL"],
    "SecurityOpt": ["no-new-privileges:true"],
    "Memory": 268435456,
    "PidsLimit": 64,
    "NanoCpus": 500000000,
    "NetworkMode": "clients_00",
}


def launch(env: str = "BOT_TOKEN='1:a'", target: str = "sha256:1") -> Launch:
    return Launch("client_042", target, BotFiles(Secret(env), "name: client_042"))


def test_bot_container_is_what_the_compose_file_says() -> None:
    spec = bot_container(launch(), PLACEMENT, ComposeFacts("h4sh", "2.26.1"), {"zapis.test": "1"})

    assert spec == {
        "Image": "sha256:1",
        "User": "10001:10001",
        "StopTimeout": 45,
        "Labels": {
            "com.docker.compose.project": "client_042",
            "com.docker.compose.service": "bot",
            "com.docker.compose.config-hash": "h4sh",
            "com.docker.compose.container-number": "1",
            "com.docker.compose.oneoff": "False",
            "com.docker.compose.image": "sha256:1",
            "com.docker.compose.depends_on": "",
            "com.docker.compose.project.config_files": "/srv/clients/client_042/docker-compose.yml",
            "com.docker.compose.project.working_dir": "/srv/clients/client_042",
            "com.docker.compose.version": "2.26.1",
            "zapis.client": "client_042",
            "zapis.fingerprint": launch().fingerprint,
            "zapis.test": "1",
        },
        "HostConfig": {
            **CONFINED,
            "ReadonlyRootfs": True,
            "Tmpfs": {"/tmp": ""},
            "RestartPolicy": {"Name": "unless-stopped"},
            "LogConfig": {"Type": "local", "Config": {"max-size": "5m", "max-file": "2"}},
            "Mounts": [
                {"Type": "bind", "Source": "/srv/clients/client_042/.env", "Target": "/app/.env", "ReadOnly": True}
            ],
        },
        "NetworkingConfig": {"EndpointsConfig": {"clients_00": {"Aliases": ["client_042"]}}},
    }


def test_job_container_is_unknown_to_compose() -> None:
    spec = job_container("sha256:1", ["python", "-m", "x"], {"A_FILE": "/run/a"}, PLACEMENT, {"zapis.client": "c"})

    assert spec == {
        "Image": "sha256:1",
        "Cmd": ["python", "-m", "x"],
        "Env": ["A_FILE=/run/a"],
        "User": "10001:10001",
        "Labels": {"zapis.client": "c"},
        "HostConfig": CONFINED,
    }


@pytest.mark.parametrize("other", [launch("BOT_TOKEN='2:b'"), launch(target="sha256:2")])
def test_fingerprint_tells_every_change_and_no_secret(other: Launch) -> None:
    assert launch().fingerprint == launch().fingerprint
    assert launch().fingerprint != other.fingerprint
    assert "1:a" not in repr(launch())


@pytest.mark.parametrize(
    ("status", "state"),
    [
        ("created", ContainerState.CREATED),
        ("running", ContainerState.RUNNING),
        ("paused", ContainerState.RUNNING),
        ("restarting", ContainerState.RESTARTING),
        ("removing", ContainerState.ENDING),
        ("exited", ContainerState.ENDED),
        ("dead", ContainerState.ENDED),
        ("of a later engine", ContainerState.ENDED),
    ],
)
def test_engines_word_becomes_ours(status: str, state: ContainerState) -> None:
    assert container_state({"State": {"Status": status}}) is state


def test_no_container_is_absent() -> None:
    assert container_state(None) is ContainerState.ABSENT


@pytest.mark.parametrize(
    ("status", "restarts", "alive"),
    [("running", 9, True), ("restarting", 2, True), ("restarting", 3, False), ("exited", 0, False)],
)
def test_bot_that_ends_again_and_again_does_not_live(status: str, restarts: int, *, alive: bool) -> None:
    assert lives({"State": {"Status": status}, "RestartCount": restarts}) is alive
