"""Reading requests: bodies by their models, cursors, limits."""

from __future__ import annotations

import base64
import binascii
import json
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from flask import Response, jsonify, request
from pydantic import BaseModel
from werkzeug.exceptions import BadRequest, UnsupportedMediaType

from services.master_bot.use_cases.refusals import Invalid, NotFound

Model = TypeVar("Model", bound=BaseModel)
PAGE = 50
LARGEST_PAGE = 100
LINES = 50
MOST_LINES = 500


def body(model: type[Model]) -> Model:
    """The request's JSON as ``model``. Raises what becomes 400, 415 or 422."""
    if not request.is_json:
        raise UnsupportedMediaType("send JSON: Content-Type: application/json")
    try:
        data = json.loads(request.get_data())
    except (ValueError, RecursionError):
        raise BadRequest("the body is not JSON") from None
    if not isinstance(data, dict):
        raise BadRequest("the body is not a JSON object")
    return model.model_validate(data)


def body_or_default(model: type[Model]) -> Model:
    """As ``body``, for a request that may come without one."""
    return body(model) if request.get_data() else model()


def limit() -> int:
    return _number("limit", PAGE, LARGEST_PAGE)


def lines() -> int:
    return _number("lines", LINES, MOST_LINES)


def _number(name: str, default: int, largest: int) -> int:
    text = request.args.get(name, str(default))
    if not text.isascii() or not text.isdecimal() or len(text) > 9 or not 1 <= int(text) <= largest:
        raise Invalid(f"{name}: expected a whole number from 1 to {largest}")
    return int(text)


def number_or_none(name: str) -> int | None:
    text = request.args.get(name)
    if text is None:
        return None
    if not text.isascii() or not text.isdecimal() or len(text) > 15:
        raise Invalid(f"{name}: expected a whole number")
    return int(text)


def moment_or_none(name: str) -> datetime | None:
    """Aware."""
    text = request.args.get(name)
    if text is None:
        return None
    given = _aware(text)
    if given is None:
        raise Invalid(f"{name}: expected a time with its zone, as 2026-03-01T00:00:00+03:00")
    return given


def _aware(text: str) -> datetime | None:
    """None for what is no time, or has no zone."""
    try:
        given = datetime.fromisoformat(text)
    except ValueError:
        return None
    return None if given.tzinfo is None else given


def order_number(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise NotFound("there is no such order") from None


def wrong_cursor() -> Invalid:
    return Invalid("cursor: give the next_cursor of the page before, unchanged")


def cursor() -> Any:
    """What ``next_cursor`` of the page before held; None for the first page."""
    text = request.args.get("cursor")
    if not text:
        return None
    try:
        return json.loads(base64.urlsafe_b64decode(text.encode()))
    except (ValueError, binascii.Error):
        raise wrong_cursor() from None


def number_cursor() -> int | None:
    found = cursor()
    if found is not None and type(found) is not int:
        raise wrong_cursor()
    return found


def moment_cursor() -> tuple[datetime, str] | None:
    """Of a list by time: when the last one of the page before was, and its id."""
    match cursor():
        case None:
            return None
        case [str(at), str(last_id)]:
            moment = _aware(at)
            if moment is not None:
                return moment, last_id
    raise wrong_cursor()


def page(items: list[BaseModel] | list[Model], next_cursor: object) -> Response:
    encoded = None
    if next_cursor is not None:
        encoded = base64.urlsafe_b64encode(json.dumps(next_cursor, default=str).encode()).decode()
    return jsonify(items=[item.model_dump(mode="json") for item in items], next_cursor=encoded)


def answer(item: BaseModel, status: int = 200) -> Response:
    response = jsonify(item.model_dump(mode="json"))
    response.status_code = status
    return response
