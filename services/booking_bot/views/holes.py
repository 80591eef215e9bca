"""Time that became free: said in the message about it, booked into or blocked from there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from services.booking_bot.domain.holes import Hole
from services.booking_bot.domain.intervals import Interval
from services.booking_bot.domain.plans import Plan
from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.use_cases.holes import FillingHole
from services.booking_bot.views.choices import Errand, PickTime, minute_of, to_book
from services.booking_bot.views.hole_buttons import BlockHole, FillHole
from services.booking_bot.views.home import service_label
from services.booking_bot.views.owner import manage_row
from services.booking_bot.views.screen import Page, Row, button, screen
from services.booking_bot.views.words import Html, Words
from services.shared.telegram.screens import Screen

PAGE = 8
MOST = 5
"""Of a message; all of them stand on the board of the day."""


def hole_lines(words: Words, holes: Sequence[Hole], now: datetime) -> list[Html]:
    return [words("🕳 <b>Free now: {time}</b>", time=_time(words, hole, now)) for hole in holes[:MOST]]


def hole_rows(words: Words, holes: Sequence[Hole]) -> list[Row]:
    """For each visit that was there: another in its place, or nobody."""
    were = [(hole, was) for hole in holes for was in hole.freed]
    return [
        [
            button(words.label("✍️ Book {time}", time=words.clock(was.start)), FillHole(**_place(hole, was))),
            button(words.label("⛔ Block {time}", time=_clocks(words, was)), _block(hole, was)),
        ]
        for hole, was in were[:MOST]
    ]


def filling(words: Words, settings: BusinessSettings, found: FillingHole, now: datetime, page: int = 0) -> Screen:
    """The services that fit; who comes is asked next."""
    hole = found.hole
    place = _place(hole, hole.span)
    lines = [words("🕳 <b>Free now: {time}</b>", time=_time(words, hole, now)), words("Which service is it to be?")]
    if not found.services:
        lines[1] = words("No service is as short as that.")
    shown = Page.of(found.services, page, PAGE)
    rows: list[Row] = [
        [
            button(
                service_label(words, settings, service),
                PickTime(**to_book(Plan.of(service.id, hole.specialist_id), Errand.HAND), minute=place["minute"]),
            )
        ]
        for service in shown.items
    ]
    turning = shown.turning(lambda number: FillHole(**place, page=number))
    return screen("\n".join(lines), (*rows, turning, manage_row(words)))


def _time(words: Words, hole: Hole, now: datetime) -> str:
    """«сегодня 14:00–15:30 · Анна»."""
    day, today = words.day_of(hole.span.start), words.day_of(now)
    named = {today: words.label("today"), today + timedelta(days=1): words.label("tomorrow")}
    time = f"{named.get(day, words.short_day(day))} {_clocks(words, hole.span)}"
    return time if hole.specialist_name is None else f"{time} · {hole.specialist_name}"


def _clocks(words: Words, span: Interval) -> str:
    return f"{words.clock(span.start)}–{words.clock(span.end)}"


def _place(hole: Hole, span: Interval) -> dict[str, int]:
    return {"who": hole.specialist_id, "minute": minute_of(span.start)}


def _block(hole: Hole, span: Interval) -> BlockHole:
    return BlockHole(**_place(hole, span), length=int(span.length.total_seconds()) // 60)
