"""Pay: reports, for a specialist her own, and the terms that owners and admins set."""

from __future__ import annotations

from dataclasses import dataclass

from aiogram import Bot, F, Router
from aiogram.fsm.context import FSMContext
from aiogram.types import BufferedInputFile, CallbackQuery, Message, User

from services.booking_bot.domain.errors import DayOutOfReach
from services.booking_bot.domain.errors_customers import InvalidSum
from services.booking_bot.domain.errors_setup import InvalidInterval, RangeReversed, RangeTooLong
from services.booking_bot.domain.errors_team import InvalidPercent, PayRewritesPast
from services.booking_bot.domain.pay import NO_PAY, PayKind, PayTerms, Period
from services.booking_bot.handlers.states import SettingPay
from services.booking_bot.handlers.taps import IN_DIALOG
from services.booking_bot.handlers.typed import read_sum
from services.booking_bot.handlers.typed_days import read_one_day, read_past_days
from services.booking_bot.handlers.visitors import IsAdmin, IsStaff
from services.booking_bot.use_cases.pay import DropPlannedPay, GetPay, GetPayCard, PayReport, SetPay
from services.booking_bot.views import pay as views
from services.booking_bot.views import pay_terms
from services.booking_bot.views.errors import refusal
from services.booking_bot.views.pay_buttons import (
    AskPayDay,
    AskPayValue,
    AskPeriod,
    DropPay,
    OpenPay,
    OpenPayOf,
    OpenPayTerms,
    SendPayFile,
    SetPayFrom,
)
from services.booking_bot.views.pay_file import file_name, pay_file
from services.booking_bot.views.words import Words
from services.shared.runtime.clock import Clock
from services.shared.telegram.screens import Screen, show

WHO, KIND, VALUE = "who", "kind", "value"
WRONG_DAYS = (DayOutOfReach, InvalidInterval, RangeReversed, RangeTooLong)


@dataclass(frozen=True, slots=True)
class PayUseCases:
    """What the handlers of pay ask for."""

    report: GetPay
    card: GetPayCard
    set: SetPay
    drop_planned: DropPlannedPay


def _shown(words: Words, report: PayReport, who: int) -> Screen:
    return views.report_of(words, report) if who or words.own_desk else views.report(words, report)


async def open_pay(query: CallbackQuery, callback_data: OpenPay, words: Words, pay: PayUseCases) -> None:
    report = await pay.report(callback_data.period, by=query.from_user.id)
    await show(query, views.report(words, report, callback_data.page))


async def open_pay_of(query: CallbackQuery, callback_data: OpenPayOf, words: Words, pay: PayUseCases) -> None:
    who = callback_data.who
    report = await pay.report(callback_data.period, by=query.from_user.id, specialist_id=who)
    await show(query, views.report_of(words, report, callback_data.page))


async def ask_period(query: CallbackQuery, callback_data: AskPeriod, words: Words, state: FSMContext) -> None:
    await state.set_data({WHO: callback_data.who})
    await state.set_state(SettingPay.period)
    await show(query, views.ask_period(words, callback_data.who))


async def take_period(
    message: Message, words: Words, event_from_user: User, state: FSMContext, clock: Clock, pay: PayUseCases
) -> None:
    who = int((await state.get_data())[WHO])
    try:
        days = read_past_days(message.text or "", words.day_of(clock()))
        if days is None:
            await show(message, views.ask_period(words, who, views.not_a_period(words)))
            return
        period = Period.of(*days)
    except WRONG_DAYS as error:
        await show(message, views.ask_period(words, who, refusal(words, error)))
        return
    report = await pay.report(period, by=event_from_user.id, specialist_id=who or None)
    await state.clear()
    await show(message, _shown(words, report, who))


async def send_file(query: CallbackQuery, callback_data: SendPayFile, bot: Bot, words: Words, pay: PayUseCases) -> None:
    by, who = query.from_user.id, callback_data.who or None
    report = await pay.report(callback_data.period, by=by, specialist_id=who)
    await bot.send_document(by, BufferedInputFile(pay_file(words, report), file_name(report)))


async def open_terms(query: CallbackQuery, callback_data: OpenPayTerms, words: Words, pay: PayUseCases) -> None:
    await show(query, pay_terms.card(words, await pay.card(callback_data.who, by=query.from_user.id)))


