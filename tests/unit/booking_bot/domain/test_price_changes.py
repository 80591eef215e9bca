from __future__ import annotations

from datetime import date

import pytest

from services.booking_bot.domain.categories import Category
from services.booking_bot.domain.errors_setup import InvalidPriceChange
from services.booking_bot.domain.price_changes import PriceChange, changed_prices
from services.booking_bot.domain.prices import PriceKind
from services.booking_bot.domain.services import HIGHEST_PRICE, Service
from services.booking_bot.handlers.typed_prices import read_day, read_price_change


@pytest.mark.parametrize(
    ("change", "before", "after"),
    [
        (PriceChange(True, 10), 1500_00, 1650_00),
        (PriceChange(True, 10, 100_00), 1500_00, 1700_00),
        (PriceChange(True, 10, 50_00), 1490_00, 1650_00),
        (PriceChange(True, 3, 10_00), 1500_00, 1550_00),
        (PriceChange(True, 3, 1_00), 1515_00, 1560_00),
        (PriceChange(True, -10), 1500_00, 1350_00),
        (PriceChange(False, 200_00), 1500_00, 1700_00),
        (PriceChange(False, -200_00, 100_00), 1550_00, 1400_00),
        (PriceChange(False, -200_00), 150_00, 10_00),
        (PriceChange(True, 500), HIGHEST_PRICE, HIGHEST_PRICE),
    ],
)
def test_price_is_rounded_half_up_and_never_becomes_nothing(change: PriceChange, before: int, after: int) -> None:
    assert change.applied(before) == after


@pytest.mark.parametrize(
    ("percent", "amount", "rounding"),
    [(True, 0, 10_00), (False, 0, 10_00), (True, -91, 10_00), (True, 501, 10_00), (True, 5, 7)],
)
def test_change_of_nothing_or_of_too_much_is_refused(percent: bool, amount: int, rounding: int) -> None:
    with pytest.raises(InvalidPriceChange):
        PriceChange(percent, amount, rounding)


def test_only_stated_sums_of_the_category_change() -> None:
    nails = Category(3, "Ногти")
    services = [
        Service(1, "Стрижка", 60, 1500_00),
        Service(2, "Маникюр", 60, 1000_00, category=nails, price_kind=PriceKind.FROM),
        Service(3, "Снятие", 60, 0, category=nails, price_kind=PriceKind.FREE),
        Service(4, "Ремонт", 60, 10_00, category=nails),
    ]

    changed = changed_prices(PriceChange(True, 10, 10_00, 3), services)
    assert [(before.id, after.price, after.price_kind) for before, after in changed] == [(2, 1100_00, PriceKind.FROM)]
    assert [before.id for before, _ in changed_prices(PriceChange(True, 10), services)] == [1, 2]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("+10%", (True, 10)),
        (" 10 % ", (True, 10)),
        ("−5%", (True, -5)),
        ("+200", (False, 200_00)),
        ("- 1 000 ₽", (False, -1000_00)),
        ("99,50", (False, 99_50)),
        ("10,5%", None),
        ("дорого", None),
        ("", None),
        ("++10%", None),
    ],
)
def test_percent_and_sums_are_read_as_people_type_them(text: str, read: tuple[bool, int] | None) -> None:
    assert read_price_change(text) == read


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("01.12", date(2026, 12, 1)),
        ("с 1.12.", None),
        ("с 1.12", date(2026, 12, 1)),
        ("01.03", date(2027, 3, 1)),
        ("31.12.2027", date(2027, 12, 31)),
        ("30.02", None),
        ("29.02", None),
        ("завтра", None),
    ],
)
def test_date_without_a_year_is_the_next_one(text: str, read: date | None) -> None:
    assert read_day(text, date(2026, 3, 1)) == read
