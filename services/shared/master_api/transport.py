"""One HTTP call to the master API: sent with a time limit, its answer read into a type or an error."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar
from urllib.parse import urlsplit

import requests
from pydantic import TypeAdapter, ValidationError

from services.shared.master_api.errors import FieldError, MasterApiAway, MasterApiRefused, Problem
from services.shared.master_api.models import Json
from services.shared.runtime.secret import Secret

Answer = TypeVar("Answer")

CONNECT_SECONDS = 5.0
ONE_LINE = 300  # characters of a foreign text that may enter an error


class Transport:
    """A connection a call: they are few, and a kept one may be closed by the server just as a POST goes out.

    Without a ``token`` only what the master tells everybody can be asked.
    """

    def __init__(self, base_url: str, token: Secret | None, timeout: float) -> None:
        self._base_url = base_url.rstrip("/")
        self._where = urlsplit(self._base_url).netloc.rpartition("@")[2]
        self._token = token
        self._timeout = timeout

    def call(
        self,
        method: str,
        path: str,
        model: type[Answer],
        *,
        query: Mapping[str, str | int | None] | None = None,
        body: Json | None = None,
        idempotency_key: str | None = None,
        timeout: float | None = None,
        accept: tuple[int, ...] = (),
    ) -> Answer:
        """The answer as ``model``; a status under 300 or in ``accept`` counts as one.

        Raises:
            MasterApiRefused: the answer is an error.
            MasterApiAway: there is no answer, or it does not look like ``model``.
        """
        response = self._send(method, path, query, body, idempotency_key, timeout or self._timeout)
        payload = _json(response)
        if response.status_code < 300 or response.status_code in accept:
            return self._read(model, payload, f"{method} {path}")
        raise self._error(response, payload)

    def file(self, path: str, *, timeout: float) -> bytes:
        """What is there, as it is. Raises as ``call`` does."""
        response = self._send("GET", path, None, None, None, timeout)
        if response.status_code < 300:
            return response.content
        raise self._error(response, _json(response))

    def _send(
        self,
        method: str,
        path: str,
        query: Mapping[str, str | int | None] | None,
        body: Json | None,
        idempotency_key: str | None,
        timeout: float,
    ) -> requests.Response:
        headers = {"Accept": "application/json"}
        if self._token is not None:
            headers["Authorization"] = f"Bearer {self._token.reveal()}"
        if idempotency_key is not None:
            headers["Idempotency-Key"] = idempotency_key
        try:
            with requests.Session() as session:
                session.trust_env = False  # no proxy of the environment, no .netrc
                return session.request(
                    method,
                    self._base_url + path,
                    params=query,
                    json=body,
                    headers=headers,
                    timeout=(min(CONNECT_SECONDS, timeout), timeout),
                    allow_redirects=False,
                )
        except requests.Timeout:
            raise MasterApiAway(f"the master API at {self._where} did not answer in time") from None
        except requests.RequestException:
            raise MasterApiAway(f"the master API at {self._where} cannot be reached") from None

    def _read(self, model: type[Answer], payload: object, what: str) -> Answer:
        try:
            return TypeAdapter(model).validate_python(payload)
        except ValidationError as error:
            where = ".".join(str(part) for part in error.errors()[0]["loc"])
            raise MasterApiAway(
                f"the master API at {self._where} answered {what} in a form that this program does not know: {where}"
            ) from None

    def _error(self, response: requests.Response, payload: object) -> MasterApiAway | MasterApiRefused:
        status = response.status_code
        if not isinstance(payload, dict) or "title" not in payload:
            return MasterApiAway(f"the master API at {self._where} answered {status} without saying why")
        return MasterApiRefused(
            Problem(
                kind=str(payload.get("type", "about:blank")).rpartition("/")[2],
                status=status,
                title=_line(payload["title"]),
                detail=_line(payload.get("detail", "")),
                retry_after=_seconds(response.headers.get("Retry-After")),
                errors=_field_errors(payload.get("errors")),
                reason=_line(payload.get("reason") or ""),
            )
        )


def _json(response: requests.Response) -> Any:
    try:
        return response.json()
    except ValueError:
        return None


def _line(text: object) -> str:
    return " ".join(str(text).split())[:ONE_LINE]


def _seconds(header: str | None) -> float | None:
    return float(header) if header is not None and header.isdecimal() else None


def _field_errors(errors: object) -> tuple[FieldError, ...]:
    """``[{"field": …, "message": …}]``; anything else is passed over."""
    if not isinstance(errors, list):
        return ()
    return tuple(
        FieldError(_line(error.get("field", "")), _line(error.get("message", "")))
        for error in errors
        if isinstance(error, dict)
    )
