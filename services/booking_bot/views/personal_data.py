"""What the business knows about a customer."""

from __future__ import annotations

from services.booking_bot.use_cases.personal_data import MyData
from services.booking_bot.views.callbacks import Open, Place
from services.booking_bot.views.customers import birthday_text
from services.booking_bot.views.home import LANGUAGE_NAMES, book_row, home_row
from services.booking_bot.views.screen import button, screen
from services.booking_bot.views.words import Html, Words
from services.shared.telegram.screens import Screen


def my_data(words: Words, data: MyData, title: Html | None = None) -> Screen:
    customer = data.customer
    lines = [
        *([title, ""] if title else []),
        words("<b>What we have about you</b>"),
        words("Name: {name}", name=customer.name),
        words("Telegram: {id}", id=f"@{customer.username}" if customer.username else customer.user_id),
        words("Phone: {phone}", phone=customer.phone or "–"),
        words("Language: {language}", language=LANGUAGE_NAMES.get(customer.language or "", "–")),
        words("Bookings: {all}, ahead: {ahead}", all=data.bookings, ahead=data.ahead),
    ]
    if data.birthday is not None:
        lines.append(words("Birthday: {day}", day=birthday_text(words, data.birthday)))
    if data.noted:
        lines.append(words("We also keep a note of our own about your visits; it is deleted with the rest."))
    if data.consent is not None and data.consent.given:
        day = words.full_day(words.day_of(data.consent.at))
        lines.append(words("Consent given: {day}, text {version}", day=day, version=data.consent.text_version))
    if data.keep_years:
        period = words.plural("{n} year", "{n} years", data.keep_years)
        lines.append(words("It is deleted by itself {period} after your last visit.", period=period))
    rename = [button(words.label("✏️ Change my name"), Open(place=Place.MY_NAME))]
    delete = [button(words.label("🗑 Delete my data"), Open(place=Place.ASK_FORGET))]
    return screen("\n".join(lines), (rename, delete, home_row(words)))


def ask_name(words: Words, name: str) -> Screen:
    back = [button(words.label("‹ Back"), Open(place=Place.PRIVACY))]
    return screen(words("Send your name. Now we have: {name}", name=name), (back,))


def ask_delete(words: Words) -> Screen:
    text = words(
        "Your visits ahead will be cancelled, and your name, number and Telegram name deleted. Go on?\n\n"
        "Of those with whom the shop makes appointments by phone alone, it keeps the Telegram number to know them by, "
        "and nothing else."
    )
    rows = (
        [button(words.label("Yes, delete"), Open(place=Place.FORGET))],
        [button(words.label("No, keep it"), Open(place=Place.PRIVACY))],
    )
    return screen(text, rows)


def deleted(words: Words) -> Screen:
    return screen(words("✅ Your data is deleted. If you write again, we begin anew."), (book_row(words),))
