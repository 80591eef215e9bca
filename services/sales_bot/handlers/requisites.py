"""To whom documents are made out: asked for once, and changed whenever the owner likes."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message

from services.sales_bot.papers import Papers
from services.sales_bot.shop import Shop
from services.sales_bot.typed_requisites import requisites_of
from services.sales_bot.views import documents, orders
from services.sales_bot.views.document_callbacks import AskRequisites
from services.shared.master_api.errors import MasterApiRefused
from services.shared.runtime.translations import Texts
from services.shared.telegram.screens import show

_CLIENT = "documents_of"


class GivingRequisites(StatesGroup):
    asked = State()


async def ask(query: CallbackQuery, callback_data: AskRequisites, state: FSMContext, texts: Texts, shop: Shop) -> None:
    client = await shop.bot(callback_data.client_id, buyer=query.from_user.id)
    if client is None:
        await show(query, orders.gone(texts))
        return
    await state.update_data({_CLIENT: client.client_id})
    await state.set_state(GivingRequisites.asked)
    await show(query, documents.ask_requisites(texts, client))


async def given(message: Message, state: FSMContext, texts: Texts, shop: Shop, papers: Papers) -> None:
    assert message.from_user is not None
    owner = message.from_user.id
    typed = requisites_of(message.text or "")
    if typed is None:
        await show(message, documents.not_understood(texts))
        return
    try:
        kept = await papers.put_requisites(owner, typed)
    except MasterApiRefused as refused:
        if refused.temporary:
            raise
        await show(message, documents.not_right(texts, refused))
        return
    await state.set_state(None)
    client = await shop.bot(str(await state.get_value(_CLIENT, "")), buyer=owner)
    if client is None:
        await show(message, orders.gone(texts))
    else:
        await show(message, documents.documents(texts, client, await papers.payments(client.client_id), kept, 0))


def requisites_router() -> Router:
    router = Router(name="requisites")
    router.callback_query.register(ask, AskRequisites.filter())
    router.message.register(given, StateFilter(GivingRequisites.asked))
    return router
