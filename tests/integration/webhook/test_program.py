from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import requests

from scripts.servers.process import free_port
from tests.support.database import Database
from tests.support.inbox import PAYMENT_ID, inbox_rows, notification


def environment(database: Database, port: int, folder: Path, **more: str) -> dict[str, str]:
    return {
        "PATH": os.environ["PATH"],
        "DATABASE_URL": database.webhook_url.reveal(),
        "WEBHOOK_PORT": str(port),
        "WEBHOOK_ALLOWED_IPS": "127.0.0.0/8",
        "WEBHOOK_PATH_SECRET": "unguessable",
        "ENV_FILE": str(folder / "none"),
        **more,
    }


@pytest.fixture
def address(database: Database, tmp_path: Path) -> Iterator[str]:
    """A running service's address."""
    port = free_port()
    with (tmp_path / "webhook.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "services.webhook"], env=environment(database, port, tmp_path), stderr=log
        )
    try:
        url = f"http://127.0.0.1:{port}"
        wait_for(f"{url}/health")
        yield url
        process.terminate()
        assert process.wait(timeout=20) == 0
    finally:
        process.kill()
        process.wait()


def wait_for(url: str) -> None:
    deadline = time.monotonic() + 20
    while True:
        try:
            requests.get(url, timeout=5).raise_for_status()
        except requests.RequestException:
            assert time.monotonic() < deadline, f"{url} does not answer"
            time.sleep(0.05)
        else:
            return


def test_service_under_gunicorn_keeps_what_comes_at_once(address: str, database: Database) -> None:
    url = f"{address}/yookassa/webhook/unguessable"
    bodies = [notification(object_id=f"payment-{number}") for number in range(20)] + [notification()] * 20

    with ThreadPoolExecutor(8) as senders:
        statuses = list(senders.map(lambda body: requests.post(url, data=body, timeout=10).status_code, bodies))
    too_big = requests.post(url, data=iter([b"x" * 40_000, b"x" * 40_000]), timeout=10)  # chunked: no Content-Length

    rows = inbox_rows(database.webhook_url)
    assert statuses == [200] * 40
    assert too_big.status_code == 413
    assert len(rows) == 21
    assert [row["hits"] for row in rows if row["object_id"] == PAYMENT_ID] == [20]
    assert requests.post(f"{address}/yookassa/webhook", data=notification(), timeout=10).status_code == 404


def test_wrong_setting_is_one_line_and_status_2(database: Database, tmp_path: Path) -> None:
    settings = environment(database, free_port(), tmp_path, WEBHOOK_ALLOWED_IPS="everyone")

    ended = subprocess.run(
        [sys.executable, "-m", "services.webhook"],
        env=settings,
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )

    assert ended.returncode == 2
    assert ended.stderr == (
        "error: WEBHOOK_ALLOWED_IPS: 'everyone' does not appear to be an IPv4 or IPv6 network;"
        " expected networks separated by commas, as in 185.71.76.0/27,2a02:5180::/32\n"
    )


def test_migration_is_repeatable(database: Database, tmp_path: Path) -> None:
    settings = environment(database, 1, tmp_path, DATABASE_URL=database.owner_url.reveal())

    ended = subprocess.run(
        [sys.executable, "-m", "services.webhook.migrate"],
        env=settings,
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )

    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "webhook: up to date\n", "")
