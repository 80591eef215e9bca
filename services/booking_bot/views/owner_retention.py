"""The owner says how long the data of customers who come no more are kept."""

from __future__ import annotations

from services.booking_bot.domain.retention import CHOICES
from services.booking_bot.use_cases.retention import Retention
from services.booking_bot.views.callbacks import Open, Place
from services.booking_bot.views.more import more_row
from services.booking_bot.views.retention_buttons import KeepFor
from services.booking_bot.views.screen import Row, button, screen
from services.booking_bot.views.words import Html, Words
from services.shared.telegram.screens import Screen


def retention(words: Words, kept: Retention, title: Html | None = None) -> Screen:
    lines = [
        *([title, ""] if title else []),
        words("<b>Data of customers who come no more</b>"),
        words("Now they are kept: {period}", period=_period(words, kept.years)),
    ]
    if kept.begins_at is not None:
        lines.append(
            words(
                "The first are deleted from {when} on; until then you can choose anew.", when=words.when(kept.begins_at)
            )
        )
    lines += [
        "",
        words(
            "Then name, number, note, tags and guests are deleted, and the bookings stay as figures. Nobody is touched "
            "who has a booking ahead, and who is banned stays so. Customers read the period under /privacy."
        ),
    ]
    rows: list[Row] = [
        [button(_chosen(_label(words, years), years == kept.years), KeepFor(years=years))] for years in (0, *CHOICES)
    ]
    return screen("\n".join(lines), (*rows, more_row(words)))


def ask(words: Words, kept: Retention, years: int) -> Screen:
    """Asks once: what was deleted cannot be had again."""
    number = kept.would.get(years, 0)
    lines = [
        words("<b>Delete the data {period}?</b>", period=_period(words, years)),
        words.plural("Now that would be {n} customer.", "Now that would be {n} customers.", number),
        words("It begins in a day, so that you can think better of it; what is deleted then cannot be had again."),
    ]
    yes = [button(words.label("🗑 Yes, delete then"), KeepFor(years=years, sure=True))]
    return screen("\n".join(lines), (yes, [button(words.label("‹ Back"), Open(place=Place.RETENTION))]))


def _period(words: Words, years: int) -> str:
    if not years:
        return words.label("for ever")
    return words.label("{period} after the last visit", period=words.plural("{n} year", "{n} years", years))


def _label(words: Words, years: int) -> str:
    return words.plural("{n} year", "{n} years", years) if years else words.label("For ever")


def _chosen(label: str, chosen: bool) -> str:
    return f"✅ {label}" if chosen else label
