"""Who may book in the chat: everybody, but for those whom the owner asks for prepayment or turns away."""

from __future__ import annotations

from enum import StrEnum

from services.booking_bot.domain.errors import NotWelcome


class Access(StrEnum):
    """In order of strictness."""

    ALLOWED = "allowed"
    PREPAYMENT = "prepayment"
    """Kept for the owner to see; nothing asks for the money yet."""
    BANNED = "banned"


def require_welcome(access: Access, shop_phone: str) -> None:
    """Raises ``NotWelcome``. Said at the last step alone, so that what a customer is shown tells nobody."""
    if access is Access.BANNED:
        raise NotWelcome(shop_phone)


def stricter(one: Access, other: Access) -> Access:
    """Of two that turn out to be the same person's."""
    order = list(Access)
    return max(one, other, key=order.index)
