"""The owner's rules of reminding: when customers hear of their visit, and when nobody is disturbed."""

from __future__ import annotations

from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.views.callbacks import RuleSheet, SetRule
from services.booking_bot.views.more import more_row
from services.booking_bot.views.rules import HOUR, Option, Rule, offering, rule_rows
from services.booking_bot.views.screen import screen
from services.booking_bot.views.words import Words, wall_clock
from services.shared.telegram.screens import Screen


def _quiet(*hours: tuple[int, int]) -> tuple[Option, ...]:
    return tuple({"quiet_from": begins * HOUR, "quiet_to": ends * HOUR} for begins, ends in hours)


RULES = (
    offering("❔", "first_reminder_minutes", 0, 24 * HOUR, 48 * HOUR),
    offering("⏰", "second_reminder_minutes", 0, HOUR, 2 * HOUR, 3 * HOUR),
    Rule("🌙", _quiet((0, 0), (21, 10), (22, 9), (23, 8))),
    offering("🌆", "ask_at_closing", 0, 1),
)
"""In the order of the screen; a button names a rule and an option by their places here."""


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
        words("🌆 At closing time: {question}", question=_at_closing(words, settings.ask_at_closing)),
        "",
        words("What falls into the quiet hours goes out the evening before. Who does not answer is named to you."),
        words("A change holds for bookings made or moved from now on."),
    ]
    rows = rule_rows(
        RULES,
        lambda name: getattr(settings, name),
        lambda option: _label(words, option),
        lambda rule, number: SetRule(sheet=RuleSheet.REMINDERS, rule=rule, number=number),
    )
    return screen("\n".join(lines), (*rows, more_row(words)))


def _ahead(words: Words, minutes: int) -> str:
    return words.label("{length} before", length=words.length(minutes)) if minutes else words.label("none")


def _at_closing(words: Words, asked: int) -> str:
    return words.label("ask who came") if asked else words.label("ask nothing")


def _label(words: Words, option: Option) -> str:
    if "ask_at_closing" in option:
        return _at_closing(words, option["ask_at_closing"] or 0)
    hours = [(value or 0) // HOUR for value in option.values()]
    if not any(hours):
        return words.label("none")
    return "–".join(str(hour) for hour in hours) if len(hours) > 1 else words.length(hours[0] * HOUR)
