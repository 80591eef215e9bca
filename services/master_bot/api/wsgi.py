"""What gunicorn loads: ``services.master_bot.api.wsgi:make_app()``, once in each of its processes."""

from __future__ import annotations

import redis
from flask import Flask
from redis.backoff import NoBackoff
from redis.retry import Retry

from services.master_bot.api.app import create_app
from services.master_bot.settings import ApiSettings
from services.master_bot.storage.cipher import Cipher
from services.master_bot.use_cases.context import Context
from services.shared.postgres.pool import open_pool
from services.shared.runtime.environment import Environment
from services.shared.runtime.logs import configure_logging
from services.shared.runtime.secret import Secret

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
        trials_a_day=settings.trials_a_day,
        referral_days=settings.referral_days,
        autopay=settings.autopay,
        receipts=settings.receipts,
    )
    return create_app(context, settings.api_token, connect_redis(settings.redis_url))


def connect_redis(url: Secret) -> redis.Redis:
    """For the health check, which wants to know soon: one try, with a time limit."""
    return redis.Redis.from_url(
        url.reveal(),
        socket_timeout=REDIS_SECONDS,
        socket_connect_timeout=REDIS_SECONDS,
        retry=Retry(NoBackoff(), 0),
    )
