"""The button that books all the same says what is booked: with whom, and for whom."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from aiogram.types import InlineKeyboardMarkup

from scripts.gallery.making import LOCALES
from services.booking_bot.domain.clashes import Clash
from services.booking_bot.domain.errors import InThePast, SlotTaken, TimeRefused
from services.booking_bot.domain.plans import Plan
from services.booking_bot.views import clashes
from services.booking_bot.views.choices import (
    THE_MESSAGE,
    AtTime,
    Errand,
    PickTime,
    Way,
    minute_of,
    to_book,
    to_draft,
    to_move,
)
from services.booking_bot.views.hand_buttons import BookDraft
from services.booking_bot.views.words import Words
from services.shared.runtime.translations import Translations

WORDS = Words(Translations(LOCALES)["en"], ZoneInfo("UTC"))
START = datetime(2026, 3, 2, 15, tzinfo=UTC)
TAKEN = SlotTaken(START, (), Clash(7, "Anna"))
NOBODY_ELSE = SlotTaken(START, (), Clash(7, None))


def anyway(way: Way, refused: TimeRefused) -> list[str]:
    choice = AtTime(**way, minute=minute_of(START))
    shown = clashes.refused(WORDS, choice, clashes.why_refused(WORDS, refused), refused)
    assert isinstance(shown.keyboard, InlineKeyboardMarkup)
    return [one.callback_data or "" for row in shown.keyboard.inline_keyboard for one in row][:-1]


@pytest.mark.parametrize(
    ("way", "refused", "data"),
    [
        (to_book(Plan.of(5), Errand.HAND), TAKEN, ["aw:h:5.7:29541060"]),
        (to_book(Plan.of(5), Errand.HAND), NOBODY_ELSE, ["aw:h:5:29541060"]),
        (to_draft(Plan.of(5), 40), TAKEN, ["hb:d:5.7@14:29541060:1"]),
        (to_draft(Plan.of(5), 0), NOBODY_ELSE, ["hb:d:5@0:29541060:1"]),
        (to_move(3, Errand.SHIFT), TAKEN, ["aw:s:#3:29541060"]),
        (to_move(3), TAKEN, []),
        (to_book(Plan.of(5)), TAKEN, []),
        (to_book(Plan.of(5), Errand.HAND), InThePast(START, ()), []),
    ],
)
def test_button_that_books_anyway(way: Way, refused: TimeRefused, data: list[str]) -> None:
    assert anyway(way, refused) == data


def test_draft_says_who_comes() -> None:
    guests = [PickTime.unpack(f"t:d:5.7{who}:29541060").guest_id for who in ("", "@0", "@14")]

    assert guests == [None, THE_MESSAGE, 40]


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        (PickTime, "t:h:5@1:29541060"),
        (PickTime, "t:d:5@:29541060"),
        (PickTime, "t:d:5-6@1:29541060"),
        (BookDraft, "hb:h:5:29541060:1"),
    ],
)
def test_forged_draft_is_no_button(kind: type[AtTime], data: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        kind.unpack(data)
