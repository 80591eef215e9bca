"""Is the platform well, what does it count, who did what: health, metrics, stats, audit, the description of the API."""

from __future__ import annotations

import psycopg
import redis
from flask import Blueprint, Response, jsonify
from psycopg_pool import PoolTimeout

from services.master_bot.api import requests
from services.master_bot.api.access import Access
from services.master_bot.api.models import AuditAnswer
from services.master_bot.api.openapi import describe
from services.master_bot.storage import audit, figures, workers
from services.master_bot.use_cases.context import Context
from services.shared.postgres.pool import transaction
from services.shared.runtime.version import VERSION

STUCK_SECONDS = 300
DATABASE_SECONDS = 2.0
_WORKERS = {name: f"worker_{name}" for name in ("deployments", "housekeeping")}


def make_blueprint(access: Access) -> Blueprint:
    blueprint, context = Blueprint("platform", __name__), access.context

    @blueprint.get("/stats")
    @access.needs("read")
    def get_stats() -> Response:
        with transaction(context.pool) as tx:
            money = figures.money(tx, test=context.shop.test, now=context.clock())
            counted = figures.counts(tx)
        flat = {f"{name}.{label}": n for name, labels in counted.items() for label, n in sorted(labels.items())}
        return jsonify({**flat, **{f"money.{name}": value for name, value in money.items()}})

    @blueprint.get("/audit")
    @access.needs("read")
    def list_audit() -> Response:
        limit = requests.limit()
        with transaction(context.pool) as tx:
            found = audit.page(tx, before=requests.number_cursor(), limit=limit)
        shown = [AuditAnswer.model_validate(entry) for entry in found]
        return requests.page(shown, found[-1].id if len(found) == limit else None)

    @blueprint.get("/openapi.json")
    def get_openapi() -> Response:
        return jsonify(describe())

    return blueprint


def make_open_blueprint(access: Access, redis_client: redis.Redis) -> Blueprint:
    """What needs no token."""
    blueprint, context = Blueprint("open", __name__), access.context

    @blueprint.get("/health")
    def get_health() -> Response:
        parts = {"redis": "ok" if _answers(redis_client) else "away", **_seen_in_database(context)}
        well = all(state == "ok" for state in parts.values())
        response = jsonify(status="ok" if well else "ill", version=VERSION, **parts)
        response.status_code = 200 if parts["postgresql"] == "ok" else 503
        return response

    @blueprint.get("/metrics")
    def get_metrics() -> Response:
        with transaction(context.pool) as tx:
            counted = figures.counts(tx)
            waiting = figures.oldest_waiting_seconds(tx, now=context.clock())
        return Response(_prometheus(counted, waiting), content_type="text/plain; version=0.0.4; charset=utf-8")

    return blueprint


def _seen_in_database(context: Context) -> dict[str, str]:
    now = context.clock()
    try:
        with context.pool.connection(timeout=DATABASE_SECONDS) as tx:
            alive = {name for name, worker in workers.known(tx).items() if worker.lives(now)}
            waiting = figures.oldest_waiting_seconds(tx, now=now)
    except (psycopg.Error, PoolTimeout):
        return {"postgresql": "away", "queue": "unknown", **dict.fromkeys(_WORKERS.values(), "unknown")}
    return {
        "postgresql": "ok",
        "queue": "ok" if waiting < STUCK_SECONDS else "stuck",
        **{shown: "ok" if name in alive else "away" for name, shown in _WORKERS.items()},
    }


def _answers(client: redis.Redis) -> bool:
    try:
        return bool(client.ping())
    except redis.RedisError:
        return False


def _prometheus(counted: dict[str, dict[str, int]], waiting: float) -> str:
    """Truth from the tables, so that it does not matter which of the API's processes is asked."""
    lines = []
    for name, labels in counted.items():
        lines += [f"# HELP zapis_{name} Rows of {name} by state.", f"# TYPE zapis_{name} gauge"]
        lines += [f'zapis_{name}{{state="{label}"}} {n}' for label, n in sorted(labels.items())]
    lines += [
        "# HELP zapis_deployment_waiting_seconds How long the oldest due deployment has waited.",
        "# TYPE zapis_deployment_waiting_seconds gauge",
        f"zapis_deployment_waiting_seconds {waiting:.1f}",
    ]
    return "\n".join(lines) + "\n"
