"""The part of the wiring that serves what the business says of itself, and where and how it speaks."""

from __future__ import annotations

from services.booking_bot.handlers.own_texts import TextScreens
from services.booking_bot.handlers.region_screen import RegionScreen
from services.booking_bot.handlers.visitors import Speech
from services.booking_bot.storage.ports import Storage
from services.booking_bot.use_cases.business import MayChangeCurrency, SetCurrency
from services.booking_bot.use_cases.own_texts import ChangeOwnText, GetOwnTexts
from services.booking_bot.use_cases.plan_limits import SeePlan
from services.booking_bot.use_cases.retention import GetRetention, SetRetention
from services.booking_bot.use_cases.services import ListServices
from services.booking_bot.use_cases.specialists import ListSpecialists
from services.booking_bot.use_cases.zone import ChangeZone, FormerZone, LookAtZone
from services.shared.runtime.clock import Clock


def for_shop(storage: Storage, clock: Clock, speech: Speech) -> dict[str, object]:
    """What the owner's rarely needed handlers ask for."""
    return {
        "set_currency": SetCurrency(storage, clock),
        "may_change_currency": MayChangeCurrency(storage),
        "region_screen": RegionScreen(FormerZone(storage), clock),
        "look_at_zone": LookAtZone(storage, clock),
        "change_zone": ChangeZone(storage, clock),
        "see_plan": SeePlan(storage, clock),
        "get_retention": GetRetention(storage, clock),
        "set_retention": SetRetention(storage, clock),
        "change_own_text": ChangeOwnText(storage, clock, speech.own_texts),
        "text_screens": TextScreens(
            GetOwnTexts(storage), ListServices(storage), ListSpecialists(storage), speech, clock
        ),
    }
