"""Several events in one message: a line and a button each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from services.booking_bot.domain.bookings import Side
from services.booking_bot.domain.holes import Hole
from services.booking_bot.domain.notices import LATE, Notice, NoticeKind
from services.booking_bot.views.callbacks import BookingAct, OfBooking
from services.booking_bot.views.holes import hole_lines, hole_rows
from services.booking_bot.views.screen import Row, button, screen
from services.booking_bot.views.words import Html, Words
from services.shared.telegram.screens import LONGEST_TEXT, Screen, length_of

MOST = 10
"""So many buttons are still found on a phone."""
ROOM = LONGEST_TEXT - 1000  # for the title and for what became free
_BY_CUSTOMERS = frozenset({NoticeKind.OWNER_LINK_OPENED, *LATE.values()})
_MINUTES = {kind: minutes for minutes, kind in LATE.items()}
_SIGNS = {
    NoticeKind.OWNER_BOOKED: "🆕",
    NoticeKind.OWNER_MOVED: "↔️",
    NoticeKind.OWNER_CANCELLED: "❌",
    NoticeKind.OWNER_PART_CANCELLED: "✂️",
    NoticeKind.OWNER_GIVEN: "📥",
    NoticeKind.OWNER_TAKEN: "📤",
    NoticeKind.OWNER_SILENCE: "🤔",
    NoticeKind.OWNER_LINK_OPENED: "👋",
    **dict.fromkeys(LATE.values(), "🏃"),
}


def in_messages(words: Words, notices: Sequence[Notice]) -> Iterator[Sequence[Notice]]:
    """The notices, in order, as many in each message as its buttons and its text have room for."""
    held: list[Notice] = []
    length = 0
    for notice in notices:
        added = length_of(line(words, notice)) + 1
        if held and (len(held) == MOST or length + added > ROOM):
            yield held
            held, length = [], 0
        held.append(notice)
        length += added
    if held:
        yield held


def group(
    words: Words, notices: Sequence[Notice], holes: Sequence[Hole], now: datetime, *, title: Html, manages: bool
) -> Screen:
    """``notices`` of one message; ``holes``: what became free by any of them."""
    free = hole_lines(words, holes, now)
    lines = [title, "", *(line(words, notice) for notice in notices), *(["", *free] if free else [])]
    newest = {notice.booking_id: notice for notice in notices}
    cards: list[Row] = [[button(_label(words, notice), _card(notice))] for notice in newest.values()]
    return screen("\n".join(lines), (*cards, *(hole_rows(words, holes) if manages else ())))


def by_whom(words: Words, notice: Notice) -> str | None:
    """None where nobody did it, or it goes without saying."""
    if notice.facts.by is None or notice.kind in _BY_CUSTOMERS:
        return None
    if notice.facts.by is Side.CUSTOMER:
        return words.label("by the customer")
    if notice.by_name is None:
        return words.label("by hand")
    return words.label("by hand: {name}", name=notice.by_name)


def line(words: Words, notice: Notice) -> Html:
    """«↔️ пн 2 мар. 15:00 → пн 2 мар. 16:00 · Стрижка · Алиса · клиент»."""
    facts = notice.facts
    when = words.short_when(facts.start)
    if facts.previous_start is not None and facts.previous_start != facts.start:
        when = f"{words.short_when(facts.previous_start)} → {when}"
    told = [facts.service_name, facts.guest or notice.customer.name]
    if facts.specialist_name is not None:
        before = facts.previous_specialist
        told.append(facts.specialist_name if before is None else f"{before} → {facts.specialist_name}")
    told += [said for said in (_said(words, notice.kind), by_whom(words, notice)) if said is not None]
    return words("{sign} <b>{when}</b> · {what}", sign=_SIGNS[notice.kind], when=when, what=" · ".join(told))


def _said(words: Words, kind: NoticeKind) -> str | None:
    """What the sign alone does not tell."""
    if kind in _MINUTES:
        return words.label("{n} minutes late", n=_MINUTES[kind])
    return {
        NoticeKind.OWNER_SILENCE: words.label("has not answered"),
        NoticeKind.OWNER_LINK_OPENED: words.label("has opened the link"),
        NoticeKind.OWNER_GIVEN: words.label("comes to you now"),
        NoticeKind.OWNER_TAKEN: words.label("no longer comes to you"),
    }.get(kind)


def _label(words: Words, notice: Notice) -> str:
    return f"{_SIGNS[notice.kind]} {words.clock(notice.facts.start)} · {notice.facts.guest or notice.customer.name}"


def _card(notice: Notice) -> OfBooking:
    return OfBooking(act=BookingAct.SHOW, side=Side.BUSINESS, id=notice.booking_id)
