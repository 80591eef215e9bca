"""A bot in a thread of its own, without a library: the test says what it does with each update."""

from __future__ import annotations

import threading
from collections.abc import Callable
from types import TracebackType
from typing import Any, Self

import requests

Json = dict[str, Any]
POLL_SECONDS = 10
END_SECONDS = 5


class ScriptedBot:
    """`with ScriptedBot(url, token, react) as bot`: calls `react(bot, update)` for each update, in order.

    Ends when its server does, or at the end of the poll that is open. `updates` are those it has got so far.
    """

    def __init__(self, url: str, token: str, react: Callable[[ScriptedBot, Json], None]) -> None:
        self._address = f"{url}/bot{token}"
        self._react = react
        self._ended = threading.Event()
        self._polls = requests.Session()
        self._calls = requests.Session()
        self._polls.trust_env = self._calls.trust_env = False
        self._thread = threading.Thread(target=self._poll, name="scripted-bot", daemon=True)
        self.updates: list[Json] = []

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ended.set()
        self._polls.close()
        self._calls.close()

    @property
    def messages(self) -> list[Json]:
        """The messages that people sent it."""
        return [update["message"] for update in self.updates if "message" in update]

    def call(self, method: str, **values: object) -> Any:
        """The result of a Bot API call; files are `(name, bytes)`, then the values must be texts."""
        files = {name: value for name, value in values.items() if isinstance(value, tuple)}
        rest = {name: value for name, value in values.items() if name not in files}
        body = {"data": rest, "files": files} if files else {"json": rest}
        answer = self._calls.post(f"{self._address}/{method}", timeout=10, **body).json()
        assert answer["ok"], answer
        return answer["result"]

    def _poll(self) -> None:
        offset = 0
        while not self._ended.is_set():
            try:
                answer = self._polls.post(
                    f"{self._address}/getUpdates", json={"offset": offset, "timeout": POLL_SECONDS}, timeout=30
                )
            except requests.RequestException:
                # The server went away: with the test, or to come back.
                self._ended.wait(0.1)
                continue
            for update in answer.json()["result"]:
                offset = update["update_id"] + 1
                self.updates.append(update)
                self._react(self, update)