async def ask_value(
    query: CallbackQuery, callback_data: AskPayValue, words: Words, state: FSMContext, pay: PayUseCases
) -> None:
    card = await pay.card(callback_data.who, by=query.from_user.id)
    if callback_data.kind is PayKind.NONE:
        await show(query, pay_terms.ask_day(words, card, NO_PAY))
        return
    await state.set_data({WHO: callback_data.who, KIND: callback_data.kind.value})
    await state.set_state(SettingPay.value)
    await show(query, pay_terms.ask_value(words, card, callback_data.kind))


async def take_value(
    message: Message, words: Words, event_from_user: User, state: FSMContext, pay: PayUseCases
) -> None:
    data = await state.get_data()
    card, kind = await pay.card(data[WHO], by=event_from_user.id), PayKind(data[KIND])
    value = read_sum((message.text or "").replace("%", ""))
    if value is None:
        await show(message, pay_terms.ask_value(words, card, kind, pay_terms.not_a_number(words)))
        return
    try:
        terms = PayTerms.of(kind, value)
    except (InvalidPercent, InvalidSum) as error:
        await show(message, pay_terms.ask_value(words, card, kind, refusal(words, error)))
        return
    await state.clear()
    await show(message, pay_terms.ask_day(words, card, terms))


async def set_pay(query: CallbackQuery, callback_data: SetPayFrom, words: Words, pay: PayUseCases) -> None:
    who, by, first_day = callback_data.who, query.from_user.id, callback_data.first_day
    try:
        card = await pay.set(who, callback_data.terms, first_day, by=by)
    except PayRewritesPast as error:
        card = await pay.card(who, by=by)
        await show(query, pay_terms.ask_day(words, card, callback_data.terms, refusal(words, error)))
        return
    await show(query, pay_terms.card(words, card, words("✅ Saved.")))


async def ask_day(
    query: CallbackQuery, callback_data: AskPayDay, words: Words, state: FSMContext, pay: PayUseCases
) -> None:
    card, terms = await pay.card(callback_data.who, by=query.from_user.id), callback_data.terms
    await state.set_data({WHO: callback_data.who, KIND: terms.kind.value, VALUE: terms.value})
    await state.set_state(SettingPay.day)
    await show(query, pay_terms.ask_typed_day(words, card))


async def take_day(
    message: Message, words: Words, event_from_user: User, state: FSMContext, clock: Clock, pay: PayUseCases
) -> None:
    data, by = await state.get_data(), event_from_user.id
    who, terms = int(data[WHO]), PayTerms.of(PayKind(data[KIND]), data[VALUE])
    try:
        first_day = read_one_day(message.text or "", words.day_of(clock()))
        if first_day is None:
            card = await pay.card(who, by=by)
            await show(message, pay_terms.ask_typed_day(words, card, views.not_a_period(words)))
            return
        card = await pay.set(who, terms, first_day, by=by)
    except (*WRONG_DAYS, PayRewritesPast) as error:
        card = await pay.card(who, by=by)
        await show(message, pay_terms.ask_typed_day(words, card, refusal(words, error)))
        return
    await state.clear()
    await show(message, pay_terms.card(words, card, words("✅ Saved.")))


async def drop_planned(query: CallbackQuery, callback_data: DropPay, words: Words, pay: PayUseCases) -> None:
    card = await pay.drop_planned(callback_data.who, callback_data.id, by=query.from_user.id)
    await show(query, pay_terms.card(words, card, words("✅ Called off.")))


def make_router() -> Router:
    router = Router(name="pay")
    router.message.filter(IsStaff())
    router.callback_query.filter(IsStaff())
    router.callback_query.register(open_pay, OpenPay.filter(), IsAdmin())
    router.callback_query.register(open_pay_of, OpenPayOf.filter())
    router.callback_query.register(ask_period, AskPeriod.filter())
    router.message.register(take_period, SettingPay.period, F.text, flags=IN_DIALOG)
    router.callback_query.register(send_file, SendPayFile.filter())
    router.callback_query.register(open_terms, OpenPayTerms.filter(), IsAdmin())
    router.callback_query.register(ask_value, AskPayValue.filter(), IsAdmin())
    router.message.register(take_value, SettingPay.value, F.text, IsAdmin(), flags=IN_DIALOG)
    router.callback_query.register(set_pay, SetPayFrom.filter(), IsAdmin())
    router.callback_query.register(ask_day, AskPayDay.filter(), IsAdmin())
    router.message.register(take_day, SettingPay.day, F.text, IsAdmin(), flags=IN_DIALOG)
    router.callback_query.register(drop_planned, DropPay.filter(), IsAdmin())
    return router
