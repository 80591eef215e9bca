"""Whom to call about a visit of today or tomorrow."""

from __future__ import annotations

from collections.abc import Sequence

from services.booking_bot.domain.bookings import Side
from services.booking_bot.domain.calls import CallResult, ToCall, WhyCall
from services.booking_bot.domain.duplicates import dialled
from services.booking_bot.use_cases.calls import CallCount
from services.booking_bot.views.call_buttons import OpenCalls, TakeCallBack, TapCall
from services.booking_bot.views.callbacks import BookingAct, OfBooking, Open, Place
from services.booking_bot.views.screen import Page, Row, button, screen
from services.booking_bot.views.visits import guest_line
from services.booking_bot.views.words import Html, Words
from services.shared.telegram.screens import Screen

PAGE = 5
LONGEST_NAME_ON_BUTTON = 24


def calls_row(words: Words, count: CallCount) -> Row:
    """On the boards of today and tomorrow, where there is anybody to call or who was called."""
    if count.left:
        return [button(words.label("📞 To call · {n}", n=count.left), OpenCalls())]
    return [button(words.label("📞 To call: all reached"), OpenCalls())] if count.done else []


def call_list(words: Words, listed: Sequence[ToCall], page: int = 0) -> Screen:
    """A press on a number dials it; what came of the call is a tap, and can be taken back."""
    left = sum(not one.is_done for one in listed)
    shown = Page.of(listed, page, PAGE)
    lines = [words("📞 <b>To call: {n}</b>", n=left)]
    if not listed:
        lines.append(words("Nobody: those who come today and tomorrow have answered."))
    rows: list[Row] = []
    for number, one in enumerate(shown.items, shown.number * PAGE + 1):
        lines.append(_entry(words, number, one))
        rows += _rows(words, number, one, shown.number)
    boards = [
        button(words.label("📋 Today"), Open(place=Place.TODAY)),
        button(words.label("📋 Tomorrow"), Open(place=Place.TOMORROW)),
    ]
    turning = shown.turning(lambda turned: OpenCalls(page=turned))
    return screen("\n".join(lines), (*rows, turning, boards))


def _entry(words: Words, number: int, one: ToCall) -> Html:
    booking = one.booking
    phone = words("no number") if booking.customer.phone is None else Html(dialled(booking.customer.phone))
    lines = [
        "",
        words(
            "{number}. <b>{when}</b> {service}", number=number, when=words.short_when(booking.start), service=_what(one)
        ),
        words("👤 {name} · {phone}", name=booking.customer.name, phone=phone),
    ]
    if booking.guest is not None:
        lines.append(guest_line(words, booking.guest))
    lines.append(_state(words, one))
    return Html("\n".join(lines))


def _what(one: ToCall) -> str:
    names = one.booking.specialist_names
    return one.booking.service_name if names is None else f"{one.booking.service_name} · {names}"


def _state(words: Words, one: ToCall) -> Html:
    if one.call is not None:
        time = words.clock(one.call.at)
        if one.call.result is CallResult.COMES:
            return words("✅ Comes (called at {time})", time=time)
        return words("📵 No answer at {time}", time=time)
    return {
        WhyCall.NO_TELEGRAM: words("Is not in Telegram."),
        WhyCall.BLOCKED: words("Has blocked the bot: the reminder did not arrive."),
        WhyCall.SILENT: words("Has not answered the reminder."),
    }[one.why]


def _rows(words: Words, number: int, one: ToCall, page: int) -> list[Row]:
    """What came of it; a move or an end is made on the card."""
    booking = one.booking
    show = OfBooking(act=BookingAct.SHOW, side=Side.BUSINESS, id=booking.id)
    card = button(words.label("🗂 {number}", number=number), show)
    undo = TakeCallBack(id=booking.id, version=booking.version, page=page)
    back = button(words.label("↩️ {number}: take back", number=number), undo)
    comes, silent = (
        TapCall(id=booking.id, version=booking.version, page=page, result=result)
        for result in (CallResult.COMES, CallResult.NO_ANSWER)
    )
    if one.is_done:
        return [[back, card]]
    reached = button(words.label("✅ {number}: comes", number=number), comes)
    if one.call is not None:
        return [[reached, back, card]]
    return [[reached, button(words.label("📵 {number}: no answer", number=number), silent), card]]
