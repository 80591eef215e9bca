"""Deployments: the queue of what is to be done with clients' bots, and the record of what was done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from psycopg.rows import class_row

from services.master_bot.storage import clients
from services.shared.postgres.pool import Transaction

CHANNEL = "deployments"

# What an action wants of the client from now on.
DESIRED_STATE = {
    "deploy": "running",
    "restart": "running",
    "resume": "running",
    "rollback": "running",
    "stop": "stopped",
    "suspend": "suspended",
    "remove": "deleted",
}

_COLUMNS = "id, client_id, action, state, requested_by, attempts, error, log_tail, created_at, started_at, finished_at"


@dataclass(frozen=True, slots=True)
class Deployment:
    id: int
    client_id: str
    action: str
    state: str
    requested_by: str
    attempts: int
    error: str | None
    log_tail: str | None
    created_at: datetime
    started_at: datetime | None
    finished_at: datetime | None


@dataclass(frozen=True, slots=True)
class DeploymentStep:
    attempt: int
    name: str
    state: str
    detail: str
    at: datetime


@dataclass(frozen=True, slots=True)
class End:
    """How a deployment ended: ``succeeded``, ``recovered`` (what ran before runs again) or ``failed``."""

    state: str
    error: str | None = None
    log_tail: str | None = None


def enqueue(tx: Transaction, client_id: str, action: str, *, requested_by: str, now: datetime) -> Deployment:
    """Ask for ``action``; the client's open deployment is the answer when there is one.

    One that waits takes over the newer wish, with who wishes it and since when: the last word counts, at once. What
    is asked for while another thing is being done stays the client's desired state; the supervisor sees to it.
    """
    clients.change(tx, client_id, desired_state=DESIRED_STATE[action])
    row = tx.execute(
        "INSERT INTO deployments (client_id, action, requested_by, next_try_at, created_at)"
        " VALUES (%(client_id)s, %(action)s, %(by)s, %(now)s, %(now)s)"
        " ON CONFLICT (client_id) WHERE state IN ('queued', 'running') DO UPDATE SET"
        " action = CASE WHEN deployments.state = 'queued' THEN excluded.action ELSE deployments.action END,"
        " requested_by = CASE WHEN deployments.state = 'queued' AND deployments.action <> excluded.action"
        " THEN excluded.requested_by ELSE deployments.requested_by END,"
        " created_at = CASE WHEN deployments.state = 'queued' AND deployments.action <> excluded.action"
        " THEN excluded.created_at ELSE deployments.created_at END,"
        " next_try_at = least(deployments.next_try_at, excluded.next_try_at),"
        " attempts = CASE WHEN deployments.state = 'queued' THEN 0 ELSE deployments.attempts END"
        " RETURNING id",
        {"client_id": client_id, "action": action, "by": requested_by, "now": now},
    ).fetchone()
    assert row is not None
    tx.execute("SELECT pg_notify(%s, '')", (CHANNEL,))
    deployment = get(tx, row["id"])
    assert deployment is not None
    return deployment


def converge(tx: Transaction, client_id: str, action: str, *, requested_by: str, now: datetime) -> bool:
    """Ask for ``action`` if the client still is to be in the state that it leads to and nothing is under way."""
    wanted = tx.execute("SELECT desired_state FROM clients WHERE id = %s FOR UPDATE", (client_id,)).fetchone()
    if wanted is None or wanted["desired_state"] != DESIRED_STATE[action]:
        return False
    done = tx.execute(
        "INSERT INTO deployments (client_id, action, requested_by, next_try_at, created_at)"
        " VALUES (%(client_id)s, %(action)s, %(by)s, %(now)s, %(now)s)"
        " ON CONFLICT (client_id) WHERE state IN ('queued', 'running') DO NOTHING",
        {"client_id": client_id, "action": action, "by": requested_by, "now": now},
    )
    return done.rowcount == 1


def get(tx: Transaction, deployment_id: int) -> Deployment | None:
    with tx.cursor(row_factory=class_row(Deployment)) as cursor:
        return cursor.execute(
            f"SELECT {_COLUMNS} FROM deployments WHERE id = %s",  # noqa: S608
            (deployment_id,),
        ).fetchone()


def of_client(tx: Transaction, client_id: str, *, before: int | None, limit: int) -> list[Deployment]:
    """The client's deployments, the newest first, older than the id ``before``."""
    with tx.cursor(row_factory=class_row(Deployment)) as cursor:
        return cursor.execute(
            f"SELECT {_COLUMNS} FROM deployments WHERE client_id = %s"  # noqa: S608
            " AND (%s::bigint IS NULL OR id < %s) ORDER BY id DESC LIMIT %s",
            (client_id, before, before, limit),
        ).fetchall()


