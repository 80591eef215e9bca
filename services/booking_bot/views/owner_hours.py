"""The owner's weekly hours."""

from __future__ import annotations

from collections.abc import Iterable

from aiogram.types import InlineKeyboardButton

from services.booking_bot.domain.hours import WEEKDAYS, Hours
from services.booking_bot.use_cases.hours import SpecialistWeek
from services.booking_bot.views.callbacks import OfSpecialist, OpenWeekday, SetPreset, SpecialistAct
from services.booking_bot.views.owner import manage_row
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


def week_view(words: Words, shown: SpecialistWeek) -> Screen:
    """The week, a button a day."""
    title = words("<b>Opening hours</b>") if shown.name is None else words("<b>{name}: hours</b>", name=shown.name)
    lines = [title, ""]
    lines += [
        words("{day}: {hours}", day=words.weekday(weekday), hours=hours_text(words, shown.week.get(weekday, DAY_OFF)))
        for weekday in WEEKDAYS
    ]
    lines += ["", words("Press a day to change it.")]
    days = in_rows((_weekday_button(words, shown.specialist_id, day) for day in WEEKDAYS), 4)
    back = manage_row(words)
    if shown.name is not None:
        back = [button(words.label("‹ Back"), OfSpecialist(act=SpecialistAct.SHOW, id=shown.specialist_id))]
    return screen("\n".join(lines), (*days, back))


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


def saved(words: Words, weekday: int, set_week: SpecialistWeek) -> Screen:
    title = words(
        "✅ {day}: {hours}. Bookings that exist stay as they are.",
        day=words.weekday(weekday),
        hours=hours_text(words, set_week.week.get(weekday, DAY_OFF)),
    )
    shown = week_view(words, set_week)
    return Screen(f"{title}\n\n{shown.text}", shown.keyboard)


def not_hours(words: Words, specialist_id: int, reason: Html | None = None) -> Screen:
    how = words("Please send the hours like this: 10:00-14:00, 15:00-19:00")
    return screen(f"{reason}\n{how}" if reason else how, (_week_row(words, specialist_id),))


def hours_text(words: Words, hours: Iterable[Hours]) -> str:
    """«10:00–14:00, 15:00–19:00», or «выходной»."""
    spans = [f"{wall_clock(one.starts)}–{wall_clock(one.ends)}" for one in hours]
    return ", ".join(spans) or words.label("day off")


def _week_row(words: Words, specialist_id: int) -> Row:
    return [button(words.label("‹ Opening hours"), OfSpecialist(act=SpecialistAct.HOURS, id=specialist_id))]
