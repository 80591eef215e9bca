"""The wiring of the sales bot."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from aiogram import Bot, Dispatcher, F, Router
from aiogram.enums import ChatType

from services.sales_bot.bots import Bots
from services.sales_bot.handlers.choosing import choosing_router
from services.sales_bot.handlers.documents import documents_router
from services.sales_bot.handlers.emails import emails_router
from services.sales_bot.handlers.following import OrderFollower
from services.sales_bot.handlers.leftovers import leftovers_router
from services.sales_bot.handlers.my_bots import my_bots_router
from services.sales_bot.handlers.ordering import ordering_router
from services.sales_bot.handlers.promo_codes import promo_codes_router
from services.sales_bot.handlers.requisites import requisites_router
from services.sales_bot.handlers.start import start_router
from services.sales_bot.handlers.steps import Steps
from services.sales_bot.handlers.summary import summary_router
from services.sales_bot.papers import Papers
from services.sales_bot.seal import Seal
from services.sales_bot.shop import Shop
from services.sales_bot.views import menu
from services.shared.master_api.client import MasterApi
from services.shared.runtime.nursery import Nursery
from services.shared.runtime.secret import Secret
from services.shared.runtime.translations import Translations
from services.shared.telegram.bot_program import Commands
from services.shared.telegram.dialogs import DialogStorage, make_dispatcher
from services.shared.telegram.languages import SpeakTheirLanguage
from services.shared.telegram.screens import AnswerTaps

REDIS_PREFIX = "zapis_sales:"
LOCALES = Path(__file__).parent / "locales"


@dataclass(frozen=True, slots=True)
class Dependencies:
    """``seal_key`` keeps pasted tokens while a dialog lasts."""

    bot: Bot
    storage: DialogStorage
    master: MasterApi
    nursery: Nursery
    seal_key: Secret


def build_dispatcher(dependencies: Dependencies) -> Dispatcher:
    """Routers in the order in which they are asked; nothing is started."""
    shop = Shop(dependencies.master)
    bots = Bots(dependencies.bot, Seal(dependencies.seal_key))
    follower = OrderFollower(shop, dependencies.nursery)
    translations = Translations(LOCALES)
    dispatcher = make_dispatcher(
        dependencies.storage,
        shop=shop,
        papers=Papers(dependencies.master),
        bots=bots,
        follower=follower,
        steps=Steps(shop, bots, follower),
        translations=translations,
    )
    dispatcher.update.outer_middleware(SpeakTheirLanguage(translations))
    dispatcher.callback_query.outer_middleware(AnswerTaps())
    private = Router(name="private")
    private.message.filter(F.chat.type == ChatType.PRIVATE)
    private.include_routers(
        start_router(),
        my_bots_router(),
        choosing_router(),
        promo_codes_router(),
        emails_router(),
        summary_router(),
        ordering_router(),
        documents_router(),
        requisites_router(),
        leftovers_router(),
    )
    dispatcher.include_router(private)
    return dispatcher


def commands() -> Commands:
    translations = Translations(LOCALES)
    return {language: menu.commands(texts) for language, texts in translations.items()}