def steps(tx: Transaction, deployment_id: int) -> list[DeploymentStep]:
    with tx.cursor(row_factory=class_row(DeploymentStep)) as cursor:
        return cursor.execute(
            "SELECT attempt, name, state, detail, at FROM deployment_steps WHERE deployment_id = %s ORDER BY id",
            (deployment_id,),
        ).fetchall()


def add_step(tx: Transaction, deployment: Deployment, step: DeploymentStep) -> None:
    tx.execute(
        "INSERT INTO deployment_steps (deployment_id, attempt, name, state, detail, at)"
        " VALUES (%s, %s, %s, %s, %s, %s)",
        (deployment.id, step.attempt, step.name, step.state, step.detail[:2000], step.at),
    )


def claim(tx: Transaction, worker: str, *, now: datetime, lease: timedelta) -> Deployment | None:
    """Take the deployment that is due longest; one whose worker's lease has run out is due again."""
    row = tx.execute(
        "UPDATE deployments SET state = 'running', attempts = attempts + 1, lease_owner = %(worker)s,"
        " lease_until = %(until)s, started_at = coalesce(started_at, %(now)s)"
        " WHERE id = (SELECT id FROM deployments WHERE state IN ('queued', 'running') AND next_try_at <= %(now)s"
        " AND (lease_until IS NULL OR lease_until < %(now)s) ORDER BY next_try_at, id LIMIT 1 FOR UPDATE SKIP LOCKED)"
        " RETURNING id",
        {"worker": worker, "now": now, "until": now + lease},
    ).fetchone()
    return None if row is None else get(tx, row["id"])


def renew(tx: Transaction, deployment_id: int, worker: str, *, until: datetime) -> bool:
    """Hold the lease longer. False: it is another's by now, and the work must stop."""
    done = tx.execute(
        "UPDATE deployments SET lease_until = %s WHERE id = %s AND lease_owner = %s AND state = 'running'",
        (until, deployment_id, worker),
    )
    return done.rowcount == 1


def finish(tx: Transaction, deployment_id: int, worker: str, end: End, *, now: datetime) -> bool:
    """Record the end. False: the lease was lost, and somebody else records it."""
    done = tx.execute(
        "UPDATE deployments SET state = %s, error = %s, log_tail = %s, finished_at = %s, lease_owner = NULL,"
        " lease_until = NULL WHERE id = %s AND lease_owner = %s AND state = 'running'",
        (end.state, end.error, end.log_tail, now, deployment_id, worker),
    )
    return done.rowcount == 1


def retry_later(tx: Transaction, deployment_id: int, worker: str, *, error: str, next_try_at: datetime) -> bool:
    """Give the deployment back to the queue for a later try."""
    done = tx.execute(
        "UPDATE deployments SET state = 'queued', error = %s, next_try_at = %s, lease_owner = NULL, lease_until = NULL"
        " WHERE id = %s AND lease_owner = %s AND state = 'running'",
        (error, next_try_at, deployment_id, worker),
    )
    return done.rowcount == 1


def succeeded_before(tx: Transaction, deployment: Deployment) -> bool:
    """Whether an earlier deployment of this client has brought its bot up."""
    row = tx.execute(
        "SELECT 1 FROM deployments WHERE client_id = %s AND id < %s AND action = 'deploy' AND state = 'succeeded'",
        (deployment.client_id, deployment.id),
    ).fetchone()
    return row is not None


def open_clients(tx: Transaction) -> set[str]:
    """The clients for whom a deployment waits or runs."""
    rows = tx.execute("SELECT client_id FROM deployments WHERE state IN ('queued', 'running')").fetchall()
    return {row["client_id"] for row in rows}
