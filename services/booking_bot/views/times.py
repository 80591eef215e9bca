"""Choosing a time: the month, the day, and the question before anything is done."""

from __future__ import annotations

import calendar
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from aiogram.types import InlineKeyboardButton

from services.booking_bot.domain.bookings import Booking
from services.booking_bot.domain.services import Service
from services.booking_bot.use_cases.free_times import FreeTimes
from services.booking_bot.use_cases.months import Month
from services.booking_bot.views.callbacks import (
    Agree,
    BookingAct,
    Choice,
    Errand,
    ListPage,
    NotFree,
    OfBooking,
    OpenList,
    PickDay,
    PickMonth,
    PickTime,
    minute_of,
)
from services.booking_bot.views.screen import Page, Row, button, in_rows, screen
from services.booking_bot.views.words import Html, Words
from services.shared.telegram.screens import Screen

TIMES_A_PAGE = 48
BLANK = "\u00a0"


@dataclass(frozen=True, slots=True)
class Subject:
    """What the time is for: a service that is to be booked, or a booking that is to move."""

    name: str
    minutes: int
    price: int
    currency: str
    booking: Booking | None = None

    @classmethod
    def of_service(cls, service: Service, currency: str) -> Subject:
        return cls(service.name, service.minutes, service.price, currency)

    @classmethod
    def of_booking(cls, booking: Booking) -> Subject:
        return cls(booking.service_name, booking.minutes, booking.price, booking.currency, booking)


def month(words: Words, choice: Choice, subject: Subject, view: Month) -> Screen:
    """The month as a calendar; days with free times are numbers to press."""
    free = {mark.day: mark.free for mark in view.marks}
    question = words("Choose a day.") if any(free.values()) else words("No day of this month is free.")
    rows = [_title_row(words, choice, view), _weekday_row(words), *_week_rows(choice, view.first, free)]
    return screen(_headline(words, subject) + "\n\n" + question, (*rows, _back_row(words, choice)))


def nothing_free(words: Words, choice: Choice, subject: Subject) -> Screen:
    """There is no free day at all, as far ahead as can be booked."""
    text = words("There is no free time at present. Please look in again later.")
    return screen(_headline(words, subject) + "\n\n" + text, (_back_row(words, choice),))


def _title_row(words: Words, choice: Choice, view: Month) -> Row:
    before = view.first - timedelta(days=1)
    after = view.first + timedelta(days=31)
    return [
        _month_button("‹", choice, before) if view.earlier else _blank(),
        button(words.month(view.first), NotFree()),
        _month_button("›", choice, after) if view.later else _blank(),
    ]


def _month_button(label: str, choice: Choice, day: date) -> InlineKeyboardButton:
    return button(label, PickMonth(errand=choice.errand, id=choice.id, day=day.toordinal()))


def _weekday_row(words: Words) -> Row:
    return [button(words.short_weekday(weekday), NotFree()) for weekday in range(7)]


def _week_rows(choice: Choice, first: date, free: Mapping[date, int]) -> list[Row]:
    weeks = calendar.Calendar().monthdatescalendar(first.year, first.month)
    return [[_day_cell(choice, day, day.month == first.month, free.get(day, 0)) for day in week] for week in weeks]


def _day_cell(choice: Choice, day: date, inside: bool, free: int) -> InlineKeyboardButton:
    if not inside:
        return _blank()
    if not free:
        return button("·", NotFree())
    return button(str(day.day), PickDay(errand=choice.errand, id=choice.id, day=day.toordinal()))


def _blank() -> InlineKeyboardButton:
    return button(BLANK, NotFree())


