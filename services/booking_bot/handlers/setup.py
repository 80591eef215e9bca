"""The owner sets the bot up: a kind of business, its services, its week, its address."""

from __future__ import annotations

from dataclasses import dataclass

from aiogram import F, Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message, User

from services.booking_bot.domain.address import checked_address
from services.booking_bot.domain.errors_setup import IntervalsOverlap, InvalidAddress, InvalidInterval
from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.domain.setup import Setup, SetupStep
from services.booking_bot.domain.templates import KINDS
from services.booking_bot.handlers.states import SettingUp
from services.booking_bot.handlers.taps import IN_DIALOG
from services.booking_bot.handlers.typed_week import read_week
from services.booking_bot.handlers.visitors import IsAdmin
from services.booking_bot.use_cases.settings import ChangeSettings
from services.booking_bot.use_cases.setup import (
    AcceptTemplates,
    ChooseKind,
    DismissSetup,
    GetReadiness,
    GoToStep,
    SetWeek,
    ToggleTemplate,
)
from services.booking_bot.views import owner
from services.booking_bot.views import setup as views
from services.booking_bot.views.checklist import ask_drop
from services.booking_bot.views.errors import refusal
from services.booking_bot.views.setup_buttons import (
    DropChecklist,
    GoToSetupStep,
    PickKind,
    SetUp,
    TakeTemplates,
    TakeWeek,
    TickTemplate,
)
from services.booking_bot.views.words import Words
from services.shared.telegram.screens import show

TYPED = {SetupStep.HOURS: SettingUp.hours, SetupStep.ADDRESS: SettingUp.address}
"""The steps whose answer can be typed."""


@dataclass(frozen=True, slots=True)
class SettingUpBot:
    """The verbs of the way, one a step."""

    get_readiness: GetReadiness
    go_to_step: GoToStep
    choose_kind: ChooseKind
    toggle_template: ToggleTemplate
    accept_templates: AcceptTemplates
    set_week: SetWeek
    dismiss: DismissSetup


async def _ask(
    event: Message | CallbackQuery, setup: Setup, words: Words, settings: BusinessSettings, state: FSMContext
) -> None:
    await state.set_state(TYPED.get(setup.step))
    await show(event, views.step(words, settings, setup))


async def go_on(
    query: CallbackQuery, words: Words, settings: BusinessSettings, state: FSMContext, setting_up: SettingUpBot
) -> None:
    """Where the owner was; from the start when everything was asked before."""
    setup = (await setting_up.get_readiness(by=query.from_user.id)).setup
    if setup.step is SetupStep.LOOK:
        setup = await setting_up.go_to_step(SetupStep.KIND, by=query.from_user.id)
    await _ask(query, setup, words, settings, state)


async def go_to_step(
    query: CallbackQuery,
    callback_data: GoToSetupStep,
    words: Words,
    settings: BusinessSettings,
    state: FSMContext,
    setting_up: SettingUpBot,
) -> None:
    setup = await setting_up.go_to_step(callback_data.step, by=query.from_user.id)
    await _ask(query, setup, words, settings, state)


async def pick_kind(
    query: CallbackQuery,
    callback_data: PickKind,
    words: Words,
    settings: BusinessSettings,
    state: FSMContext,
    setting_up: SettingUpBot,
) -> None:
    setup = await setting_up.choose_kind(callback_data.key, by=query.from_user.id)
    await _ask(query, setup, words, settings, state)


async def tick(
    query: CallbackQuery,
    callback_data: TickTemplate,
    words: Words,
    settings: BusinessSettings,
    state: FSMContext,
    setting_up: SettingUpBot,
) -> None:
    setup = await setting_up.toggle_template(callback_data.place, by=query.from_user.id)
    await _ask(query, setup, words, settings, state)


async def take_templates(
    query: CallbackQuery, words: Words, settings: BusinessSettings, state: FSMContext, setting_up: SettingUpBot
) -> None:
    by = query.from_user.id
    kind = (await setting_up.get_readiness(by=by)).setup.kind
    await setting_up.accept_templates(views.names(words, kind), by=by)
    await _ask(query, (await setting_up.get_readiness(by=by)).setup, words, settings, state)


async def take_week(
    query: CallbackQuery,
    callback_data: TakeWeek,
    words: Words,
    settings: BusinessSettings,
    state: FSMContext,
    setting_up: SettingUpBot,
) -> None:
    by = query.from_user.id
    weeks = views.weeks((await setting_up.get_readiness(by=by)).setup.kind)
    setup = await setting_up.set_week(weeks[min(callback_data.place, len(weeks) - 1)], by=by)
    await _ask(query, setup, words, settings, state)


async def take_typed_week(
    message: Message,
    words: Words,
    settings: BusinessSettings,
    event_from_user: User,
    state: FSMContext,
    setting_up: SettingUpBot,
) -> None:
    try:
        week = read_week(message.text or "")
    except (InvalidInterval, IntervalsOverlap) as error:
        await show(message, views.not_a_week(words, refusal(words, error)))
        return
    if week is None:
        await show(message, views.not_a_week(words))
        return
    setup = await setting_up.set_week(week, by=event_from_user.id)
    await _ask(message, setup, words, settings, state)


async def take_address(
    message: Message,
    words: Words,
    settings: BusinessSettings,
    event_from_user: User,
    state: FSMContext,
    change_settings: ChangeSettings,
    setting_up: SettingUpBot,
) -> None:
    try:
        address = checked_address(message.text or "")
    except InvalidAddress as error:
        await show(message, views.ask_address(words, settings, refusal(words, error)))
        return
    settings = await change_settings(by=event_from_user.id, address=address)
    setup = await setting_up.go_to_step(SetupStep.LOOK, by=event_from_user.id)
    await _ask(message, setup, words, settings, state)


async def no_text(message: Message, words: Words, settings: BusinessSettings, state: FSMContext) -> None:
    """A picture where words are asked for."""
    if await state.get_state() == SettingUp.hours.state:
        await show(message, views.not_a_week(words))
    else:
        await show(message, views.ask_address(words, settings, words("Please send the address as a text.")))


async def ask_drop_checklist(query: CallbackQuery, words: Words) -> None:
    await show(query, ask_drop(words))


async def drop_checklist(
    query: CallbackQuery, words: Words, settings: BusinessSettings, setting_up: SettingUpBot
) -> None:
    await setting_up.dismiss(by=query.from_user.id)
    await show(query, owner.manage(words, settings))


def make_router() -> Router:
    router = Router(name="setup")
    router.message.filter(IsAdmin())
    router.callback_query.filter(IsAdmin())
    router.callback_query.register(go_on, SetUp.filter())
    router.callback_query.register(go_to_step, GoToSetupStep.filter())
    router.callback_query.register(pick_kind, PickKind.filter(F.key.in_(set(KINDS))))
    router.callback_query.register(tick, TickTemplate.filter())
    router.callback_query.register(take_templates, TakeTemplates.filter())
    router.callback_query.register(take_week, TakeWeek.filter())
    router.callback_query.register(drop_checklist, DropChecklist.filter(F.sure))
    router.callback_query.register(ask_drop_checklist, DropChecklist.filter())
    router.message.register(take_typed_week, SettingUp.hours, F.text, flags=IN_DIALOG)
    router.message.register(take_address, SettingUp.address, F.text, flags=IN_DIALOG)
    router.message.register(no_text, SettingUp.hours, flags=IN_DIALOG)
    router.message.register(no_text, SettingUp.address, flags=IN_DIALOG)
    return router
