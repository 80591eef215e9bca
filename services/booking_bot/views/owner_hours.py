"""The owner's weekly hours."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from services.booking_bot.domain.hours import WEEKDAYS, Hours, Week
from services.booking_bot.views.callbacks import Open, OpenWeekday, Place, SetPreset
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


def week_view(words: Words, week: Week) -> Screen:
    """The week, a button a day."""
    lines = [words("<b>Opening hours</b>"), ""]
    lines += [
        words("{day}: {hours}", day=words.weekday(weekday), hours=hours_text(words, week.get(weekday, DAY_OFF)))
        for weekday in WEEKDAYS
    ]
    lines += ["", words("Press a day to change it.")]
    days = in_rows((button(words.short_weekday(day), OpenWeekday(weekday=day)) for day in WEEKDAYS), 4)
    return screen("\n".join(lines), (*days, manage_row(words)))


def weekday_view(words: Words, weekday: int, hours: Sequence[Hours]) -> Screen:
    """One weekday: usual hours to press, or hours to type."""
    text = words(
        "<b>{day}</b>: {hours}\n\nChoose, or send the hours, for example: 10:00-14:00, 15:00-19:00",
        day=words.weekday(weekday),
        hours=hours_text(words, hours),
    )
    presets = in_rows(
        (
            button(hours_text(words, preset), SetPreset(weekday=weekday, number=number))
            for number, preset in enumerate(PRESETS)
        ),
        2,
    )
    return screen(text, (*presets, _week_row(words)))


def saved(words: Words, weekday: int, week: Week) -> Screen:
    title = words(
        "✅ {day}: {hours}. Bookings that exist stay as they are.",
        day=words.weekday(weekday),
        hours=hours_text(words, week.get(weekday, DAY_OFF)),
    )
    shown = week_view(words, week)
    return Screen(f"{title}\n\n{shown.text}", shown.keyboard)


def not_hours(words: Words, reason: Html | None = None) -> Screen:
    how = words("Please send the hours like this: 10:00-14:00, 15:00-19:00")
    return screen(f"{reason}\n{how}" if reason else how, (_week_row(words),))


def hours_text(words: Words, hours: Iterable[Hours]) -> str:
    """«10:00–14:00, 15:00–19:00», or «выходной»."""
    spans = [f"{wall_clock(one.starts)}–{wall_clock(one.ends)}" for one in hours]
    return ", ".join(spans) or words.label("day off")


def _week_row(words: Words) -> Row:
    return [button(words.label("‹ Opening hours"), Open(place=Place.HOURS))]
