"""Messages that the bot sends of its own accord."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from services.booking_bot.domain.bookings import Side
from services.booking_bot.domain.holes import Hole
from services.booking_bot.domain.notices import LATE, REMINDERS, TO_CUSTOMERS, Notice, NoticeFacts, NoticeKind
from services.booking_bot.domain.own_texts import TextKind
from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.views import closing, displaced
from services.booking_bot.views.address import address_lines, map_row
from services.booking_bot.views.bookings import change_row, customer_line, reason_text
from services.booking_bot.views.callbacks import BookingAct, OfBooking
from services.booking_bot.views.changes import change_lines
from services.booking_bot.views.holes import hole_lines, hole_rows
from services.booking_bot.views.notice_groups import by_whom
from services.booking_bot.views.screen import Row, button, screen
from services.booking_bot.views.visits import Visit, own_paragraph, visit_lines
from services.booking_bot.views.words import Html, Words
from services.shared.telegram.screens import Screen

COMING = frozenset({NoticeKind.CUSTOMER_MOVED, NoticeKind.CUSTOMER_REASSIGNED, NoticeKind.CUSTOMER_STANDS, *REMINDERS})
"""Tell a customer of a visit that is ahead."""


OWN_TEXTS = {
    NoticeKind.REMINDER_FIRST: TextKind.REMINDER_FIRST,
    NoticeKind.REMINDER: TextKind.REMINDER,
    NoticeKind.CUSTOMER_MOVED: TextKind.MOVED,
    NoticeKind.CUSTOMER_CANCELLED: TextKind.CANCELLED,
}
"""What the owner adds to which message."""


def notice(
    words: Words,
    settings: BusinessSettings,
    told: Notice,
    now: datetime,
    holes: Sequence[Hole] = (),
    *,
    manages: bool = True,
) -> Screen:
    """The event as it was when it happened, and a button to the booking as it is; a reminder has what can be done.

    ``holes``: what became free by it, which whoever ``manages`` can book or block.
    """
    if told.kind is NoticeKind.OWNER_CLOSING:
        return closing.question(words, words.day_of(told.facts.start), told.visits)
    if told.kind is NoticeKind.CUSTOMER_DISPLACED:
        return displaced.letter(words, told.choices)
    side = Side.CUSTOMER if told.kind in TO_CUSTOMERS else Side.BUSINESS
    facts = told.facts
    lines = [_title(words, told.kind), ""]
    visit = Visit(facts.service_name, facts.start, facts.end, facts.costs, facts.specialist_name, guest=facts.guest)
    lines += visit_lines(words, visit)
    if facts.previous_start is not None:
        lines.append(words("Before: {when}", when=_before(words, facts, facts.previous_start)))
    if facts.cancel_reason is not None:
        lines.append(words("💬 Reason: {reason}", reason=reason_text(words, facts.cancel_reason)))
    if side is Side.BUSINESS:
        lines.append(customer_line(words, told.customer))
        did = by_whom(words, told)
        lines += [words("👉 {by}", by=did)] if did is not None else []
        lines += ["", *hole_lines(words, holes, now)] if holes else []
    rows = [*_rows(words, settings, told, side, now), *(hole_rows(words, holes) if manages else ())]
    if told.kind in COMING:
        lines += address_lines(words, settings)
        if told.booking is not None:
            lines += change_lines(words, settings, told.booking, now)
        rows.append(map_row(words, settings))
    if told.kind in OWN_TEXTS:
        lines += own_paragraph(words, OWN_TEXTS[told.kind], visit, told.customer.name)
    return screen("\n".join(lines), rows)


def _before(words: Words, facts: NoticeFacts, start: datetime) -> str:
    when = words.when(start)
    return when if facts.previous_specialist is None else f"{when} · {facts.previous_specialist}"


def _rows(words: Words, settings: BusinessSettings, told: Notice, side: Side, now: datetime) -> list[Row]:
    if told.kind is not NoticeKind.REMINDER_FIRST:
        return [[button(words.label("Open"), OfBooking(act=BookingAct.SHOW, side=side, id=told.booking_id))]]
    confirm = OfBooking(act=BookingAct.CONFIRM, side=side, id=told.booking_id)
    changes = [] if told.booking is None else change_row(words, settings, told.booking, side, now)
    return [[button(words.label("👍 I'll come"), confirm)], changes]


def _title(words: Words, kind: NoticeKind) -> Html:
    titles = {
        NoticeKind.OWNER_BOOKED: words("🆕 <b>New booking</b>"),
        NoticeKind.OWNER_MOVED: words("↔️ <b>A booking was moved</b>"),
        NoticeKind.OWNER_CANCELLED: words("❌ <b>A booking was cancelled</b>"),
        NoticeKind.OWNER_PART_CANCELLED: words("✂️ <b>A part of a visit was cancelled</b>"),
        NoticeKind.OWNER_GIVEN: words("📥 <b>A visit comes to you now</b>"),
        NoticeKind.OWNER_TAKEN: words("📤 <b>A visit no longer comes to you</b>"),
        NoticeKind.CUSTOMER_PART_CANCELLED: words("✂️ <b>A part of your visit was cancelled</b>"),
        NoticeKind.CUSTOMER_MOVED: words("↔️ <b>Your visit was moved</b>"),
        NoticeKind.CUSTOMER_CANCELLED: words("❌ <b>Your visit was cancelled</b>"),
        NoticeKind.CUSTOMER_STANDS: words("✅ <b>Your visit takes place as booked after all</b>"),
        NoticeKind.CUSTOMER_REASSIGNED: words("🔁 <b>Somebody else does your visit, at the same time</b>"),
        NoticeKind.REMINDER_FIRST: words("⏰ <b>Your visit is near. Will you come?</b>"),
        NoticeKind.REMINDER: words("⏰ <b>Your visit is soon</b>"),
        NoticeKind.OWNER_SILENCE: words("🤔 <b>The customer has not answered the reminder</b>"),
        NoticeKind.OWNER_LINK_OPENED: words("👋 <b>The customer has opened your link: reminders come from now on</b>"),
        **{kind: words("🏃 <b>The customer comes {n} minutes late</b>", n=minutes) for minutes, kind in LATE.items()},
    }
    return titles[kind]
