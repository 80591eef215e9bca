from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from deploy.health import SILENCE, BotState, Heartbeat, parse_heartbeat, watch

POLLED = "2026-03-01T10:00:00+00:00"
WELL = Heartbeat(BotState.POLLING, datetime(2026, 3, 1, 10, tzinfo=UTC))
STARTING = Heartbeat(BotState.STARTING, None)
REFUSED = Heartbeat(BotState.UNAUTHORIZED, None)


def test_heartbeat_is_read_whole() -> None:
    text = json.dumps(
        {"instance": "ab", "state": "polling", "last_poll_at": POLLED, "updates": 3, "version": "0.1.0", "detail": ""}
    )

    assert parse_heartbeat(text) == Heartbeat(BotState.POLLING, datetime(2026, 3, 1, 10, tzinfo=UTC), "ab", "0.1.0", "")


@pytest.mark.parametrize(
    "text", [None, "", b"\xff", "[]", "null", "{}", '{"state": "dancing"}', '{"state": "polling", "last_poll_at": "x"}']
)
def test_unreadable_heartbeat_is_silence(text: str | bytes | None) -> None:
    assert parse_heartbeat(text) == SILENCE


@pytest.mark.parametrize(
    ("beat", "healthy"),
    [(WELL, True), (Heartbeat(BotState.POLLING, None), False), (STARTING, False), (REFUSED, False), (SILENCE, False)],
)
def test_only_an_answered_poll_is_health(beat: Heartbeat, *, healthy: bool) -> None:
    assert beat.healthy is healthy


class Beats:
    """Gives one heartbeat after the other, the last one for ever, and remembers how often it was asked."""

    def __init__(self, *beats: Heartbeat) -> None:
        self.beats = beats
        self.asked = 0

    def __call__(self) -> Heartbeat:
        self.asked += 1
        return self.beats[min(self.asked, len(self.beats)) - 1]


@pytest.mark.parametrize(
    ("beats", "end", "asked"),
    [((SILENCE, STARTING, WELL), WELL, 3), ((STARTING, REFUSED, WELL), REFUSED, 2)],
)
def test_watch_ends_with_health_or_without_hope(beats: tuple[Heartbeat, ...], end: Heartbeat, asked: int) -> None:
    look = Beats(*beats)

    assert watch(look, alive=lambda: True, seconds=5, pause=0) == end
    assert look.asked == asked


def test_watch_ends_when_the_time_is_up() -> None:
    assert watch(Beats(STARTING), alive=lambda: True, seconds=0.01, pause=0.001) == STARTING


def test_watch_ends_when_the_bot_does() -> None:
    look = Beats(STARTING)

    assert watch(look, alive=lambda: False, seconds=60, pause=0) == STARTING
    assert look.asked == 1
