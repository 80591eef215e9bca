"""Everything that a deployment needs, real but for the bot itself: servers, folders, registry, manager, worker."""

from __future__ import annotations

import contextlib
import itertools
import secrets
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Protocol

import redis
from cryptography.fernet import Fernet

from deploy.backup import Backups
from deploy.manager import DeployManager
from deploy.postgres_programs import PostgresPrograms
from deploy.records import Records
from deploy.runners.process import ProcessRunner, working_in
from deploy.runners.runner import Runner
from deploy.specs import Placement
from scripts.servers.postgres import postgres_programs
from services.master_bot.storage import clients, deployments, workers
from services.master_bot.storage.cipher import Cipher
from services.master_bot.storage.clients import NewClient
from services.master_bot.storage.deployments import Deployment
from services.master_bot.use_cases.adopt_edits import AdoptEdits
from services.master_bot.worker.deployments import LEASE, RENEW_SECONDS, DeploymentWorker
from services.master_bot.worker.log_answers import LogAnswers
from services.master_bot.worker.supervisor import Supervisor
from services.shared.postgres.pool import Transaction, connect, open_pool
from services.shared.runtime.client_id import client_id_of
from services.shared.runtime.clock import utc_now
from services.shared.runtime.secret import Secret
from services.shared.telegram.plain_api import PlainTelegram
from tests.support.database import Database

VERSION = "1.0.0"
SOON = timedelta(minutes=5)
OPERATOR = 777
_numbers = itertools.count(secrets.randbelow(800) + 100)


class RedisServer(Protocol):
    """A `ValkeyServer`, or a Redis in a container."""

    @property
    def host(self) -> str: ...
    @property
    def port(self) -> int: ...
    @property
    def admin_url(self) -> Secret: ...


