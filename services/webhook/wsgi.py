"""What gunicorn loads: ``services.webhook.wsgi:make_app()``, once in each of its processes."""

from __future__ import annotations

from flask import Flask

from services.shared.master_api.public import OrderLook
from services.shared.postgres.pool import open_pool
from services.shared.runtime.clock import utc_now
from services.shared.runtime.environment import Environment
from services.shared.runtime.logs import configure_logging
from services.webhook.app import Dependencies, create_app
from services.webhook.settings import WebhookSettings


def make_app() -> Flask:
    settings = WebhookSettings.read(Environment.load())
    configure_logging(settings.log_format)
    pool = open_pool(settings.database_url, max_size=1)  # a sync worker does one thing at a time
    orders = OrderLook(settings.master_api_url)
    return create_app(Dependencies(pool, settings.senders, settings.path_secret, utc_now, orders=orders))
