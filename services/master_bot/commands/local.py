"""LOCAL=1: the worker's step in the command itself, for when the platform is down."""

from __future__ import annotations

import psycopg
from psycopg_pool import PoolTimeout

from services.master_bot.commands.errors import CommandFailed
from services.master_bot.commands.shell import Shell
from services.master_bot.storage import clients, deployments, workers
from services.master_bot.use_cases.remove_client import REMOVE
from services.master_bot.worker.settings import DeployWorkerSettings
from services.master_bot.worker.wiring import make_manager, make_worker
from services.shared.master_api.models import Deployment, DeploymentStep
from services.shared.postgres.pool import Pool, connect, open_pool, transaction
from services.shared.runtime.clock import utc_now


def act_locally(shell: Shell, client_id: str, action: str) -> Deployment:
    """Queue ``action`` and carry it out here; refuses while a deploy worker lives."""
    settings = DeployWorkerSettings.load(shell.environment)
    try:
        connect(settings.database_url).close()  # a pool would try for a while, and say so more than once
    except psycopg.OperationalError:
        raise CommandFailed("the database does not answer") from None
    pool = open_pool(settings.database_url)
    try:
        number = _queue(pool, client_id, action)
        worker = make_worker(settings, pool, make_manager(settings))
        while not _ended(pool, number) and worker.run_once():
            pass
        return _shown(pool, number)
    except (psycopg.OperationalError, PoolTimeout):
        raise CommandFailed("the database does not answer") from None
    finally:
        pool.close()


def _queue(pool: Pool, client_id: str, action: str) -> int:
    now = utc_now()
    with transaction(pool) as tx:
        worker = workers.known(tx).get("deployments")
        if worker is not None and worker.lives(now):
            raise CommandFailed(f"a deploy worker lives (process {worker.pid} on {worker.host}): leave LOCAL=1 out")
        client = clients.get(tx, client_id)
        if client is None:
            raise CommandFailed(f"{client_id} is not registered; with the platform down nothing can be registered")
        if client.deleted_at is not None or (client.gone and action != REMOVE):
            raise CommandFailed(f"{client_id} was removed")
        return deployments.enqueue(tx, client_id, action, requested_by="cli:local", now=now).id


def _ended(pool: Pool, number: int) -> bool:
    return _shown(pool, number).finished


def _shown(pool: Pool, number: int) -> Deployment:
    """The deployment as the master API would show it."""
    with transaction(pool) as tx:
        found, steps = deployments.get(tx, number), deployments.steps(tx, number)
    assert found is not None
    return Deployment(
        deployment_id=found.id,
        client_id=found.client_id,
        action=found.action,
        state=found.state,
        created_at=found.created_at,
        error=found.error,
        log_tail=found.log_tail,
        steps=tuple(DeploymentStep(step.attempt, step.name, step.state, step.detail, step.at) for step in steps),
    )
