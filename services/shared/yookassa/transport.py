"""The official SDK's transport made safe: time limits, no hidden retries, no proxy, no logging, three errors."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import requests
from requests.adapters import HTTPAdapter
from yookassa.client import ApiClient
from yookassa.domain.common import UserAgent

from services.shared.runtime.secret import Secret
from services.shared.yookassa.errors import OutcomeUnknown, Refused, TryAgain

Json = Mapping[str, Any]


class SafeApiClient(ApiClient):  # type: ignore[misc]  # the SDK has no types
    """One shop's access. Authentication and headers are the SDK's; its global configuration is never read."""

    # The SDK's initialiser is left out on purpose: it takes everything from class attributes of `Configuration`, where
    # a second `configure` without an address silently returns to production.
    def __init__(
        self, *, shop_id: str, secret_key: Secret, api_url: str, connect_timeout: float, read_timeout: float
    ) -> None:
        self.endpoint = api_url.rstrip("/")
        self.shop_id = shop_id
        self.auth_token = None
        self.user_agent = UserAgent()
        self._secret_key = secret_key
        self._timeouts = (connect_timeout, read_timeout)

    @property
    def shop_password(self) -> str:
        """Where the SDK looks for the secret key when it makes the Authorization header."""
        return self._secret_key.reveal()

    def get_session(self) -> requests.Session:
        session = requests.Session()
        session.trust_env = False
        for scheme in ("https://", "http://"):
            session.mount(scheme, HTTPAdapter(max_retries=0))
        return session

    def request(
        self,
        method: str = "",
        path: str = "",
        query_params: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
        body: Json | None = None,
    ) -> dict[str, Any]:
        """The answered JSON object. Raises Refused, TryAgain or OutcomeUnknown, nothing else."""
        answer = self.execute(body, method, path, query_params, self.prepare_request_headers(dict(headers or {})))
        if answer.status_code == 429:
            raise TryAgain(_retry_after(answer))
        document = _document(answer)
        if answer.status_code == 200:
            return document
        if 400 <= answer.status_code < 500:
            raise _refused(document, answer.status_code)
        raise OutcomeUnknown(f"YooKassa answered {answer.status_code}")

    def execute(
        self,
        body: Json | None,
        method: str,
        path: str,
        query_params: Mapping[str, str] | None,
        request_headers: Mapping[str, str],
    ) -> requests.Response:
        """One request, once. A redirect is not followed: it would carry the key elsewhere."""
        with self.get_session() as session:
            try:
                return session.request(
                    method,
                    self.endpoint + path,
                    params=query_params,
                    headers=request_headers,
                    json=body,
                    timeout=self._timeouts,
                    allow_redirects=False,
                )
            except requests.RequestException as error:
                # Not chained: the original holds the request with its Authorization header.
                kind = type(error).__name__
        raise OutcomeUnknown(f"no answer from YooKassa: {kind}")


def _document(answer: requests.Response) -> dict[str, Any]:
    try:
        document = json.loads(answer.content)
    except ValueError:
        document = None
    if not isinstance(document, dict):
        raise OutcomeUnknown(f"YooKassa answered {answer.status_code} without a JSON object")
    return document


def _refused(document: Json, status: int) -> Refused:
    parameter = document.get("parameter")
    return Refused(
        str(document.get("code") or f"http_{status}"),
        str(document.get("description") or "no description"),
        None if parameter is None else str(parameter),
    )


def _retry_after(answer: requests.Response) -> float | None:
    """Seconds: the body's `retry_after` is in milliseconds, the header in seconds."""
    try:
        return float(json.loads(answer.content)["retry_after"]) / 1000
    except (ValueError, TypeError, KeyError):
        header = answer.headers.get("Retry-After", "")
        return float(header) if header.isascii() and header.isdigit() else None