@dataclass
class Fleet:
    """``root``: where the bots' program lies; see ``stand_in_root``."""

    database: Database
    server: RedisServer
    folder: Path
    root: Path
    telegram_url: str = "http://127.0.0.1:1"
    watch_seconds: float = 10
    stop_seconds: float = 10
    cipher: Cipher = field(default_factory=lambda: Cipher(Secret(Fernet.generate_key().decode())))
    version: str = VERSION

    def __post_init__(self) -> None:
        for path in (self.clients_dir, self.run_dir):
            path.mkdir(exist_ok=True)

    @property
    def clients_dir(self) -> Path:
        return self.folder / "clients"

    @property
    def run_dir(self) -> Path:
        return self.folder / "run"

    @property
    def backups(self) -> Backups:
        return Backups(self.folder / "backups", PostgresPrograms(postgres_programs()))

    @property
    def placement(self) -> Placement:
        return Placement(
            clients_dir=self.clients_dir,
            database_host=self.database.server.host,
            database_port=self.database.server.port,
            database_name=self.database.name,
            redis_host=self.server.host,
            redis_port=self.server.port,
            telegram_api_url=self.telegram_url,
            network="none",
            bot_uid=None,
        )

    @property
    def runner(self) -> Runner:
        return self.processes

    @property
    def processes(self) -> ProcessRunner:
        return ProcessRunner(self.root, self.clients_dir, self.run_dir, self.version, self.stop_seconds)

    def manager(self) -> DeployManager:
        return self.manager_with(self.server.admin_url)

    def manager_with(self, admin_url: Secret) -> DeployManager:
        return DeployManager(
            placement=self.placement,
            database_url=self.database.owner_url,
            admin=redis.Redis.from_url(admin_url.reveal(), socket_timeout=5),
            runner=self.runner,
            records=Records(self.run_dir),
            backups=self.backups,
            watch_seconds=self.watch_seconds,
        )

    def transaction(self) -> Transaction:
        """A connection whose block is one transaction."""
        return connect(self.database.owner_url)

    def register(self, name: str = "Barber") -> str:
        """A client of the registry, named so that two tests never share one: roles belong to the whole server."""
        number = next(_numbers)
        return self.add(number, name, 7_000_000 + number, Secret(f"{7_000_000 + number}:{'A' * 35}"))

    def add(self, number: int, name: str, bot_id: int, token: Secret) -> str:
        new = NewClient(
            bot_id=bot_id,
            bot_username=f"shop{number}_bot",
            bot_token=token,
            owner_telegram_id=4242,
            business_name=name,
            timezone="Europe/Moscow",
            locale="ru",
        )
        with self.transaction() as tx:
            return clients.create(tx, self.cipher, new, now=utc_now(), client_id=client_id_of(number)).id

    def ask(self, client_id: str, action: str = "deploy", requested_by: str = "test") -> int:
        with self.transaction() as tx:
            return deployments.enqueue(tx, client_id, action, requested_by=requested_by, now=utc_now()).id

    def rename(self, client_id: str, name: str) -> None:
        with self.transaction() as tx:
            clients.change(tx, client_id, business_name=name)

    def client(self, client_id: str) -> clients.Client:
        with self.transaction() as tx:
            return clients.required(tx, client_id)

    def deployment(self, number: int) -> Deployment:
        with self.transaction() as tx:
            found = deployments.get(tx, number)
        assert found is not None
        return found

    def rows(self, query: str) -> list[dict[str, object]]:
        with self.transaction() as tx:
            return tx.execute(query.encode()).fetchall()

    def steps(self, number: int) -> list[str]:
        """``step state`` of each report, in order."""
        with self.transaction() as tx:
            return [f"{step.name} {step.state}" for step in deployments.steps(tx, number)]

    def work(
        self,
        *,
        manager: DeployManager | None = None,
        later: timedelta = timedelta(0),
        worker: str = "first",
        lease: timedelta = LEASE,
        renew_seconds: float = RENEW_SECONDS,
    ) -> bool:
        """One round of a deploy worker whose clock is ``later``."""
        with open_pool(self.database.owner_url) as pool:
            deploying = DeploymentWorker(
                pool,
                self.cipher,
                manager or self.manager(),
                AdoptEdits(pool, self.cipher, PlainTelegram(self.telegram_url)),
                operators=(OPERATOR,),
                clock=lambda: utc_now() + later,
                lease=lease,
                renew_seconds=renew_seconds,
                name=worker,
            )
            return deploying.run_once()

    @contextlib.contextmanager
    def working(self) -> Iterator[None]:
        """A deploy worker in the background, which says that it lives."""
        stop = threading.Event()

        def run() -> None:
            while not stop.is_set():
                with self.transaction() as tx:
                    workers.report(tx, "deployments", now=utc_now())
                if not self.work() and not self.answer():
                    stop.wait(0.05)

        thread = threading.Thread(target=run, name="deploy worker")
        thread.start()
        try:
            yield
        finally:
            stop.set()
            thread.join(30)
            with self.transaction() as tx:
                workers.leave(tx, "deployments")

    def answer(self) -> bool:
        """Answer a question for a bot's last lines, if somebody has asked."""
        with open_pool(self.database.owner_url) as pool:
            return LogAnswers(pool, self.runner).run_once()

    def supervise(self) -> None:
        """One look of the supervisor."""
        with open_pool(self.database.owner_url) as pool:
            Supervisor(pool, self.manager()).run_once()

    def carry_out(self, client_id: str, action: str = "deploy") -> Deployment:
        number = self.ask(client_id, action)
        self.work()
        return self.deployment(number)

    def pids(self, client_id: str) -> list[int]:
        """All bots that run for the client, whoever started them."""
        return [process.pid for process in working_in(self.clients_dir / client_id)]

    def starts(self, client_id: str) -> int:
        """How often the stand-in was started for the client."""
        return len((self.clients_dir / client_id / "starts.txt").read_text().split())


def stand_in_root(folder: Path, repository: Path) -> Path:
    """A folder like the repository's root whose booking bot is the stand-in; its migrations are the real ones."""
    package = folder / "services" / "booking_bot"
    package.mkdir(parents=True)
    ours = repository / "services"
    for link, target in {
        folder / "services" / "__init__.py": ours / "__init__.py",
        folder / "services" / "shared": ours / "shared",
        package / "__init__.py": ours / "booking_bot" / "__init__.py",
        package / "migrate.py": ours / "booking_bot" / "migrate.py",
        package / "storage": ours / "booking_bot" / "storage",
        package / "domain": ours / "booking_bot" / "domain",
        package / "__main__.py": repository / "tests" / "support" / "stand_in_bot.py",
    }.items():
        link.symlink_to(target)
    return folder
