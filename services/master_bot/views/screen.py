"""A message that the platform sends by itself."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MessageScreen:
    """``text``: HTML. ``links``: buttons, each a text and an address."""

    text: str
    links: tuple[tuple[str, str], ...] = ()
