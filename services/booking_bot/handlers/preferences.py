"""Everybody of the business chooses how to be told."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import Filter
from aiogram.types import CallbackQuery, User

from services.booking_bot.domain.errors import NotAllowed
from services.booking_bot.domain.preferences import Preferences
from services.booking_bot.domain.quiet import QuietHours
from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.use_cases.preferences import ChoosePreferences, GetPreferences
from services.booking_bot.views import preferences as views
from services.booking_bot.views.preference_buttons import OpenPreferences, SetPreference, SetTold
from services.booking_bot.views.rules import chosen
from services.booking_bot.views.words import Words
from services.shared.telegram.screens import show


class IsMember(Filter):
    """Guards what is for everybody of the business: others find such a button out of date."""

    async def __call__(self, _query: CallbackQuery, event_from_user: User, settings: BusinessSettings) -> bool:
        return settings.team.member(event_from_user.id) is not None


async def open_preferences(
    query: CallbackQuery, words: Words, settings: BusinessSettings, get_preferences: GetPreferences
) -> None:
    await _show(query, words, settings, await get_preferences(by=query.from_user.id))


async def set_told(
    query: CallbackQuery,
    callback_data: SetTold,
    words: Words,
    settings: BusinessSettings,
    choose_preferences: ChoosePreferences,
) -> None:
    after = await choose_preferences.told(callback_data.told, by=query.from_user.id)
    await _show(query, words, settings, after)


async def set_preference(
    query: CallbackQuery,
    callback_data: SetPreference,
    words: Words,
    settings: BusinessSettings,
    choose_preferences: ChoosePreferences,
) -> None:
    option, by = chosen(views.RULES, callback_data.rule, callback_data.number), query.from_user.id
    if "digest_at" in option:
        after = await choose_preferences.digest(option["digest_at"], by=by)
    else:
        begins, ends = option["begins"], option["ends"]
        quiet = None if begins is None or ends is None else QuietHours(begins, ends)
        after = await choose_preferences.quiet(quiet, by=by)
    await _show(query, words, settings, after)


async def _show(query: CallbackQuery, words: Words, settings: BusinessSettings, preferences: Preferences) -> None:
    member = settings.team.member(query.from_user.id)
    if member is None:
        raise NotAllowed(query.from_user.id)
    await show(query, views.preferences(words, settings, member, preferences))


def make_router() -> Router:
    router = Router(name="preferences")
    router.callback_query.filter(IsMember())
    router.callback_query.register(open_preferences, OpenPreferences.filter())
    router.callback_query.register(set_told, SetTold.filter())
    router.callback_query.register(set_preference, SetPreference.filter())
    return router
