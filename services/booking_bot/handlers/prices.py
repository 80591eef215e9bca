"""The owner changes many prices at once, now or from a day on."""

from __future__ import annotations

from dataclasses import dataclass

from aiogram import F, Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message, Update, User

from services.booking_bot.domain.errors_setup import InvalidPriceChange, NotAFutureDay, PricesChanged
from services.booking_bot.domain.price_changes import PriceChange
from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.handlers.states import ChangingPrices
from services.booking_bot.handlers.taps import IN_DIALOG
from services.booking_bot.handlers.typed_prices import read_day, read_price_change
from services.booking_bot.handlers.visitors import IsAdmin
from services.booking_bot.use_cases.price_changes import (
    CancelPlannedPrices,
    ChangePrices,
    GetPriceBoard,
    LookAtPrices,
    PlanPrices,
)
from services.booking_bot.views import prices as views
from services.booking_bot.views.errors import refusal
from services.booking_bot.views.price_list_buttons import (
    ApplyNow,
    AskDay,
    CancelPlanned,
    LookAt,
    OpenPrices,
    PickScope,
    PlanFor,
    way_of,
)
from services.booking_bot.views.words import Words
from services.shared.runtime.clock import Clock
from services.shared.telegram.screens import show

CATEGORY = "category"


@dataclass(frozen=True, slots=True)
class ManyPrices:
    """The verbs over many prices."""

    board: GetPriceBoard
    look_at: LookAtPrices
    change: ChangePrices
    plan: PlanPrices
    cancel: CancelPlannedPrices


async def open_prices(query: CallbackQuery, words: Words, settings: BusinessSettings, many_prices: ManyPrices) -> None:
    await show(query, views.board(words, settings, await many_prices.board(by=query.from_user.id)))


async def pick_scope(query: CallbackQuery, callback_data: PickScope, words: Words, state: FSMContext) -> None:
    await state.set_data({CATEGORY: callback_data.category})
    await state.set_state(ChangingPrices.amount)
    await show(query, views.ask_amount(words, callback_data.category))


async def look_at(
    query: CallbackQuery, callback_data: LookAt, words: Words, settings: BusinessSettings, many_prices: ManyPrices
) -> None:
    change = callback_data.change
    pairs = await many_prices.look_at(change, by=query.from_user.id)
    await show(query, views.preview(words, settings, change, pairs))


async def take_amount(
    message: Message,
    words: Words,
    settings: BusinessSettings,
    event_from_user: User,
    state: FSMContext,
    many_prices: ManyPrices,
) -> None:
    category = int((await state.get_data())[CATEGORY])
    read = read_price_change(message.text or "")
    if read is None:
        await show(message, views.ask_amount(words, category, views.not_an_amount(words)))
        return
    try:
        change = PriceChange(*read, category_id=category or None)
    except InvalidPriceChange as error:
        await show(message, views.ask_amount(words, category, refusal(words, error)))
        return
    pairs = await many_prices.look_at(change, by=event_from_user.id)
    await state.clear()
    await show(message, views.preview(words, settings, change, pairs))


async def apply_now(
    query: CallbackQuery,
    callback_data: ApplyNow,
    words: Words,
    settings: BusinessSettings,
    event_update: Update,
    many_prices: ManyPrices,
) -> None:
    by, change = query.from_user.id, callback_data.change
    try:
        count = await many_prices.change(change, callback_data.seen, by=by, update_id=event_update.update_id)
    except PricesChanged as error:
        pairs = await many_prices.look_at(change, by=by)
        await show(query, views.preview(words, settings, change, pairs, refusal(words, error)))
        return
    await show(query, views.changed(words, settings, await many_prices.board(by=by), count))


async def ask_day(query: CallbackQuery, callback_data: AskDay, words: Words, state: FSMContext, clock: Clock) -> None:
    change = callback_data.change
    await state.set_data({**way_of(change)})
    await state.set_state(ChangingPrices.day)
    await show(query, views.ask_day(words, change, words.day_of(clock())))


async def plan_for(
    query: CallbackQuery,
    callback_data: PlanFor,
    words: Words,
    settings: BusinessSettings,
    event_update: Update,
    many_prices: ManyPrices,
) -> None:
    by, change = query.from_user.id, callback_data.change
    shown = await many_prices.plan(change, callback_data.wanted, by=by, update_id=event_update.update_id)
    await show(query, views.planned(words, settings, shown))


async def take_day(
    message: Message,
    words: Words,
    settings: BusinessSettings,
    event_from_user: User,
    event_update: Update,
    state: FSMContext,
    clock: Clock,
    many_prices: ManyPrices,
) -> None:
    change = LookAt(**await state.get_data()).change
    today = words.day_of(clock())
    day = read_day(message.text or "", today)
    if day is None:
        await show(message, views.ask_day(words, change, today, views.not_a_day(words)))
        return
    try:
        shown = await many_prices.plan(change, day, by=event_from_user.id, update_id=event_update.update_id)
    except NotAFutureDay as error:
        await show(message, views.ask_day(words, change, today, refusal(words, error)))
        return
    await state.clear()
    await show(message, views.planned(words, settings, shown))


async def ask_cancel(
    query: CallbackQuery,
    callback_data: CancelPlanned,
    words: Words,
    settings: BusinessSettings,
    many_prices: ManyPrices,
) -> None:
    """Of what does not wait any more nothing is asked."""
    shown = await many_prices.board(by=query.from_user.id)
    planned = next((one for one in shown.planned if one.id == callback_data.id), None)
    asked = (
        views.board(words, settings, shown) if planned is None else views.ask_cancel(words, settings, planned, shown)
    )
    await show(query, asked)


async def cancel_planned(
    query: CallbackQuery,
    callback_data: CancelPlanned,
    words: Words,
    settings: BusinessSettings,
    many_prices: ManyPrices,
) -> None:
    shown = await many_prices.cancel(callback_data.id, by=query.from_user.id)
    await show(query, views.board(words, settings, shown))


def make_router() -> Router:
    router = Router(name="prices")
    router.message.filter(IsAdmin())
    router.callback_query.filter(IsAdmin())
    router.callback_query.register(open_prices, OpenPrices.filter())
    router.callback_query.register(pick_scope, PickScope.filter())
    router.callback_query.register(look_at, LookAt.filter())
    router.callback_query.register(apply_now, ApplyNow.filter())
    router.callback_query.register(ask_day, AskDay.filter())
    router.callback_query.register(plan_for, PlanFor.filter())
    router.callback_query.register(cancel_planned, CancelPlanned.filter(F.sure))
    router.callback_query.register(ask_cancel, CancelPlanned.filter())
    router.message.register(take_amount, ChangingPrices.amount, F.text, flags=IN_DIALOG)
    router.message.register(take_day, ChangingPrices.day, F.text, flags=IN_DIALOG)
    return router
