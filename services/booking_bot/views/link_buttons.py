"""What the buttons of links with QR codes carry, and those of a specialist's link."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

from services.booking_bot.views.callbacks import PageNumber, RowId


class OpenLinks(CallbackData, prefix="ql"):
    page: PageNumber = 0


class LinkTo(StrEnum):
    BOT = "b"
    SERVICE = "s"
    SPECIALIST = "m"


class SendLink(CallbackData, prefix="qr"):
    """Sends a link with its QR code; ``id`` is 0 for the bot's own."""

    to: LinkTo
    id: Annotated[int, Field(ge=0, lt=2**63)] = 0


class ServicesOf(CallbackData, prefix="ms"):
    """What the specialist ``id`` does, for customers."""

    id: RowId
    page: PageNumber = 0
