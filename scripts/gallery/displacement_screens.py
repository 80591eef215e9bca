"""What is seen of visits that cannot take place as booked. A screen is added as one more entry."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from scripts.gallery.making import Make
from scripts.gallery.samples import (
    AFFECTED,
    BLOCK,
    BOOKING,
    CHOICES,
    DISPLACED,
    FULL,
    LONGEST_ID,
    NOW,
    SETTINGS,
    SPECIALIST,
    START,
)
from services.booking_bot.domain.bookings import Side
from services.booking_bot.domain.displacements import (
    Cause,
    Choices,
    Displaced,
    DisplacedState,
    Displacement,
    DisplacementList,
    Entry,
    Scope,
)
from services.booking_bot.use_cases.displacement_preview import Preview
from services.booking_bot.views import bookings, displaced, displacement, displacement_list, owner_blocks
from services.booking_bot.views.affected import affected_list
from services.booking_bot.views.choices import minute_of
from services.booking_bot.views.schedule_buttons import BlockHour

TODAY = date(2026, 3, 2)
HERS_TODAY = Scope(LONGEST_ID, TODAY, TODAY)
FORTNIGHT = Scope(LONGEST_ID, date(2026, 12, 21), date(2027, 1, 8))
ILL = Displacement(LONGEST_ID, Cause.ILL, HERS_TODAY, SPECIALIST.name, NOW, 7, closes=True)
VACATION = replace(ILL, cause=Cause.SCHEDULE, scope=FORTNIGHT, closes=False)
LATER = replace(
    FULL,
    parts=tuple(
        replace(part, service_name=f"{number}{part.service_name[1:]}", specialist_name=f"{number}{SPECIALIST.name[1:]}")
        for number, part in enumerate(replace(one, start=START + timedelta(days=9)) for one in FULL.parts)
    ),
)
ENTRIES = tuple(
    Entry(Displaced(LONGEST_ID, LONGEST_ID, LONGEST_ID, state, START), LATER)
    for state in DisplacedState
    for _ in range(5)
)
LISTED = DisplacementList.of(ILL, ENTRIES)
SETTLED = DisplacementList.of(ILL, (entry for entry in ENTRIES if not entry.displaced.is_open))
PREVIEW = Preview(
    HERS_TODAY, SPECIALIST.name, AFFECTED, AFFECTED[:9], already=9, since=START, write_at=START, running=LONGEST_ID
)
NOBODY_HIT = Preview(HERS_TODAY, None, (), (), since=START)
OF_PARTS = Choices(replace(FULL, displaced=True), FULL.parts[:1])

DISPLACEMENT_SCREENS: dict[str, Make] = {
    "who is ill?": lambda words: displacement.who_is_ill(words, [SPECIALIST] * 30, 2),
    "ill today?": lambda words: displacement.ask_ill(words, PREVIEW, 2),
    "ill today, nobody booked?": lambda words: displacement.ask_ill(words, NOBODY_HIT),
    "ill today, no hours left": lambda words: displacement.ask_ill(words, replace(NOBODY_HIT, since=None)),
    "ill today, said": lambda words: displacement.begun(words, LISTED, TODAY),
    "ill today, said, nobody booked": lambda words: displacement.begun(words, DisplacementList(ILL, ()), TODAY),
    "write to all?": lambda words: displacement.ask_displace(words, replace(PREVIEW, since=None), 1),
    "visits outside the hours": lambda words: affected_list(words, AFFECTED, FORTNIGHT, 2),
    "visits outside the hours, none": lambda words: affected_list(words, [], FORTNIGHT),
    "list of answers": lambda words: displacement_list.displacement_list(words, LISTED, TODAY),
    "list of answers, page": lambda words: displacement_list.displacement_list(
        words, DisplacementList.of(VACATION, ENTRIES), TODAY, 2
    ),
    "list of answers, settled": lambda words: displacement_list.displacement_list(words, SETTLED, TODAY),
    "lists of answers": lambda words: displacement.displacements(
        words, [LISTED, replace(LISTED, displacement=VACATION)] * 9, 1
    ),
    "lists of answers, none": lambda words: displacement.displacements(words, []),
    "comes after all?": lambda words: displacement.ask_lift(words, LISTED),
    "came after all": displacement.lifted,
    "block anyway?": lambda words: owner_blocks.ask_anyway(
        words, BlockHour(who=LONGEST_ID, minute=minute_of(START)), [BOOKING] * 9
    ),
    "blocked anyway": lambda words: owner_blocks.blocked_anyway(words, BLOCK, AFFECTED),
    "displaced": lambda words: displaced.letter(words, [CHOICES]),
    "displaced, several visits": lambda words: displaced.letter(words, [CHOICES, OF_PARTS] * 20),
    "displaced, one part": lambda words: displaced.choices(words, OF_PARTS, words("{text}", text="😔")),
    "displaced, all closed": lambda words: displaced.choices(words, replace(CHOICES, closed=True)),
    "displaced, for the owner": lambda words: displaced.choices_of_business(words, CHOICES),
    "displaced, nobody free": lambda words: displaced.choices_of_business(words, OF_PARTS),
    "card, displaced": lambda words: bookings.card(words, SETTINGS, DISPLACED, Side.CUSTOMER, NOW),
    "card, displaced, for the owner": lambda words: bookings.card(words, SETTINGS, DISPLACED, Side.BUSINESS, NOW),
    "cancel, displaced?": lambda words: bookings.ask_cancel(words, SETTINGS, DISPLACED, Side.CUSTOMER, NOW),
    "somebody else does it": lambda words: bookings.reassigned(words, SETTINGS, BOOKING, Side.CUSTOMER, NOW),
}
