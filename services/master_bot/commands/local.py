"""LOCAL=1: the worker's step in the command itself, for when the platform is down."""

from __future__ import annotations

from services.master_bot.commands.errors import CommandFailed
from services.master_bot.commands.shell import Shell
from services.master_bot.storage import clients, deployments, workers
from services.master_bot.worker.settings import DeployWorkerSettings
from services.master_bot.worker.wiring import make_manager, make_worker
from services.shared.master_api.models import Deployment
from services.shared.postgres.pool import Pool, open_pool, transaction
from services.shared.runtime.clock import utc_now


def act_locally(shell: Shell, client_id: str, action: str) -> Deployment:
    """Queue ``action`` and carry it out here; refuses while a deploy worker lives."""
    settings = DeployWorkerSettings.load(shell.environment)
    pool = open_pool(settings.database_url)
    try:
        number = _queue(pool, client_id, action)
        worker = make_worker(settings, pool, make_manager(settings))
        while _state(pool, number).state in {"queued", "running"} and worker.run_once():
            pass
        ended = _state(pool, number)
    finally:
        pool.close()
    return Deployment(
        deployment_id=ended.id,
        client_id=client_id,
        action=action,
        state=ended.state,
        created_at=ended.created_at,
        error=ended.error,
        log_tail=ended.log_tail,
    )


def _queue(pool: Pool, client_id: str, action: str) -> int:
    now = utc_now()
    with transaction(pool) as tx:
        worker = workers.known(tx).get("deployments")
        if worker is not None and worker.lives(now):
            raise CommandFailed(f"a deploy worker lives (process {worker.pid} on {worker.host}): leave LOCAL=1 out")
        if clients.get(tx, client_id) is None:
            raise CommandFailed(f"{client_id} is not registered; with the platform down nothing can be registered")
        return deployments.enqueue(tx, client_id, action, requested_by="cli:local", now=now).id


def _state(pool: Pool, number: int) -> deployments.Deployment:
    with transaction(pool) as tx:
        deployment = deployments.get(tx, number)
    assert deployment is not None
    return deployment
