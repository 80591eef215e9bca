"""Every error as ``application/problem+json`` with one clear line, and no 5xx for what a caller did wrong."""

from __future__ import annotations

import json
import logging
from collections.abc import Sequence

import psycopg
from flask import Flask, Response
from psycopg_pool import PoolTimeout
from pydantic import ValidationError
from werkzeug.exceptions import HTTPException

from services.master_bot.use_cases.refusals import Refusal

logger = logging.getLogger(__name__)


def problem(
    kind: str,
    status: int,
    detail: str,
    *,
    reason: str | None = None,
    errors: Sequence[dict[str, str]] = (),
    retry_after: int | None = None,
) -> Response:
    body: dict[str, object] = {
        "type": f"/problems/{kind}",
        "title": kind.replace("-", " "),
        "status": status,
        "detail": detail,
    }
    if reason is not None:
        body["reason"] = reason
    if errors:
        body["errors"] = list(errors)
    response = Response(json.dumps(body), status, content_type="application/problem+json")
    if retry_after is not None:
        response.headers["Retry-After"] = str(retry_after)
    return response


def register_problems(app: Flask) -> None:
    app.register_error_handler(Exception, error_response)


def error_response(error: Exception) -> Response:
    """The answer to whatever a view has raised."""
    match error:
        case Refusal():
            return _refused(error)
        case ValidationError():
            return _invalid(error)
        case PoolTimeout() | psycopg.OperationalError():
            return _database_away(error)
        case psycopg.DataError():
            return _unstorable(error)
        case psycopg.IntegrityError():
            return _overtaken(error)
        case HTTPException():
            return _http(error)
        case _:
            return _unexpected(error)


def _refused(refusal: Refusal) -> Response:
    retry_after = 30 if refusal.status >= 500 else None
    return problem(refusal.kind, refusal.status, refusal.detail, reason=refusal.reason, retry_after=retry_after)


def _invalid(error: ValidationError) -> Response:
    errors = [
        {"field": _one_line(entry["loc"]) or "body", "message": entry["msg"].removeprefix("Value error, ")}
        for entry in error.errors(include_url=False, include_input=False, include_context=False)
    ]
    first = errors[0]
    return problem("validation", 422, f"{first['field']}: {first['message']}", errors=errors)


def _one_line(where: tuple[int | str, ...]) -> str:
    """The path of a field; its name is the caller's text when nobody knows the field."""
    return " ".join(".".join(map(str, where)).split())[:80]


def _database_away(error: Exception) -> Response:
    logger.error("the database is away: %s", type(error).__name__)
    return problem("database-away", 503, "the database does not answer: try again in a moment", retry_after=5)


def _unstorable(error: psycopg.DataError) -> Response:
    """A number beyond the column, a NUL in a text: what no model has caught, and no client or order can have."""
    logger.warning("a value was refused by the database: %s", error.diag.message_primary or error)
    return problem("validation", 422, "a value of the request is out of range")


def _overtaken(error: psycopg.IntegrityError) -> Response:
    logger.warning("a request was overtaken: %s", error.diag.message_primary)
    return problem("overtaken", 503, "somebody did the same at this moment: try again", retry_after=1)


def _http(error: HTTPException) -> Response:
    status = error.code or 500
    kind = {400: "bad-request", 404: "not-found", 405: "method-not-allowed", 413: "too-large", 415: "not-json"}.get(
        status, "http-error"
    )
    response = problem(kind, status, error.description or error.name)
    if error.get_response().headers.get("Allow"):
        response.headers["Allow"] = error.get_response().headers["Allow"]
    return response


def _unexpected(error: Exception) -> Response:
    logger.error("a request failed", exc_info=error)
    return problem("internal", 500, "something went wrong here; it is in the log")
