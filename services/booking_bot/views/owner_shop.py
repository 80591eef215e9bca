"""The owner says what the business is called and how customers reach it."""

from __future__ import annotations

from services.booking_bot.domain.settings import LONGEST_BUSINESS_NAME, BusinessSettings
from services.booking_bot.views.callbacks import AddressAct, OfAddress, Open, Place
from services.booking_bot.views.more import more_row
from services.booking_bot.views.screen import Row, button, question, screen
from services.booking_bot.views.words import Html, Words
from services.shared.telegram.screens import Screen


def shop(words: Words, settings: BusinessSettings, title: Html | None = None) -> Screen:
    missing = words.label("not set")
    lines = [
        *([title, ""] if title else []),
        words("<b>Contacts</b>"),
        words("🏷 Name: {name}", name=settings.name),
        words("☎️ Phone: {phone}", phone=settings.shop_phone or missing),
        words("🔗 Site or page: {link}", link=settings.link or missing),
        words("📍 Address: {address}", address=settings.address or missing),
        "",
        words("Customers find them by “☎️ Contacts” on the first screen."),
    ]
    rows: list[Row] = [
        [
            button(words.label("🏷 Name"), Open(place=Place.SHOP_NAME)),
            button(words.label("☎️ Phone"), Open(place=Place.SHOP_PHONE)),
        ],
        [
            button(words.label("🔗 Site or page"), Open(place=Place.SHOP_LINK)),
            button(words.label("📍 Address"), OfAddress(act=AddressAct.SHOW)),
        ],
    ]
    return screen("\n".join(lines), (*rows, more_row(words)))


def saved(words: Words, settings: BusinessSettings) -> Screen:
    return shop(words, settings, words("✅ Saved."))


def ask_name(words: Words, settings: BusinessSettings) -> Screen:
    text = words(
        "Send the name that customers read on the first screen, at most {longest} characters. Now: {name}\n\n"
        "The name of the bot itself is under “🤖 Name and photo”.",
        longest=LONGEST_BUSINESS_NAME,
        name=settings.name,
    )
    return screen(text, (_back_row(words),))


def ask_phone(words: Words, settings: BusinessSettings) -> Screen:
    text = words("Send the number at which customers reach you, for example +79161234567.")
    drop = [button(words.label("🗑 Remove the number"), Open(place=Place.ASK_DROP_SHOP_PHONE))]
    return screen(text, (drop if settings.shop_phone else [], _back_row(words)))


def ask_link(words: Words, settings: BusinessSettings) -> Screen:
    text = words("Send the link to your site or page, for example https://instagram.com/my_salon")
    drop = [button(words.label("🗑 Remove the link"), Open(place=Place.ASK_DROP_SHOP_LINK))]
    return screen(text, (drop if settings.link else [], _back_row(words)))


def ask_drop_phone(words: Words, settings: BusinessSettings) -> Screen:
    text = words("Remove the number? Customers will not see it any more.\n{phone}", phone=settings.shop_phone)
    return _asked(words, text, Place.DROP_SHOP_PHONE)


def ask_drop_link(words: Words, settings: BusinessSettings) -> Screen:
    text = words("Remove the link? Customers will not see it any more.\n{link}", link=settings.link)
    return _asked(words, text, Place.DROP_SHOP_LINK)


def _asked(words: Words, text: Html, yes: Place) -> Screen:
    remove = button(words.label("Yes, remove"), Open(place=yes))
    return question(text, remove, button(words.label("No, keep it"), Open(place=Place.SHOP)))


def _back_row(words: Words) -> Row:
    return [button(words.label("‹ Back"), Open(place=Place.SHOP))]
