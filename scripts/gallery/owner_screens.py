"""What the owner sees. A screen is added as one more entry."""

from __future__ import annotations

from dataclasses import replace

from scripts.gallery.making import Make
from scripts.gallery.samples import (
    AFFECTED,
    AT_FIXED_TIMES,
    CATEGORY,
    CLOSED,
    CLOSED_DAYS,
    EXCEPTIONS,
    FREE_HOURS,
    IN_CATEGORY,
    LONGEST_ID,
    OTHER_HOURS,
    PLACED,
    RESOURCE,
    RESOURCE_CARD,
    SERVICE,
    SETTINGS,
    SHIFT,
    SHIFTS,
    SPECIALIST,
    STAFF_CARD,
    START,
    STRICT,
    WEEK,
)
from services.booking_bot.domain.consent import NameRule, PhoneRule
from services.booking_bot.domain.errors_setup import ShiftsFollow
from services.booking_bot.domain.prices import PriceKind
from services.booking_bot.domain.services import OwnWindows
from services.booking_bot.domain.specialists import OwnTerms
from services.booking_bot.use_cases.resources import ResourceCard
from services.booking_bot.views import (
    owner,
    owner_address,
    owner_blocks,
    owner_categories,
    owner_contact,
    owner_hours,
    owner_photos,
    owner_reminders,
    owner_resources,
    owner_rules,
    owner_schedule,
    owner_service_rules,
    owner_services,
    owner_specialists,
    owner_visit_rules,
)
from services.booking_bot.views.errors import refusal
from services.booking_bot.views.owner_photos import Pictured
from services.booking_bot.views.plan_codes import HIGHEST

