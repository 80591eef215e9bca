"""The wiring of the master API."""

from __future__ import annotations

import redis
from flask import Flask

from services.master_bot.api.access import Access
from services.master_bot.api.problems import register_problems
from services.master_bot.api.routes import (
    clients,
    deployments,
    documents,
    ledger,
    orders,
    payments,
    platform,
    promo_codes,
    shop,
)
from services.master_bot.use_cases.context import Context
from services.shared.runtime.secret import Secret

LARGEST_BODY = 64 * 1024


def create_app(context: Context, api_token: Secret, redis_client: redis.Redis) -> Flask:
    """Build the application; nothing is connected or started."""
    app = Flask(__name__, static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_BODY
    access = Access(context, api_token)
    register_problems(app)
    for room in (shop, orders, promo_codes, payments, documents, ledger, clients, deployments, platform):
        app.register_blueprint(room.make_blueprint(access), url_prefix="/api/v1")
    app.register_blueprint(platform.make_open_blueprint(access, redis_client))
    return app
