"""The owner's specialists: who they are, and how each does a service."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message, Update, User

from services.booking_bot.domain.errors import ServiceNotFound
from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.handlers.states import AddingSpecialist, ChangingSpecialist
from services.booking_bot.handlers.taps import IN_DIALOG
from services.booking_bot.handlers.typed import read_length, read_sum
from services.booking_bot.handlers.visitors import IsAdmin
from services.booking_bot.use_cases.settings import ChangeSettings
from services.booking_bot.use_cases.specialists import (
    AddSpecialist,
    EditSpecialist,
    GetSpecialist,
    ListSpecialists,
    SetOwnTerms,
)
from services.booking_bot.views import owner_specialists as views
from services.booking_bot.views.callbacks import (
    OfOwnTerms,
    OfSpecialist,
    Open,
    OwnAct,
    Place,
    SetAnyRule,
    SpecialistAct,
)
from services.booking_bot.views.owner_services import not_a_price, not_minutes
from services.booking_bot.views.words import Words
from services.shared.telegram.screens import show

WHO, SERVICE = "who", "service_id"


async def open_list(
    query: CallbackQuery, words: Words, settings: BusinessSettings, list_specialists: ListSpecialists
) -> None:
    await show(query, views.specialist_list(words, settings, await list_specialists(by=query.from_user.id)))


async def set_any_rule(
    query: CallbackQuery,
    callback_data: SetAnyRule,
    words: Words,
    change_settings: ChangeSettings,
    list_specialists: ListSpecialists,
) -> None:
    by = query.from_user.id
    settings = await change_settings(by=by, any_rule=callback_data.rule.value)
    await show(query, views.specialist_list(words, settings, await list_specialists(by=by)))


async def open_card(
    query: CallbackQuery,
    callback_data: OfSpecialist,
    words: Words,
    settings: BusinessSettings,
    get_specialist: GetSpecialist,
) -> None:
    card = await get_specialist(callback_data.id, by=query.from_user.id)
    await show(query, views.specialist_card(words, settings, card))


async def leave_or_return(
    query: CallbackQuery,
    callback_data: OfSpecialist,
    words: Words,
    settings: BusinessSettings,
    edit_specialist: EditSpecialist,
) -> None:
    active = callback_data.act is SpecialistAct.RETURN
    card = await edit_specialist(callback_data.id, by=query.from_user.id, active=active)
    await show(query, views.specialist_card(words, settings, card))


async def begin_adding(query: CallbackQuery, words: Words, state: FSMContext) -> None:
    await state.set_state(AddingSpecialist.name)
    await show(query, views.ask_name(words))


async def take_name(
    message: Message,
    words: Words,
    settings: BusinessSettings,
    event_from_user: User,
    event_update: Update,
    state: FSMContext,
    add_specialist: AddSpecialist,
) -> None:
    card = await add_specialist(by=event_from_user.id, name=message.text or "", update_id=event_update.update_id)
    await state.clear()
    await show(message, views.specialist_card(words, settings, card, words("✅ The specialist was added.")))


async def begin_changing(
    query: CallbackQuery, callback_data: OfSpecialist, words: Words, state: FSMContext, get_specialist: GetSpecialist
) -> None:
    card = await get_specialist(callback_data.id, by=query.from_user.id)
    renames = callback_data.act is SpecialistAct.RENAME
    question = views.ask_new_name if renames else views.ask_about
    await state.set_data({WHO: card.specialist.id})
    await state.set_state(ChangingSpecialist.name if renames else ChangingSpecialist.about)
    await show(query, question(words, card.specialist))


async def take_change(
    message: Message,
    words: Words,
    settings: BusinessSettings,
    event_from_user: User,
    state: FSMContext,
    raw_state: str,
    edit_specialist: EditSpecialist,
) -> None:
    """The new name, or the new words about her."""
    who, text, by = (await state.get_data())[WHO], message.text or "", event_from_user.id
    if raw_state == ChangingSpecialist.name.state:
        card = await edit_specialist(who, by=by, name=text)
    else:
        card = await edit_specialist(who, by=by, about=text)
    await state.clear()
    await show(message, views.specialist_card(words, settings, card, words("✅ Saved.")))


async def open_own_terms(
    query: CallbackQuery,
    callback_data: OfOwnTerms,
    words: Words,
    settings: BusinessSettings,
    state: FSMContext,
    get_specialist: GetSpecialist,
) -> None:
    """The card of one service, or the question for its length or price with this specialist."""
    card = await get_specialist(callback_data.id, by=query.from_user.id)
    service = card.services.get(callback_data.service)
    if service is None:
        raise ServiceNotFound(callback_data.service)
    if callback_data.act is OwnAct.SHOW:
        await show(query, views.own_terms(words, settings, card, service.id))
        return
    retimes = callback_data.act is OwnAct.RETIME
    question = views.ask_own_minutes if retimes else views.ask_own_price
    await state.set_data({WHO: callback_data.id, SERVICE: service.id})
    await state.set_state(ChangingSpecialist.minutes if retimes else ChangingSpecialist.price)
    await show(query, question(words, card, service))


async def stop_or_offer(
    query: CallbackQuery,
    callback_data: OfOwnTerms,
    words: Words,
    settings: BusinessSettings,
    set_own_terms: SetOwnTerms,
) -> None:
    offered = callback_data.act is OwnAct.OFFER
    card = await set_own_terms(callback_data.id, callback_data.service, by=query.from_user.id, offered=offered)
    await show(query, views.own_terms(words, settings, card, callback_data.service))


async def take_own_terms(
    message: Message,
    words: Words,
    settings: BusinessSettings,
    event_from_user: User,
    state: FSMContext,
    raw_state: str,
    set_own_terms: SetOwnTerms,
) -> None:
    data, text, by = await state.get_data(), message.text or "", event_from_user.id
    who, service_id = data[WHO], data[SERVICE]
    if raw_state == ChangingSpecialist.minutes.state:
        minutes = read_length(text)
        if minutes is None:
            await show(message, not_minutes(words))
            return
        card = await set_own_terms(who, service_id, by=by, minutes=minutes)
    else:
        price = read_sum(text)
        if price is None:
            await show(message, not_a_price(words))
            return
        card = await set_own_terms(who, service_id, by=by, price=price)
    await state.clear()
    await show(message, views.own_terms(words, settings, card, service_id))


def make_router() -> Router:
    router = Router(name="owner_specialists")
    router.message.filter(IsAdmin())
    router.callback_query.filter(IsAdmin())
    router.callback_query.register(open_list, Open.filter(F.place == Place.SPECIALISTS))
    router.callback_query.register(set_any_rule, SetAnyRule.filter())
    router.callback_query.register(begin_adding, Open.filter(F.place == Place.ADD_SPECIALIST))
    router.callback_query.register(open_card, OfSpecialist.filter(F.act == SpecialistAct.SHOW))
    router.callback_query.register(
        leave_or_return, OfSpecialist.filter(F.act.in_({SpecialistAct.LEAVE, SpecialistAct.RETURN}))
    )
    router.callback_query.register(
        begin_changing, OfSpecialist.filter(F.act.in_({SpecialistAct.RENAME, SpecialistAct.DESCRIBE}))
    )
    router.callback_query.register(stop_or_offer, OfOwnTerms.filter(F.act.in_({OwnAct.STOP, OwnAct.OFFER})))
    router.callback_query.register(open_own_terms, OfOwnTerms.filter())
    router.message.register(take_name, AddingSpecialist.name, F.text, flags=IN_DIALOG)
    router.message.register(take_change, ChangingSpecialist.name, F.text, flags=IN_DIALOG)
    router.message.register(take_change, ChangingSpecialist.about, F.text, flags=IN_DIALOG)
    router.message.register(take_own_terms, ChangingSpecialist.minutes, F.text, flags=IN_DIALOG)
    router.message.register(take_own_terms, ChangingSpecialist.price, F.text, flags=IN_DIALOG)
    return router
