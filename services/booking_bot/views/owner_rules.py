"""The owner's rules of booking: how early, how late, how often."""

from __future__ import annotations

from dataclasses import dataclass

from aiogram.types import InlineKeyboardButton

from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.views.callbacks import SetBookingRule
from services.booking_bot.views.owner import manage_row
from services.booking_bot.views.screen import Row, button, screen
from services.booking_bot.views.words import Html, Words
from services.shared.telegram.screens import Screen

HOUR, DAY = 60, 24 * 60
NO_LIMIT = "∞"


@dataclass(frozen=True, slots=True)
class Rule:
    """A setting by its name, and the values that are offered; ``sign`` marks its line and its buttons."""

    name: str
    sign: str
    values: tuple[int, ...]


RULES = (
    Rule("step_minutes", "⏱", (10, 15, 30, 60)),
    Rule("notice_minutes", "⏳", (0, HOUR, 3 * HOUR, DAY)),
    Rule("horizon_days", "📆", (14, 30, 60, 90)),
    Rule("move_until_minutes", "↔️", (0, 2 * HOUR, 12 * HOUR, DAY)),
    Rule("cancel_until_minutes", "❌", (0, 2 * HOUR, 12 * HOUR, DAY)),
    Rule("most_bookings", "🗓", (0, 1, 3, 5)),
    Rule("most_moves", "🔁", (0, 1, 2, 3)),
)
"""In the order of the screen; a button names a rule and a value by their places here."""


def rules(words: Words, settings: BusinessSettings) -> Screen:
    """What holds now, and a button for each choice; the one in force is marked."""
    lines = [words("<b>Rules of booking</b>"), "", *_lines(words, settings)]
    lines += ["", words("They bind customers alone; bookings that exist stay.")]
    rows: list[Row] = [
        [_choice(words, settings, place, number) for number in range(len(rule.values))]
        for place, rule in enumerate(RULES)
    ]
    return screen("\n".join(lines), (*rows, manage_row(words)))


def _lines(words: Words, settings: BusinessSettings) -> list[Html]:
    shown = {rule.name: _said(words, rule, getattr(settings, rule.name)) for rule in RULES}
    return [
        words("⏱ A start every {value}", value=shown["step_minutes"]),
        words("⏳ At the latest before the visit: {value}", value=shown["notice_minutes"]),
        words("📆 How far ahead: {value}", value=shown["horizon_days"]),
        words("↔️ Can be moved until before the visit: {value}", value=shown["move_until_minutes"]),
        words("❌ Can be cancelled until before the visit: {value}", value=shown["cancel_until_minutes"]),
        words("🗓 Bookings ahead of one customer: {value}", value=shown["most_bookings"]),
        words("🔁 Moves of one booking: {value}", value=shown["most_moves"]),
    ]


def _choice(words: Words, settings: BusinessSettings, place: int, number: int) -> InlineKeyboardButton:
    rule = RULES[place]
    value = rule.values[number]
    mark = "✅" if getattr(settings, rule.name) == value else rule.sign
    return button(f"{mark} {value_text(words, rule, value)}", SetBookingRule(rule=place, number=number))


def _said(words: Words, rule: Rule, value: int) -> str:
    shown = value_text(words, rule, value)
    return words.label("no limit") if shown == NO_LIMIT else shown


def value_text(words: Words, rule: Rule, value: int) -> str:
    if rule.name == "horizon_days":
        return words.plural("{n} day", "{n} days", value)
    if not value:
        return NO_LIMIT
    return words.length(value) if rule.name.endswith("_minutes") else str(value)
