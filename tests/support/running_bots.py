"""The master API as a server, and the platform's bots polling the Telegram stand-in beside the test."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass

import redis
from aiogram import Bot, Dispatcher
from flask import Flask
from redis.asyncio import Redis
from werkzeug.serving import make_server

from deploy.bootstrap import RedisPasswords, bootstrap_redis
from scripts.servers.valkey import ValkeyServer
from services.master_bot.bot import app as master_app
from services.sales_bot import app as sales_app
from services.shared.master_api.client import MasterApi
from services.shared.runtime.nursery import Nursery
from services.shared.runtime.secret import Secret
from services.shared.telegram.bot_factory import make_bot
from services.shared.telegram.bot_program import Commands, poll_until
from services.shared.telegram.prefixed_storage import PrefixedRedisStorage
from services.shared.telegram.redis_client import IMPATIENT
from tests.support.running_bot import at_once

API_TOKEN = Secret("token-of-the-master-api")
BOTS_PASSWORD = Secret("password-of-the-bots")


@contextmanager
def served(app: Flask, port: int = 0) -> Iterator[str]:
    """The application's address, while it is served in threads."""
    server = make_server("127.0.0.1", port, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def bots_redis(server: ValkeyServer) -> Secret:
    """The address by which the platform's own bots reach Redis, with their rights and no more."""
    with redis.Redis.from_url(server.admin_url.reveal()) as admin:
        bootstrap_redis(admin, RedisPasswords(zapis_admin=server.password, zapis_bots=BOTS_PASSWORD))
    return server.url("zapis_bots", BOTS_PASSWORD)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What both bots stand on."""

    telegram_url: str
    redis_url: Secret
    master: MasterApi


@asynccontextmanager
async def sales_bot(token: str, around: Surroundings) -> AsyncIterator[Bot]:
    """The sales bot as its program runs it; it ends as on a signal."""
    bot, nursery = make_bot(Secret(token), around.telegram_url, limits=at_once()), Nursery()
    storage = PrefixedRedisStorage(Redis.from_url(around.redis_url.reveal(), **IMPATIENT), sales_app.REDIS_PREFIX)
    dispatcher = sales_app.build_dispatcher(
        sales_app.Dependencies(bot, storage, around.master, nursery, seal_key=Secret(token))
    )
    async with _polling(bot, dispatcher, nursery, sales_app.commands()):
        yield bot


@asynccontextmanager
async def master_bot(token: str, around: Surroundings, admin_ids: frozenset[int]) -> AsyncIterator[Bot]:
    """The operator's bot as its program runs it."""
    bot, nursery = make_bot(Secret(token), around.telegram_url, limits=at_once()), Nursery()
    storage = PrefixedRedisStorage(Redis.from_url(around.redis_url.reveal(), **IMPATIENT), master_app.REDIS_PREFIX)
    dispatcher = master_app.build_dispatcher(
        master_app.Dependencies(storage, around.master, nursery, admin_ids, look_seconds=0.1)
    )
    async with _polling(bot, dispatcher, nursery, master_app.bot_commands()):
        yield bot


@asynccontextmanager
async def _polling(bot: Bot, dispatcher: Dispatcher, nursery: Nursery, commands: Commands) -> AsyncIterator[None]:
    stop = asyncio.Event()
    polling = asyncio.create_task(poll_until(stop, bot, dispatcher, nursery, commands))
    try:
        yield
    finally:
        stop.set()
        await polling
