"""What a handler ran into becomes an answer, here and nowhere else."""

from __future__ import annotations

import logging
from html import unescape

from aiogram import Router
from aiogram.exceptions import AiogramError, ClientDecodeError, TelegramAPIError, TelegramForbiddenError
from aiogram.filters import ExceptionTypeFilter
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, ErrorEvent, Message, Update

from services.booking_bot.domain.errors import DomainError, TimeRefused, WrongAnswer
from services.booking_bot.handlers.kept import kept, kept_choice, kept_guest
from services.booking_bot.handlers.states import NamingGuest
from services.booking_bot.handlers.taps import answer_tap
from services.booking_bot.views import clashes, home
from services.booking_bot.views.choices import Agree, Choice, ForSomebody, GiveConsent, GiveGuestConsent, PickTime
from services.booking_bot.views.errors import refusal, trouble
from services.booking_bot.views.hand_buttons import Anyway
from services.booking_bot.views.screen import screen
from services.booking_bot.views.words import Html, Words
from services.shared.telegram.screens import Screen, show

logger = logging.getLogger(__name__)


async def refuse_time(event: ErrorEvent, words: Words, state: FSMContext) -> None:
    error = event.exception
    assert isinstance(error, TimeRefused)
    choice = await _choice(event.update, state)
    await _keep_guest(choice, state)
    reason = clashes.why_refused(words, error)
    if choice is None:
        await _answer(event.update, reason, screen(reason, (home.home_row(words),)))
    else:
        await _answer(event.update, reason, clashes.refused(words, choice, reason, error))


async def _keep_guest(choice: Choice | None, state: FSMContext) -> None:
    """The next words are no answer any more; who was named is kept for the time that is chosen instead."""
    guest = None if choice is None else kept_guest(await state.get_data(), choice)
    await state.clear()
    if choice is not None and guest is not None:
        await state.set_data(kept(choice, guest=guest))
        await state.set_state(NamingGuest.named)


async def _choice(update: Update, state: FSMContext) -> Choice | None:
    """What the refused time was for: the tapped button says it, or the dialog in which it was asked for."""
    if update.callback_query is None:
        return kept_choice(await state.get_data())
    for button in (Agree, PickTime, GiveConsent, GiveGuestConsent, ForSomebody, Anyway):
        try:
            return button.unpack(update.callback_query.data or "")
        except (TypeError, ValueError):  # another kind of button, with more values or fewer
            continue
    return None


async def refuse(event: ErrorEvent, words: Words, state: FSMContext) -> None:
    """Who is asked for something and can answer better is told how; others are asked no more, and get a way on."""
    error = event.exception
    assert isinstance(error, DomainError)
    may_answer = isinstance(error, WrongAnswer) and await state.get_state() is not None
    if not may_answer:
        await state.clear()
    stays = may_answer and event.update.message is not None
    rows = () if stays else (home.home_row(words), home.mine_row(words))
    reason = refusal(words, error)
    await _answer(event.update, reason, screen(reason, rows))


async def not_delivered(event: ErrorEvent) -> None:
    """The answer itself did not get through: there is no use in another one."""
    if not isinstance(event.exception, TelegramForbiddenError):
        reason = type(event.exception).__name__
        logger.warning("update %d: the answer was not delivered: %s", event.update.update_id, reason)
    if event.update.callback_query is not None:
        await answer_tap(event.update.callback_query)


async def own_trouble(event: ErrorEvent, speechless: Words, words: Words | None = None) -> None:
    """The database is away, or there is a mistake of ours: said to the person, and to the log."""
    logger.error("update %d was not handled", event.update.update_id, exc_info=event.exception)
    reason = trouble(words or speechless)
    await _answer(event.update, reason, screen(reason))


async def _answer(update: Update, reason: Html, shown: Screen) -> None:
    """Show the screen; a tap also gets a pop-up, for the screen may be the one that is shown already."""
    target: Message | CallbackQuery | None = update.callback_query or update.message
    if target is None:
        return
    try:
        await show(target, shown)
    except AiogramError as error:
        logger.warning("update %d: the refusal was not delivered: %s", update.update_id, type(error).__name__)
    if update.callback_query is not None:
        await answer_tap(update.callback_query, unescape(reason))


def make_router() -> Router:
    router = Router(name="errors")
    router.errors.register(refuse_time, ExceptionTypeFilter(TimeRefused))
    router.errors.register(refuse, ExceptionTypeFilter(DomainError))
    router.errors.register(not_delivered, ExceptionTypeFilter(TelegramAPIError, ClientDecodeError))
    router.errors.register(own_trouble)
    return router
