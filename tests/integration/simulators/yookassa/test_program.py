"""`python -m scripts.simulators.yookassa` as a process."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import requests

from tests.support.yookassa import REQUEST

SECRET = "test_process"
Start = Callable[..., subprocess.Popen[str]]
PROGRAM = [sys.executable, "-m", "scripts.simulators.yookassa"]


@pytest.fixture
def start(repository: Path) -> Iterator[Start]:
    """`start("--port", "0")`: a process that listens; `api_url(process)` is where."""
    processes: list[subprocess.Popen[str]] = []
    environment = {**os.environ, "YOOKASSA_SECRET_KEY": SECRET}

    def run(*arguments: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [*PROGRAM, *arguments], cwd=repository, env=environment, stdout=subprocess.PIPE, text=True
        )
        processes.append(process)
        return process

    yield run

    for process in processes:
        process.kill()
        process.communicate()


def api_url(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip().removeprefix("YooKassa simulator: ")


def test_process_keeps_its_state_over_kill_and_ends_at_once_on_sigterm(start: Start, tmp_path: Path) -> None:
    state, login = ["--port", "0", "--state", str(tmp_path / "state")], ("100500", SECRET)
    first = start(*state)
    headers = {"Idempotence-Key": str(uuid.uuid4())}
    made = requests.post(f"{api_url(first)}/payments", json=REQUEST, headers=headers, auth=login, timeout=5).json()
    first.kill()
    first.wait(5)

    second = start(*state)
    url = api_url(second)
    kept = requests.get(f"{url}/payments/{made['id']}", auth=login, timeout=5).json()
    again = requests.post(f"{url}/payments", json=REQUEST, headers=headers, auth=login, timeout=5).json()
    hanging = socket.create_connection(("127.0.0.1", int(url.rsplit(":", 1)[1].split("/")[0])))
    started = time.monotonic()
    second.send_signal(signal.SIGTERM)
    status = second.wait(5)

    hanging.close()
    assert kept == made
    assert again == made
    assert (status, time.monotonic() - started < 2) == (0, True)


def test_secret_is_not_in_the_process_list(start: Start) -> None:
    process = start("--port", "0")
    api_url(process)

    arguments = Path(f"/proc/{process.pid}/cmdline")

    if not arguments.exists():
        pytest.skip("no /proc here")
    assert SECRET not in arguments.read_text()


def test_port_in_use_is_one_line(repository: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        environment = {**os.environ, "YOOKASSA_SECRET_KEY": SECRET}

        done = subprocess.run(
            [*PROGRAM, "--port", port], cwd=repository, env=environment, capture_output=True, text=True, timeout=20
        )

    assert (done.returncode, len(done.stderr.splitlines())) == (1, 1)
    assert port in done.stderr
