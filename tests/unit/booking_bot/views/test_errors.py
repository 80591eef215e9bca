"""What is said when a time is refused, to whom."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from services.booking_bot.domain.errors import OwnVisit, TakesNoBookings
from services.booking_bot.domain.errors_plan import PlanHoldsNoMore
from services.booking_bot.domain.plan_limits import Limit, PlanUse
from services.booking_bot.handlers.taps import LONGEST_POP_UP
from services.booking_bot.views import words as words_module
from services.booking_bot.views.errors import refusal
from services.booking_bot.views.words import Words
from services.shared.runtime.translations import Translations

LOCALES = Path(words_module.__file__).resolve().parents[1] / "locales"
START = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.fixture
def english() -> Words:
    return Words(Translations(LOCALES)["en"], ZoneInfo("UTC"))


def test_other_visit_is_yours_only_to_the_customer(english: Words) -> None:
    mine, his = OwnVisit(START, ()), OwnVisit(START, (), told_business=True)

    assert refusal(english, mine) == "There is another visit of yours at this time."
    assert refusal(english, his) == "The customer has another visit at this time."


def test_closed_bot_gives_customers_the_phone_and_the_owner_the_reason(english: Words) -> None:
    phone, owner = TakesNoBookings("+74951234567", told_business=False), TakesNoBookings("", told_business=True)

    assert refusal(english, phone) == "Please book this visit by phone: +74951234567"
    assert refusal(english, owner).startswith("The subscription of this bot has ended")


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("limit", Limit)
def test_what_the_plan_does_not_hold_is_said_whole_in_a_pop_up(language: str, limit: Limit) -> None:
    words = Words(Translations(LOCALES)[language], ZoneInfo("UTC"))

    assert len(refusal(words, PlanHoldsNoMore(PlanUse(limit, 123_456, 123_456)))) <= LONGEST_POP_UP
