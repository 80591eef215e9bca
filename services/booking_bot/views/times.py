"""Choosing a time: the month, the day, and the question before anything is done."""

from __future__ import annotations

import calendar
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from aiogram.types import InlineKeyboardButton

from services.booking_bot.domain.bookings import Booking
from services.booking_bot.use_cases.empty_days import EmptyDay, WhyEmpty
from services.booking_bot.use_cases.free_times import FreeTimes
from services.booking_bot.use_cases.months import Month
from services.booking_bot.use_cases.offers import Offer
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
    PickService,
    PickTime,
    minute_of,
)
from services.booking_bot.views.photos import photo_of
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
    specialist: str | None = None
    varies: bool = False
    photo: str | None = None

    @classmethod
    def of_offer(cls, offer: Offer, currency: str) -> Subject:
        service, specialist = offer.service, None if offer.specialist is None else offer.specialist.name
        return cls(
            service.name,
            service.minutes,
            service.price,
            currency,
            specialist=specialist,
            varies=offer.varies,
            photo=photo_of(offer),
        )

    @classmethod
    def of_booking(cls, booking: Booking) -> Subject:
        return cls(
            booking.service_name,
            booking.minutes,
            booking.price,
            booking.currency,
            booking,
            specialist=booking.specialist_names,
        )


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
    return button(label, PickMonth(**choice.way, day=day.toordinal()))


def _weekday_row(words: Words) -> Row:
    return [button(words.short_weekday(weekday), NotFree()) for weekday in range(7)]


def _week_rows(choice: Choice, first: date, free: Mapping[date, int]) -> list[Row]:
    weeks = calendar.Calendar().monthdatescalendar(first.year, first.month)
    return [[_day_cell(choice, day, day.month == first.month, free.get(day)) for day in week] for week in weeks]


def _day_cell(choice: Choice, day: date, inside: bool, free: int | None) -> InlineKeyboardButton:
    if not inside:
        return _blank()
    if free is None:
        return button("·", NotFree())
    return button(str(day.day) if free else "·", PickDay(**choice.way, day=day.toordinal()))


def _blank() -> InlineKeyboardButton:
    return button(BLANK, NotFree())


def day(words: Words, choice: PickDay, subject: Subject, times: FreeTimes) -> Screen:
    """The free starts of a day."""
    lines = [_headline(words, subject), "", words("<b>{day}</b>", day=words.day(times.day))]
    if times.starts:
        lines.append(words("Choose a time ({zone}).", zone=words.zone_name(times.starts[0])))
    else:
        lines.append(_empty_line(words, times.empty))
    if choice.errand is Errand.HAND:
        lines.append(words("Or type any other time, for example 15:20."))
    shown = Page.of(times.starts, choice.page, TIMES_A_PAGE)
    turning = shown.turning(lambda number: choice.model_copy(update={"page": number}))
    back = PickMonth(**choice.way, day=choice.day)
    next_day = _next_day_row(words, choice, times.empty)
    rows = (*time_rows(words, choice, shown.items), turning, next_day, [button(words.label("‹ Another day"), back)])
    return screen("\n".join(lines), rows)


def _empty_line(words: Words, empty: EmptyDay | None) -> Html:
    reasons = {
        WhyEmpty.CLOSED: words("This is a day off."),
        WhyEmpty.TAKEN: words("Everything is taken on this day."),
        WhyEmpty.TOO_LATE: words("It is too late to book for this day."),
        WhyEmpty.TOO_FAR: words("This day cannot be booked yet."),
    }
    if empty is None:
        return words("Nothing is free on this day any more. Please choose another one.")
    if empty.next_day is None:
        return reasons[empty.why]
    return Html(reasons[empty.why] + " " + words("The next free day is below."))


def _next_day_row(words: Words, choice: PickDay, empty: EmptyDay | None) -> Row:
    if empty is None or empty.next_day is None:
        return []
    following = PickDay(**choice.way, day=empty.next_day.toordinal())
    return [button(words.label("📅 {day}", day=words.short_day(empty.next_day)), following)]


def time_rows(words: Words, choice: Choice, starts: Sequence[datetime]) -> tuple[Row, ...]:
    return in_rows((button(words.clock(start), at_time(choice, start)) for start in starts), 4)


def at_time(choice: Choice, start: datetime) -> PickTime:
    return PickTime(**choice.way, minute=minute_of(start))


def question(words: Words, choice: PickTime, subject: Subject) -> Screen:
    """Asked once, before a visit is booked or moved."""
    lines = visit_lines(words, _visit(subject, choice.start))
    lines.append("")
    if subject.booking is None:
        lines.append(words("Is everything right?"))
        label = words.label("✅ Book")
    else:
        lines.append(words("Now: {when}. Move the visit?", when=words.when(subject.booking.start)))
        label = words.label("✅ Move")
    agree = Agree(**choice.way, minute=choice.minute)
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
    return button(words.label("‹ Another day"), PickMonth(**choice.way, day=day_number))


def _headline(words: Words, subject: Subject) -> str:
    facts = [words.label("from {what}", what=fact) if subject.varies else fact for fact in _measures(words, subject)]
    if subject.specialist is not None:
        facts.insert(0, subject.specialist)
    lines = [words("<b>{name}</b> · {facts}", name=subject.name, facts=" · ".join(facts))]
    if subject.booking is not None:
        lines.append(words("Now: {when}", when=words.when(subject.booking.start)))
    return "\n".join(lines)


def _measures(words: Words, subject: Subject) -> list[str]:
    price = [words.money(subject.price, subject.currency)] if subject.price else []
    return [words.length(subject.minutes), *price]


@dataclass(frozen=True, slots=True)
class Visit:
    """What is shown of a visit. ``end`` is None, and ``price`` the least, as long as it depends on who comes."""

    name: str
    start: datetime
    end: datetime | None
    price: int
    currency: str
    specialist: str | None = None

    @classmethod
    def of_booking(cls, booking: Booking) -> Visit:
        names = booking.specialist_names
        return cls(booking.service_name, booking.start, booking.end, booking.price, booking.currency, names)


def _visit(subject: Subject, start: datetime) -> Visit:
    end = None if subject.varies else start + timedelta(minutes=subject.minutes)
    return Visit(subject.name, start, end, subject.price, subject.currency, subject.specialist)


def visit_lines(words: Words, visit: Visit) -> list[str]:
    """What, with whom, when, on whose clock, for how much: the same wherever a visit is shown."""
    when = words.when(visit.start) if visit.end is None else words.span(visit.start, visit.end)
    lines: list[str] = [words("<b>{name}</b>", name=visit.name)]
    if visit.specialist is not None:
        lines.append(words("💇 {specialist}", specialist=visit.specialist))
    lines += [words("📅 {when}", when=when), words("🕒 Time: {zone}", zone=words.zone_name(visit.start))]
    if visit.price:
        price = words.money(visit.price, visit.currency)
        lines.append(words("💳 {price}", price=words.label("from {what}", what=price) if visit.end is None else price))
    return lines


def _back_row(words: Words, choice: Choice) -> Row:
    if choice.who:
        return [button(words.label("‹ Somebody else"), PickService(errand=choice.errand, id=choice.id))]
    if choice.errand is Errand.BOOK:
        return [button(words.label("‹ To the services"), OpenList(which=ListPage.SERVICES))]
    if choice.errand is Errand.HAND:
        return [button(words.label("‹ To the services"), OpenList(which=ListPage.HAND_SERVICES))]
    show = OfBooking(act=BookingAct.SHOW, side=choice.side, id=choice.id)
    return [button(words.label("‹ Back"), show)]
