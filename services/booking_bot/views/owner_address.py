"""The owner says where customers come."""

from __future__ import annotations

from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.views.address import map_row
from services.booking_bot.views.callbacks import AddressAct, OfAddress
from services.booking_bot.views.more import more_row
from services.booking_bot.views.screen import Row, button, question, screen
from services.booking_bot.views.words import Html, Words
from services.shared.telegram.screens import Screen


def address(words: Words, settings: BusinessSettings, title: Html | None = None) -> Screen:
    """What is set, a button to set each, and one to remove what is there."""
    point = words.label("not set") if settings.point is None else str(settings.point)
    lines = [
        *([title, ""] if title else []),
        words("<b>Address</b>"),
        words("📍 Address: {address}", address=settings.address or words.label("not set")),
        words("🗺 Point on the map: {point}", point=point),
        "",
        words("Customers see it on their booking, in reminders and in the file for the calendar."),
    ]
    rows: list[Row] = [
        [
            button(words.label("✏️ Address"), OfAddress(act=AddressAct.TYPE)),
            button(words.label("📌 Point"), OfAddress(act=AddressAct.PUT_POINT)),
        ],
        _removing(words, settings),
        map_row(words, settings),
    ]
    return screen("\n".join(lines), (*rows, more_row(words)))


def saved(words: Words, settings: BusinessSettings) -> Screen:
    return address(words, settings, words("✅ Saved."))


def ask_address(words: Words) -> Screen:
    text = words("Send the address as customers should read it, for example: Moscow, Arbat 1, entrance 2, floor 3")
    return screen(text, (_back_row(words),))


def ask_point(words: Words) -> Screen:
    text = words(
        "Send the place: 📎 → Location. Or send its coordinates (55.7522, 37.6156), "
        "or a link from Yandex Maps, Google Maps or 2GIS in which they stand."
    )
    return screen(text, (_back_row(words),))


def ask_drop(words: Words, settings: BusinessSettings) -> Screen:
    text = words("Remove the address? Customers will not see it any more.\n{address}", address=settings.address)
    return _asked(words, text, AddressAct.DROP)


def ask_drop_point(words: Words, settings: BusinessSettings) -> Screen:
    text = words("Remove the point? Customers will not find you on the map any more.\n{point}", point=settings.point)
    return _asked(words, text, AddressAct.DROP_POINT)


def _asked(words: Words, text: Html, act: AddressAct) -> Screen:
    yes = button(words.label("Yes, remove"), OfAddress(act=act))
    return question(text, yes, button(words.label("No, keep it"), OfAddress(act=AddressAct.SHOW)))


def not_a_point(words: Words) -> Screen:
    text = words(
        "There are no coordinates in this. Send the place (📎 → Location), or numbers such as 55.7522, 37.6156."
    )
    return screen(text, (_back_row(words),))


def not_an_address(words: Words) -> Screen:
    return screen(words("Please send the address as a text."), (_back_row(words),))


def _removing(words: Words, settings: BusinessSettings) -> Row:
    row: list[tuple[str, AddressAct]] = []
    if settings.address:
        row.append((words.label("🗑 Remove the address"), AddressAct.ASK_DROP))
    if settings.point is not None:
        row.append((words.label("🗑 Remove the point"), AddressAct.ASK_DROP_POINT))
    return [button(label, OfAddress(act=act)) for label, act in row]


def _back_row(words: Words) -> Row:
    return [button(words.label("‹ Back"), OfAddress(act=AddressAct.SHOW))]
