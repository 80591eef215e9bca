"""The one place that knows what a client id looks like: ``client_001`` … ``client_999999999``."""

from __future__ import annotations

import re

_SHAPE = re.compile(r"client_(?:[0-9]{3}|[1-9][0-9]{3,8})", re.ASCII)


class InvalidClientId(ValueError):
    """The text is no client id; the message says what one looks like."""

    def __init__(self, text: str) -> None:
        super().__init__(
            f"{text[:80]!r} is not a client id: expected client_ and a number of three to nine digits, as in client_042"
        )


def parse_client_id(text: str) -> str:
    """Give ``text`` back when it is a client id, matched whole.

    Raises:
        InvalidClientId: for anything else, a needlessly padded ``client_0042`` and ``client_000`` included.
    """
    if _SHAPE.fullmatch(text) is None or text == "client_000":
        raise InvalidClientId(text)
    return text


def client_id_of(number: int) -> str:
    """``42`` → ``client_042``."""
    return parse_client_id(f"client_{number:03d}")


def client_number(client_id: str) -> int:
    """``client_042`` → ``42``."""
    return int(parse_client_id(client_id).removeprefix("client_"))
