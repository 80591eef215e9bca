from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import redis
from werkzeug.serving import make_server

from scripts.servers.valkey import ValkeyServer
from services.master_bot.api.app import create_app
from services.master_bot.cli import main
from services.master_bot.use_cases.context import Context
from services.shared.runtime.secret import Secret
from tests.support.database import Database
from tests.support.fleet import Fleet, stand_in_root

TOKEN = Secret("the-master-token")
Zapis = Callable[..., subprocess.CompletedProcess[str]]
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="session")
def bots_root(tmp_path_factory: pytest.TempPathFactory, repository: Path) -> Path:
    return stand_in_root(tmp_path_factory.mktemp("root"), repository)


@pytest.fixture
def fleet(
    database: Database, redis_server: ValkeyServer, bots_root: Path, tmp_path: Path, context: Context
) -> Iterator[Fleet]:
    made = Fleet(
        database, redis_server, tmp_path, bots_root, telegram_url=context.telegram.api_url, cipher=context.cipher
    )
    yield made
    made.processes.stop_all()


@pytest.fixture
def api_url(context: Context, redis_server: ValkeyServer) -> Iterator[str]:
    """The master API over HTTP."""
    admin = redis.Redis.from_url(redis_server.admin_url.reveal())
    server = make_server("127.0.0.1", 0, create_app(context, TOKEN, admin), threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()
    server.server_close()
    admin.close()


@pytest.fixture
def zapis(api_url: str, fleet: Fleet, repository: Path) -> Zapis:
    """``zapis("deploy", "client_042", BOT_TOKEN=…)``: the command line as a process of its own.

    ``typed``: what a person types at its terminal; without it there is none.
    """

    def run(*words: str, typed: str | None = None, **settings: str) -> subprocess.CompletedProcess[str]:
        environment = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(repository),
            "ENV_FILE": str(fleet.folder / "no.env"),
            "MASTER_API_URL": api_url,
            "MASTER_API_TOKEN": TOKEN.reveal(),
            "CLIENTS_DIR": str(fleet.clients_dir),
            **settings,
        }
        command = [sys.executable, "-m", "services.master_bot.cli", *words]
        person, terminal = os.openpty()
        os.write(person, f"{typed}\n".encode())
        try:
            return subprocess.run(
                command,
                env=environment,
                stdin=subprocess.DEVNULL if typed is None else terminal,
                capture_output=True,
                text=True,
                timeout=60,
                check=False,
            )
        finally:
            os.close(person)
            os.close(terminal)

    return run


@pytest.fixture
def here(api_url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """``here("payments", "settle", …)``: exit status, output, errors. In this process: one of its own costs seconds."""
    settings = {"MASTER_API_URL": api_url, "MASTER_API_TOKEN": TOKEN.reveal(), "ENV_FILE": "/nonexistent"}
    for name, value in settings.items():
        monkeypatch.setenv(name, value)

    def run(*words: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["zapis", *words])
        try:
            status = main()
        except SystemExit as ended:
            status = int(ended.code or 0)
        printed = capsys.readouterr()
        return status, printed.out, printed.err

    return run
