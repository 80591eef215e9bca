"""What gunicorn loads: ``services.master_bot.api.wsgi:make_app()``, once in each of its processes."""

from __future__ import annotations

import redis
from flask import Flask

from services.master_bot.api.app import create_app
from services.master_bot.settings import ApiSettings
from services.master_bot.storage.cipher import Cipher
from services.master_bot.use_cases.context import Context
from services.shared.postgres.pool import open_pool
from services.shared.runtime.environment import Environment
from services.shared.runtime.logs import configure_logging

REDIS_SECONDS = 2


def make_app() -> Flask:
    settings = ApiSettings.load(Environment.load())
    configure_logging(settings.log_format)
    context = Context(
        pool=open_pool(settings.database_url, max_size=5),
        cipher=Cipher(settings.secret_keys),
        shop=settings.shop,
        yookassa=settings.shop.client(),
        telegram=settings.telegram,
        operators=settings.operators,
    )
    redis_client = redis.Redis.from_url(
        settings.redis_url.reveal(), socket_timeout=REDIS_SECONDS, socket_connect_timeout=REDIS_SECONDS
    )
    return create_app(context, settings.api_token, redis_client)
