"""Sends the notices: as soon as one is written, and whatever waited while the bot was down."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from aiogram import Bot
from aiogram.exceptions import (
    AiogramError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramNotFound,
    TelegramRetryAfter,
)

from services.booking_bot.domain.deliveries import Delivery, Owed
from services.booking_bot.handlers.visitors import Speech
from services.booking_bot.live_lists import LiveLists
from services.booking_bot.use_cases.closing import AskAtClosing
from services.booking_bot.use_cases.deliveries import ClaimDelivery
from services.booking_bot.use_cases.digests import WriteDigests
from services.booking_bot.use_cases.displaced import CallOverdue
from services.booking_bot.use_cases.notices import (
    NextNotice,
    NoticeFailed,
    NoticeLater,
    NoticeSent,
    ReleaseNotices,
    TidyUp,
)
from services.booking_bot.use_cases.price_changes import ApplyDuePrices, NextPrices
from services.booking_bot.use_cases.retention import ForgetLapsed
from services.booking_bot.use_cases.settings import ReadSettings
from services.booking_bot.views.letters import Letter, letters
from services.shared.runtime.clock import Clock

logger = logging.getLogger(__name__)

LONGEST_SLEEP = timedelta(minutes=10)
LONGEST_PAUSE = timedelta(minutes=10)
TIDY_EVERY = timedelta(days=1)
FORGET_EVERY = timedelta(hours=6)
FAILURE_PAUSE = timedelta(seconds=5)


@dataclass(frozen=True, slots=True)
class NoticeRows:
    """The use cases over the rows of notices, and over others that wait for their time."""

    release: ReleaseNotices
    claim: ClaimDelivery
    sent: NoticeSent
    later: NoticeLater
    failed: NoticeFailed
    next_due: NextNotice
    tidy_up: TidyUp
    ask_at_closing: AskAtClosing
    write_digests: WriteDigests
    apply_prices: ApplyDuePrices
    next_prices: NextPrices
    call_overdue: CallOverdue
    forget_lapsed: ForgetLapsed


@dataclass(slots=True)
class _Chore:
    """What is done beside the notices. One that fails is tried again by and by, and nothing else waits for it.

    ``step`` gives when there is something to do next, None as long as that is not known.
    """

    step: Callable[[], Awaitable[datetime | None]]
    failures: int = 0
    again_at: datetime | None = None

    async def done(self, now: datetime) -> datetime | None:
        if self.again_at is not None and now < self.again_at:
            return self.again_at
        try:
            next_at = await self.step()
        except Exception:
            self.failures += 1
            self.again_at = now + _failure_pause(self.failures)
            logger.exception("notices: a chore failed, trying again")
            return self.again_at
        self.failures, self.again_at = 0, None
        return next_at


@dataclass(slots=True)
class NoticeSender:
    """``run`` sends until ``stop`` is set. It rests until ``written`` is set or the next row is due.

    ``lists`` are kept up to date beside. ``may_send`` is set while this instance is the one that polls: another one may
    be sending the same rows.
    ``forgotten`` is told the Telegram id of each customer of whom nothing is kept any more.
    ``tell_joined`` and ``tell_plan_news`` send what is no notice about a booking: who has joined the team, and that
    more is used than the plan holds.
    """

    bot: Bot
    rows: NoticeRows
    read_settings: ReadSettings
    speech: Speech
    written: asyncio.Event
    may_send: asyncio.Event
    clock: Clock
    forgotten: Callable[[int], None]
    tell_joined: Callable[[], Awaitable[None]]
    tell_plan_news: Callable[[], Awaitable[datetime | None]]
    lists: LiveLists
    _released: bool = False
    _tidied_at: datetime | None = field(default=None)
    _forgot_at: datetime | None = field(default=None)
    _chores: tuple[_Chore, ...] = field(init=False)

    def __post_init__(self) -> None:
        owed = (self.rows.ask_at_closing, self.rows.write_digests, self.tell_joined, self.tell_plan_news)
        shown_last = (self.rows.call_overdue, self.lists.refresh)  # what the others change is in the lists
        steps = (self._tidy_up, self._forget_lapsed, *owed, self._apply_prices, *shown_last)
        self._chores = tuple(_Chore(step) for step in steps)

    async def run(self, stop: asyncio.Event) -> None:
        failures = 0
        while not stop.is_set():
            await _either(stop, self.may_send, None)
            if stop.is_set():
                return
            try:
                self.written.clear()
                worked = await self.run_once()
                rest = timedelta() if worked else await self.until_next()
                failures = 0
            except Exception:
                failures += 1
                logger.exception("notices: a round failed, trying again")
                rest = _failure_pause(failures)
            if rest:
                await _either(stop, self.written, rest.total_seconds())

    async def run_once(self) -> bool:
        """Tell one reader all that is due to him, longest due first; False when nothing is."""
        if not self._released:
            await self.rows.release()
            self._released = True
        delivery = await self.rows.claim()
        if delivery is None:
            return False
        settings = await self.read_settings()
        await self.speech.own_texts.refresh()
        words = self.speech(delivery.language, settings, user_id=delivery.user_id)
        waiting = list(letters(words, settings, delivery, self.clock()))
        while waiting and await self._sent(delivery, waiting):
            del waiting[0]
        return True

    async def _sent(self, delivery: Delivery, waiting: Sequence[Letter]) -> bool:
        """Send the first letter and settle its rows; False when this and the others have to wait."""
        letter, began = waiting[0], self.clock()
        try:
            await self.bot.send_message(delivery.user_id, letter.screen.text, reply_markup=letter.screen.keyboard)
        except (TelegramForbiddenError, TelegramBadRequest, TelegramNotFound) as error:
            logger.info("%s can never be sent: %s", letter.owed, error)
            await self.rows.failed(letter.owed, str(error))
        except TelegramRetryAfter as error:
            await self.rows.later(_all_of(waiting), timedelta(seconds=error.retry_after), "too many requests")
            return False
        except (AiogramError, OSError, TimeoutError) as error:
            logger.warning("%s was not sent, it will be: %s", letter.owed, type(error).__name__)
            await self.rows.later(_all_of(waiting), _pause(delivery.attempts), type(error).__name__)
            return False
        else:
            await self.rows.sent(letter.owed, began)
        return True

    async def until_next(self) -> timedelta:
        """Do the chores; how long there is nothing to do then."""
        now = self.clock()
        awaited: list[datetime | None] = [
            *[await chore.done(now) for chore in self._chores],
            await self.rows.next_due(),
        ]
        due = min((instant for instant in awaited if instant is not None), default=None)
        return LONGEST_SLEEP if due is None else min(max(due - now, timedelta(milliseconds=50)), LONGEST_SLEEP)

    async def _tidy_up(self) -> None:
        now = self.clock()
        if self._tidied_at is None or now - self._tidied_at > TIDY_EVERY:
            await self.rows.tidy_up()
            self._tidied_at = now

    async def _forget_lapsed(self) -> None:
        now = self.clock()
        if self._forgot_at is None or now - self._forgot_at > FORGET_EVERY:
            while lapsed := await self.rows.forget_lapsed():
                for customer in lapsed:
                    if customer.user_id is not None:
                        self.forgotten(customer.user_id)
            self._forgot_at = now

    async def _apply_prices(self) -> datetime | None:
        while await self.rows.apply_prices():
            pass
        return await self.rows.next_prices()


def _all_of(letters: Sequence[Letter]) -> Owed:
    return Owed(
        tuple(notice for letter in letters for notice in letter.owed.notices),
        next((letter.owed.digest for letter in letters if letter.owed.digest is not None), None),
    )


def _failure_pause(failures: int) -> timedelta:
    return min(FAILURE_PAUSE * (1 << min(failures - 1, 10)), LONGEST_PAUSE)


def _pause(attempts: int) -> timedelta:
    return min(timedelta(seconds=2 << min(attempts, 10)), LONGEST_PAUSE)


async def _either(stop: asyncio.Event, event: asyncio.Event, seconds: float | None) -> None:
    """Wait for one of the two, this long at most."""
    waits = [asyncio.ensure_future(one.wait()) for one in (stop, event)]
    try:
        await asyncio.wait(waits, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for wait in waits:
            wait.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await wait
