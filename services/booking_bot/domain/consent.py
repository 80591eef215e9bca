"""Consent to personal data: what is asked for, and which text was agreed to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

TEXT_VERSION = "2026-11-25"
"""Of the text that ``views.contact`` shows; another text is another version."""

NOBODY = "–"
"""The name of a customer who had his data deleted."""


class PhoneRule(StrEnum):
    """Whether customers are asked for their number when they book."""

    NOT_ASKED = "not_asked"
    OPTIONAL = "optional"
    REQUIRED = "required"


class NameRule(StrEnum):
    """Whether customers are asked for their name when they book, or keep the one that Telegram shows."""

    NOT_ASKED = "not_asked"
    ASKED = "asked"


class Contact(StrEnum):
    """What a customer is asked for, in this order."""

    NAME = "name"
    PHONE = "phone"


@dataclass(frozen=True, slots=True)
class Consent:
    """``given`` is False for one that was taken back; ``at`` is aware, in UTC."""

    text_version: str
    given: bool
    at: datetime

    @property
    def is_present(self) -> bool:
        """It holds, and for the text that is shown now."""
        return self.given and self.text_version == TEXT_VERSION
