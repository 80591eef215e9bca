"""A link for a customer without Telegram: what the shop forwards, and what who opens it sees."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import quote

from aiogram.types import InlineKeyboardButton

from services.booking_bot.domain.bookings import Booking, BookingState, Side
from services.booking_bot.domain.duplicates import dialled
from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.use_cases.customer_links import MadeLink
from services.booking_bot.views import commands
from services.booking_bot.views.callbacks import BookingAct, OfBooking
from services.booking_bot.views.contact import consent_text
from services.booking_bot.views.customer_link_buttons import AgreeToLink, MakeLink
from services.booking_bot.views.home import home_row
from services.booking_bot.views.screen import Row, button, link_button, screen
from services.booking_bot.views.words import Words
from services.shared.telegram.screens import Screen

LONGEST_URL = 2000


def link_row(words: Words, booking: Booking, now: datetime) -> Row:
    """On the owner's card, as long as a link makes sense."""
    if booking.customer.user_id is not None or booking.state is not BookingState.BOOKED or booking.end <= now:
        return []
    return [button(words.label("🔗 Link for the customer"), MakeLink(id=booking.id))]


def made(words: Words, for_customer: Words, settings: BusinessSettings, made_link: MadeLink, username: str) -> Screen:
    """``for_customer``: the business's own language, for nobody knows the customer's."""
    booking = made_link.booking
    link = f"https://t.me/{username}?start={commands.CUSTOMER_LINK}{made_link.code}"
    text = for_customer.label(
        "{name}, you are booked at {business}: {service}, {when}. Your visit and reminders in Telegram: {link}",
        name=booking.customer.name,
        business=settings.name,
        service=booking.service_name,
        when=for_customer.when(booking.start),
        link=link,
    )
    told = words(
        "🔗 <b>A link for {name}</b>\n\nSend this text in any way: a press copies it. Who opens the link sees the "
        "visit and gets reminders.\n\n<code>{text}</code>\n\n"
        "It works once, until {until}. Another link makes this one void.",
        name=booking.customer.name,
        text=text,
        until=words.when(made_link.until),
    )
    back = OfBooking(act=BookingAct.SHOW, side=Side.BUSINESS, id=booking.id)
    return screen(told, (_ways(words, booking, text), [button(words.label("‹ Back"), back)]))


def _ways(words: Words, booking: Booking, text: str) -> list[InlineKeyboardButton]:
    """Left out where the text is too long for an address."""
    digits = "" if booking.customer.phone is None else dialled(booking.customer.phone).removeprefix("+")
    url = f"https://wa.me/{digits}?text={quote(text)}"
    return [link_button(words.label("📤 WhatsApp"), url)] if len(url) <= LONGEST_URL else []


def ask_consent(words: Words, settings: BusinessSettings, code: str) -> Screen:
    agree, refuse = (AgreeToLink(code=code, agrees=agrees) for agrees in (True, False))
    rows = ([button(words.label("✅ I agree"), agree)], [button(words.label("I do not agree"), refuse)])
    return screen(consent_text(words, settings), rows)


def refused(words: Words, settings: BusinessSettings) -> Screen:
    """The visit stands without him in the chat."""
    if settings.shop_phone:
        text = words(
            "All right, we keep nothing here. You are still expected. Questions: {phone}", phone=settings.shop_phone
        )
    else:
        text = words("All right, we keep nothing here. You are still expected.")
    return screen(text, (home_row(words),))
