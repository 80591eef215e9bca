"""Keeps the owner's lists of displaced visits up to date: each is one message in the chat of an admin."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from aiogram import Bot
from aiogram.exceptions import (
    AiogramError,
    TelegramAPIError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramNotFound,
    TelegramRetryAfter,
)

from services.booking_bot.handlers.visitors import Speech
from services.booking_bot.use_cases.displacement_lists import (
    ListGone,
    ListLater,
    ListShown,
    NextList,
    NextListDue,
    OwedList,
)
from services.booking_bot.use_cases.settings import ReadSettings
from services.booking_bot.views.displacement_list import displacement_list
from services.shared.runtime.clock import Clock
from services.shared.telegram.screens import Screen, send

logger = logging.getLogger(__name__)

LONGEST_PAUSE = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class ListRows:
    """The use cases over the rows of lists."""

    next: NextList
    shown: ListShown
    later: ListLater
    gone: ListGone
    next_due: NextListDue


@dataclass(frozen=True, slots=True)
class LiveLists:
    """A chore of the notice sender. What a crash interrupts is done again: a row says what its message shows."""

    bot: Bot
    rows: ListRows
    read_settings: ReadSettings
    speech: Speech
    clock: Clock

    async def refresh(self) -> datetime | None:
        """Bring every list up to date that may be touched, and give when there is something to do next."""
        while (due := await self.rows.next_due()) is not None and due <= self.clock():
            owed = await self.rows.next()
            if owed is not None:
                await self._bring(owed)
        return due

    async def _bring(self, owed: OwedList) -> None:
        settings = await self.read_settings()
        words = self.speech(owed.live.language, settings)
        screen = displacement_list(words, owed.shows, words.day_of(self.clock()), owed.live.page)
        try:
            message_id = await self._put(owed, screen)
        except (TelegramForbiddenError, TelegramBadRequest, TelegramNotFound) as error:
            logger.info("a list can never be shown to %d: %s", owed.live.user_id, error)
            await self.rows.gone(owed)
        except TelegramRetryAfter as error:
            await self.rows.later(owed, timedelta(seconds=error.retry_after))
        except (AiogramError, OSError, TimeoutError) as error:
            logger.warning("a list was not shown, it will be: %s", type(error).__name__)
            await self.rows.later(owed, _pause(owed.live.attempts))
        else:
            await self.rows.shown(owed, message_id)

    async def _put(self, owed: OwedList, screen: Screen) -> int:
        """Into its message, or as a new one where there is none, or none that can be edited; gives the message's id."""
        live = owed.live
        if live.message_id is not None and not live.anew and await self._edit(live.user_id, live.message_id, screen):
            return live.message_id
        sent = await send(self.bot, live.user_id, screen)
        if live.message_id is not None:
            await self._delete(live.user_id, live.message_id)
        return sent.message_id

    async def _edit(self, chat_id: int, message_id: int, screen: Screen) -> bool:
        """False when the message is gone, or Telegram does not let it be changed any more."""
        try:
            await self.bot.edit_message_text(
                screen.text, chat_id=chat_id, message_id=message_id, reply_markup=screen.inline
            )
        except TelegramBadRequest as error:
            return "message is not modified" in error.message
        return True

    async def _delete(self, chat_id: int, message_id: int) -> None:
        """An old list that says what is no longer the case goes, unless it is too old for that."""
        try:
            await self.bot.delete_message(chat_id, message_id)
        except TelegramAPIError as error:
            logger.info("an old list was not deleted: %s", type(error).__name__)


def _pause(attempts: int) -> timedelta:
    return min(timedelta(seconds=2 << min(attempts, 10)), LONGEST_PAUSE)
