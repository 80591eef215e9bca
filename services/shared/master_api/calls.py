"""What every call to the master API is made of."""

from __future__ import annotations

from typing import TypeVar
from urllib.parse import quote

from services.shared.master_api.models import Json
from services.shared.master_api.transport import Transport
from services.shared.runtime.secret import Secret

Answer = TypeVar("Answer")


class Calls:
    def __init__(self, base_url: str, token: Secret, timeout: float = 10.0) -> None:
        self._transport = Transport(base_url, token, timeout)

    def _get(self, path: str, model: type[Answer], **query: str | int | None) -> Answer:
        return self._transport.call("GET", path, model, query=query)

    def _post(self, path: str, model: type[Answer], body: Json | None = None) -> Answer:
        return self._transport.call("POST", path, model, body=body or {})


def segment(text: str) -> str:
    """An id as one piece of an address, whatever somebody typed in its place."""
    return quote(text, safe="") if text.strip(".") else "-"
