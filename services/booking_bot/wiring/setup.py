"""The part of the wiring that serves the owner's setting up: the bot itself, its links, its price list."""

from __future__ import annotations

from services.booking_bot.handlers.bot_profile import BotProfiles
from services.booking_bot.handlers.links import LinkNames
from services.booking_bot.handlers.price_list import PriceLists
from services.booking_bot.handlers.prices import ManyPrices
from services.booking_bot.handlers.setup import SettingUpBot
from services.booking_bot.storage.ports import Storage
from services.booking_bot.use_cases.bot_profile import EditBotProfile, GetBotProfileFacts
from services.booking_bot.use_cases.price_changes import (
    CancelPlannedPrices,
    ChangePrices,
    GetPriceBoard,
    LookAtPrices,
    PlanPrices,
)
from services.booking_bot.use_cases.price_list import ComparePriceList, TakePriceList
from services.booking_bot.use_cases.service_order import MoveService
from services.booking_bot.use_cases.services import GetService
from services.booking_bot.use_cases.setup import (
    AcceptTemplates,
    ChooseKind,
    DismissSetup,
    GetReadiness,
    GoToStep,
    MarkDone,
    SetWeek,
    ToggleTemplate,
)
from services.booking_bot.use_cases.specialist_services import ListServicesOf
from services.booking_bot.use_cases.specialists import GetSpecialist
from services.shared.runtime.clock import Clock


def for_setup(storage: Storage, clock: Clock) -> dict[str, object]:
    """What the handlers of setting up ask for."""
    get_readiness = GetReadiness(storage)
    return {
        "many_prices": ManyPrices(
            board=GetPriceBoard(storage),
            look_at=LookAtPrices(storage),
            change=ChangePrices(storage, clock),
            plan=PlanPrices(storage, clock),
            cancel=CancelPlannedPrices(storage),
        ),
        "move_service": MoveService(storage, clock),
        "price_lists": PriceLists(ComparePriceList(storage), TakePriceList(storage, clock)),
        "list_services_of": ListServicesOf(storage),
        "link_names": LinkNames(GetService(storage), GetSpecialist(storage)),
        "bot_profiles": BotProfiles(GetBotProfileFacts(storage), EditBotProfile(storage)),
        "mark_done": MarkDone(storage),
        "get_readiness": get_readiness,
        "setting_up": SettingUpBot(
            get_readiness=get_readiness,
            go_to_step=GoToStep(storage),
            choose_kind=ChooseKind(storage),
            toggle_template=ToggleTemplate(storage),
            accept_templates=AcceptTemplates(storage),
            set_week=SetWeek(storage),
            dismiss=DismissSetup(storage),
        ),
    }
