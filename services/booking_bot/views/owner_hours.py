"""The owner's weekly hours."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from aiogram.types import InlineKeyboardButton

from services.booking_bot.domain.displacements import Scope
from services.booking_bot.domain.hours import WEEKDAYS, Hours
from services.booking_bot.domain.schedule import Shift
from services.booking_bot.use_cases.affected_bookings import Affected
from services.booking_bot.use_cases.hours import SpecialistWeek
from services.booking_bot.views.affected import affected_lines, affected_rows
from services.booking_bot.views.callbacks import OfSpecialist, OpenWeekday, SetPreset, SpecialistAct
from services.booking_bot.views.owner import manage_row
from services.booking_bot.views.schedule_buttons import OF_ALL, OfShifts, OpenExceptions, ShiftAct
from services.booking_bot.views.screen import Row, button, in_rows, screen
from services.booking_bot.views.words import Html, Words, wall_clock
from services.shared.telegram.screens import Screen

DAY_OFF: tuple[Hours, ...] = ()
PRESETS: tuple[tuple[Hours, ...], ...] = (
    (Hours.of(9 * 60, 18 * 60),),
    (Hours.of(10 * 60, 19 * 60),),
    (Hours.of(10 * 60, 20 * 60),),
    (Hours.of(12 * 60, 21 * 60),),
    (Hours.of(9 * 60, 13 * 60), Hours.of(14 * 60, 18 * 60)),
    (Hours.of(10 * 60, 14 * 60), Hours.of(15 * 60, 19 * 60)),
    DAY_OFF,
)


def week_view(words: Words, shown: SpecialistWeek, affected: Sequence[Affected] = ()) -> Screen:
    """The week, a button a day; the way to what holds instead of it."""
    title = words("<b>Opening hours</b>") if shown.name is None else words("<b>{name}: hours</b>", name=shown.name)
    lines = [title, ""]
    lines += [
        words("{day}: {hours}", day=words.weekday(weekday), hours=hours_text(words, shown.week.get(weekday, DAY_OFF)))
        for weekday in WEEKDAYS
    ]
    if shown.shift is not None:
        lines += ["", words("Instead of the week:"), shift_line(words, shown.shift)]
    lines += ["", words("Press a day to change it.") if shown.may_set else set_by_owner(words)]
    weekdays = WEEKDAYS if shown.may_set else ()
    days = in_rows((_weekday_button(words, shown.specialist_id, day) for day in weekdays), 4)
    back = manage_row(words)
    if shown.name is not None and not words.own_desk:
        back = [button(words.label("‹ Back"), OfSpecialist(act=SpecialistAct.SHOW, id=shown.specialist_id))]
    rows = (
        *affected_rows(words, affected, Scope(shown.specialist_id)),
        *days,
        *_instead_rows(words, shown.specialist_id),
        back,
    )
    return screen("\n".join(lines), rows)


def _instead_rows(words: Words, specialist_id: int) -> tuple[Row, ...]:
    closed = [] if words.own_desk else [button(words.label("🏖 Closed days"), OpenExceptions(who=OF_ALL))]
    return (
        [button(words.label("🔁 Shifts"), OfShifts(act=ShiftAct.SHOW, who=specialist_id)), *closed],
        [button(words.label("📅 Other hours on a day, days off"), OpenExceptions(who=specialist_id))],
    )


def set_by_owner(words: Words) -> Html:
    """For a specialist who looks at hours of her own that she may not change."""
    return words("The owner sets these hours.")


def shift_line(words: Words, shift: Shift) -> Html:
    return words(
        "🔁 From {day}: {on} on, {off} off, {hours}",
        day=words.full_day(shift.anchor),
        on=shift.on,
        off=shift.off,
        hours=hours_text(words, shift.hours),
    )


def _weekday_button(words: Words, specialist_id: int, weekday: int) -> InlineKeyboardButton:
    return button(words.short_weekday(weekday), OpenWeekday(who=specialist_id, weekday=weekday))


def weekday_view(words: Words, weekday: int, shown: SpecialistWeek) -> Screen:
    """One weekday: usual hours to press, or hours to type."""
    text = words(
        "<b>{day}</b>: {hours}\n\nChoose, or send the hours, for example: 10:00-14:00, 15:00-19:00",
        day=words.weekday(weekday),
        hours=hours_text(words, shown.week.get(weekday, DAY_OFF)),
    )
    presets = in_rows(
        (
            button(hours_text(words, preset), SetPreset(who=shown.specialist_id, weekday=weekday, number=number))
            for number, preset in enumerate(PRESETS)
        ),
        2,
    )
    return screen(text, (*presets, _week_row(words, shown.specialist_id)))


def saved(words: Words, weekday: int, set_week: SpecialistWeek, affected: Sequence[Affected] = ()) -> Screen:
    title = words(
        "✅ {day}: {hours}. Bookings that exist stay as they are.",
        day=words.weekday(weekday),
        hours=hours_text(words, set_week.week.get(weekday, DAY_OFF)),
    )
    shown = week_view(words, set_week, affected)
    return Screen("\n".join([title, "", *affected_lines(words, affected), shown.text]), shown.keyboard)


def not_hours(words: Words, specialist_id: int, reason: Html | None = None) -> Screen:
    how = words("Please send the hours like this: 10:00-14:00, 15:00-19:00")
    return screen(f"{reason}\n{how}" if reason else how, (_week_row(words, specialist_id),))


def hours_text(words: Words, hours: Iterable[Hours]) -> str:
    """«10:00–14:00, 15:00–19:00», or «выходной»."""
    spans = [f"{wall_clock(one.starts)}–{wall_clock(one.ends)}" for one in hours]
    return ", ".join(spans) or words.label("day off")


def _week_row(words: Words, specialist_id: int) -> Row:
    return [button(words.label("‹ Opening hours"), OfSpecialist(act=SpecialistAct.HOURS, id=specialist_id))]
