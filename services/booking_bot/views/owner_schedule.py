"""The owner's shifts, other hours by date, and closed days of the business."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from aiogram.types import InlineKeyboardButton

from services.booking_bot.domain.displacements import Scope
from services.booking_bot.domain.schedule import DayException
from services.booking_bot.use_cases.affected_bookings import Affected
from services.booking_bot.use_cases.schedule import Exceptions, SpecialistShifts
from services.booking_bot.views.affected import affected_lines, affected_rows
from services.booking_bot.views.callbacks import OfSpecialist, Open, Place, SpecialistAct
from services.booking_bot.views.owner_hours import hours_text, set_by_owner, shift_line
from services.booking_bot.views.schedule_buttons import (
    AskShiftStart,
    ExceptionAct,
    OfException,
    OfShifts,
    OpenExceptions,
    ShiftAct,
    StartShift,
    who_of,
)
from services.booking_bot.views.screen import Page, Row, button, in_rows, question, screen
from services.booking_bot.views.words import Html, Words
from services.shared.telegram.screens import Screen

PAGE = 8
PRESETS = ((2, 2), (3, 3), (1, 2))
MOST_STARTS = 8


def shifts(words: Words, shown: SpecialistShifts, title: Html | None = None, after: Sequence[Affected] = ()) -> Screen:
    """What holds, the usual patterns to press, and how to type another one."""
    head = words("<b>Shifts</b>") if shown.name is None else words("<b>{name}: shifts</b>", name=shown.name)
    lines = [*([title, ""] if title else []), *affected_lines(words, after), head, ""]
    lines += [shift_line(words, shift) for shift in shown.shifts]
    if not shown.shifts:
        lines.append(words("No shifts: the hours of the week hold."))
    hint = words("Press a pattern, or send one with its first working day and hours: 2/2 from 1 March 10-20")
    lines += ["", hint if shown.may_set else set_by_owner(words)]
    presets = [
        button(
            words.label("{on} on, {off} off", on=on, off=off), AskShiftStart(who=shown.specialist_id, on=on, off=off)
        )
        for on, off in (PRESETS if shown.may_set else ())
    ]
    drop: Row = []
    if shown.shifts and shown.may_set:
        drop = [button(words.label("↩️ Back to the week"), OfShifts(act=ShiftAct.ASK_DROP, who=shown.specialist_id))]
    rows = (
        *affected_rows(words, after, Scope(shown.specialist_id)),
        presets,
        drop,
        hours_row(words, shown.specialist_id),
    )
    return screen("\n".join(lines), rows)


def ask_shift_start(words: Words, shown: SpecialistShifts, on: int, off: int) -> Screen:
    """One cycle of days: one of them is the first of work."""
    text = words(
        "{on} on, {off} off, {hours}.\n\nWhich day is the first working day?",
        on=on,
        off=off,
        hours=hours_text(words, shown.usual),
    )
    days = (shown.today + timedelta(days=number) for number in range(min(on + off, MOST_STARTS)))
    starts = in_rows((_start(words, shown.specialist_id, on, off, day) for day in days), 2)
    return screen(text, (*starts, _shifts_row(words, shown.specialist_id)))


def _start(words: Words, specialist_id: int, on: int, off: int, day: date) -> InlineKeyboardButton:
    return button(words.short_day(day), StartShift(who=specialist_id, on=on, off=off, day=day.toordinal()))


def shift_set(words: Words, shown: SpecialistShifts, affected: Sequence[Affected]) -> Screen:
    return shifts(words, shown, words("✅ Saved."), affected)


def shifts_dropped(words: Words, shown: SpecialistShifts, affected: Sequence[Affected]) -> Screen:
    return shifts(words, shown, words("✅ The week holds again."), affected)


def ask_drop_shifts(words: Words, shown: SpecialistShifts) -> Screen:
    """Going back to the week asks once."""
    lines = [
        words("Back to the week? These shifts will be dropped:"),
        *(shift_line(words, one) for one in shown.shifts),
    ]
    yes = button(words.label("Yes, back to the week"), OfShifts(act=ShiftAct.DROP, who=shown.specialist_id))
    return question("\n".join(lines), yes, _keeping(words, shown.specialist_id))


def ask_replace_shifts(words: Words, specialist_id: int, reason: Html) -> Screen:
    """So does setting shifts before others that are set already."""
    text = words("Set the new ones all the same? The others will be dropped.")
    yes = button(words.label("Yes, replace them"), OfShifts(act=ShiftAct.REPLACE, who=specialist_id))
    return question(f"{reason}\n{text}", yes, _keeping(words, specialist_id))


def _keeping(words: Words, specialist_id: int) -> InlineKeyboardButton:
    return button(words.label("No, keep them"), OfShifts(act=ShiftAct.SHOW, who=specialist_id))


def not_a_shift(words: Words, specialist_id: int, reason: Html | None = None) -> Screen:
    how = words("Please send shifts like this: 2/2 from 1 March 10-20")
    return screen(f"{reason}\n{how}" if reason else how, (_shifts_row(words, specialist_id),))


def exceptions(words: Words, shown: Exceptions, page: int = 0, title: Html | None = None) -> Screen:
    """Those to come, each with a button to take it back, and how to type another one."""
    return _exceptions(words, shown, page, title)


def exception_set(words: Words, shown: Exceptions, added: DayException, affected: Sequence[Affected]) -> Screen:
    """Never leaves the owner unaware of who is booked on the days."""
    title = words("✅ {days}: {hours}.", days=days_text(words, added), hours=exception_text(words, added))
    scope = Scope(added.specialist_id, added.first, added.last)
    return _exceptions(words, shown, 0, title, affected_lines(words, affected), affected_rows(words, affected, scope))


def exception_removed(words: Words, shown: Exceptions) -> Screen:
    return exceptions(words, shown, 0, words("✅ Taken back."))


def _exceptions(
    words: Words,
    shown: Exceptions,
    page: int,
    title: Html | None,
    hit: Sequence[str] = (),
    hit_rows: Sequence[Row] = (),
) -> Screen:
    """``hit``, ``hit_rows``: of the visits that a new one leaves outside."""
    listed = Page.of(shown.exceptions, page, PAGE)
    lines = [*([title, ""] if title else []), *hit, _head(words, shown), ""]
    lines += [
        words("{days}: {hours}", days=days_text(words, one), hours=exception_text(words, one)) for one in listed.items
    ]
    if not shown.exceptions:
        lines.append(words("Nothing is set for the days ahead."))
    if not shown.may_set:
        lines += ["", set_by_owner(words)]
    elif shown.specialist_id is None:
        lines += ["", words("Send days on which all of you are closed: from 1 to 8 January")]
    else:
        lines += ["", words("Send a day and its hours, or days off: 8 March 12-16; from 1 to 14 May vacation")]
    who = who_of(shown.specialist_id)
    removing: list[Row] = [[_removing(words, one)] for one in listed.items if shown.may_set]
    turning = listed.turning(lambda number: OpenExceptions(who=who, page=number))
    back = hours_row(words, shown.specialist_id)
    return screen("\n".join(lines), (*hit_rows, *removing, turning, back))


def _head(words: Words, shown: Exceptions) -> Html:
    if shown.specialist_id is None:
        return words("<b>Closed days of the business</b>")
    if shown.name is None:
        return words("<b>Other hours and days off</b>")
    return words("<b>{name}: other hours and days off</b>", name=shown.name)


def _removing(words: Words, exception: DayException) -> InlineKeyboardButton:
    label = f"🗑 {days_text(words, exception)}: {exception_text(words, exception)}"
    return button(label, _of(exception, ExceptionAct.ASK))


def _of(exception: DayException, act: ExceptionAct) -> OfException:
    return OfException(act=act, who=who_of(exception.specialist_id), id=exception.id)


def ask_remove(words: Words, exception: DayException) -> Screen:
    """Taking one back asks once."""
    text = words(
        "Take this back?\n{days}: {hours}", days=days_text(words, exception), hours=exception_text(words, exception)
    )
    yes = button(words.label("Yes, take it back"), _of(exception, ExceptionAct.REMOVE))
    no = button(words.label("No, keep it"), OpenExceptions(who=who_of(exception.specialist_id)))
    return screen(text, ([yes], [no]))


def not_days(words: Words, specialist_id: int | None, reason: Html | None = None) -> Screen:
    how = words("Please send one day or one range: 8 March 12-16, or from 1 to 14 May vacation")
    if specialist_id is None:
        how = words("Please send one day or one range: 8 March, or from 1 to 8 January")
    back = [button(words.label("‹ Back"), OpenExceptions(who=who_of(specialist_id)))]
    return screen(f"{reason}\n{how}" if reason else how, (back,))


def days_text(words: Words, exception: DayException) -> str:
    """«8 марта 2027», «1 мая 2027 – 14 мая 2027»."""
    first, last = words.full_day(exception.first), words.full_day(exception.last)
    return first if exception.first == exception.last else f"{first} – {last}"


def exception_text(words: Words, exception: DayException) -> str:
    """Its hours, or that it is a day off; of the business that it is closed."""
    if not exception.hours and exception.specialist_id is None:
        return words.label("closed")
    return hours_text(words, exception.hours)


def hours_row(words: Words, specialist_id: int | None) -> Row:
    """Back to the week; from the closed days to the hours of all."""
    if specialist_id is None:
        return [button(words.label("‹ Opening hours"), Open(place=Place.HOURS))]
    return [button(words.label("‹ Opening hours"), OfSpecialist(act=SpecialistAct.HOURS, id=specialist_id))]


def _shifts_row(words: Words, specialist_id: int) -> Row:
    return [button(words.label("‹ Back"), OfShifts(act=ShiftAct.SHOW, who=specialist_id))]
