"""Choosing a time: the month, the day, and the question before anything is done."""

from __future__ import annotations

import calendar
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from aiogram.types import InlineKeyboardButton

from services.booking_bot.domain.bookings import Side
from services.booking_bot.domain.own_texts import TextKind
from services.booking_bot.domain.plans import Party
from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.use_cases.empty_days import EmptyDay, WhyEmpty
from services.booking_bot.use_cases.free_times import FreeTimes
from services.booking_bot.use_cases.months import Month
from services.booking_bot.views import performers
from services.booking_bot.views.callbacks import BookingAct, ListPage, OfBooking, OpenList
from services.booking_bot.views.changes import until_lines
from services.booking_bot.views.choices import (
    AddToVisit,
    Agree,
    Choice,
    Errand,
    ForSomebody,
    NotFree,
    PickDay,
    PickMonth,
    PickService,
    PickTime,
    minute_of,
    to_book,
)
from services.booking_bot.views.hand_buttons import DropDraft
from services.booking_bot.views.home import work_row
from services.booking_bot.views.screen import Page, Row, button, in_rows, screen
from services.booking_bot.views.visits import Subject, Visit, visit_lines
from services.booking_bot.views.words import Html, Words
from services.shared.telegram.screens import Screen

TIMES_A_PAGE = 48
BLANK = "\u00a0"


def month(words: Words, choice: Choice, subject: Subject, view: Month, *, may_add: bool = False) -> Screen:
    """The month as a calendar; days with free times are numbers to press. ``may_add``: a service more."""
    free = {mark.day: mark.free for mark in view.marks}
    question = words("Choose a day.") if any(free.values()) else words("No day of this month is free.")
    rows = [_title_row(words, choice, view), _weekday_row(words), *_week_rows(choice, view.first, free)]
    rows.append([button(words.label("➕ Another service"), AddToVisit(**choice.way))] if may_add else [])
    return screen(_headline(words, subject) + "\n\n" + question, (*rows, _back_row(words, choice)))


def nothing_free(words: Words, choice: Choice, subject: Subject) -> Screen:
    """There is no free day at all, as far ahead as can be booked."""
    return screen(_headline(words, subject) + "\n\n" + no_free_time(words), (_back_row(words, choice),))


def no_free_time(words: Words) -> Html:
    own = words.of_owner(TextKind.NOTHING_FREE)
    return own or words("There is no free time at present. Please look in again later.")


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
    if choice.side is Side.BUSINESS:
        lines.append(words("Or type any other time, for example 15:20."))
    back = [button(words.label("‹ Another day"), PickMonth(**choice.way, day=choice.day))]
    if times.by_whom:
        return screen("\n".join(lines), (*performers.rows(words, choice, times), back))
    convenient = frozenset(times.convenient)
    in_order = sorted(times.starts, key=lambda start: start not in convenient)  # each half stays in order of time
    shown = Page.of(in_order, choice.page, TIMES_A_PAGE)
    best = [start for start in shown.items if start in convenient]
    if best and len(best) < len(times.starts):
        lines.append(words("⭐ suits us best: it stands close to another visit or to the opening hours."))
    turning = shown.turning(lambda number: choice.model_copy(update={"page": number}))
    next_day = _next_day_row(words, choice, times.empty)
    others = time_rows(words, choice, [start for start in shown.items if start not in convenient])
    starred = time_rows(words, choice, best, "⭐ ")
    return screen("\n".join(lines), (*starred, *others, turning, next_day, back))


def _empty_line(words: Words, empty: EmptyDay | None) -> Html:
    reasons = {
        WhyEmpty.CLOSED: words("This is a day off."),
        WhyEmpty.NO_FIT: words("This visit does not fit into the hours of this day."),
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


def time_rows(words: Words, choice: Choice, starts: Sequence[datetime], mark: str = "") -> tuple[Row, ...]:
    return in_rows((button(mark + words.clock(start), at_time(choice, start)) for start in starts), 4)


def at_time(choice: Choice, start: datetime) -> PickTime:
    return PickTime(**choice.way, minute=minute_of(start))


@dataclass(frozen=True, slots=True)
class Held:
    """``until``: the time is kept so long for the customer; ``company``: the ways to book it for others.

    ``guest``: who was named to come in the customer's stead.
    """

    until: datetime | None = None
    company: Sequence[Row] = ()
    guest: str | None = None


NOT_HELD = Held()


def question(
    words: Words,
    settings: BusinessSettings,
    choice: PickTime,
    subject: Subject,
    now: datetime,
    held: Held = NOT_HELD,
) -> Screen:
    """Asked once, before a visit is booked or moved."""
    lines = visit_lines(words, Visit.of_subject(subject, choice.start, held.guest))
    if subject.party is not Party.ONE:
        lines.insert(1, party_line(words, subject.party))
    if choice.side is Side.CUSTOMER:
        lines += until_lines(words, settings, subject.windows, choice.start, now)
    lines.append("")
    if held.until is not None:
        lines.append(words("⏳ Kept for you until {clock}.", clock=words.clock(held.until)))
    if subject.booking is None:
        lines.append(words("Is everything right?"))
        label = words.label("✅ Book")
    else:
        lines.append(words("Now: {when}. Move the visit?", when=words.when(subject.booking.start)))
        label = words.label("✅ Move")
    agrees = Agree if held.guest is None else ForSomebody
    agree = agrees(**choice.way, minute=choice.minute)
    return screen("\n".join(lines), ([button(label, agree)], *held.company, [other_time(words, choice, choice.start)]))


def other_time(words: Words, choice: Choice, start: datetime) -> InlineKeyboardButton:
    day_number = min(max(words.day_of(start).toordinal(), 1), date.max.toordinal())
    return button(words.label("‹ Another day"), PickMonth(**choice.way, day=day_number))


def _headline(words: Words, subject: Subject) -> str:
    facts = [] if subject.specialist is None else [subject.specialist]
    length = words.length(subject.minutes)
    facts.append(words.label("from {what}", what=length) if subject.varies else length)
    if subject.costs.is_stated:
        facts.append(words.price(subject.costs))
    lines: list[str] = [words("<b>{name}</b> · {facts}", name=subject.name, facts=" · ".join(facts))]
    if subject.party is not Party.ONE:
        lines.append(party_line(words, subject.party))
    if subject.booking is not None:
        lines.append(words("Now: {when}", when=words.when(subject.booking.start)))
    return "\n".join(lines)


def party_line(words: Words, party: Party) -> Html:
    if party is Party.TOGETHER:
        return words("👥 For two at the same time, each with a specialist of her own.")
    return words("👥 For two, one after the other.")


def _back_row(words: Words, choice: Choice) -> Row:
    if choice.moves:
        show = OfBooking(act=BookingAct.SHOW, side=choice.side, id=choice.booking_id)
        return [button(words.label("‹ Back"), show)]
    if choice.errand is Errand.DRAFT:
        return [button(words.label("✖️ Do not book"), DropDraft())]
    plan = choice.plan
    by_herself = words.own_desk and choice.side is Side.BUSINESS
    if plan.party is Party.ONE and plan.last.specialist_id is not None and not by_herself:
        anew = PickService(**to_book(plan.with_whom(None), choice.errand))
        return [button(words.label("‹ Somebody else"), anew)]
    if choice.errand is Errand.HAND:
        return [button(words.label("‹ To the services"), OpenList(which=ListPage.HAND_SERVICES)), *work_row(words)]
    return [button(words.label("‹ To the services"), OpenList(which=ListPage.SERVICES))]
