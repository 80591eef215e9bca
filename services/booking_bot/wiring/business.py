"""The part of the wiring that serves what the business offers, and when."""

from __future__ import annotations

from services.booking_bot.handlers.owner_photos import Photos
from services.booking_bot.handlers.owner_resources import Resources
from services.booking_bot.handlers.owner_service_steps import SaveService
from services.booking_bot.handlers.owner_shifts import ShiftScreen
from services.booking_bot.storage.ports import Storage
from services.booking_bot.use_cases.affected_bookings import AffectedBookings
from services.booking_bot.use_cases.blocks import BlockTime, FindFreeHours, UnblockTime
from services.booking_bot.use_cases.categories import ListCategories, NameCategory, SetCategory
from services.booking_bot.use_cases.hours import GetWeeklyHours, SetWeekdayHours
from services.booking_bot.use_cases.photos import SetServicePhoto, SetSpecialistPhoto
from services.booking_bot.use_cases.resources import (
    AddResource,
    EditResource,
    GetResource,
    ListResources,
    RemoveResource,
    SetNeed,
)
from services.booking_bot.use_cases.schedule import (
    AddException,
    DropShifts,
    GetShifts,
    ListExceptions,
    RemoveException,
    SetShift,
)
from services.booking_bot.use_cases.services import (
    AddService,
    EditService,
    GetService,
    HideService,
    ListServices,
    SetServiceRules,
    ShowService,
)
from services.booking_bot.use_cases.settings import ChangeSettings
from services.booking_bot.use_cases.specialists import (
    AddSpecialist,
    EditSpecialist,
    GetSpecialist,
    ListSpecialists,
    SetOwnTerms,
)
from services.shared.runtime.clock import Clock


def for_business(storage: Storage, clock: Clock) -> dict[str, object]:
    """What the owner's handlers ask for about services, specialists and their hours."""
    get_service = GetService(storage)
    return {
        "list_specialists": ListSpecialists(storage),
        "get_specialist": GetSpecialist(storage),
        "add_specialist": AddSpecialist(storage, clock),
        "edit_specialist": EditSpecialist(storage),
        "set_own_terms": SetOwnTerms(storage),
        "change_settings": ChangeSettings(storage),
        "list_services": ListServices(storage),
        "get_service": get_service,
        "add_service": AddService(storage, clock),
        "edit_service": EditService(storage),
        "hide_service": HideService(storage),
        "show_service": ShowService(storage),
        "set_service_rules": SetServiceRules(storage),
        "save_service": SaveService(AddService(storage, clock), EditService(storage)),
        "list_categories": ListCategories(storage),
        "set_category": SetCategory(storage),
        "name_category": NameCategory(storage),
        "photos": Photos(get_service, GetSpecialist(storage), SetServicePhoto(storage), SetSpecialistPhoto(storage)),
        "resources": _resources(storage, clock),
        "get_weekly_hours": GetWeeklyHours(storage),
        "set_weekday_hours": SetWeekdayHours(storage),
        "get_shifts": GetShifts(storage, clock),
        "shift_screen": ShiftScreen(SetShift(storage, clock), AffectedBookings(storage, clock)),
        "drop_shifts": DropShifts(storage, clock),
        "list_exceptions": ListExceptions(storage, clock),
        "add_exception": AddException(storage, clock),
        "remove_exception": RemoveException(storage, clock),
        "affected_bookings": AffectedBookings(storage, clock),
        "find_free_hours": FindFreeHours(storage, clock),
        "block_time": BlockTime(storage, clock),
        "unblock_time": UnblockTime(storage),
    }


def _resources(storage: Storage, clock: Clock) -> Resources:
    return Resources(
        ListResources(storage),
        GetResource(storage),
        AddResource(storage, clock),
        EditResource(storage),
        SetNeed(storage),
        RemoveResource(storage),
    )
