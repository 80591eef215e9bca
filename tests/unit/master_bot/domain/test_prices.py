from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from services.master_bot.domain.prices import Priced, Told, must_be_told, version_at

NOW = datetime(2026, 3, 20, tzinfo=UTC)
BOUGHT, DEARER, CHEAPER = (Priced(version, Decimal(price)) for version, price in ((1, 990), (2, 1190), (2, 890)))
NOBODY = Told(None, None)


def told(days_ago: float, version: int = 2) -> Told:
    return Told(version, NOW - timedelta(days=days_ago))


@pytest.mark.parametrize(
    ("on_sale", "told", "version"),
    [
        (DEARER, NOBODY, 1),
        (DEARER, told(0), 1),
        (DEARER, told(13.99), 1),
        (DEARER, told(14), 2),
        (DEARER, told(100, version=3), 1),
        (CHEAPER, NOBODY, 2),
        (Priced(2, Decimal(990)), NOBODY, 2),
    ],
)
def test_rise_counts_14_days_after_the_notice_and_a_fall_at_once(on_sale: Priced, told: Told, version: int) -> None:
    assert version_at(BOUGHT, on_sale, told, NOW).version == version


@pytest.mark.parametrize(
    ("on_sale", "told", "must"),
    [(DEARER, NOBODY, True), (DEARER, told(1), False), (DEARER, told(1, version=3), True), (CHEAPER, NOBODY, False)],
)
def test_only_a_rise_is_told_and_once(on_sale: Priced, told: Told, must: bool) -> None:
    assert must_be_told(BOUGHT, on_sale, told) is must
