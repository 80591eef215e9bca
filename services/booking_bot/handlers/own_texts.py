"""The owner writes what customers read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from aiogram import F, Router
from aiogram.enums import MessageEntityType
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message, MessageEntity, User

from services.booking_bot.domain.own_texts import StoredText, TextKind
from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.handlers.states import WritingText
from services.booking_bot.handlers.taps import IN_DIALOG
from services.booking_bot.handlers.visitors import IsAdmin, Speech
from services.booking_bot.use_cases.own_texts import ChangeOwnText, GetOwnTexts
from services.booking_bot.use_cases.services import ListServices
from services.booking_bot.use_cases.specialists import ListSpecialists
from services.booking_bot.views import own_text_samples, own_texts
from services.booking_bot.views.own_text_buttons import BringBackText, OfText, OpenTexts, TextAct
from services.booking_bot.views.own_text_samples import Sample
from services.booking_bot.views.own_texts import Previewed
from services.booking_bot.views.words import Html, Words
from services.shared.runtime.clock import Clock
from services.shared.telegram.screens import Screen, show

LANGUAGE, KIND = "language", "kind"
FOUND_BY_TELEGRAM = frozenset(
    {
        MessageEntityType.URL,
        MessageEntityType.EMAIL,
        MessageEntityType.PHONE_NUMBER,
        MessageEntityType.MENTION,
        MessageEntityType.HASHTAG,
        MessageEntityType.CASHTAG,
        MessageEntityType.BOT_COMMAND,
    }
)
"""What Telegram marks by itself, and does again wherever the text stands."""


@dataclass(frozen=True, slots=True)
class TextScreens:
    """Screens of one text. Raises as the use cases do."""

    get: GetOwnTexts
    list_services: ListServices
    list_specialists: ListSpecialists
    speech: Speech
    clock: Clock

    async def stored(self, about: OfText, by: int) -> StoredText:
        return (await self.get(about.language, by=by)).get(about.kind, StoredText())

    def card(
        self, words: Words, settings: BusinessSettings, about: OfText | BringBackText, stored: StoredText
    ) -> Screen:
        default = own_text_samples.default(self.speech(about.language, settings), settings, about.kind)
        return own_texts.one_text(words, about.language, about.kind, stored, default)

    async def preview(
        self, words: Words, settings: BusinessSettings, about: OfText, by: int, title: Html | None = None
    ) -> Screen:
        stored = await self.stored(about, by)
        sample = await self._sample(self.speech(about.language, settings), by)
        spoken = self.speech(about.language, settings, sample.customer)
        seen = own_text_samples.seen(spoken, settings, about.kind, sample, self.clock())
        unknown = spoken.own.unknown_in(stored.text or "")
        return own_texts.preview(words, Previewed(about.language, about.kind, stored, unknown), seen, title)

    async def _sample(self, spoken: Words, by: int) -> Sample:
        working = [specialist.name for specialist in await self.list_specialists(by=by) if specialist.active]
        return Sample(
            own_text_samples.customer(spoken),
            tuple(await self.list_services()),
            specialist=working[0] if len(working) > 1 else None,
        )


async def open_list(
    query: CallbackQuery, callback_data: OpenTexts, words: Words, settings: BusinessSettings, text_screens: TextScreens
) -> None:
    language = callback_data.language or settings.locale
    await show(query, own_texts.text_list(words, language, await text_screens.get(language, by=query.from_user.id)))


async def open_text(
    query: CallbackQuery, callback_data: OfText, words: Words, settings: BusinessSettings, text_screens: TextScreens
) -> None:
    stored = await text_screens.stored(callback_data, query.from_user.id)
    await show(query, text_screens.card(words, settings, callback_data, stored))


async def open_preview(
    query: CallbackQuery, callback_data: OfText, words: Words, settings: BusinessSettings, text_screens: TextScreens
) -> None:
    await show(query, await text_screens.preview(words, settings, callback_data, query.from_user.id))


async def ask_text(
    query: CallbackQuery, callback_data: OfText, words: Words, state: FSMContext, text_screens: TextScreens
) -> None:
    stored = await text_screens.stored(callback_data, query.from_user.id)
    await state.set_data({LANGUAGE: callback_data.language, KIND: callback_data.kind.value})
    await state.set_state(WritingText.text)
    await show(query, own_texts.ask_text(words, callback_data.language, callback_data.kind, stored))


async def take_text(
    message: Message,
    words: Words,
    settings: BusinessSettings,
    event_from_user: User,
    state: FSMContext,
    text_screens: TextScreens,
    change_own_text: ChangeOwnText,
) -> None:
    """Formatting is dropped on purpose: what is filled in would shift it, and few bots may send custom emoji."""
    about, by = _asked(await state.get_data()), event_from_user.id
    await change_own_text.write(about.language, about.kind, message.text or "", by=by)
    await state.clear()
    title = own_texts.saved(words, formatted=is_formatted(message.entities or ()))
    await show(message, await text_screens.preview(words, settings, about, by, title))


def is_formatted(entities: Sequence[MessageEntity]) -> bool:
    """Whether something of what was typed is lost as plain text."""
    return any(entity.type not in FOUND_BY_TELEGRAM for entity in entities)


async def take_something_else(message: Message, words: Words, state: FSMContext) -> None:
    about = _asked(await state.get_data())
    await show(message, own_texts.not_a_text(words, about.language, about.kind))


def _asked(data: dict[str, str]) -> OfText:
    return OfText(act=TextAct.CHANGE, kind=TextKind(data[KIND]), language=data[LANGUAGE])


async def drop_text(
    query: CallbackQuery,
    callback_data: OfText,
    words: Words,
    settings: BusinessSettings,
    text_screens: TextScreens,
    change_own_text: ChangeOwnText,
) -> None:
    stored = await change_own_text.drop(callback_data.language, callback_data.kind, by=query.from_user.id)
    await show(query, text_screens.card(words, settings, callback_data, stored))


async def bring_back(
    query: CallbackQuery,
    callback_data: BringBackText,
    words: Words,
    settings: BusinessSettings,
    text_screens: TextScreens,
    change_own_text: ChangeOwnText,
) -> None:
    stored = await change_own_text.bring_back(
        callback_data.language, callback_data.kind, callback_data.means, by=query.from_user.id
    )
    await show(query, text_screens.card(words, settings, callback_data, stored))


def make_router() -> Router:
    router = Router(name="own_texts")
    router.message.filter(IsAdmin())
    router.callback_query.filter(IsAdmin())
    router.callback_query.register(open_list, OpenTexts.filter())
    router.callback_query.register(open_text, OfText.filter(F.act == TextAct.SHOW))
    router.callback_query.register(open_preview, OfText.filter(F.act == TextAct.PREVIEW))
    router.callback_query.register(ask_text, OfText.filter(F.act == TextAct.CHANGE))
    router.callback_query.register(drop_text, OfText.filter(F.act == TextAct.DROP))
    router.callback_query.register(bring_back, BringBackText.filter())
    router.message.register(take_text, WritingText.text, F.text, flags=IN_DIALOG)
    router.message.register(take_something_else, WritingText.text, flags=IN_DIALOG)
    return router
