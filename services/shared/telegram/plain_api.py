"""One call of the Bot API from synchronous code, without aiogram: is this token good, send this message."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import requests

from services.shared.runtime.secret import Secret

CONNECT_SECONDS = 5
READ_SECONDS = 15
_TOKEN = re.compile(r"[0-9]{5,20}:[A-Za-z0-9_-]{30,60}", re.ASCII)


class TelegramRefused(Exception):
    """Telegram answered with an error. ``code``: as HTTP's; ``retry_after``: seconds, of a 429."""

    def __init__(self, code: int, description: str, retry_after: float | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.retry_after = retry_after


class TelegramAway(Exception):
    """No answer, or none that can be read: whether the call was carried out is unknown."""


@dataclass(frozen=True, slots=True)
class BotAccount:
    """What getMe says of a bot."""

    id: int
    username: str


def looks_like_token(token: Secret) -> bool:
    """The shape alone; only Telegram knows whether it is good."""
    return _TOKEN.fullmatch(token.reveal()) is not None


@dataclass(frozen=True, slots=True)
class PlainTelegram:
    """``api_url``: ``https://api.telegram.org`` or a server in its place; ``proxy``: empty for none."""

    api_url: str
    proxy: str = ""

    def get_me(self, token: Secret) -> BotAccount:
        me = self.call(token, "getMe")
        return BotAccount(int(me["id"]), str(me["username"]))

    def call(self, token: Secret, method: str, **parameters: object) -> Any:
        """The ``result`` of the answer. Raises ``TelegramRefused`` or ``TelegramAway``; neither shows the token."""
        with requests.Session() as session:
            session.trust_env = False
            try:
                answer = session.post(
                    f"{self.api_url}/bot{token.reveal()}/{method}",
                    json=parameters,
                    timeout=(CONNECT_SECONDS, READ_SECONDS),
                    proxies={"http": self.proxy, "https": self.proxy} if self.proxy else None,
                ).json()
            except (requests.RequestException, ValueError) as error:
                raise TelegramAway(f"Telegram does not answer ({type(error).__name__})") from None
        if not isinstance(answer, dict) or "ok" not in answer:
            raise TelegramAway("Telegram's answer cannot be read")
        if answer["ok"]:
            return answer["result"]
        retry_after = (answer.get("parameters") or {}).get("retry_after")
        raise TelegramRefused(int(answer.get("error_code", 0)), str(answer.get("description", "")), retry_after)
