"""What the bot shows: a text (HTML) and the buttons under it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from services.shared.telegram.screens import Screen

LONGEST_LABEL = 60

Item = TypeVar("Item")
Row = Sequence[InlineKeyboardButton]


def screen(text: str, rows: Iterable[Row] = ()) -> Screen:
    """``text`` is HTML; ``rows`` are buttons, the uppermost first; empty rows are left out."""
    filled = [list(row) for row in rows if row]
    return Screen(text, InlineKeyboardMarkup(inline_keyboard=filled) if filled else None)


def question(text: str, yes: InlineKeyboardButton, no: InlineKeyboardButton) -> Screen:
    """What asks once before something is gone."""
    return screen(text, ([yes], [no]))


def button(label: str, data: CallbackData) -> InlineKeyboardButton:
    """A button with ``label`` as plain text, cut where a phone would cut it anyway."""
    short = label if len(label) <= LONGEST_LABEL else f"{label[: LONGEST_LABEL - 1]}…"
    return InlineKeyboardButton(text=short, callback_data=data.pack())


def link_button(label: str, url: str) -> InlineKeyboardButton:
    """A button that opens a page."""
    return InlineKeyboardButton(text=label, url=url)


def in_rows(buttons: Iterable[InlineKeyboardButton], width: int) -> tuple[Row, ...]:
    """The buttons, ``width`` in each row, the last row shorter."""
    every = list(buttons)
    return tuple(every[start : start + width] for start in range(0, len(every), width))


@dataclass(frozen=True, slots=True)
class Page(Generic[Item]):
    """One page of a list; ``number`` counts from 0 and is the last one for a number that is too high."""

    items: Sequence[Item]
    number: int
    last: int

    @classmethod
    def of(cls, items: Sequence[Item], number: int, size: int) -> Page[Item]:
        last = max(0, (len(items) - 1) // size)
        number = max(0, min(number, last))
        return cls(items[number * size : (number + 1) * size], number, last)

    def turning(self, data: Callable[[int], CallbackData]) -> Row:
        """‹ and ›, as far as there are more pages."""
        before = [button("‹", data(self.number - 1))] if self.number > 0 else []
        after = [button("›", data(self.number + 1))] if self.number < self.last else []
        return [*before, *after]
