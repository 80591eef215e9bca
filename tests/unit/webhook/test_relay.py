from __future__ import annotations

from datetime import timedelta

import pytest

from services.webhook.relay import pause_after


@pytest.mark.parametrize(
    ("attempt", "seconds"), [(1, 1), (2, 2), (3, 4), (9, 256), (10, 300), (11, 300), (1_000_000, 300)]
)
def test_pauses_grow_up_to_five_minutes(attempt: int, seconds: int) -> None:
    assert pause_after(attempt, 0.0) == timedelta(seconds=seconds)


def test_pauses_differ_by_chance() -> None:
    assert pause_after(4, 1.0) == timedelta(seconds=4)
    assert pause_after(4, 0.5) == timedelta(seconds=6)
