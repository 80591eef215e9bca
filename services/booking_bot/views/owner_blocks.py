"""An hour is blocked from the board of a day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from aiogram.types import InlineKeyboardButton

from services.booking_bot.domain.blocks import Block
from services.booking_bot.domain.bookings import Booking
from services.booking_bot.domain.displacements import Scope
from services.booking_bot.domain.specialists import Specialist
from services.booking_bot.use_cases.affected_bookings import Affected
from services.booking_bot.use_cases.blocks import HOUR, FreeHours
from services.booking_bot.views.affected import affected_lines, affected_rows
from services.booking_bot.views.bookings import customer_line
from services.booking_bot.views.callbacks import OpenDay
from services.booking_bot.views.choices import minute_of
from services.booking_bot.views.schedule_buttons import BlockAnyway, BlockHour, OpenFreeHours
from services.booking_bot.views.screen import Row, button, in_rows, screen
from services.booking_bot.views.words import Html, Words
from services.shared.telegram.screens import Screen

MOST_HOURS = 48
MOST_OTHERS = 30
MOST_BOOKED = 8


def free_hours(words: Words, shown: FreeHours, title: Html | None = None) -> Screen:
    """The free hours of one specialist, and the way to those of the others."""
    lines: list[str] = [
        *([title, ""] if title else []),
        words("⛔ Which hour is to be kept free?"),
        words("<b>{day}</b>", day=words.day(shown.day)),
    ]
    if shown.others:
        lines.append(words("👤 {person}", person=shown.specialist.name))
    if not shown.starts:
        lines += ["", words("There is no free hour left on this day.")]
    if shown.booked:
        lines += ["", words("📌 somebody is booked then.")]
    every = sorted([*shown.starts, *shown.booked])[:MOST_HOURS]
    hours = (_hour(words, shown, start) for start in every)
    others = (_other(shown, specialist) for specialist in shown.others[:MOST_OTHERS])
    back = [button(words.label("‹ Back"), OpenDay(day=shown.day.toordinal()))]
    return screen("\n".join(lines), (*in_rows(hours, 4), *in_rows(others, 2), back))


def _hour(words: Words, shown: FreeHours, start: datetime) -> InlineKeyboardButton:
    label = words.clock(start) if start in shown.starts else f"📌 {words.clock(start)}"
    return button(label, BlockHour(who=shown.specialist.id, minute=minute_of(start)))


def ask_anyway(words: Words, tapped: BlockHour, booked: Sequence[Booking]) -> Screen:
    """Asked once: who is booked then keeps the visit until something is agreed on."""
    lines: list[str] = [words("⚠️ Somebody is booked at {clock}:", clock=words.clock(tapped.start)), ""]
    for booking in booked[:MOST_BOOKED]:
        time = f"{words.clock(booking.start)}–{words.clock(booking.end)}"
        lines += [words("<b>{time}</b> {service}", time=time, service=booking.service_name)]
        lines.append(customer_line(words, booking.customer))
    lines += ["", words("If you block the hour, the visit stays, and you can write to the customer.")]
    anyway = button(words.label("⛔ Block anyway"), BlockAnyway(who=tapped.who, minute=tapped.minute))
    day = words.day_of(tapped.start).toordinal()
    back = button(words.label("No, keep it"), OpenFreeHours(day=day, who=tapped.who))
    return screen("\n".join(lines), ([anyway], [back]))


def blocked_anyway(words: Words, block: Block, affected: Sequence[Affected]) -> Screen:
    """Who is hit, and the way to write to them."""
    day = words.day_of(block.start)
    lines = [blocked(words, block), "", *affected_lines(words, affected)]
    back = [button(words.label("‹ Back"), OpenDay(day=day.toordinal()))]
    scope = Scope(block.specialist_id, day, day)
    return screen("\n".join(lines), (*affected_rows(words, affected, scope), back))


def _other(shown: FreeHours, specialist: Specialist) -> InlineKeyboardButton:
    return button(f"👤 {specialist.name}", OpenFreeHours(day=shown.day.toordinal(), who=specialist.id))


def blocked(words: Words, block: Block) -> Html:
    return words("⛔ Kept free: {time}", time=block_time(words, block))


def lifted(words: Words) -> Html:
    return words("✅ The time can be booked again.")


def block_again_row(words: Words, block: Block | None) -> Row:
    """Takes the lifting back; only an hour can be blocked by one tap."""
    if block is None or block.end - block.start != HOUR:
        return []
    again = BlockHour(who=block.specialist_id, minute=minute_of(block.start))
    return [button(words.label("↩️ Block {time} again", time=block_time(words, block)), again)]


def block_time(words: Words, block: Block) -> str:
    """«12:00–13:00 · Анна»."""
    time = f"{words.clock(block.start)}–{words.clock(block.end)}"
    return time if block.specialist_name is None else f"{time} · {block.specialist_name}"
