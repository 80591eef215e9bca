"""The owner brings a list of services as a text or a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from aiogram import Bot, F, Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Document, Message, Update, User

from services.booking_bot.domain.price_list import MOST_BYTES, ListedService, PriceList, Wrong
from services.booking_bot.domain.prices import Cost, PriceKind
from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.handlers.states import Importing
from services.booking_bot.handlers.taps import IN_DIALOG
from services.booking_bot.handlers.typed_list import read_file, read_lines
from services.booking_bot.handlers.visitors import IsAdmin
from services.booking_bot.use_cases.price_list import ComparePriceList, TakePriceList
from services.booking_bot.views import price_list as views
from services.booking_bot.views.price_list_buttons import AskPriceList, TakeList
from services.booking_bot.views.words import Words
from services.shared.telegram.screens import Screen, show

LISTED = "listed"


@dataclass(frozen=True, slots=True)
class PriceLists:
    """Looks at a list, and keeps it in the dialog until the owner says what to do with it."""

    compare: ComparePriceList
    take: TakePriceList

    async def look_at(
        self, read: PriceList, words: Words, settings: BusinessSettings, state: FSMContext, *, by: int
    ) -> Screen:
        if read.wrong:
            await state.set_data({})
            return views.wrong(words, read.wrong)
        found = await self.compare(read.services, by=by)
        await state.set_data({LISTED: [_kept(one) for one in read.services]})
        return views.preview(words, settings, found)


def _kept(one: ListedService) -> list[Any]:
    cost = None if one.cost is None else [one.cost.amount, one.cost.kind.value]
    return [one.line, one.name, one.minutes, cost, one.category]


def _listed(kept: Sequence[list[Any]]) -> list[ListedService]:
    return [
        ListedService(line, name, minutes, None if cost is None else Cost(cost[0], PriceKind(cost[1])), category)
        for line, name, minutes, cost, category in kept
    ]


async def ask_list(query: CallbackQuery, words: Words, state: FSMContext) -> None:
    await state.set_state(Importing.price_list)
    await show(query, views.ask(words))


async def take_text(
    message: Message,
    words: Words,
    settings: BusinessSettings,
    event_from_user: User,
    state: FSMContext,
    price_lists: PriceLists,
) -> None:
    read = read_lines(message.text or "")
    await show(message, await price_lists.look_at(read, words, settings, state, by=event_from_user.id))


async def take_file(
    message: Message,
    document: Document,
    bot: Bot,
    words: Words,
    settings: BusinessSettings,
    event_from_user: User,
    state: FSMContext,
    price_lists: PriceLists,
) -> None:
    """A file that is too big is not even fetched."""
    read = PriceList.refused(Wrong.TOO_LONG)
    if (document.file_size or 0) <= MOST_BYTES:
        data = await bot.download(document)
        assert data is not None
        read = read_file(data.read(), document.file_name or "")
    await show(message, await price_lists.look_at(read, words, settings, state, by=event_from_user.id))


async def take_something_else(message: Message, words: Words) -> None:
    await show(message, views.wrong(words, PriceList.refused(Wrong.NO_TEXT).wrong))


async def take_over(
    query: CallbackQuery,
    callback_data: TakeList,
    words: Words,
    event_update: Update,
    state: FSMContext,
    price_lists: PriceLists,
) -> None:
    """With nothing kept the button is one of an older list: how to send one is shown again."""
    kept = (await state.get_data()).get(LISTED)
    if not kept:
        await show(query, views.ask(words))
        return
    result = await price_lists.take(
        _listed(kept), change=callback_data.change, by=query.from_user.id, update_id=event_update.update_id
    )
    await state.clear()
    await show(query, views.taken(words, result))


def make_router() -> Router:
    router = Router(name="price_list")
    router.message.filter(IsAdmin())
    router.callback_query.filter(IsAdmin())
    router.callback_query.register(ask_list, AskPriceList.filter())
    router.callback_query.register(take_over, Importing.price_list, TakeList.filter(), flags=IN_DIALOG)
    router.message.register(take_text, Importing.price_list, F.text, flags=IN_DIALOG)
    router.message.register(take_file, Importing.price_list, F.document.as_("document"), flags=IN_DIALOG)
    router.message.register(take_something_else, Importing.price_list, flags=IN_DIALOG)
    return router
