"""A booking by hand that is still to be confirmed, and what is asked for before it is complete."""

from __future__ import annotations

from collections.abc import Sequence

from services.booking_bot.domain.plans import Plan
from services.booking_bot.domain.services import Service
from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.use_cases.draft import Draft
from services.booking_bot.use_cases.read_line import HandLine
from services.booking_bot.views.bookings import customer_line
from services.booking_bot.views.choices import AtTime, PickDay, PickMonth, PickTime, Way, minute_of, to_draft
from services.booking_bot.views.clashes import anyway_row, why_refused
from services.booking_bot.views.hand_buttons import AskGuest, AskService, BookDraft, DropDraft
from services.booking_bot.views.home import service_label
from services.booking_bot.views.owner import manage_row
from services.booking_bot.views.screen import Page, Row, button, screen
from services.booking_bot.views.times import at_time
from services.booking_bot.views.visits import Subject, Visit, visit_lines
from services.booking_bot.views.words import Html, Words
from services.shared.telegram.screens import Screen

PAGE = 8


def draft(words: Words, choice: AtTime, shown: Draft) -> Screen:
    """All that would be booked, and the button that books it; where it cannot be, why, and what can."""
    way = to_draft(shown.plan, choice.guest_id)
    lines: list[str] = [words("📝 <b>Book this?</b>"), ""]
    lines += visit_lines(words, Visit.of_subject(Subject.of_offer(shown.offer), shown.start))
    lines.append(_guest_line(words, shown))
    if shown.refused is None:
        rows: list[Row] = [[button(words.label("✅ Book the visit"), BookDraft(**way, minute=choice.minute))]]
    else:
        lines += ["", why_refused(words, shown.refused)]
        rows = _other_times(words, AtTime(**way, minute=choice.minute), shown, lines)
    return screen("\n".join(lines), (*rows, *_change_rows(words, way, choice)))


def _other_times(words: Words, choice: AtTime, shown: Draft, lines: list[str]) -> list[Row]:
    assert shown.refused is not None
    if shown.refused.nearest:
        lines.append(words("The nearest free times:"))
    nearest: list[Row] = [[button(words.short_when(start), at_time(choice, start))] for start in shown.refused.nearest]
    return [*nearest, anyway_row(words, choice, shown.refused)]


def _change_rows(words: Words, way: Way, choice: AtTime) -> list[Row]:
    day = PickDay(**way, day=words.day_of(choice.start).toordinal())
    return [
        [
            button(words.label("🕒 Another time"), day),
            button(words.label("👤 Somebody else"), AskGuest(**way, minute=choice.minute)),
        ],
        [button(words.label("✖️ Do not book"), DropDraft())],
    ]


def _guest_line(words: Words, shown: Draft) -> Html:
    if shown.customer is not None:
        return words("{person} – your customer", person=customer_line(words, shown.customer))
    facts = " · ".join(fact for fact in (shown.guest.name, shown.guest.phone) if fact)
    return words("👤 {person} – somebody new", person=facts)


def which_service(words: Words, settings: BusinessSettings, line: HandLine) -> Screen:
    """Of those that may be meant; the others are one tap away."""
    asked = _asked(line)
    rows = [_service_row(words, settings, service, asked) for service in line.services[:PAGE]]
    more = line.offered > len(rows)
    every = [button(words.label("🧾 All services"), asked)] if more else []
    drop = [button(words.label("✖️ Do not book"), DropDraft())]
    return screen(words("📝 Which service is it for?"), (*rows, every, drop))


def all_services(words: Words, settings: BusinessSettings, asked: AskService, services: Sequence[Service]) -> Screen:
    shown = Page.of(services, asked.page, PAGE)
    rows = [_service_row(words, settings, service, asked) for service in shown.items]
    turning = shown.turning(lambda number: asked.model_copy(update={"page": number}))
    drop = [button(words.label("✖️ Do not book"), DropDraft())]
    return screen(words("📝 Which service is it for?"), (*rows, turning, drop))


def _asked(line: HandLine) -> AskService:
    return AskService(
        specialist=line.specialist_id or 0,
        day=0 if line.day is None else line.day.toordinal(),
        minute=0 if line.start is None else minute_of(line.start),
        guest=line.guest.customer_id,
    )


def _service_row(words: Words, settings: BusinessSettings, service: Service, asked: AskService) -> Row:
    """What follows is what is still missing: nothing, the time, or the day."""
    way = to_draft(Plan.of(service.id, asked.specialist or None), asked.guest)
    label = service_label(words, settings, service)
    if asked.minute:
        return [button(label, PickTime(**way, minute=asked.minute))]
    if asked.day:
        return [button(label, PickDay(**way, day=asked.day))]
    return [button(label, PickMonth(**way))]


def which_time(words: Words, line: HandLine) -> Screen:
    """The free times that fit best what was written."""
    assert line.service is not None
    way = to_draft(Plan.of(line.service.id, line.specialist_id), line.guest.customer_id)
    lines = [words("📝 <b>{service}</b>", service=line.service.name)]
    if line.specialist is not None:
        lines.append(words("💇 {specialist}", specialist=line.specialist.name))
    lines.append(words("At what time?") if line.starts else words("Nothing is free then."))
    rows: list[Row] = [
        [button(words.short_when(start), PickTime(**way, minute=minute_of(start)))] for start in line.starts
    ]
    another = PickMonth(**way) if line.day is None else PickDay(**way, day=line.day.toordinal())
    drop = [button(words.label("✖️ Do not book"), DropDraft())]
    return screen("\n".join(lines), (*rows, [button(words.label("🕒 Another time"), another)], drop))


def dropped(words: Words) -> Screen:
    return screen(words("All right, nothing is booked."), (manage_row(words),))
