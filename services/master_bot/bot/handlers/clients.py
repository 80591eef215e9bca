"""The clients: list, search, card, log."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.filters import Command, CommandStart
from aiogram.types import CallbackQuery, Message

from services.master_bot.bot.fleet import Fleet
from services.master_bot.bot.views import clients, commands
from services.master_bot.bot.views.callbacks import ShowClient, ShowClients, ShowLogs
from services.shared.runtime.translations import Texts
from services.shared.telegram.screens import show

LONGEST_SEARCH = 64


async def first_page(message: Message, texts: Texts, fleet: Fleet) -> None:
    await show(message, clients.clients(texts, await fleet.clients()))


async def page(query: CallbackQuery, callback_data: ShowClients, texts: Texts, fleet: Fleet) -> None:
    found = await fleet.clients(cursor=callback_data.cursor or None)
    await show(query, clients.clients(texts, found, first=not callback_data.cursor))


async def search(message: Message, texts: Texts, fleet: Fleet) -> None:
    words = " ".join((message.text or "").split()).removeprefix("@")[:LONGEST_SEARCH]
    await show(message, clients.clients(texts, await fleet.clients(search=words), search=words))


async def card(query: CallbackQuery, callback_data: ShowClient, texts: Texts, fleet: Fleet) -> None:
    await show(query, clients.client(texts, await fleet.client(callback_data.client_id)))


async def log(query: CallbackQuery, callback_data: ShowLogs, texts: Texts, fleet: Fleet) -> None:
    lines = await fleet.logs(callback_data.client_id)
    await show(query, clients.logs(texts, callback_data.client_id, lines))


def clients_router() -> Router:
    router = Router(name="clients")
    router.message.register(first_page, CommandStart())
    router.message.register(first_page, Command(commands.CLIENTS))
    router.callback_query.register(page, ShowClients.filter())
    router.callback_query.register(card, ShowClient.filter())
    router.callback_query.register(log, ShowLogs.filter())
    return router


def search_router() -> Router:
    """Comes last: any words that are no command."""
    router = Router(name="search")
    router.message.register(search, F.text, ~F.text.startswith("/"))
    router.message.register(first_page)
    return router
