"""Keeps a bot within Telegram's rates: about 30 messages a second in all, one a second in a chat after a short burst.

The numbers are those of Telegram's FAQ and not promised by it, so 429 is expected all the same: a call that is put off
for a short while is repeated, one that is put off for longer is given up to whoever made it.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from aiogram import Bot
from aiogram.client.session.middlewares.base import BaseRequestMiddleware, NextRequestMiddlewareType
from aiogram.exceptions import TelegramRetryAfter
from aiogram.methods import Response, TelegramMethod
from aiogram.methods.base import TelegramType

PATIENCE = 10.0
TRIES = 3
CHATS_KEPT = 2000
_SENDS = ("send", "edit", "copy", "forward")


@dataclass(frozen=True, slots=True)
class Rate:
    """``burst`` calls at once, then ``per_second``."""

    per_second: float
    burst: float


BOT_RATE = Rate(per_second=30, burst=30)
CHAT_RATE = Rate(per_second=1, burst=20)
GROUP_RATE = Rate(per_second=20 / 60, burst=20)


@dataclass(slots=True)
class Bucket:
    """Tokens that fill up with time; they may be taken in advance, which is a wait."""

    rate: Rate
    tokens: float
    at: float

    def take(self, now: float) -> float:
        """Take one; gives the seconds until it is there."""
        self.tokens = min(self.rate.burst, self.tokens + (now - self.at) * self.rate.per_second) - 1
        self.at = now
        return max(0.0, -self.tokens / self.rate.per_second)

    def pause(self, now: float, seconds: float) -> None:
        """Nothing is to be had before ``seconds`` have passed."""
        self.tokens, self.at = min(self.tokens, -seconds * self.rate.per_second), now

    def is_full(self, now: float) -> bool:
        return self.tokens + (now - self.at) * self.rate.per_second >= self.rate.burst


@dataclass(slots=True)
class Limits:
    """The buckets of one bot; ``clock`` counts seconds. ``of_chat``: of a private one."""

    clock: Callable[[], float] = time.monotonic
    of_chat: Rate = CHAT_RATE
    _bot: Bucket | None = None
    _chats: dict[str, Bucket] = field(default_factory=dict)

    def wait_for(self, chat: str) -> float:
        """Take a turn in ``chat``; gives the seconds until it comes."""
        now = self.clock()
        if self._bot is None:
            self._bot = Bucket(BOT_RATE, BOT_RATE.burst, now)
        return max(self._bot.take(now), self._chat(chat, now).take(now))

    def put_off(self, chat: str, seconds: float) -> None:
        """Telegram asked for a pause."""
        now = self.clock()
        self._chat(chat, now).pause(now, seconds)

    def _chat(self, chat: str, now: float) -> Bucket:
        if chat not in self._chats:
            if len(self._chats) >= CHATS_KEPT:
                self._chats = {name: bucket for name, bucket in self._chats.items() if not bucket.is_full(now)}
            rate = GROUP_RATE if chat.startswith(("-", "@")) else self.of_chat
            self._chats[chat] = Bucket(rate, rate.burst, now)
        return self._chats[chat]


@dataclass(frozen=True, slots=True, eq=False)
class PaceSending(BaseRequestMiddleware):
    """For ``bot.session.middleware``. Raises ``TelegramRetryAfter`` where Telegram's pause is longer than 10 s."""

    limits: Limits = field(default_factory=Limits)
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep

    async def __call__(
        self, make_request: NextRequestMiddlewareType[TelegramType], bot: Bot, method: TelegramMethod[TelegramType]
    ) -> Response[TelegramType]:
        chat = chat_of(method)
        if chat is None:
            return await make_request(bot, method)
        for _ in range(TRIES - 1):
            await self._turn(chat)
            try:
                return await make_request(bot, method)
            except TelegramRetryAfter as error:
                if error.retry_after > PATIENCE:
                    raise
                self.limits.put_off(chat, error.retry_after)
        await self._turn(chat)
        return await make_request(bot, method)

    async def _turn(self, chat: str) -> None:
        seconds = self.limits.wait_for(chat)
        if seconds > 0:
            await self.sleep(seconds)


def chat_of(method: TelegramMethod[TelegramType]) -> str | None:
    """The chat that ``method`` writes to; None for calls that Telegram does not count."""
    name = method.__api_method__
    chat_id = getattr(method, "chat_id", None)
    if chat_id is None or not name.startswith(_SENDS) or name == "sendChatAction":
        return None
    return str(chat_id)