OWNER_SCREENS: dict[str, Make] = {
    "category?": lambda words: owner_categories.ask_category(words, IN_CATEGORY, [CATEGORY] * 30, 2),
    "category, the first?": lambda words: owner_categories.ask_category(words, SERVICE, []),
    "photo?": lambda words: owner_photos.ask_photo(words, Pictured.service(SERVICE)),
    "photo, another?": lambda words: owner_photos.ask_photo(words, Pictured.service(IN_CATEGORY)),
    "photo of a specialist?": lambda words: owner_photos.ask_photo(
        words, Pictured.specialist(replace(SPECIALIST, photo="file"))
    ),
    "remove the photo?": lambda words: owner_photos.ask_remove(words, Pictured.service(IN_CATEGORY)),
    "not a photo": lambda words: owner_photos.not_a_photo(words, Pictured.specialist(SPECIALIST)),
    "name and phone": lambda words: owner_contact.contact_rules(words, STRICT, words("✅ Saved.")),
    "name asked, phone needed": lambda words: owner_contact.contact_rules(
        words, replace(SETTINGS, name_rule=NameRule.ASKED, phone_rule=PhoneRule.REQUIRED)
    ),
    "rules of one visit": lambda words: owner_visit_rules.visit_rules(words, SETTINGS),
    "rules": lambda words: owner_rules.rules(words, SETTINGS),
    "reminders": lambda words: owner_reminders.reminders(words, SETTINGS),
    "no reminders": lambda words: owner_reminders.reminders(
        words, replace(SETTINGS, first_reminder_minutes=0, second_reminder_minutes=0, quiet_from=0, quiet_to=0)
    ),
    "address": lambda words: owner_address.saved(words, PLACED),
    "no address": lambda words: owner_address.address(words, SETTINGS),
    "remove the address?": lambda words: owner_address.ask_drop(words, PLACED),
    "remove the point?": lambda words: owner_address.ask_drop_point(words, PLACED),
    "address?": owner_address.ask_address,
    "point?": owner_address.ask_point,
    "not an address": owner_address.not_an_address,
    "not a point": owner_address.not_a_point,
    "service's rules": lambda words: owner_service_rules.service_rules(
        words, SETTINGS, replace(SERVICE, windows=OwnWindows(0, 720, None), buffer_before=30)
    ),
    "service's rules, fixed times": lambda words: owner_service_rules.service_rules(words, SETTINGS, AT_FIXED_TIMES),
    "fixed times?": lambda words: owner_service_rules.ask_fixed_times(words, AT_FIXED_TIMES),
    "fixed times, none yet?": lambda words: owner_service_rules.ask_fixed_times(words, SERVICE),
    "drop the fixed times?": lambda words: owner_service_rules.ask_drop_fixed_times(words, AT_FIXED_TIMES),
    "not times": lambda words: owner_service_rules.not_times(words, SERVICE),
    "manage": lambda words: owner.manage(words, SETTINGS, displaced=99),
    "services": lambda words: owner_services.service_list(words, SETTINGS, [replace(SERVICE, hidden=True)] * 30, 2),
    "no services": lambda words: owner_services.service_list(words, SETTINGS, []),
    "service": lambda words: owner_services.service_card(words, SETTINGS, SERVICE),
    "service, in a category": lambda words: owner_services.service_card(words, SETTINGS, IN_CATEGORY),
    "service, added": lambda words: owner_services.added(words, SETTINGS, replace(SERVICE, price=0)),
    "service, changed": lambda words: owner_services.changed(words, SETTINGS, replace(SERVICE, hidden=True)),
    "service name?": owner_services.ask_name,
    "service, new name?": lambda words: owner_services.ask_new_name(words, SERVICE),
    "service length?": lambda words: owner_services.ask_minutes(words, SERVICE.name),
    "service price?": lambda words: owner_services.ask_price(words, SERVICE.name),
    "service, price from": lambda words: owner_services.service_card(
        words, SETTINGS, replace(SERVICE, price_kind=PriceKind.FROM)
    ),
    "service, free of charge": lambda words: owner_services.service_card(
        words, SETTINGS, replace(SERVICE, price=0, price_kind=PriceKind.FREE)
    ),
    "service, price on request": lambda words: owner_services.service_card(
        words, SETTINGS, replace(SERVICE, price=0, price_kind=PriceKind.ON_REQUEST)
    ),
    "not minutes": owner_services.not_minutes,
    "not a price": owner_services.not_a_price,
    "chairs": lambda words: owner_resources.resource_list(words, [RESOURCE] * 30, 1),
    "chairs, none": lambda words: owner_resources.resource_list(words, [], title=words("✅ Removed.")),
    "chair": lambda words: owner_resources.resource_card(words, RESOURCE_CARD, 1),
    "chair, added": lambda words: owner_resources.resource_card(
        words, ResourceCard(replace(RESOURCE, units=1), [], frozenset()), title=words("✅ Added.")
    ),
    "chair's name?": owner_resources.ask_name,
    "chair, new name?": lambda words: owner_resources.ask_new_name(words, RESOURCE),
    "how many chairs?": lambda words: owner_resources.ask_units(words, RESOURCE),
    "remove the chair?": lambda words: owner_resources.ask_remove(words, RESOURCE),
    "week": lambda words: owner_hours.week_view(words, WEEK),
    "weekday": lambda words: owner_hours.weekday_view(words, 6, WEEK),
    "weekday, saved": lambda words: owner_hours.saved(words, 0, WEEK),
    "not hours": lambda words: owner_hours.not_hours(words, LONGEST_ID),
    "week of the only one": lambda words: owner_hours.week_view(words, replace(WEEK, name=None)),
    "specialists": lambda words: owner_specialists.specialist_list(words, SETTINGS, [SPECIALIST] * 50),
    "one specialist": lambda words: owner_specialists.specialist_list(
        words, SETTINGS, [SPECIALIST, replace(SPECIALIST, active=False)]
    ),
    "specialist": lambda words: owner_specialists.specialist_card(words, SETTINGS, STAFF_CARD),
    "specialist, gone": lambda words: owner_specialists.specialist_card(
        words, SETTINGS, replace(STAFF_CARD, specialist=replace(SPECIALIST, active=False))
    ),
    "own terms": lambda words: owner_specialists.own_terms(words, SETTINGS, STAFF_CARD, HIGHEST),
    "not done": lambda words: owner_specialists.own_terms(
        words, SETTINGS, replace(STAFF_CARD, terms={HIGHEST: OwnTerms(offered=False)}), HIGHEST
    ),
    "specialist's name?": owner_specialists.ask_name,
    "specialist, new name?": lambda words: owner_specialists.ask_new_name(words, SPECIALIST),
    "about?": lambda words: owner_specialists.ask_about(words, SPECIALIST),
    "own length?": lambda words: owner_specialists.ask_own_minutes(words, STAFF_CARD, SERVICE),
    "own price?": lambda words: owner_specialists.ask_own_price(words, STAFF_CARD, SERVICE),
    "week, with shifts": lambda words: owner_hours.week_view(words, replace(WEEK, shift=SHIFT)),
    "weekday, saved over visits": lambda words: owner_hours.saved(words, 0, WEEK, AFFECTED),
    "shifts": lambda words: owner_schedule.shifts(words, SHIFTS),
    "no shifts": lambda words: owner_schedule.shifts(words, replace(SHIFTS, name=None, shifts=())),
    "shift's start?": lambda words: owner_schedule.ask_shift_start(words, SHIFTS, 31, 31),
    "shift, set": lambda words: owner_schedule.shift_set(words, SHIFTS, AFFECTED),
    "shifts, dropped": lambda words: owner_schedule.shifts_dropped(words, replace(SHIFTS, shifts=()), ()),
    "shifts, drop?": lambda words: owner_schedule.ask_drop_shifts(words, SHIFTS),
    "shifts, replace?": lambda words: owner_schedule.ask_replace_shifts(
        words, LONGEST_ID, refusal(words, ShiftsFollow(START.date()))
    ),
    "not a shift": lambda words: owner_schedule.not_a_shift(words, LONGEST_ID),
    "other hours": lambda words: owner_schedule.exceptions(words, EXCEPTIONS, 2),
    "other hours, none": lambda words: owner_schedule.exceptions(words, replace(EXCEPTIONS, name=None, exceptions=())),
    "other hours, set": lambda words: owner_schedule.exception_set(words, EXCEPTIONS, OTHER_HOURS, AFFECTED),
    "other hours, removed": lambda words: owner_schedule.exception_removed(words, EXCEPTIONS),
    "other hours, remove?": lambda words: owner_schedule.ask_remove(words, OTHER_HOURS),
    "not days": lambda words: owner_schedule.not_days(words, LONGEST_ID),
    "closed days": lambda words: owner_schedule.exceptions(words, CLOSED_DAYS),
    "closed days, set": lambda words: owner_schedule.exception_set(words, CLOSED_DAYS, CLOSED, AFFECTED[:1]),
    "not closed days": lambda words: owner_schedule.not_days(words, None),
    "block an hour": lambda words: owner_blocks.free_hours(words, FREE_HOURS),
    "block an hour, none free": lambda words: owner_blocks.free_hours(words, replace(FREE_HOURS, starts=())),
    "block an hour, some booked": lambda words: owner_blocks.free_hours(
        words, replace(FREE_HOURS, starts=FREE_HOURS.starts[1:30], booked=FREE_HOURS.starts[30:40])
    ),
}
