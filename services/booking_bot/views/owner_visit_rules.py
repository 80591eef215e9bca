"""The owner's rules of one visit: how many services it may have, who may come along, which times come first."""

from __future__ import annotations

from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.views.callbacks import Open, Place, RuleSheet, SetRule
from services.booking_bot.views.rules import Option, offering, rule_rows
from services.booking_bot.views.screen import button, screen
from services.booking_bot.views.words import Words
from services.shared.telegram.screens import Screen

RULES = (
    offering("🧩", "most_services", 1, 2, 3, 4),
    offering("👥", "guests", 0, 1, 2),
    offering("⭐", "convenient_first", 0, 1),
)
"""In the order of the screen; a button names a rule and a value by their places here."""


def visit_rules(words: Words, settings: BusinessSettings) -> Screen:
    """What holds now, and a button for each choice; the one in force is marked."""
    lines = [
        words("<b>One visit</b>"),
        "",
        words("🧩 Services in one visit: at most {n}", n=settings.most_services),
        words("👥 Customers may book: {value}", value=_guests(words, settings.guests)),
        words("⭐ Times come: {value}", value=_order(words, settings.convenient_first)),
        "",
        words("Convenient times stand close to another visit or to the opening hours: on that side no gap is left."),
    ]
    rows = rule_rows(
        RULES,
        lambda name: getattr(settings, name),
        lambda option: _label(words, option),
        lambda rule, number: SetRule(sheet=RuleSheet.VISIT, rule=rule, number=number),
    )
    return screen("\n".join(lines), (*rows, [button(words.label("‹ Back"), Open(place=Place.RULES))]))


def _label(words: Words, option: Option) -> str:
    ((name, value),) = option.items()
    if name == "guests":
        return _guests(words, value or 0)
    return _order(words, value or 0) if name == "convenient_first" else str(value)


def _guests(words: Words, guests: int) -> str:
    return (words.label("for oneself"), words.label("for others too"), words.label("for two"))[guests]


def _order(words: Words, convenient_first: int) -> str:
    return words.label("convenient ones first") if convenient_first else words.label("as the clock goes")
