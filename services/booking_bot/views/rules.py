"""Rules that the owner sets by a tap: each offers a few values, and the one in force is marked."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton

from services.booking_bot.views.screen import Row, button

HOUR, DAY = 60, 24 * 60
CHOSEN = "✅"

Value = int | None
Option = Mapping[str, Value]
"""What a button sets: values by their names."""


@dataclass(frozen=True, slots=True)
class Rule:
    """``sign`` marks its line of the text and its buttons."""

    sign: str
    options: tuple[Option, ...]


def offering(sign: str, name: str, *values: Value) -> Rule:
    """A rule of one value."""
    return Rule(sign, tuple({name: value} for value in values))


def chosen(rules: Sequence[Rule], rule: int, number: int) -> Option:
    """What a button asks for; one of an older screen may name a place that is no more, and gets the last."""
    options = rules[min(rule, len(rules) - 1)].options
    return options[min(number, len(options) - 1)]


def rule_rows(
    rules: Sequence[Rule],
    now: Callable[[str], Value],
    label: Callable[[Option], str],
    data: Callable[[int, int], CallbackData],
) -> list[Row]:
    """The buttons of each rule. ``now`` gives what is in force, by name."""

    def choice(place: int, number: int) -> InlineKeyboardButton:
        rule, option = rules[place], rules[place].options[number]
        holds = all(now(name) == value for name, value in option.items())
        return button(f"{CHOSEN if holds else rule.sign} {label(option)}", data(place, number))

    rows: list[Row] = []
    for place, rule in enumerate(rules):
        alone = 1 if None in rule.options[0].values() else 0  # "as everywhere" is too long to stand beside others
        buttons = [choice(place, number) for number in range(len(rule.options))]
        rows += [buttons[:alone], buttons[alone:]]
    return rows
