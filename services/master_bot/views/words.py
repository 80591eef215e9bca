"""Dates in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from babel.dates import format_date

from services.shared.runtime.translations import Texts


def day(facts: Mapping[str, str], name: str, texts: Texts) -> str:
    """The day of a time among the facts, in the business's own zone."""
    at = datetime.fromisoformat(facts[name]).astimezone(ZoneInfo(facts["timezone"]))
    return format_date(at, "d MMMM y", locale=texts.language)
