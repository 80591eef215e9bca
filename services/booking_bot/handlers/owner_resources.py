"""The owner's chairs and rooms: how many there are, and which services take one."""

from __future__ import annotations

from dataclasses import dataclass

from aiogram import F, Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message, Update, User

from services.booking_bot.handlers.states import AddingResource, ChangingResource
from services.booking_bot.handlers.taps import IN_DIALOG
from services.booking_bot.handlers.typed import read_count
from services.booking_bot.handlers.visitors import IsAdmin
from services.booking_bot.use_cases.resources import (
    AddResource,
    EditResource,
    GetResource,
    ListResources,
    RemoveResource,
    SetNeed,
)
from services.booking_bot.views import owner_resources as views
from services.booking_bot.views.resource_buttons import (
    NameResource,
    OfResource,
    OpenResources,
    ResourceAct,
    SetTaker,
    SetUnits,
)
from services.booking_bot.views.words import Words
from services.shared.telegram.screens import show

RESOURCE = "resource_id"


@dataclass(frozen=True, slots=True)
class Resources:
    """All that can be done with them."""

    list: ListResources
    get: GetResource
    add: AddResource
    edit: EditResource
    set_need: SetNeed
    remove: RemoveResource


async def open_list(query: CallbackQuery, callback_data: OpenResources, words: Words, resources: Resources) -> None:
    every = await resources.list(by=query.from_user.id)
    await show(query, views.resource_list(words, every, callback_data.page))


async def open_card(query: CallbackQuery, callback_data: OfResource, words: Words, resources: Resources) -> None:
    card = await resources.get(callback_data.id, by=query.from_user.id)
    await show(query, views.resource_card(words, card, callback_data.page))


async def begin_adding(query: CallbackQuery, words: Words, state: FSMContext) -> None:
    await state.set_state(AddingResource.name)
    await show(query, views.ask_name(words))


async def take_name(
    message: Message,
    words: Words,
    event_from_user: User,
    event_update: Update,
    state: FSMContext,
    resources: Resources,
) -> None:
    card = await resources.add(by=event_from_user.id, name=message.text or "", update_id=event_update.update_id)
    await state.clear()
    await show(message, views.resource_card(words, card, title=words("✅ Added.")))


async def begin_changing(
    query: CallbackQuery, callback_data: OfResource, words: Words, state: FSMContext, resources: Resources
) -> None:
    """The question for another name, or for how many there are."""
    resource = (await resources.get(callback_data.id, by=query.from_user.id)).resource
    renames = callback_data.act is ResourceAct.RENAME
    question = views.ask_new_name if renames else views.ask_units
    await state.set_data({RESOURCE: resource.id})
    await state.set_state(ChangingResource.name if renames else ChangingResource.units)
    await show(query, question(words, resource))


async def take_new_name(
    message: Message, words: Words, event_from_user: User, state: FSMContext, resources: Resources
) -> None:
    resource_id = (await state.get_data())[RESOURCE]
    card = await resources.edit(resource_id, by=event_from_user.id, name=message.text or "")
    await state.clear()
    await show(message, views.resource_card(words, card, title=words("✅ Saved.")))


async def take_units(
    message: Message, words: Words, event_from_user: User, state: FSMContext, resources: Resources
) -> None:
    resource_id, by = (await state.get_data())[RESOURCE], event_from_user.id
    units = read_count(message.text or "")
    if units is None:
        await show(message, views.ask_units(words, (await resources.get(resource_id, by=by)).resource))
        return
    card = await resources.edit(resource_id, by=by, units=units)
    await state.clear()
    await show(message, views.resource_card(words, card, title=words("✅ Saved.")))


async def choose_units(query: CallbackQuery, callback_data: SetUnits, words: Words, resources: Resources) -> None:
    card = await resources.edit(callback_data.id, by=query.from_user.id, units=callback_data.units)
    await show(query, views.resource_card(words, card))


async def set_taker(query: CallbackQuery, callback_data: SetTaker, words: Words, resources: Resources) -> None:
    card = await resources.set_need(
        callback_data.id, callback_data.service, by=query.from_user.id, needed=callback_data.needed
    )
    await show(query, views.resource_card(words, card, callback_data.page))


async def ask_remove(query: CallbackQuery, callback_data: OfResource, words: Words, resources: Resources) -> None:
    card = await resources.get(callback_data.id, by=query.from_user.id)
    await show(query, views.ask_remove(words, card.resource))


async def remove(query: CallbackQuery, callback_data: OfResource, words: Words, resources: Resources) -> None:
    left = await resources.remove(callback_data.id, by=query.from_user.id)
    await show(query, views.resource_list(words, left, title=words("✅ Removed.")))


def make_router() -> Router:
    router = Router(name="owner_resources")
    router.message.filter(IsAdmin())
    router.callback_query.filter(IsAdmin())
    router.callback_query.register(open_list, OpenResources.filter())
    router.callback_query.register(begin_adding, NameResource.filter())
    router.callback_query.register(open_card, OfResource.filter(F.act == ResourceAct.SHOW))
    router.callback_query.register(
        begin_changing, OfResource.filter(F.act.in_({ResourceAct.RENAME, ResourceAct.COUNT}))
    )
    router.callback_query.register(ask_remove, OfResource.filter(F.act == ResourceAct.ASK_REMOVE))
    router.callback_query.register(remove, OfResource.filter(F.act == ResourceAct.REMOVE))
    router.callback_query.register(choose_units, SetUnits.filter())
    router.callback_query.register(set_taker, SetTaker.filter())
    router.message.register(take_name, AddingResource.name, F.text, flags=IN_DIALOG)
    router.message.register(take_new_name, ChangingResource.name, F.text, flags=IN_DIALOG)
    router.message.register(take_units, ChangingResource.units, F.text, flags=IN_DIALOG)
    return router
