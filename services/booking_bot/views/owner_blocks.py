"""An hour is blocked from the board of a day."""

from __future__ import annotations

from aiogram.types import InlineKeyboardButton

from services.booking_bot.domain.blocks import Block
from services.booking_bot.domain.specialists import Specialist
from services.booking_bot.use_cases.blocks import HOUR, FreeHours
from services.booking_bot.views.callbacks import OpenDay
from services.booking_bot.views.choices import minute_of
from services.booking_bot.views.schedule_buttons import BlockHour, OpenFreeHours
from services.booking_bot.views.screen import Row, button, in_rows, screen
from services.booking_bot.views.words import Html, Words
from services.shared.telegram.screens import Screen

MOST_HOURS = 48
MOST_OTHERS = 30


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
    hours = (
        button(words.clock(start), BlockHour(who=shown.specialist.id, minute=minute_of(start)))
        for start in shown.starts[:MOST_HOURS]
    )
    others = (_other(shown, specialist) for specialist in shown.others[:MOST_OTHERS])
    back = [button(words.label("‹ Back"), OpenDay(day=shown.day.toordinal()))]
    return screen("\n".join(lines), (*in_rows(hours, 4), *in_rows(others, 2), back))


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
