"""A text that must not be seen: it prints as a fixed word and has to be revealed on purpose."""

from __future__ import annotations

import hmac
from typing import final


@final
class Secret:
    """A password, token or key. ``str``, ``repr`` and format give ``[REDACTED]``; ``reveal()`` gives the text."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def reveal(self) -> str:
        return self._text

    def __repr__(self) -> str:
        return "[REDACTED]"

    __str__ = __repr__

    def __format__(self, spec: str) -> str:
        return format("[REDACTED]", spec)

    def __bool__(self) -> bool:
        return bool(self._text)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Secret):
            return NotImplemented
        return hmac.compare_digest(self._text.encode(), other._text.encode())

    def __hash__(self) -> int:
        return hash(self._text)

    def __reduce__(self) -> tuple[object, ...]:
        raise TypeError("a Secret is not written to disk or sent to another process by accident; reveal() it")
