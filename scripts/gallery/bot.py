"""A bot that shows the booking bot's screens as pictures: with the longest names, in both languages."""

from __future__ import annotations

import contextlib

from aiogram import Dispatcher, F, Router
from aiogram.enums import ChatType
from aiogram.exceptions import TelegramBadRequest
from aiogram.filters.callback_data import CallbackData
from aiogram.fsm.storage.memory import MemoryStorage
from aiogram.types import BotCommand, CallbackQuery, InlineKeyboardButton, Message

from scripts.gallery.making import LOCALES
from scripts.gallery.samples import MOSCOW
from scripts.gallery.screens import SCREENS
from services.booking_bot.domain.settings import LANGUAGES
from services.booking_bot.views.words import Words
from services.shared.runtime.translations import Translations
from services.shared.telegram.bot_program import Commands
from services.shared.telegram.screens import Screen, rows, show

PAGE_SIZE = 10
POP_UP_LENGTH = 200
LANGUAGE_NAMES = {"ru": "Русский", "en": "English"}


class OpenNames(CallbackData, prefix="gallery"):
    """A page of the list of screens, whose buttons show them in ``language``."""

    language: str
    page: int


class ShowScreen(CallbackData, prefix="screen", sep="|"):
    """``name`` is a key of ``SCREENS``; one that is none any more opens the list anew."""

    language: str
    name: str


def build_dispatcher() -> Dispatcher:
    dispatcher = Dispatcher(storage=MemoryStorage(), translations=Translations(LOCALES))
    dispatcher.include_router(_router())
    return dispatcher


def commands() -> Commands:
    return {
        "ru": [BotCommand(command="screens", description="Все экраны бота записи")],
        "en": [BotCommand(command="screens", description="All screens of the booking bot")],
    }


def names_screen(language: str, page: int = 0) -> Screen:
    """One page of the list of all screens."""
    names, last = list(SCREENS), (len(SCREENS) - 1) // PAGE_SIZE
    page = min(max(page, 0), last)
    shown = names[page * PAGE_SIZE : (page + 1) * PAGE_SIZE]
    return Screen(
        f"<b>Экраны бота записи · Screens of the booking bot</b>\n{len(names)} · {page + 1}/{last + 1}",
        rows(
            *([_button(name, ShowScreen(language=language, name=name))] for name in shown),
            [_button(sign, OpenNames(language=language, page=to)) for sign, to in _turns(page, last)],
            [
                _button(f"✅ {LANGUAGE_NAMES[each]}" if each == language else LANGUAGE_NAMES[each], opens)
                for each in LANGUAGES
                for opens in [OpenNames(language=each, page=page)]
            ],
        ),
    )


def _turns(page: int, last: int) -> list[tuple[str, int]]:
    return [(sign, to) for sign, to in (("‹", page - 1), ("›", page + 1)) if 0 <= to <= last]


def _button(text: str, data: CallbackData) -> InlineKeyboardButton:
    return InlineKeyboardButton(text=text, callback_data=data.pack())


def _router() -> Router:
    router = Router(name="gallery")
    router.message.filter(F.chat.type == ChatType.PRIVATE)
    router.callback_query.register(open_names, OpenNames.filter(F.language.in_(LANGUAGES)))
    router.callback_query.register(show_screen, ShowScreen.filter(F.language.in_(LANGUAGES) & F.name.in_(SCREENS)))
    router.callback_query.register(name_the_button)
    router.message.register(list_names)
    return router


async def list_names(message: Message) -> None:
    """`/screens`, and whatever else is said."""
    spoken = message.from_user.language_code if message.from_user else None
    await show(message, names_screen(spoken if spoken in LANGUAGES else LANGUAGES[0]))


async def open_names(query: CallbackQuery, callback_data: OpenNames) -> None:
    await query.answer()
    await show(query, names_screen(callback_data.language, callback_data.page))


async def show_screen(query: CallbackQuery, callback_data: ShowScreen, translations: Translations) -> None:
    """The screen as a message of its own, and the list again below it."""
    await query.answer()
    assert isinstance(query.message, Message)
    language, name = callback_data.language, callback_data.name
    with contextlib.suppress(TelegramBadRequest):  # a second tap finds it gone
        await query.message.delete()
    await show(query.message, SCREENS[name](Words(translations[language], MOSCOW)))
    await show(query.message, names_screen(language, list(SCREENS).index(name) // PAGE_SIZE))


async def name_the_button(query: CallbackQuery) -> None:
    """The buttons of a screen that is shown are there to be looked at."""
    await query.answer(str(query.data)[:POP_UP_LENGTH])
