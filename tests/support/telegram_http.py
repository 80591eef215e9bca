"""A bot's program without a library: one call of the Bot API at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import aiohttp


@dataclass(frozen=True, slots=True)
class Answer:
    """What the Bot API answered: HTTP status and JSON body."""

    status: int
    body: dict[str, Any]

    @property
    def result(self) -> Any:
        assert self.body["ok"], self.body
        return self.body["result"]

    @property
    def refusal(self) -> tuple[int, str]:
        return self.status, self.body["description"]


class BotProgram:
    """Calls methods with one token."""

    def __init__(self, session: aiohttp.ClientSession, url: str, token: str) -> None:
        self._session = session
        self._url = url
        self.token = token

    async def call(self, method: str, **values: object) -> Answer:
        async with self._session.post(f"{self._url}/bot{self.token}/{method}", json=values) as response:
            return Answer(response.status, await response.json())

    async def updates(self, offset: int = 0, timeout: float = 0, **more: object) -> list[dict[str, Any]]:  # noqa: ASYNC109
        found = (await self.call("getUpdates", offset=offset, timeout=timeout, **more)).result
        assert isinstance(found, list)
        return found
