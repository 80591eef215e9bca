"""The world: who and what exists, and the clock. No I/O; the time comes from the clock it is given."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field

from scripts.simulators.telegram.world.errors import SimError, not_here
from scripts.simulators.telegram.world.faults import Faults
from scripts.simulators.telegram.world.journal import Journal
from scripts.simulators.telegram.world.limits import Limiter, Rates
from scripts.simulators.telegram.world.state import Bot, Callback, Dialog, StoredFile, User
from scripts.simulators.telegram.world.types import Json

# Real ids passed 32 bits years ago; starting above them finds every column that is too narrow.
FIRST_USER_ID = 5_500_000_001
FIRST_BOT_ID = 7_700_000_001
FIRST_GROUP_ID = -1_002_200_000_001
CALLBACK_LIFETIME = 300.0
"""Seconds after which a press can no longer be answered ("query is too old")."""


@dataclass(slots=True)
class Counters:
    """The next free numbers."""

    user: int = FIRST_USER_ID
    bot: int = FIRST_BOT_ID
    group: int = FIRST_GROUP_ID
    file: int = 1
    token: int = 1
    callback: int = 4_000_000_000_000_000_001
    album: int = 13_900_000_000_000_001


@dataclass(slots=True)
class State:
    """Everything a restart must keep. `dialogs` is bot id → chat id → chat."""

    users: dict[int, User] = field(default_factory=dict)
    bots: dict[int, Bot] = field(default_factory=dict)
    dialogs: dict[int, dict[int, Dialog]] = field(default_factory=dict)
    callbacks: dict[str, Callback] = field(default_factory=dict)
    files: dict[str, StoredFile] = field(default_factory=dict)
    counters: Counters = field(default_factory=Counters)


class World:
    """Telegram, as far as its bots and their users can tell.

    `clock` returns Unix seconds. Not thread-safe: one thread (the server's event loop) makes all changes.
    """

    def __init__(self, clock: Callable[[], float], *, rates: Rates | None = None, state: State | None = None) -> None:
        self.clock = clock
        self.state = state or State()
        self.blobs: dict[str, bytes] = {}
        self.journal = Journal()
        self.limiter = Limiter(rates or Rates())
        self.faults = Faults()
        self._update_watchers: list[Callable[[int], None]] = []

    def user(self, user_id: int) -> User:
        try:
            return self.state.users[user_id]
        except KeyError:
            raise not_here("user") from None

    def find_bot(self, ref: str) -> Bot:
        """A bot by id or by username, with or without @."""
        bot = self.state.bots.get(int(ref)) if ref.isdecimal() else self.bot_by_username(ref)
        if bot is None:
            raise not_here("bot")
        return bot

    def bot_by_username(self, username: str) -> Bot | None:
        name = username.removeprefix("@").lower()
        bots = self.state.bots.values()
        return next((bot for bot in bots if bot.username.lower() == name and not bot.deleted), None)

    def dialog(self, bot_id: int, chat_id: int) -> Dialog | None:
        return self.state.dialogs.get(bot_id, {}).get(chat_id)

    def open_dialog(self, bot_id: int, user_id: int) -> Dialog:
        """The private chat of a bot and a person, made when they first meet."""
        chats = self.state.dialogs.setdefault(bot_id, {})
        return chats.setdefault(user_id, Dialog(bot_id, user_id))

    def group(self, chat_id: int) -> Dialog:
        for chats in self.state.dialogs.values():
            if chat_id in chats and chat_id < 0:
                return chats[chat_id]
        raise not_here("group")

    def next_token(self, bot_id: int) -> str:
        """A token of the usual shape. It is derived from a counter: nothing in this world is worth guessing."""
        counter = self.state.counters
        digest = hashlib.sha256(f"{bot_id}/{counter.token}".encode()).hexdigest()
        counter.token += 1
        return f"{bot_id}:AA{digest[:33]}"

    def on_update(self, watcher: Callable[[int], None]) -> None:
        """Call the watcher with the bot's id whenever an update is queued for it."""
        self._update_watchers.append(watcher)

    def off_update(self, watcher: Callable[[int], None]) -> None:
        self._update_watchers.remove(watcher)

    def queue_update(self, bot: Bot, kind: str, body: Json) -> None:
        if bot.queue.push(kind, body, self.clock()):
            for watcher in tuple(self._update_watchers):
                watcher(bot.id)

    def tell(self, type_: str, dialog: Dialog, **more: object) -> None:
        """Put a change of a chat into the feed (a group's concerns everybody)."""
        user_id = None if dialog.is_group else dialog.chat_id
        self.journal.add(
            type_, user_id=user_id, bot_id=dialog.bot_id, chat_id=dialog.chat_id, at=self.clock(), more=dict(more)
        )

    def tell_of_bot(self, bot: Bot) -> None:
        self.journal.add("bot", user_id=None, bot_id=bot.id, chat_id=None, at=self.clock(), more={})

    def tell_of_user(self, user: User) -> None:
        self.journal.add("user", user_id=None, bot_id=None, chat_id=user.id, at=self.clock(), more={})


def require(condition: bool, error: SimError) -> None:
    if not condition:
        raise error
