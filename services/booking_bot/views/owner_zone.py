"""The owner chooses the time zone, and sees what that does to the bookings ahead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from services.booking_bot.domain.bookings import Booking
from services.booking_bot.domain.cities import NEIGHBOURS, RUSSIA
from services.booking_bot.use_cases.zone import ZoneChange
from services.booking_bot.views.callbacks import Open, Place
from services.booking_bot.views.region_buttons import LookAt, OpenNeighbours, TakeZone
from services.booking_bot.views.screen import Row, button, in_rows, screen
from services.booking_bot.views.words import Html, Words
from services.shared.telegram.screens import Screen

SHOWN = 3


def choose_zone(words: Words, now: datetime) -> Screen:
    text = words(
        "Which city's clock do you live by? Choose, or type the city or the zone: Tyumen, Berlin, Asia/Dubai, UTC+5."
    )
    others = [button(words.label("🌍 Other countries"), OpenNeighbours())]
    return screen(text, (*_zone_rows(words, RUSSIA, now), others, _back_row(words)))


def neighbours(words: Words, now: datetime) -> Screen:
    text = words("Choose, or type the city or the zone: Tyumen, Berlin, Asia/Dubai, UTC+5.")
    return screen(text, (*_zone_rows(words, NEIGHBOURS, now), _zones_row(words)))


def found(words: Words, names: Sequence[str], now: datetime) -> Screen:
    """Those that may be meant by what was typed."""
    return screen(words("Which one?"), (*_zone_rows(words, names, now), _zones_row(words)))


def not_found(words: Words, typed: str) -> Screen:
    text = words("“{city}” is not known here. Please type a bigger city on the same clock, or UTC+5.", city=typed[:40])
    return screen(text, (_zones_row(words),))


def _zone_rows(words: Words, names: Sequence[str], now: datetime) -> tuple[Row, ...]:
    """«Москва · 14:05»: who knows the time knows the zone."""
    spoken = [replace(words, zone=ZoneInfo(name)) for name in names]
    labels = [f"{each.city} · {each.clock(now)}" for each in spoken]
    return in_rows((button(label, LookAt(name=name)) for label, name in zip(labels, names, strict=True)), 2)


def zone_label(words: Words, zone: ZoneInfo, now: datetime) -> str:
    """«Москва, UTC+3»."""
    return replace(words, zone=zone).zone_name(now)


def ask_change(words: Words, change: ZoneChange) -> Screen:
    """Asks once, and says what the clocks will show; the zone that holds already is not asked about."""
    if change.before.key == change.after.key:
        text = words("{zone}: this is your time zone already.", zone=words.zone_name(change.now))
        return screen(text, (_zones_row(words),))
    before, after = (replace(words, zone=zone) for zone in (change.before, change.after))
    lines = [
        words("<b>Change the time zone?</b>"),
        words("Now: {zone}, it is {clock} there.", zone=before.zone_name(change.now), clock=before.clock(change.now)),
        words("Then: {zone}, it is {clock} there.", zone=after.zone_name(change.now), clock=after.clock(change.now)),
        "",
        *_ahead_lines(words, change),
        "",
        words("Opening hours, shifts and days off keep the hours of the clock."),
    ]
    yes = [button(words.label("✅ Yes, change"), TakeZone(name=change.after.key))]
    return screen("\n".join(lines), (yes, _zones_row(words)))


def _ahead_lines(words: Words, change: ZoneChange) -> list[Html]:
    if not change.ahead:
        return [words("No bookings are ahead.")]
    count = Html(words.plural("{n} booking is ahead.", "{n} bookings are ahead.", len(change.ahead)))
    seen = [booking for booking in change.ahead if change.is_seen_on(booking)]
    if not seen:
        return [count, words("Their clock times stay as they are.")]
    return [
        count,
        words("Each stays at its moment, so the clock shows another time for it. Customers are not told:"),
        *(_shown(words, change, booking) for booking in seen[:SHOWN]),
        *([Html("…")] if len(seen) > SHOWN else []),
    ]


def _shown(words: Words, change: ZoneChange, booking: Booking) -> Html:
    return words(
        "• {service}, {customer}: not {before} but {after}",
        service=booking.service_name,
        customer=booking.guest or booking.customer.name,
        before=replace(words, zone=change.before).short_when(booking.start),
        after=replace(words, zone=change.after).short_when(booking.start),
    )


def _zones_row(words: Words) -> Row:
    return [button(words.label("‹ Cities"), Open(place=Place.ZONE))]


def _back_row(words: Words) -> Row:
    return [button(words.label("‹ Back"), Open(place=Place.REGION))]
