"""Sums, periods, limits and dates in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_date
from babel.numbers import format_decimal, get_currency_symbol

from services.shared.master_api.models import Client, Plan
from services.shared.runtime.translations import Texts

NO_BREAK_SPACE = "\u00a0"


def money(texts: Texts, amount: Decimal, currency: str) -> str:
    """``990 ₽``; kopecks only where there are some."""
    pattern = "#,##0" if amount == amount.to_integral_value() else "#,##0.00"
    number = format_decimal(amount, pattern, locale=texts.language)
    return f"{number}{NO_BREAK_SPACE}{get_currency_symbol(currency, 'ru')}"


def price(texts: Texts, plan: Plan) -> str:
    return money(texts, plan.price, plan.currency) if plan.price else texts("free")


def period(texts: Texts, plan: Plan) -> str:
    """``for 1 month``, ``for 14 days``."""
    months = texts.plural("for {n} month", "for {n} months", plan.months) if plan.months else ""
    days = texts.plural("for {n} day", "for {n} days", plan.days) if plan.days else ""
    return " + ".join(part for part in (months, days) if part)


def limits(texts: Texts, values: Mapping[str, Any]) -> str:
    """``up to 10 specialists, up to 5,000 bookings a month``; limits that this bot has no words for are left out."""
    said = []
    if number := values.get("specialists"):
        said.append(texts.plural("up to {n} specialist", "up to {n} specialists", number))
    if number := values.get("bookings_per_month"):
        shown = format_decimal(number, locale=texts.language)
        said.append(
            texts.plural("up to {shown} booking a month", "up to {shown} bookings a month", number, shown=shown)
        )
    return ", ".join(said)


def title(texts: Texts, plan: Plan) -> str:
    return plan.title.get(texts.language) or plan.title.get("en") or plan.code


def day(texts: Texts, at: datetime, client: Client) -> str:
    """The day in the business's own zone."""
    return format_date(at.astimezone(ZoneInfo(client.timezone)), "d MMMM y", locale=texts.language)


def short_day(texts: Texts, at: datetime, client: Client) -> str:
    """``30.11.26``, for a button."""
    return format_date(at.astimezone(ZoneInfo(client.timezone)), "dd.MM.yy", locale=texts.language)
