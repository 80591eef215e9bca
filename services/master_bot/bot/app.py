"""The wiring of the operator's bot."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from aiogram import Dispatcher

from services.master_bot.bot.fleet import Fleet
from services.master_bot.bot.handlers.bank import bank_router
from services.master_bot.bot.handlers.clients import clients_router, search_router
from services.master_bot.bot.handlers.deployments import deployments_router
from services.master_bot.bot.handlers.following import DeploymentFollower
from services.master_bot.bot.handlers.guard import OperatorsOnly
from services.master_bot.bot.handlers.payments import payments_router
from services.master_bot.bot.handlers.platform import leftovers_router, platform_router
from services.master_bot.bot.views.commands import commands
from services.shared.master_api.client import MasterApi
from services.shared.runtime.nursery import Nursery
from services.shared.runtime.translations import Translations
from services.shared.telegram.bot_program import Commands
from services.shared.telegram.dialogs import DialogStorage, make_dispatcher
from services.shared.telegram.languages import SpeakTheirLanguage
from services.shared.telegram.screens import AnswerTaps

REDIS_PREFIX = "zapis_master:"
LOCALES = Path(__file__).parents[1] / "locales"


@dataclass(frozen=True, slots=True)
class Dependencies:
    storage: DialogStorage
    master: MasterApi
    nursery: Nursery
    admin_ids: frozenset[int]
    look_seconds: float = 1.0


def build_dispatcher(dependencies: Dependencies) -> Dispatcher:
    """Routers in the order in which they are asked; nothing is started."""
    fleet = Fleet(dependencies.master)
    translations = Translations(LOCALES)
    dispatcher = make_dispatcher(
        dependencies.storage,
        fleet=fleet,
        follower=DeploymentFollower(fleet, dependencies.nursery, dependencies.look_seconds),
        translations=translations,
    )
    dispatcher.update.outer_middleware(SpeakTheirLanguage(translations))
    guard = OperatorsOnly(dependencies.admin_ids)
    dispatcher.message.outer_middleware(guard)
    dispatcher.callback_query.outer_middleware(guard)
    dispatcher.callback_query.outer_middleware(AnswerTaps())
    dispatcher.include_routers(
        clients_router(),
        deployments_router(),
        payments_router(),
        bank_router(),
        platform_router(),
        search_router(),
        leftovers_router(),
    )
    return dispatcher


def bot_commands() -> Commands:
    return {language: commands(texts) for language, texts in Translations(LOCALES).items()}
