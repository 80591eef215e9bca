"""The owner's rules of reminding: when customers hear of their visit, and when nobody is disturbed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.views.callbacks import SetRule
from services.booking_bot.views.owner import manage_row
from services.booking_bot.views.screen import Row, button, screen
from services.booking_bot.views.words import Words, wall_clock
from services.shared.telegram.screens import Screen

HOUR = 60


@dataclass(frozen=True, slots=True)
class Option:
    """A choice of one rule: the settings that it sets."""

    settings: Mapping[str, int]

    def holds(self, settings: BusinessSettings) -> bool:
        return all(getattr(settings, name) == value for name, value in self.settings.items())


def _before(rule: str, *hours: int) -> tuple[Option, ...]:
    return tuple(Option({rule: number * HOUR}) for number in hours)


def _quiet(*hours: tuple[int, int]) -> tuple[Option, ...]:
    return tuple(Option({"quiet_from": begins * HOUR, "quiet_to": ends * HOUR}) for begins, ends in hours)


OPTIONS: tuple[tuple[Option, ...], ...] = (
    _before("first_reminder_minutes", 0, 24, 48),
    _before("second_reminder_minutes", 0, 1, 2, 3),
    _quiet((0, 0), (21, 10), (22, 9), (23, 8)),
)
"""The rules in the order of the screen; a button names a rule and an option by their places here."""

SIGNS = ("❔", "⏰", "🌙")
"""Which line of the text a button belongs to."""


def reminders(words: Words, settings: BusinessSettings) -> Screen:
    """What is set now, and a button for each choice; the one in force is marked."""
    first, second = settings.first_reminder_minutes, settings.second_reminder_minutes
    quiet = words.label("none")
    if settings.quiet_from != settings.quiet_to:
        quiet = f"{wall_clock(settings.quiet_from)}–{wall_clock(settings.quiet_to)}"
    lines = [
        words("<b>Reminders</b>"),
        words("❔ With the question “Will you come?”: {when}", when=_ahead(words, first)),
        words("⏰ Shortly before: {when}", when=_ahead(words, second)),
        words("🌙 Quiet hours: {hours}", hours=quiet),
        "",
        words("What falls into the quiet hours goes out the evening before. Who does not answer is named to you."),
        words("A change holds for bookings made or moved from now on."),
    ]
    rows = [_row(words, settings, rule, options) for rule, options in enumerate(OPTIONS)]
    return screen("\n".join(lines), (*rows, manage_row(words)))


def _ahead(words: Words, minutes: int) -> str:
    return words.label("{length} before", length=words.length(minutes)) if minutes else words.label("none")


def _row(words: Words, settings: BusinessSettings, rule: int, options: tuple[Option, ...]) -> Row:
    return [
        button(_label(words, settings, SIGNS[rule], option), SetRule(rule=rule, number=number))
        for number, option in enumerate(options)
    ]


def _label(words: Words, settings: BusinessSettings, sign: str, option: Option) -> str:
    mark = "✅" if option.holds(settings) else sign
    return f"{mark} {_value(words, option)}"


def _value(words: Words, option: Option) -> str:
    values = [value // HOUR for value in option.settings.values()]
    if not any(values):
        return words.label("none")
    return "–".join(str(value) for value in values) if len(values) > 1 else words.length(values[0] * HOUR)
