"""The one place that makes a deploy manager, and the worker around it, out of settings."""

from __future__ import annotations

from pathlib import Path

import redis

from deploy.manager import DeployManager
from deploy.records import Records
from deploy.runners.docker import DockerRunner
from deploy.runners.process import ProcessRunner
from deploy.runners.runner import Runner
from services.master_bot.storage.cipher import Cipher
from services.master_bot.use_cases.adopt_edits import AdoptEdits
from services.master_bot.worker.deployments import DeploymentWorker
from services.master_bot.worker.settings import DeployWorkerSettings
from services.shared.postgres.pool import Pool
from services.shared.runtime.version import VERSION

ROOT = Path(__file__).resolve().parents[3]
REDIS_SECONDS = 5


def make_manager(settings: DeployWorkerSettings) -> DeployManager:
    return DeployManager(
        placement=settings.placement,
        database_url=settings.database_url,
        admin=redis.Redis.from_url(
            settings.redis_url.reveal(), socket_timeout=REDIS_SECONDS, socket_connect_timeout=REDIS_SECONDS
        ),
        runner=make_runner(settings),
        records=Records(settings.run_dir),
        backups=settings.backups,
    )


def make_worker(settings: DeployWorkerSettings, pool: Pool, manager: DeployManager) -> DeploymentWorker:
    cipher = Cipher(settings.secret_keys)
    return DeploymentWorker(pool, cipher, manager, AdoptEdits(pool, cipher, settings.telegram), settings.operators)


def make_runner(settings: DeployWorkerSettings) -> Runner:
    if settings.runner == "docker":
        return DockerRunner.connect(settings.placement, settings.image)
    return ProcessRunner(
        root=ROOT, clients_dir=settings.placement.clients_dir, run_dir=settings.run_dir, version=VERSION
    )
