"""Documents: the list, each as a file in the chat, and paying by bank invoice."""

from __future__ import annotations

from aiogram import Bot, Router
from aiogram.types import BufferedInputFile, CallbackQuery

from services.sales_bot.papers import Papers
from services.sales_bot.shop import Shop
from services.sales_bot.views import bank, documents, orders
from services.sales_bot.views.document_callbacks import PayByBank, SendPaper, ShowDocuments
from services.shared.master_api.errors import MasterApiRefused
from services.shared.master_api.models import Order
from services.shared.runtime.translations import Texts
from services.shared.telegram.screens import show


async def show_documents(
    query: CallbackQuery, callback_data: ShowDocuments, texts: Texts, shop: Shop, papers: Papers
) -> None:
    buyer = query.from_user.id
    client = await shop.bot(callback_data.client_id, buyer=buyer)
    if client is None:
        await show(query, orders.gone(texts))
        return
    paid, requisites = await papers.payments(client.client_id), await papers.requisites(buyer)
    await show(query, documents.documents(texts, client, paid, requisites, max(callback_data.page, 0)))


async def send_paper(query: CallbackQuery, callback_data: SendPaper, texts: Texts, shop: Shop, papers: Papers) -> None:
    order = await shop.order(callback_data.order_id, buyer=query.from_user.id)
    assert query.bot is not None
    if order is None:
        await show(query, orders.gone(texts))
        return
    await _send(query.bot, order, callback_data.kind, texts, papers)


async def pay_by_bank(query: CallbackQuery, callback_data: PayByBank, texts: Texts, shop: Shop, papers: Papers) -> None:
    """The invoice follows at once; should that fail, there is a button for it."""
    assert query.bot is not None
    order = await shop.order(callback_data.order_id, buyer=query.from_user.id)
    if order is None:
        await show(query, orders.gone(texts))
        return
    try:
        by_bank = await papers.pay_by_bank(order)
    except MasterApiRefused as refused:
        if refused.temporary:
            raise
        await show(query, bank.refused(texts, refused, order))
        return
    await show(query, orders.order(texts, by_bank))
    await _send(query.bot, by_bank, "invoice", texts, papers)


async def _send(bot: Bot, order: Order, kind: str, texts: Texts, papers: Papers) -> None:
    chat = order.owner_telegram_id
    try:
        pdf = await papers.act(order) if kind == "act" else await papers.invoice(order)
    except MasterApiRefused as refused:
        if refused.temporary:
            raise
        await bot.send_message(chat, documents.not_made(texts, refused).text)
        return
    if pdf is None:
        await bot.send_message(chat, orders.gone(texts).text)
        return
    file = BufferedInputFile(pdf, documents.file_name(kind, order))
    await bot.send_document(chat, file, caption=documents.caption(texts, kind, order))


def documents_router() -> Router:
    router = Router(name="documents")
    router.callback_query.register(show_documents, ShowDocuments.filter())
    router.callback_query.register(send_paper, SendPaper.filter())
    router.callback_query.register(pay_by_bank, PayByBank.filter())
    return router
