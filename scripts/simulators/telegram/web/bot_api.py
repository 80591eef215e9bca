"""`/bot<token>/<method>` and `/file/bot<token>/<path>`: what bots see."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass

from aiohttp import web

from scripts.simulators.telegram.methods.params import Params
from scripts.simulators.telegram.methods.table import run
from scripts.simulators.telegram.web.polling import Polling
from scripts.simulators.telegram.web.reading import read_params
from scripts.simulators.telegram.web.webhooks import Webhooks
from scripts.simulators.telegram.world.accounts import authorize
from scripts.simulators.telegram.world.errors import ApiError
from scripts.simulators.telegram.world.faults import Fault
from scripts.simulators.telegram.world.state import Bot
from scripts.simulators.telegram.world.types import Json
from scripts.simulators.telegram.world.world import World

_BAD_GATEWAY = (
    "<html><head><title>502 Bad Gateway</title></head><body><center><h1>502 Bad Gateway</h1></center></body></html>"
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """A result, with the remark that webhook methods add to it."""

    result: object
    description: str = ""


class BotApi:
    """The Bot API over HTTP."""

    def __init__(self, world: World, polling: Polling, webhooks: Webhooks) -> None:
        self._world = world
        self._polling = polling
        self._webhooks = webhooks

    def add_routes(self, app: web.Application) -> None:
        app.router.add_route("*", r"/bot{token:[^/]+}/{method:[^/]*}", self.handle)
        app.router.add_get(r"/file/bot{token:[^/]+}/{path:.+}", self.download)

    async def handle(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"].lower()
        try:
            bot = authorize(self._world, request.match_info["token"])
            params = await read_params(request)
            fault = self._world.faults.take(method, bot.id, params.integer("chat_id") or None)
            if fault is not None:
                return await self._suffer(request, fault, bot, method, params)
            return _answer(await self._call(bot, method, params))
        except ApiError as error:
            return refusal(error)
        except web.HTTPRequestEntityTooLarge:
            return refusal(ApiError(413, "Request Entity Too Large"))

    async def download(self, request: web.Request) -> web.StreamResponse:
        try:
            bot = authorize(self._world, request.match_info["token"])
        except ApiError as error:
            return refusal(error)
        path = request.match_info["path"]
        for stored in self._world.state.files.values():
            if stored.bot_id == bot.id and stored.path == path:
                return web.Response(body=self._world.blobs[stored.blob], content_type="application/octet-stream")
        return refusal(ApiError(404, "Not Found"))

    async def _call(self, bot: Bot, method: str, params: Params) -> Outcome:
        if method == "getupdates":
            return Outcome(await self._polling.get_updates(bot, params))
        if method in ("setwebhook", "deletewebhook"):
            return Outcome(True, self._webhooks.set_webhook(bot, params, delete=method == "deletewebhook"))
        if method == "getwebhookinfo":
            return Outcome(self._webhooks.info(bot))
        return Outcome(run(self._world, bot, method, params))

    async def _suffer(
        self, request: web.Request, fault: Fault, bot: Bot, method: str, params: Params
    ) -> web.StreamResponse:
        if fault.when == "after":
            await self._call(bot, method, params)
        if error := fault.error():
            return refusal(error)
        if fault.kind == "bad_gateway":
            return web.Response(status=502, text=_BAD_GATEWAY, content_type="text/html")
        if fault.kind == "hang":
            await asyncio.sleep(fault.seconds)
        return _cut(request)


def refusal(error: ApiError) -> web.Response:
    """An error as Telegram words it: always JSON."""
    body: Json = {"ok": False, "error_code": error.status, "description": error.description}
    if error.retry_after is not None:
        body["parameters"] = {"retry_after": error.retry_after}
    return _json(body, error.status)


def _answer(outcome: Outcome) -> web.Response:
    body: Json = {"ok": True, "result": outcome.result}
    if outcome.description:
        body["description"] = outcome.description
    return _json(body, 200)


def _json(body: Json, status: int) -> web.Response:
    text = json.dumps(body, ensure_ascii=False)
    return web.Response(text=text, status=status, content_type="application/json")


def _cut(request: web.Request) -> web.StreamResponse:
    """End the connection without an answer."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response()
