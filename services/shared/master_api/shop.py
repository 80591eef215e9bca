"""What the master API says of the shop."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Consent:
    """What ``autopay`` in an order agrees to, by language."""

    version: str
    text: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Shop:
    """``autopay``: whether automatic renewal may be offered; ``email_required``: by orders that cost money."""

    autopay: bool
    consent: Consent
    email_required: bool
