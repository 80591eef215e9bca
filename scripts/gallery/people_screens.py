"""What the owner sees of customers, and of what became of visits. A screen is added as one more entry."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from scripts.gallery.making import Make
from scripts.gallery.samples import (
    BANNED,
    BOOKING,
    CUSTOMER,
    LONGEST_ID,
    MISSED,
    NOW,
    PAID,
    PERSON,
    PROFILE,
    REGULAR,
    SETTINGS,
    START,
)
from services.booking_bot.domain.bookings import Side
from services.booking_bot.domain.customer_profile import NO_PROFILE, merged_profile
from services.booking_bot.domain.customers import Customer
from services.booking_bot.domain.rhythm import History
from services.booking_bot.storage.ports_clientele import Person
from services.booking_bot.use_cases.clientele import CustomerCard, Segment
from services.booking_bot.use_cases.closing import DayVisits
from services.booking_bot.use_cases.merge_customers import Merged
from services.booking_bot.views import bookings, closing, customer_card, customers, outcomes
from services.booking_bot.views.customer_buttons import query_of

LATER = START + timedelta(days=3)
VISITS = DayVisits(date(2026, 3, 2), (PAID, MISSED, BOOKING) * 10)
NEWCOMER = CustomerCard(Customer(1, "Иван"), NO_PROFILE, (), History(0, 0, 0, 0), ())
QUERY = query_of("Щ" * 100)

PEOPLE_SCREENS: dict[str, Make] = {
    **{
        f"customers, {segment.name.lower()}": lambda words, segment=segment: customers.customer_list(  # type: ignore[misc]  # bound while it loops
            words, [PERSON] * 30, segment, 2
        )
        for segment in Segment
    },
    "customers, none": lambda words: customers.customer_list(words, [], Segment.LOST),
    "customers found": lambda words: customers.found(words, [Person(CUSTOMER)] * 30, QUERY, 2),
    "no customer found": lambda words: customers.found(words, [], QUERY),
    "customer": lambda words: customer_card.card(words, SETTINGS, REGULAR, NOW, words("✅ Saved.")),
    "customer, new": lambda words: customer_card.card(words, SETTINGS, NEWCOMER, NOW),
    "customer's visits": lambda words: customer_card.visits(words, REGULAR, START, 2),
    "note?": lambda words: customer_card.ask_note(words, REGULAR),
    "note, the first?": lambda words: customer_card.ask_note(words, NEWCOMER),
    "note, remove?": lambda words: customer_card.ask_drop_note(words, REGULAR),
    "birthday, remove?": lambda words: customer_card.ask_drop_birthday(words, REGULAR),
    "tags?": lambda words: customer_card.ask_tags(words, REGULAR),
    "tags, one taken off": lambda words: customer_card.ask_tags(words, REGULAR, PROFILE.tags[0]),
    "birthday?": lambda words: customer_card.ask_birthday(words, REGULAR),
    "merge?": lambda words: customer_card.ask_merge(
        words, LONGEST_ID, Merged(BANNED, CUSTOMER, merged_profile(PROFILE, replace(PROFILE, note="&" * 500)), 10**6)
    ),
    "card, may be marked": lambda words: bookings.card(words, SETTINGS, BOOKING, Side.BUSINESS, START),
    "card, counts as come": lambda words: bookings.card(words, SETTINGS, BOOKING, Side.BUSINESS, LATER),
    "card, came": lambda words: bookings.card(words, SETTINGS, PAID, Side.BUSINESS, LATER),
    "card, did not come": lambda words: bookings.card(words, SETTINGS, MISSED, Side.BUSINESS, LATER),
    "sum?": lambda words: outcomes.ask_sum(words, PAID, tip=False),
    "tip?": lambda words: outcomes.ask_sum(words, PAID, tip=True),
    "not a sum": lambda words: outcomes.not_a_sum(words, LONGEST_ID),
    "did all come?": lambda words: closing.question(words, VISITS.day, 9),
    "who did not come?": lambda words: closing.who_did_not(words, VISITS, 2),
    "day closed": lambda words: closing.closed(words, VISITS),
}
