"""The wiring of the webhook service."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Flask
from prometheus_client import CollectorRegistry

from services.shared.master_api.public import OrderLook
from services.shared.postgres.pool import Pool
from services.shared.runtime.clock import Clock
from services.shared.runtime.secret import Secret
from services.webhook.metrics import InboxCollector
from services.webhook.order_pages import OrderPages
from services.webhook.routes import LARGEST_BODY, Routes
from services.webhook.senders import Senders
from services.webhook.storage.connection import InboxConnection

DATABASE_SECONDS = 4.0  # YooKassa asks again for 24 h, so a database that is away is said soon


@dataclass(frozen=True, slots=True)
class Dependencies:
    """``database_seconds``: how long a request waits for a connection before it answers 503.

    ``orders``: None where there are no pages for buyers.
    """

    pool: Pool
    senders: Senders
    path_secret: Secret | None
    clock: Clock
    database_seconds: float = DATABASE_SECONDS
    orders: OrderLook | None = None


def create_app(dependencies: Dependencies) -> Flask:
    """Build the application; nothing is connected or started."""
    app = Flask(__name__, static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_BODY + 1  # a chunked body is cut there, silently: see Routes.webhook
    registry = CollectorRegistry()
    inbox = InboxConnection(dependencies.pool, dependencies.database_seconds)
    registry.register(InboxCollector(inbox, dependencies.clock))
    Routes(inbox, dependencies.senders, dependencies.path_secret, dependencies.clock, registry).register(app)
    if dependencies.orders is not None:
        OrderPages(dependencies.orders, inbox, dependencies.senders, dependencies.clock).register(app)
    return app
