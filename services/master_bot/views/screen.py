"""A message that the platform sends by itself."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MessageScreen:
    """``text``: HTML. ``links``: buttons, each a text and an address; ``actions``: each a text and what a tap sends.

    What a tap sends is read by the operator's bot (``bot.views.callbacks``); a test holds the two together.
    """

    text: str
    links: tuple[tuple[str, str], ...] = ()
    actions: tuple[tuple[str, str], ...] = ()
