"""A reader's language together with the business's clock: every text, date, time and price that a screen shows."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from html import escape
from types import MappingProxyType
from zoneinfo import ZoneInfo

from babel.dates import format_date, get_timezone_location
from babel.numbers import format_currency, format_decimal, get_currency_symbol

from services.booking_bot.domain.own_texts import Facts, OwnTexts, TextKind
from services.booking_bot.domain.prices import Price, PriceKind
from services.booking_bot.domain.zones import to_local
from services.shared.runtime.translations import Texts


class Html(str):
    """A piece that is HTML already and is not escaped again."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Words:
    """``words("Hello, <b>{name}</b>", name=…)`` gives HTML with the values escaped; ``label`` gives plain text.

    ``own``: what the owner says in words of his own.
    """

    texts: Texts
    zone: ZoneInfo
    own: OwnTexts = field(default_factory=OwnTexts, hash=False)

    @property
    def language(self) -> str:
        return self.texts.language

    def __call__(self, message: str, **facts: object) -> Html:
        return Html(self.texts(message, **_escaped(facts)))

    def label(self, message: str, **facts: object) -> str:
        """For buttons and pop-ups, which know no HTML."""
        return self.texts(message, **facts)

    def of_owner(self, kind: TextKind, facts: Facts = MappingProxyType({})) -> Html:
        """The owner's own text, empty where there is none."""
        return Html(escape(self.own.say(kind, facts), quote=False))

    def plural(self, one: str, many: str, number: int) -> str:
        """``words.plural("{n} booking", "{n} bookings", 3)``."""
        return self.texts.plural(one, many, number)

    def month(self, day: date) -> str:
        """«Март 2026»."""
        name = format_date(day, "LLLL y", locale=self.language)
        return name[0].upper() + name[1:]

    def day(self, day: date) -> str:
        """«понедельник, 2 марта»."""
        return format_date(day, "EEEE, d MMMM", locale=self.language)

    def full_day(self, day: date) -> str:
        """«2 марта 2026»."""
        return format_date(day, "d MMMM y", locale=self.language)

    def day_month(self, day: date) -> str:
        """«2 марта»."""
        return format_date(day, "d MMMM", locale=self.language)

    def short_day(self, day: date) -> str:
        """«пн 2 марта», short enough for a button."""
        return format_date(day, "EEE d MMM", locale=self.language)

    def weekday(self, weekday: int) -> str:
        """0 → «Понедельник»."""
        name = format_date(_some_monday() + timedelta(days=weekday), "EEEE", locale=self.language)
        return name[0].upper() + name[1:]

    def short_weekday(self, weekday: int) -> str:
        """0 → «Пн»."""
        name = format_date(_some_monday() + timedelta(days=weekday), "EEE", locale=self.language)
        return name[0].upper() + name[1:]

    def day_of(self, instant: datetime) -> date:
        """The day on the business's calendar."""
        return to_local(instant, self.zone).date()

    def clock(self, instant: datetime) -> str:
        """«15:00» on the business's clock."""
        return f"{to_local(instant, self.zone):%H:%M}"

    def when(self, start: datetime) -> str:
        """«понедельник, 2 марта, 15:00»."""
        return f"{self.day(self.day_of(start))}, {self.clock(start)}"

    def span(self, start: datetime, end: datetime) -> str:
        """«понедельник, 2 марта, 15:00–16:00»."""
        return f"{self.when(start)}–{self.clock(end)}"

    def short_when(self, start: datetime) -> str:
        """«пн 2 марта 15:00»."""
        return f"{self.short_day(self.day_of(start))} {self.clock(start)}"

    @property
    def city(self) -> str:
        """Whose clock it is: «Москва»."""
        city: str = get_timezone_location(self.zone, locale=self.language, return_city=True)
        return city

    def zone_name(self, instant: datetime) -> str:
        """«Москва, UTC+3»."""
        city = self.city
        offset = to_local(instant, self.zone).utcoffset() or timedelta()
        hours, minutes = divmod(abs(int(offset.total_seconds())) // 60, 60)
        sign = "-" if offset < timedelta() else "+"
        utc = "UTC" if not offset else f"UTC{sign}{hours}" + (f":{minutes:02d}" if minutes else "")
        return utc if city in {"UTC", "Unknown"} or "/" not in self.zone.key else f"{city}, {utc}"

    def length(self, minutes: int) -> str:
        """90 → «1 ч 30 мин»."""
        hours, rest = divmod(minutes, 60)
        parts = [self.label("{n} h", n=hours)] if hours else []
        if rest or not hours:
            parts.append(self.label("{n} min", n=rest))
        return " ".join(parts)

    def money(self, price: int, currency: str) -> str:
        """``price`` in hundredths: 150000 → «1 500 ₽»; the fraction is shown only where there is one."""
        amount = Decimal(price) / 100
        digits = "#,##0" if price % 100 == 0 else "#,##0.00"
        if self.language != "en":
            return format_currency(amount, currency, f"{digits} ¤", locale=self.language, currency_digits=False)
        number, sign = format_decimal(amount, digits, locale=self.language), currency_sign(currency)
        return f"{number}\u00a0{sign}" if sign.isalpha() else f"{sign}{number}"

    def price(self, price: Price) -> str:
        """«1 500 ₽», «от 1 500 ₽», «бесплатно»; empty where nothing is stated."""
        if price.kind is PriceKind.FREE:
            return self.label("free of charge")
        if price.kind is PriceKind.ON_REQUEST:
            return self.label("price on request")
        if not price.amount:
            return ""
        amount = self.money(price.amount, price.currency)
        return self.label("from {what}", what=amount) if price.kind is PriceKind.FROM else amount

    def amount(self, price: int) -> str:
        """As ``money`` without the currency, the way people type it."""
        return format_decimal(Decimal(price) / 100, "0.##", locale=self.language)


def _escaped(facts: dict[str, object]) -> dict[str, object]:
    return {name: fact if isinstance(fact, Html) else escape(str(fact), quote=False) for name, fact in facts.items()}


def currency_sign(currency: str) -> str:
    """The sign that people print, else the code; Babel's English has no ₽, its Russian has."""
    sign: str = get_currency_symbol(currency, "en")
    return get_currency_symbol(currency, "ru") if sign == currency else sign


def _some_monday() -> date:
    return date(2024, 1, 1)


def wall_clock(minute: int) -> str:
    """Minutes after midnight as a clock shows them: 600 → "10:00", 1440 → "24:00", 1560 → "02:00"."""
    shown = minute if minute <= 24 * 60 else minute - 24 * 60
    return f"{shown // 60:02d}:{shown % 60:02d}"
