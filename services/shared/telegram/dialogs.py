"""Dialogs: one reading and at most one writing for each update, whatever its handlers ask for and set.

An update's handlers work on a copy. It is written when the update is over, if it is not what was read:

* A handler that raises has ended its update too: what it had set before stays set, and the errors' handlers see it.
* What was broken off, by a signal or a kill, leaves the dialog as it was. Such an update was not confirmed to Telegram,
  so it comes again (``docs/decisions/0004-confirm-after-handling.md``), finds the dialog in which it was sent and ends
  as it would have: at worst the same question is put twice. Had the dialog gone on already, an answer that comes again
  would be taken for the answer to the next question.
* What cannot be written raises where handlers raise, so that the errors' handlers tell the person.

Nobody else writes to a dialog meanwhile: the updates of one person are handled one after the other (``lanes.py``).
"""

from __future__ import annotations

import asyncio
import json
from abc import abstractmethod
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from types import TracebackType
from typing import Any

from aiogram import BaseMiddleware, Dispatcher
from aiogram.fsm.context import FSMContext
from aiogram.fsm.middleware import FSMContextMiddleware
from aiogram.fsm.state import State
from aiogram.fsm.storage.base import BaseStorage, StateType, StorageKey
from aiogram.types import TelegramObject

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]


@dataclass(frozen=True, slots=True)
class Dialog:
    """``state``: what is waited for; ``data``: what is known so far, an object as JSON. None: nothing."""

    state: str | None = None
    data: str | None = None


class DialogStorage(BaseStorage):
    """An aiogram storage that reads and writes the whole of a dialog in one go."""

    @abstractmethod
    async def read(self, key: StorageKey) -> Dialog:
        """The dialog as it is kept."""

    @abstractmethod
    async def write(self, key: StorageKey, dialog: Dialog) -> None:
        """Keep all of it, or none of it and raise."""

    async def get_state(self, key: StorageKey) -> str | None:
        return (await self.read(key)).state

    async def set_state(self, key: StorageKey, state: StateType = None) -> None:
        name = state.state if isinstance(state, State) else state
        await self.write(key, replace(await self.read(key), state=name))

    async def get_data(self, key: StorageKey) -> dict[str, Any]:
        data = (await self.read(key)).data
        return dict(json.loads(data)) if data else {}

    async def set_data(self, key: StorageKey, data: Mapping[str, Any]) -> None:
        text = json.dumps(dict(data), ensure_ascii=False) if data else None
        await self.write(key, replace(await self.read(key), data=text))


class HeldDialogs(DialogStorage):
    """The dialogs of one update: ``async with`` holds them, and writes what has changed at its end."""

    def __init__(self, dialogs: DialogStorage) -> None:
        self._dialogs = dialogs
        self._kept: dict[StorageKey, Dialog] = {}
        self._held: dict[StorageKey, Dialog] = {}
        self._over = False

    async def read(self, key: StorageKey) -> Dialog:
        if key not in self._held:
            self._kept[key] = self._held[key] = await self._dialogs.read(key)
        return self._held[key]

    async def write(self, key: StorageKey, dialog: Dialog) -> None:
        self._held[key] = dialog
        if self._over:
            await self._keep()

    async def close(self) -> None:
        """They are another's."""

    async def __aenter__(self) -> HeldDialogs:
        return self

    async def __aexit__(
        self, _kind: type[BaseException] | None, error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        # What the errors' handlers set comes after the end and is written at once.
        self._over = True
        if not isinstance(error, asyncio.CancelledError):
            await self._keep()

    async def _keep(self) -> None:
        for key, dialog in self._held.items():
            if dialog != self._kept.get(key):
                await self._dialogs.write(key, dialog)
                self._kept[key] = dialog


class HoldDialogs(BaseMiddleware):
    """Hands ``state`` and ``raw_state`` to the handlers, in place of aiogram's own middleware."""

    def __init__(self, dialogs: DialogStorage, fsm: FSMContextMiddleware) -> None:
        self._dialogs = dialogs
        self._fsm = fsm

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        async with HeldDialogs(self._dialogs) as held:
            data["fsm_storage"] = held
            whose = self._fsm.resolve_event_context(data["bot"], data)
            if whose is not None:
                data["state"] = state = FSMContext(held, whose.key)
                data["raw_state"] = await state.get_state()
            return await handler(event, data)


def make_dispatcher(dialogs: DialogStorage, *, around: Iterable[BaseMiddleware] = (), **handed_out: Any) -> Dispatcher:
    """A dispatcher that speaks to ``dialogs`` twice for an update at most.

    ``around``: what must see an update end after its dialog was written; ``handed_out`` goes to the handlers.
    """
    dispatcher = Dispatcher(storage=dialogs, disable_fsm=True, **handed_out)
    for middleware in (*around, HoldDialogs(dialogs, dispatcher.fsm)):
        dispatcher.update.outer_middleware(middleware)
    return dispatcher
