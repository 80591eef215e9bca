"""In which language, currency and time zone the business lives."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from services.booking_bot.domain.settings import LANGUAGES, BusinessSettings
from services.booking_bot.views.bot_profile import FLAGS
from services.booking_bot.views.callbacks import Open, Place
from services.booking_bot.views.home import LANGUAGE_NAMES
from services.booking_bot.views.more import more_row
from services.booking_bot.views.owner_zone import zone_label
from services.booking_bot.views.region_buttons import LookAt, PickCurrency, SetLocale
from services.booking_bot.views.screen import Row, button, in_rows, screen
from services.booking_bot.views.words import Html, Words, currency_sign
from services.shared.telegram.screens import Screen

CURRENCIES = ("RUB", "BYN", "KZT", "KGS", "UZS", "TJS", "AMD", "GEL", "AZN", "MDL", "TRY", "EUR", "USD")


def region(
    words: Words, settings: BusinessSettings, former: ZoneInfo | None, now: datetime, title: Html | None = None
) -> Screen:
    """``former``: the zone before the last change, which can be had again."""
    lines = [
        *([title, ""] if title else []),
        words("<b>Language and time zone</b>"),
        words("🌐 Language for those who have not chosen one: {language}", language=LANGUAGE_NAMES[settings.locale]),
        words("🕒 Time zone: {zone}", zone=words.zone_name(now)),
        words("It is {clock} there now.", clock=words.clock(now)),
        words("💱 Currency: {currency}", currency=_currency(settings.currency)),
    ]
    languages = [
        button(_chosen(f"{FLAGS[each]} {LANGUAGE_NAMES[each]}", each == settings.locale), SetLocale(language=each))
        for each in LANGUAGES
    ]
    rows: list[Row] = [languages, [button(words.label("🕒 Another time zone"), Open(place=Place.ZONE))]]
    if former is not None:
        label = words.label("↩️ Back to {zone}", zone=zone_label(words, former, now))
        rows.append([button(label, LookAt(name=former.key))])
    rows.append([button(words.label("💱 Another currency"), Open(place=Place.CURRENCY))])
    return screen("\n".join(lines), (*rows, more_row(words)))


def currencies(words: Words, settings: BusinessSettings, *, may_change: bool) -> Screen:
    lines = [words("💱 Currency: {currency}", currency=_currency(settings.currency)), ""]
    back = [button(words.label("‹ Back"), Open(place=Place.REGION))]
    if not may_change:
        lines.append(
            words("There are bookings with prices in this currency already: it stays, or sums would be mixed up.")
        )
        return screen("\n".join(lines), (back,))
    lines.append(words("Choose one before the first booking. Prices keep their numbers."))
    choices = (
        button(_chosen(_currency(code), code == settings.currency), PickCurrency(code=code)) for code in CURRENCIES
    )
    return screen("\n".join(lines), (*in_rows(choices, 3), back))


def _currency(code: str) -> str:
    sign = currency_sign(code)
    return code if sign == code else f"{code} {sign}"


def _chosen(label: str, chosen: bool) -> str:
    return f"✅ {label}" if chosen else label
