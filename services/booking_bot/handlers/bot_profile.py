"""The owner gives the bot its name, texts and photo in Telegram."""

from __future__ import annotations

from dataclasses import dataclass

from aiogram import Bot, F, Router
from aiogram.exceptions import TelegramBadRequest, TelegramRetryAfter
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message, User

from services.booking_bot.domain.bot_profile import BotProfile, BotProfilePart
from services.booking_bot.domain.errors import InvalidName
from services.booking_bot.domain.errors_setup import InvalidLanguage
from services.booking_bot.domain.settings import LANGUAGES, BusinessSettings
from services.booking_bot.domain.setup import Task
from services.booking_bot.handlers.states import SettingBotProfile
from services.booking_bot.handlers.taps import IN_DIALOG
from services.booking_bot.handlers.visitors import IsAdmin, Speech
from services.booking_bot.profile_in_telegram import ProfileInTelegram
from services.booking_bot.use_cases.bot_profile import EditBotProfile, GetBotProfileFacts
from services.booking_bot.use_cases.setup import MarkDone
from services.booking_bot.views import bot_profile as views
from services.booking_bot.views.bot_profile_buttons import AskBotPhoto, AskBotProfilePart, OpenBotProfile, PutBotProfile
from services.booking_bot.views.errors import refusal
from services.booking_bot.views.words import Words
from services.shared.telegram.screens import show

LANGUAGE, PART = "language", "part"


@dataclass(frozen=True, slots=True)
class BotProfiles:
    """The texts of all languages. Raises as the use cases do."""

    get_facts: GetBotProfileFacts
    edit: EditBotProfile

    async def __call__(self, speech: Speech, settings: BusinessSettings, *, by: int) -> dict[str, BotProfile]:
        facts = await self.get_facts(by=by)
        return views.profiles(lambda language: speech(language, settings), settings, facts)


async def open_profile(
    query: CallbackQuery, words: Words, settings: BusinessSettings, speech: Speech, bot_profiles: BotProfiles
) -> None:
    await show(query, views.profile(words, await bot_profiles(speech, settings, by=query.from_user.id)))


async def put_profile(
    query: CallbackQuery,
    bot: Bot,
    words: Words,
    settings: BusinessSettings,
    speech: Speech,
    bot_profiles: BotProfiles,
    mark_done: MarkDone,
) -> None:
    by = query.from_user.id
    texts = await bot_profiles(speech, settings, by=by)
    try:
        await ProfileInTelegram(bot).put(texts, settings.locale)
    except TelegramRetryAfter as error:
        await show(query, views.later(words, error.retry_after))
        return
    await mark_done(Task.PROFILE, by=by)
    await show(query, views.put(words, texts))


async def ask_part(
    query: CallbackQuery,
    callback_data: AskBotProfilePart,
    words: Words,
    settings: BusinessSettings,
    speech: Speech,
    state: FSMContext,
    bot_profiles: BotProfiles,
) -> None:
    language, part = callback_data.language, callback_data.part
    if language not in LANGUAGES:
        raise InvalidLanguage(language)
    texts = await bot_profiles(speech, settings, by=query.from_user.id)
    await state.set_data({LANGUAGE: language, PART: part.value})
    await state.set_state(SettingBotProfile.text)
    await show(query, views.ask_part(words, language, part, texts[language][part]))


async def take_part(
    message: Message,
    words: Words,
    settings: BusinessSettings,
    event_from_user: User,
    speech: Speech,
    state: FSMContext,
    bot_profiles: BotProfiles,
) -> None:
    data, by = await state.get_data(), event_from_user.id
    language, part = str(data[LANGUAGE]), BotProfilePart(data[PART])
    try:
        await bot_profiles.edit(language, part, message.text or "", by=by)
    except InvalidName as error:
        texts = await bot_profiles(speech, settings, by=by)
        await show(message, views.ask_part(words, language, part, texts[language][part], refusal(words, error)))
        return
    await state.clear()
    await show(message, views.profile(words, await bot_profiles(speech, settings, by=by), words("✅ Saved.")))


async def ask_bot_photo(query: CallbackQuery, words: Words, state: FSMContext) -> None:
    await state.set_state(SettingBotProfile.photo)
    await show(query, views.ask_photo(words))


async def take_bot_photo(message: Message, bot: Bot, words: Words, state: FSMContext) -> None:
    """Telegram sends several sizes, the largest last."""
    assert message.photo
    try:
        await ProfileInTelegram(bot).put_photo(message.photo[-1].file_id)
    except TelegramRetryAfter as error:
        await show(message, views.later(words, error.retry_after))
    except TelegramBadRequest:
        await show(message, views.photo_refused(words))
    else:
        await state.clear()
        await show(message, views.photo_set(words))


async def take_something_else(message: Message, words: Words) -> None:
    await show(message, views.not_a_photo(words))


def make_router() -> Router:
    router = Router(name="bot_profile")
    router.message.filter(IsAdmin())
    router.callback_query.filter(IsAdmin())
    router.callback_query.register(open_profile, OpenBotProfile.filter())
    router.callback_query.register(put_profile, PutBotProfile.filter())
    router.callback_query.register(ask_part, AskBotProfilePart.filter())
    router.callback_query.register(ask_bot_photo, AskBotPhoto.filter())
    router.message.register(take_part, SettingBotProfile.text, F.text, flags=IN_DIALOG)
    router.message.register(take_bot_photo, SettingBotProfile.photo, F.photo, flags=IN_DIALOG)
    router.message.register(take_something_else, SettingBotProfile.photo, flags=IN_DIALOG)
    return router
