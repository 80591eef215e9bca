"""The wiring of the webhook service."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Flask
from prometheus_client import CollectorRegistry

from services.shared.postgres.pool import Pool
from services.shared.runtime.clock import Clock
from services.shared.runtime.secret import Secret
from services.webhook.metrics import InboxCollector
from services.webhook.routes import Routes
from services.webhook.senders import Senders

LARGEST_BODY = 64 * 1024


@dataclass(frozen=True, slots=True)
class Dependencies:
    pool: Pool
    senders: Senders
    path_secret: Secret | None
    clock: Clock


def create_app(dependencies: Dependencies) -> Flask:
    """Build the application; nothing is connected or started."""
    app = Flask(__name__, static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_BODY
    registry = CollectorRegistry()
    registry.register(InboxCollector(dependencies.pool, dependencies.clock))
    routes = Routes(dependencies.pool, dependencies.senders, dependencies.path_secret, dependencies.clock, registry)
    routes.register(app)
    return app
