"""The `/sim` API of the Telegram stand-in, one call at a time."""

from __future__ import annotations

from types import TracebackType
from typing import Any, Self

import aiohttp

LONGEST_CALL = 60.0
"""Seconds; a long poll of the feed lasts at most 50."""


class RefusedByTelegram(Exception):
    """The stand-in refused an act; `code` as in its API.md."""

    def __init__(self, status: int, code: str, text: str) -> None:
        super().__init__(f"{status} {code}: {text}")
        self.status = status
        self.code = code


class SimClient:
    """Calls `/sim` with JSON; `async with` closes its connections."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._session is not None:
            await self._session.close()

    async def call(self, method: str, path: str, body: object = None, **options: Any) -> dict[str, Any]:
        """The answer's JSON object, or RefusedByTelegram."""
        if self._session is None:
            self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=LONGEST_CALL))
        if body is not None:
            options["json"] = body
        async with self._session.request(method, self._url + path, **options) as response:
            answer: dict[str, Any] = await response.json()
        if response.status >= 400:
            raise RefusedByTelegram(response.status, str(answer.get("code")), str(answer.get("error")))
        return answer
