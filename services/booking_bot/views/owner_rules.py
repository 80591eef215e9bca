"""The owner's rules of booking: how early, how late, how often."""

from __future__ import annotations

from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.views.callbacks import Open, Place, RuleSheet, SetRule
from services.booking_bot.views.more import more_row
from services.booking_bot.views.rules import DAY, HOUR, Option, offering, rule_rows
from services.booking_bot.views.screen import button, screen
from services.booking_bot.views.words import Html, Words
from services.shared.telegram.screens import Screen

NO_LIMIT = "∞"

RULES = (
    offering("⏱", "step_minutes", 10, 15, 30, 60),
    offering("⏳", "notice_minutes", 0, HOUR, 3 * HOUR, DAY),
    offering("📆", "horizon_days", 14, 30, 60, 90),
    offering("↔️", "move_until_minutes", 0, 2 * HOUR, 12 * HOUR, DAY),
    offering("❌", "cancel_until_minutes", 0, 2 * HOUR, 12 * HOUR, DAY),
    offering("🗓", "most_bookings", 0, 1, 3, 5),
    offering("🔁", "most_moves", 0, 1, 2, 3),
)
"""In the order of the screen; a button names a rule and a value by their places here."""


def rules(words: Words, settings: BusinessSettings) -> Screen:
    """What holds now, and a button for each choice; the one in force is marked."""
    lines = [words("<b>Rules of booking</b>"), "", *_lines(words, settings)]
    lines += ["", words("They bind customers alone; bookings that exist stay.")]
    rows = rule_rows(
        RULES,
        lambda name: getattr(settings, name),
        lambda option: _label(words, option),
        lambda rule, number: SetRule(sheet=RuleSheet.BOOKING, rule=rule, number=number),
    )
    more = [button(words.label("🧩 One visit: services, guests"), Open(place=Place.VISIT_RULES))]
    return screen("\n".join(lines), (*rows, more, more_row(words)))


def _lines(words: Words, settings: BusinessSettings) -> list[Html]:
    shown = {name: said(words, name, getattr(settings, name)) for rule in RULES for name in rule.options[0]}
    return [
        words("⏱ A start every {value}", value=shown["step_minutes"]),
        words("⏳ Shortest notice to book: {value}", value=shown["notice_minutes"]),
        words("📆 How far ahead: {value}", value=shown["horizon_days"]),
        words("↔️ Shortest notice to move: {value}", value=shown["move_until_minutes"]),
        words("❌ Shortest notice to cancel: {value}", value=shown["cancel_until_minutes"]),
        words("🗓 Bookings ahead of one customer: {value}", value=shown["most_bookings"]),
        words("🔁 Moves of one booking: {value}", value=shown["most_moves"]),
    ]


def _label(words: Words, option: Option) -> str:
    return " ".join(value_text(words, name, value or 0) for name, value in option.items())


def said(words: Words, name: str, value: int) -> str:
    """A rule's value in the text."""
    shown = value_text(words, name, value)
    return words.label("no limit") if shown == NO_LIMIT else shown


def value_text(words: Words, name: str, value: int) -> str:
    """A rule's value on a button."""
    if name == "horizon_days":
        return words.plural("{n} day", "{n} days", value)
    if not value:
        return NO_LIMIT
    return words.length(value) if name.endswith("_minutes") else str(value)
