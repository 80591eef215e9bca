"""Until when more may be used than the plan holds, in the letters and under “More”: never a day that means nothing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from scripts.gallery.making import LOCALES
from services.booking_bot.domain.plan_limits import Limit, Overage, PlanNews, PlanUse
from services.booking_bot.use_cases.plan_limits import PlanLetter, PlanState
from services.booking_bot.views import more, plan
from services.booking_bot.views.words import Words
from services.shared.runtime.translations import Translations

WORDS = Words(Translations(LOCALES)["en"], ZoneInfo("Europe/Moscow"))
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
TOMORROW = "⏳ <b>Tomorrow the time ends in which more may be used than your plan holds</b>"
BIGGER = "Choose a bigger plan where you bought this bot: “🤖 My bots”, “Renew”."


def state(limit: Limit, *, began: int, days: float, used: int = 2) -> PlanState:
    """More is used since a day of March 2026, looked at so many days later."""
    since = NOON.replace(day=began)
    return PlanState(PlanUse(limit, used, 1), since + timedelta(days=days), Overage(limit, since))


@pytest.mark.parametrize(
    ("limit", "began", "days", "line"),
    [
        (Limit.SPECIALISTS, 2, 0, "From 16 March 2026 on only this is not possible: to add one more specialist."),
        (Limit.SPECIALISTS, 2, 14, "Only this is not possible now: to add one more specialist."),
        (
            Limit.BOOKINGS,
            2,
            0,
            "From 16 March 2026 on only this is not possible until the month is over: to book somebody by hand.",
        ),
        (Limit.BOOKINGS, 2, 14, "Only this is not possible until the month is over: to book somebody by hand."),
        (
            Limit.BOOKINGS,
            20,
            0,
            "Next month bookings are counted anew, so until then nothing changes for you either.",
        ),
    ],
)
def test_letter_and_more_say_the_same_of_what_comes(limit: Limit, began: int, days: float, line: str) -> None:
    used = state(limit, began=began, days=days)
    counted = "⚠️ Specialists: 2 of 1" if limit is Limit.SPECIALISTS else "⚠️ March 2026, bookings: 2 of 1"

    letter = plan.letter(WORDS, PlanLetter(1, PlanNews.WEEK, used)).text.splitlines()
    shown = more.more(WORDS, [used]).text.splitlines()

    assert shown[-4:] == ["📦 <b>Your plan</b>", counted, line, BIGGER]
    assert (letter[1], letter[4], letter[-1]) == (counted, line, BIGGER)


@pytest.mark.parametrize(
    ("limit", "began", "days", "tomorrow"),
    [
        (Limit.SPECIALISTS, 2, 13, True),
        (Limit.SPECIALISTS, 2, 20, False),  # the bot was off on the last day
        (Limit.BOOKINGS, 2, 13, True),
        (Limit.BOOKINGS, 18, 13, False),  # tomorrow is April
    ],
)
def test_last_day_is_called_so_only_where_it_is(limit: Limit, began: int, days: int, tomorrow: bool) -> None:
    told = PlanLetter(1, PlanNews.LAST_DAY, state(limit, began=began, days=days))

    assert (plan.letter(WORDS, told).text.splitlines()[0] == TOMORROW) is tomorrow


def test_more_says_nothing_of_what_is_enough() -> None:
    enough = PlanState(PlanUse(Limit.SPECIALISTS, 1, 1), NOON)

    assert more.more(WORDS, [enough]).text.splitlines()[-2:] == ["📦 <b>Your plan</b>", "Specialists: 1 of 1"]
