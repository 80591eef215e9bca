"""The part of the wiring that serves what the business offers, and when."""

from __future__ import annotations

from services.booking_bot.handlers.owner_displacement import Displacing
from services.booking_bot.handlers.owner_photos import Photos
from services.booking_bot.handlers.owner_resources import Resources
from services.booking_bot.handlers.owner_service_steps import SaveService
from services.booking_bot.handlers.owner_shifts import ShiftScreen
from services.booking_bot.storage.ports import Storage
from services.booking_bot.use_cases.affected_bookings import AffectedBookings
from services.booking_bot.use_cases.blocks import BlockTime, FindFreeHours, FindVisitsAt, UnblockTime
from services.booking_bot.use_cases.categories import ListCategories, NameCategory, SetCategory
from services.booking_bot.use_cases.displaced import MarkCalled
from services.booking_bot.use_cases.displacement import BeginDisplacement, IllToday, LiftDisplacement
from services.booking_bot.use_cases.displacement_lists import (
    CountDisplaced,
    GetDisplacement,
    OpenDisplacements,
    ShowList,
    TurnList,
)
from services.booking_bot.use_cases.displacement_preview import PreviewDisplacement, PreviewIllToday
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
        "edit_specialist": EditSpecialist(storage, clock),
        "set_own_terms": SetOwnTerms(storage, clock),
        "change_settings": ChangeSettings(storage, clock),
        "list_services": ListServices(storage),
        "get_service": get_service,
        "add_service": AddService(storage, clock),
        "edit_service": EditService(storage, clock),
        "hide_service": HideService(storage, clock),
        "show_service": ShowService(storage, clock),
        "set_service_rules": SetServiceRules(storage, clock),
        "save_service": SaveService(AddService(storage, clock), EditService(storage, clock)),
        "list_categories": ListCategories(storage),
        "set_category": SetCategory(storage, clock),
        "name_category": NameCategory(storage, clock),
        "photos": Photos(
            get_service, GetSpecialist(storage), SetServicePhoto(storage, clock), SetSpecialistPhoto(storage, clock)
        ),
        "resources": _resources(storage, clock),
        "get_weekly_hours": GetWeeklyHours(storage),
        "set_weekday_hours": SetWeekdayHours(storage, clock),
        "get_shifts": GetShifts(storage, clock),
        "shift_screen": ShiftScreen(SetShift(storage, clock), AffectedBookings(storage, clock)),
        "drop_shifts": DropShifts(storage, clock),
        "list_exceptions": ListExceptions(storage, clock),
        "add_exception": AddException(storage, clock),
        "remove_exception": RemoveException(storage, clock),
        "affected_bookings": AffectedBookings(storage, clock),
        "find_free_hours": FindFreeHours(storage, clock),
        "block_time": BlockTime(storage, clock),
        "find_visits_at": FindVisitsAt(storage),
        "count_displaced": CountDisplaced(storage),
        "displacing": _displacing(storage, clock),
        "unblock_time": UnblockTime(storage, clock),
    }


def _displacing(storage: Storage, clock: Clock) -> Displacing:
    return Displacing(
        preview=PreviewDisplacement(storage, clock),
        begin=BeginDisplacement(storage, clock),
        preview_ill=PreviewIllToday(storage, clock),
        ill_today=IllToday(storage, clock),
        lift=LiftDisplacement(storage, clock),
        get=GetDisplacement(storage),
        open=OpenDisplacements(storage),
        show_list=ShowList(storage, clock),
        turn_list=TurnList(storage, clock),
        mark_called=MarkCalled(storage, clock),
    )


def _resources(storage: Storage, clock: Clock) -> Resources:
    return Resources(
        ListResources(storage),
        GetResource(storage),
        AddResource(storage, clock),
        EditResource(storage, clock),
        SetNeed(storage, clock),
        RemoveResource(storage, clock),
    )
