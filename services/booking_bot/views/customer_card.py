"""One customer as the owner sees him, and the questions about what is changed on the card."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from aiogram.types import InlineKeyboardButton

from services.booking_bot.domain.access import Access
from services.booking_bot.domain.bookings import Booking, Side
from services.booking_bot.domain.customer_profile import CustomerProfile
from services.booking_bot.domain.customers import Customer
from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.use_cases.clientele import CustomerCard
from services.booking_bot.use_cases.merge_customers import Merged
from services.booking_bot.views.bookings import customer_line
from services.booking_bot.views.callbacks import BookingAct, OfBooking
from services.booking_bot.views.customer_buttons import (
    CustomerAct,
    DropTag,
    Merge,
    OfCustomer,
    OpenVisits,
    TapAccess,
    tag_code,
)
from services.booking_bot.views.customers import birthday_text, customers_row
from services.booking_bot.views.outcomes import sign
from services.booking_bot.views.owner import manage_row
from services.booking_bot.views.screen import Page, Row, button, in_rows, link_button, question, screen
from services.booking_bot.views.words import Html, Words
from services.shared.telegram.screens import Screen

PAGE = 8
MOST_DUPLICATES = 3
DAY = timedelta(days=1)


def card(
    words: Words, settings: BusinessSettings, shown: CustomerCard, now: datetime, title: Html | None = None
) -> Screen:
    lines = [
        *([title, ""] if title else []),
        customer_line(words, shown.customer),
        *_history_lines(words, settings, shown, now),
        *_profile_lines(words, shown.profile),
        *_ban_lines(words, shown.customer),
    ]
    return screen("\n".join(lines), (*_card_rows(words, shown), customers_row(words), manage_row(words)))


def _history_lines(words: Words, settings: BusinessSettings, shown: CustomerCard, now: datetime) -> list[Html]:
    history = shown.history
    lines = [
        words(
            "Visits: {visits}, did not come: {missed}, ahead: {ahead}",
            visits=history.visits,
            missed=history.no_shows,
            ahead=history.ahead,
        ),
        words("Spent: {sum}", sum=words.money(history.spent, settings.currency)),
    ]
    if history.last is not None:
        lines.append(words("Last visit: {when}", when=words.when(history.last)))
    if history.usual_gap is not None:
        days = max(1, round(history.usual_gap / DAY))
        lines.append(words("Comes as a rule every {gap}", gap=words.plural("{n} day", "{n} days", days)))
    if history.is_overdue(now):
        lines.append(words("⏳ Has not come for longer than usual."))
    return lines


def _ban_lines(words: Words, customer: Customer) -> list[Html]:
    """What a ban outlives: only who is in Telegram has data to delete there."""
    if customer.access is not Access.BANNED or customer.user_id is None:
        return []
    return [
        words(
            "ℹ️ If the customer deletes his data in this chat, the ban stays: his Telegram number alone is kept for it."
        )
    ]


def _profile_lines(words: Words, profile: CustomerProfile) -> list[Html]:
    lines = []
    if profile.birthday is not None:
        lines.append(words("🎂 {day}", day=birthday_text(words, profile.birthday)))
    if profile.tags:
        lines.append(words("🏷 {tags}", tags=", ".join(profile.tags)))
    if profile.note:
        lines.append(words("📝 {note}", note=profile.note))
    return lines


def _card_rows(words: Words, shown: CustomerCard) -> list[Row]:
    customer = shown.customer
    write: Row = []
    if customer.username:
        write = [link_button(words.label("✉️ Write"), f"https://t.me/{customer.username}")]
    visits = words.label("🗓 Visits · {n}", n=len(shown.bookings))
    return [
        [*write, *([button(visits, OpenVisits(id=customer.id))] if shown.bookings else [])],
        [
            button(words.label("📝 Note"), OfCustomer(act=CustomerAct.NOTE, id=customer.id)),
            button(words.label("🏷 Tags"), OfCustomer(act=CustomerAct.TAGS, id=customer.id)),
            button(words.label("🎂 Birthday"), OfCustomer(act=CustomerAct.BIRTHDAY, id=customer.id)),
        ],
        [_access_button(words, customer, Access.ALLOWED)],
        [_access_button(words, customer, access) for access in Access if access is not Access.ALLOWED],
        *([_merge_button(words, customer, other)] for other in shown.duplicates[:MOST_DUPLICATES]),
    ]


def _access_button(words: Words, customer: Customer, access: Access) -> InlineKeyboardButton:
    name = {
        Access.ALLOWED: words.label("Books freely"),
        Access.PREPAYMENT: words.label("💰 Prepayment"),
        Access.BANNED: words.label("⛔ Ban"),
    }[access]
    return button(f"✅ {name}" if customer.access is access else name, TapAccess(id=customer.id, access=access))


def _merge_button(words: Words, customer: Customer, other: Customer) -> InlineKeyboardButton:
    label = words.label("🔗 Merge with {name}", name=other.name)
    return button(label, Merge(id=customer.id, other=other.id))


def visits(words: Words, shown: CustomerCard, now: datetime, page: int = 0) -> Screen:
    """All that were not cancelled, the latest first; each leads to its card."""
    listed = Page.of(shown.bookings, page, PAGE)
    lines = [
        customer_line(words, shown.customer),
        words("🔜 ahead · ✅ came · 🚫 did not come · ❔ nobody has said"),
    ]
    rows: list[Row] = [[_visit(words, booking, now)] for booking in listed.items]
    turning = listed.turning(lambda number: OpenVisits(id=shown.customer.id, page=number))
    return screen("\n".join(lines), (*rows, turning, _back_row(words, shown.customer.id)))


def _visit(words: Words, booking: Booking, now: datetime) -> InlineKeyboardButton:
    mark = sign(booking.outcome(now)) if booking.may_be_marked(now) else "🔜"
    label = f"{mark} {words.short_when(booking.start)} · {booking.service_name}"
    return button(label, OfBooking(act=BookingAct.SHOW, side=Side.BUSINESS, id=booking.id))


def ask_note(words: Words, shown: CustomerCard) -> Screen:
    lines = [customer_line(words, shown.customer), *_noted(words, shown.profile)]
    lines.append(words("Send the note: what you want to remember at the next visit. Only you and your admins see it."))
    drop = OfCustomer(act=CustomerAct.ASK_DROP_NOTE, id=shown.customer.id)
    rows = ([button(words.label("🗑 Remove the note"), drop)] if shown.profile.note else [],)
    return screen("\n".join(lines), (*rows, _back_row(words, shown.customer.id)))


def ask_drop_note(words: Words, shown: CustomerCard) -> Screen:
    lines = [customer_line(words, shown.customer), *_noted(words, shown.profile), words("Remove the note?")]
    return _asked(words, shown, lines, CustomerAct.DROP_NOTE)


def ask_drop_birthday(words: Words, shown: CustomerCard) -> Screen:
    day = shown.profile.birthday
    known = [] if day is None else [words("🎂 {day}", day=birthday_text(words, day))]
    lines = [customer_line(words, shown.customer), *known, words("Remove the birthday?")]
    return _asked(words, shown, lines, CustomerAct.DROP_BIRTHDAY)


def _asked(words: Words, shown: CustomerCard, lines: Sequence[Html], act: CustomerAct) -> Screen:
    yes = button(words.label("Yes, remove"), OfCustomer(act=act, id=shown.customer.id))
    no = button(words.label("No, keep it"), OfCustomer(act=CustomerAct.SHOW, id=shown.customer.id))
    return question("\n".join(lines), yes, no)


def _noted(words: Words, profile: CustomerProfile) -> list[Html]:
    return [words("📝 {note}", note=profile.note)] if profile.note else []


def ask_tags(words: Words, shown: CustomerCard, dropped: str | None = None) -> Screen:
    """Stays until the owner goes back: tags are typed and taken off one after the other.

    ``dropped``: one that was just taken off, to be typed again by whoever did not mean it.
    """
    lines = [
        *([words("✖️ Taken off: {tag}. Send it to have it back.", tag=dropped)] if dropped is not None else []),
        customer_line(words, shown.customer),
        words("Send tags, separated by commas, for example: regular, allergy. A press on a tag takes it off."),
    ]
    tags = (button(f"✖️ {tag}", DropTag(id=shown.customer.id, code=tag_code(tag))) for tag in shown.profile.tags)
    return screen("\n".join(lines), (*in_rows(tags, 2), _back_row(words, shown.customer.id)))


def ask_birthday(words: Words, shown: CustomerCard) -> Screen:
    lines = [
        customer_line(words, shown.customer),
        words("Send the birthday: day and month, as in 05.03 or 05.03.1990."),
    ]
    rows: list[Row] = []
    if shown.profile.birthday is not None:
        drop = OfCustomer(act=CustomerAct.ASK_DROP_BIRTHDAY, id=shown.customer.id)
        rows = [[button(words.label("🗑 Remove the birthday"), drop)]]
    return screen("\n".join(lines), (*rows, _back_row(words, shown.customer.id)))


def ask_merge(words: Words, asked: int, merged: Merged) -> Screen:
    """``asked``: on whose card the owner is."""
    kept, gone = merged.kept, merged.gone
    lines = [
        words("<b>Make one customer of two?</b> They have the same number."),
        "",
        words("Stays: {person}", person=customer_line(words, kept)),
        words("Is added to it: {person}", person=customer_line(words, gone)),
        "",
        words("Bookings together: {n}. Notes and tags of both are kept.", n=merged.bookings),
        *_profile_lines(words, merged.profile),
    ]
    if merged.name != kept.name:
        lines.append(words("The name from then on: {name}", name=merged.name))
    if merged.access is not Access.ALLOWED:
        lines.append(words("The stricter rule of the two holds from then on."))
    other = gone.id if asked == kept.id else kept.id
    yes = [button(words.label("🔗 Yes, merge"), Merge(id=asked, other=other, sure=True))]
    return screen("\n".join(lines), (yes, _back_row(words, asked)))


def _back_row(words: Words, customer_id: int) -> Row:
    return [button(words.label("‹ Back"), OfCustomer(act=CustomerAct.SHOW, id=customer_id))]
