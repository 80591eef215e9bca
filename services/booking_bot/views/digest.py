"""The morning digest: the day at a glance."""

from __future__ import annotations

from collections.abc import Sequence

from services.booking_bot.domain.bookings import Booking
from services.booking_bot.domain.digests import Digest, FreeTime
from services.booking_bot.domain.intervals import Interval
from services.booking_bot.views.callbacks import Open, OpenDay, Place
from services.booking_bot.views.screen import Row, button, screen
from services.booking_bot.views.words import Html, Words
from services.shared.telegram.screens import LONGEST_TEXT, Screen, length_of

MOST_NAMES = 5
MOST_FREE = 8


def morning(words: Words, digest: Digest, *, manages: bool) -> Screen:
    """Visits first, as many as fit; what is free and what is expected stands below them."""
    head = [words("☀️ <b>{day}</b>", day=words.day(digest.day)), *_summary(words, digest)]
    foot = [*_free(words, digest.free), *_birthdays(words, digest)]
    room = LONGEST_TEXT - sum(length_of(line) + 1 for line in [*head, *foot]) - 100
    visits = _fitting(words, [_visit(words, digest, visit) for visit in digest.visits], room)
    blocks = [block for block in (head, visits, foot) if block]
    rows: tuple[Row, ...] = (
        [button(words.label("📋 Visits of the day"), OpenDay(day=digest.day.toordinal()))],
        [button(words.label("‹ Manage"), Open(place=Place.MANAGE))],
    )
    return screen("\n\n".join("\n".join(block) for block in blocks), rows if manages else ())


def _summary(words: Words, digest: Digest) -> list[str]:
    if not digest.visits:
        return [words("Nothing is booked for today.")]
    first, last = min(visit.start for visit in digest.visits), max(visit.end for visit in digest.visits)
    count = words.plural("{n} visit", "{n} visits", len(digest.visits))
    lines: list[str] = [
        words(
            "{visits}: the first at {first}, the last until {last}",
            visits=count,
            first=words.clock(first),
            last=words.clock(last),
        )
    ]
    if digest.silent:
        lines.append(words("❔ Have not said yet whether they come: {n}", n=len(digest.silent)))
    sums = " + ".join(words.price(price) for price in digest.expected)
    return [*lines, words("💵 Expected: {sum}", sum=sums)] if sums else lines


def _visit(words: Words, digest: Digest, visit: Booking) -> Html:
    mark = "❔ " if visit.id in digest.silent else "👍 " if visit.confirmed else ""
    told = [visit.service_name, visit.guest or visit.customer.name]
    if visit.specialist_names is not None:
        told.append(visit.specialist_names)
    time = f"{words.clock(visit.start)}–{words.clock(visit.end)}"
    return words("<b>{time}</b> {mark}{what}", time=time, mark=mark, what=" · ".join(told))


def _fitting(words: Words, lines: Sequence[Html], room: int) -> list[Html]:
    """From the first on; how many are left out is said."""
    kept: list[Html] = []
    for line in lines:
        room -= length_of(line) + 1
        if room < 0:
            return [*kept, words("… and {n} more", n=len(lines) - len(kept))]
        kept.append(line)
    return kept


def _free(words: Words, free: Sequence[FreeTime]) -> list[Html]:
    shown = [words("🕳 Free: {times}", times=_times(words, one)) for one in free[:MOST_FREE]]
    return [*shown, words("… and {n} more", n=len(free) - MOST_FREE)] if len(free) > MOST_FREE else shown


def _times(words: Words, free: FreeTime) -> str:
    times = ", ".join(_span(words, span) for span in free.spans[:MOST_FREE])
    return times if free.specialist_name is None else f"{free.specialist_name} {times}"


def _span(words: Words, span: Interval) -> str:
    return f"{words.clock(span.start)}–{words.clock(span.end)}"


def _birthdays(words: Words, digest: Digest) -> list[Html]:
    names = [customer.name for customer in digest.birthdays]
    if not names:
        return []
    more = [f"+{len(names) - MOST_NAMES}"] if len(names) > MOST_NAMES else []
    return [words("🎂 Birthday today: {names}", names=", ".join([*names[:MOST_NAMES], *more]))]