def day(words: Words, choice: PickDay, subject: Subject, times: FreeTimes) -> Screen:
    """The free starts of a day."""
    lines = [_headline(words, subject), "", words("<b>{day}</b>", day=words.day(times.day))]
    if times.starts:
        lines.append(words("Choose a time ({zone}).", zone=words.zone_name(times.starts[0])))
    else:
        lines.append(words("Nothing is free on this day any more. Please choose another one."))
    if choice.errand is Errand.HAND:
        lines.append(words("Or type any other time, for example 15:20."))
    shown = Page.of(times.starts, choice.page, TIMES_A_PAGE)
    turning = shown.turning(lambda number: choice.model_copy(update={"page": number}))
    back = PickMonth(errand=choice.errand, id=choice.id, day=choice.day)
    rows = (*time_rows(words, choice, shown.items), turning, [button(words.label("‹ Another day"), back)])
    return screen("\n".join(lines), rows)


def time_rows(words: Words, choice: Choice, starts: Sequence[datetime]) -> tuple[Row, ...]:
    return in_rows((button(words.clock(start), at_time(choice, start)) for start in starts), 4)


def at_time(choice: Choice, start: datetime) -> PickTime:
    return PickTime(errand=choice.errand, id=choice.id, minute=minute_of(start))


def question(words: Words, choice: PickTime, subject: Subject) -> Screen:
    """Asked once, before a visit is booked or moved."""
    end = choice.start + timedelta(minutes=subject.minutes)
    lines = visit_lines(words, subject.name, choice.start, end, subject.price, subject.currency)
    lines.append("")
    if subject.booking is None:
        lines.append(words("Is everything right?"))
        label = words.label("✅ Book")
    else:
        lines.append(words("Now: {when}. Move the visit?", when=words.when(subject.booking.start)))
        label = words.label("✅ Move")
    agree = Agree(errand=choice.errand, id=choice.id, minute=choice.minute)
    return screen("\n".join(lines), ([button(label, agree)], [_other_time(words, choice, choice.start)]))


def refused(words: Words, choice: Choice, reason: Html, wanted: datetime, nearest: Sequence[datetime]) -> Screen:
    """The time cannot be had: why, and the nearest that can."""
    lines = [reason]
    if nearest:
        lines.append(words("The nearest free times:"))
    rows: list[Row] = [[button(words.short_when(start), at_time(choice, start))] for start in nearest]
    return screen("\n".join(lines), (*rows, [_other_time(words, choice, wanted)]))


def _other_time(words: Words, choice: Choice, start: datetime) -> InlineKeyboardButton:
    day_number = min(max(words.day_of(start).toordinal(), 1), date.max.toordinal())
    return button(words.label("‹ Another day"), PickMonth(errand=choice.errand, id=choice.id, day=day_number))


def _headline(words: Words, subject: Subject) -> str:
    facts = [words.length(subject.minutes)]
    if subject.price:
        facts.append(words.money(subject.price, subject.currency))
    lines = [words("<b>{name}</b> · {facts}", name=subject.name, facts=" · ".join(facts))]
    if subject.booking is not None:
        lines.append(words("Now: {when}", when=words.when(subject.booking.start)))
    return "\n".join(lines)


def visit_lines(
    words: Words, service_name: str, start: datetime, end: datetime, price: int, currency: str
) -> list[str]:
    """What, when, on whose clock, for how much: the same wherever a visit is shown."""
    lines: list[str] = [
        words("<b>{name}</b>", name=service_name),
        words("📅 {when}", when=words.span(start, end)),
        words("🕒 Time: {zone}", zone=words.zone_name(start)),
    ]
    if price:
        lines.append(words("💳 {price}", price=words.money(price, currency)))
    return lines


def _back_row(words: Words, choice: Choice) -> Row:
    if choice.errand is Errand.BOOK:
        return [button(words.label("‹ To the services"), OpenList(which=ListPage.SERVICES))]
    if choice.errand is Errand.HAND:
        return [button(words.label("‹ To the services"), OpenList(which=ListPage.HAND_SERVICES))]
    show = OfBooking(act=BookingAct.SHOW, side=choice.side, id=choice.id)
    return [button(words.label("‹ Back"), show)]
