"""The steps of adding a service, and of changing one thing about it: each is a question and its answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from aiogram import F, Router
from aiogram.filters import StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from services.booking_bot.domain.prices import Cost
from services.booking_bot.domain.services import Service, checked_minutes, checked_name
from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.handlers.states import AddingService, ChangingService
from services.booking_bot.handlers.steps import hand_out_steps
from services.booking_bot.handlers.taps import IN_DIALOG
from services.booking_bot.handlers.typed import read_length, read_price
from services.booking_bot.handlers.visitors import IsAdmin
from services.booking_bot.use_cases.services import AddService, EditService, GetService
from services.booking_bot.views import owner_services as views
from services.booking_bot.views.callbacks import OfService, Open, Place, ServiceAct, SetMinutes, SetPriceKind
from services.booking_bot.views.words import Words
from services.shared.telegram.screens import Screen, show

SERVICE, NAME, MINUTES = "service_id", "name", "minutes"


@dataclass(frozen=True, slots=True)
class Step:
    """An answer's surroundings: who gave it, in which dialog, in which update."""

    user_id: int
    update_id: int
    words: Words
    settings: BusinessSettings
    state: FSMContext

    @classmethod
    def of(cls, data: dict[str, Any]) -> Step:
        """Of an update's data."""
        return cls(
            user_id=data["event_from_user"].id,
            update_id=data["event_update"].update_id,
            words=data["words"],
            settings=data["settings"],
            state=data["state"],
        )

    async def changed(self, service: Service) -> Screen:
        await self.state.clear()
        return views.changed(self.words, self.settings, service)


@dataclass(frozen=True, slots=True)
class SaveService:
    """The end of a step: the answer is kept for the next question, or the service is added or changed with it."""

    add_service: AddService
    edit_service: EditService

    async def name(self, name: str, step: Step) -> Screen:
        data = await step.state.get_data()
        if SERVICE in data:
            return await step.changed(await self.edit_service(data[SERVICE], by=step.user_id, name=name))
        await step.state.set_data({NAME: checked_name(name)})
        await step.state.set_state(AddingService.minutes)
        return views.ask_minutes(step.words, checked_name(name))

    async def minutes(self, minutes: int, step: Step) -> Screen:
        data = await step.state.get_data()
        if SERVICE in data:
            return await step.changed(await self.edit_service(data[SERVICE], by=step.user_id, minutes=minutes))
        await step.state.set_data({NAME: data[NAME], MINUTES: checked_minutes(minutes)})
        await step.state.set_state(AddingService.price)
        return views.ask_price(step.words, data[NAME])

    async def price(self, price: Cost, step: Step) -> Screen:
        data, by = await step.state.get_data(), step.user_id
        if SERVICE in data:
            service_id = data[SERVICE]
            return await step.changed(
                await self.edit_service(service_id, by=by, price=price.amount, price_kind=price.kind)
            )
        service = await self.add_service(
            by=by,
            name=data[NAME],
            minutes=data[MINUTES],
            price=price.amount,
            price_kind=price.kind,
            update_id=step.update_id,
        )
        await step.state.clear()
        return views.added(step.words, step.settings, service)


NAME_ASKED = StateFilter(AddingService.name, ChangingService.name)
MINUTES_ASKED = StateFilter(AddingService.minutes, ChangingService.minutes)
PRICE_ASKED = StateFilter(AddingService.price, ChangingService.price)


async def begin_adding(query: CallbackQuery, words: Words, state: FSMContext) -> None:
    await state.set_state(AddingService.name)
    await show(query, views.ask_name(words))


async def begin_changing(
    query: CallbackQuery, callback_data: OfService, words: Words, state: FSMContext, get_service: GetService
) -> None:
    service = await get_service(callback_data.id)
    asked = {
        ServiceAct.RENAME: (ChangingService.name, views.ask_new_name(words, service)),
        ServiceAct.RETIME: (ChangingService.minutes, views.ask_minutes(words, service.name)),
        ServiceAct.REPRICE: (ChangingService.price, views.ask_price(words, service.name)),
    }
    step, question = asked[callback_data.act]
    await state.set_data({SERVICE: service.id})
    await state.set_state(step)
    await show(query, question)


async def take_name(message: Message, step: Step, save_service: SaveService) -> None:
    await show(message, await save_service.name(message.text or "", step))


async def take_minutes(message: Message, step: Step, save_service: SaveService) -> None:
    minutes = read_length(message.text or "")
    if minutes is None:
        await show(message, views.not_minutes(step.words))
    else:
        await show(message, await save_service.minutes(minutes, step))


async def choose_minutes(
    query: CallbackQuery, callback_data: SetMinutes, step: Step, save_service: SaveService
) -> None:
    await show(query, await save_service.minutes(callback_data.minutes, step))


async def take_price(message: Message, step: Step, save_service: SaveService) -> None:
    price = read_price(message.text or "")
    if price is None:
        await show(message, views.not_a_price(step.words))
    else:
        await show(message, await save_service.price(price, step))


async def choose_price_kind(
    query: CallbackQuery, callback_data: SetPriceKind, step: Step, save_service: SaveService
) -> None:
    await show(query, await save_service.price(Cost(0, callback_data.kind), step))


def make_router() -> Router:
    router = Router(name="owner_service_steps")
    router.message.filter(IsAdmin())
    router.callback_query.filter(IsAdmin())
    hand_out_steps(router, Step.of)
    router.callback_query.register(begin_adding, Open.filter(F.place == Place.ADD_SERVICE))
    router.callback_query.register(
        begin_changing, OfService.filter(F.act.in_({ServiceAct.RENAME, ServiceAct.RETIME, ServiceAct.REPRICE}))
    )
    router.message.register(take_name, NAME_ASKED, F.text, flags=IN_DIALOG)
    router.message.register(take_minutes, MINUTES_ASKED, F.text, flags=IN_DIALOG)
    router.callback_query.register(choose_minutes, MINUTES_ASKED, SetMinutes.filter(), flags=IN_DIALOG)
    router.message.register(take_price, PRICE_ASKED, F.text, flags=IN_DIALOG)
    router.callback_query.register(choose_price_kind, PRICE_ASKED, SetPriceKind.filter(), flags=IN_DIALOG)
    return router
