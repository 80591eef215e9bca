"""How the business is reached, and how long it keeps what it knows."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from services.booking_bot.domain.errors_setup import InvalidLink
from services.booking_bot.domain.links import LONGEST_LINK, checked_link
from services.booking_bot.domain.retention import lapsed_before


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" instagram.com/my_salon ", "https://instagram.com/my_salon"),
        ("HTTP://салон.рф/?a=1#b", "HTTP://салон.рф/?a=1#b"),
        ("t.me/salon", "https://t.me/salon"),
    ],
)
def test_link_is_made_whole(typed: str, kept: str) -> None:
    assert checked_link(typed) == kept
    assert checked_link(kept) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "salon",
        "@my_salon",
        "https://",
        "javascript:alert(1)",
        "ftp://a.ru",
        "https://a.ru/b c",
        "a.ru/<b>",
        "https://me:secret@a.ru",
        "https://[a.ru",
        "a.ru/" + "a" * LONGEST_LINK,
    ],
)
def test_what_is_no_page_is_refused(typed: str) -> None:
    with pytest.raises(InvalidLink):
        checked_link(typed)


def test_years_are_counted_by_the_calendar() -> None:
    now = datetime(2028, 2, 29, 1, tzinfo=ZoneInfo("Europe/Moscow"))

    assert lapsed_before(now, 3) == datetime(2025, 2, 28, 22, tzinfo=UTC)
    assert lapsed_before(datetime(2028, 2, 29, tzinfo=UTC), 1) == datetime(2027, 2, 28, tzinfo=UTC)
