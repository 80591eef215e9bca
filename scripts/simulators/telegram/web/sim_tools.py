"""What all `/sim` routes share: reading JSON, answering errors, finding people and bots of an address."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from scripts.simulators.telegram.world.errors import ApiError, SimError, bad_input
from scripts.simulators.telegram.world.state import Bot, Dialog
from scripts.simulators.telegram.world.types import Json
from scripts.simulators.telegram.world.world import World

Route = Callable[[web.Request], Awaitable[web.StreamResponse]]


def answer(body: Json, status: int = 200) -> web.Response:
    text = json.dumps(body, ensure_ascii=False)
    headers = {"Cache-Control": "no-store"}
    return web.Response(text=text, status=status, content_type="application/json", headers=headers)


def guarded(route: Route) -> Route:
    """Turn refusals into `{"error", "code"}`; also those that Telegram itself would word."""

    async def handle(request: web.Request) -> web.StreamResponse:
        try:
            return await route(request)
        except SimError as error:
            return answer({"error": error.text, "code": error.code}, error.status)
        except ApiError as error:
            return answer({"error": error.description, "code": "TELEGRAM"}, error.status)
        except web.HTTPRequestEntityTooLarge:
            return answer({"error": "the upload is too big", "code": "TOO_BIG"}, 413)

    return handle


async def read_json(request: web.Request) -> Json:
    """The JSON object of a request; an empty body is an empty object."""
    if not request.can_read_body:
        return {}
    if request.content_type != "application/json":
        raise SimError(415, "JSON_EXPECTED", "send application/json")
    try:
        body = await request.json()
    except ValueError:
        raise bad_input("JSON_INVALID", "the body is no JSON") from None
    if not isinstance(body, dict):
        raise bad_input("JSON_INVALID", "the body must be a JSON object")
    return body


def field(body: Json, name: str, kind: type[Any]) -> Any:
    """A required field of this type."""
    value = body.get(name)
    if not isinstance(value, kind) or isinstance(value, bool):
        raise bad_input("FIELD", f"{name} must be {kind.__name__}")
    return value


def real(body: Json, name: str) -> float:
    """A required number, whole or not."""
    value = body.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise bad_input("FIELD", f"{name} must be a number")
    return float(value)


def optional(body: Json, name: str, kind: type[Any], default: Any = None) -> Any:
    return default if body.get(name) is None else field(body, name, kind)


def number(text: str | None, name: str, default: float, *, least: float, most: float) -> float:
    """A number of the query string, kept within its bounds."""
    if text is None:
        return default
    try:
        return min(max(float(text), least), most)
    except ValueError:
        raise bad_input("QUERY", f"{name} must be a number") from None


def user_of(request: web.Request) -> int:
    return int(request.match_info["user"])


def bot_of(world: World, request: web.Request) -> Bot:
    return world.find_bot(request.match_info["bot"])


def dialog_of(world: World, request: web.Request) -> Dialog:
    """The chat of an address, even if it has not begun."""
    user = world.user(user_of(request))
    bot = bot_of(world, request)
    return world.dialog(bot.id, user.id) or Dialog(bot.id, user.id)
