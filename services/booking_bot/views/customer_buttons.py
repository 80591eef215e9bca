"""What the buttons of the owner's customers carry."""

from __future__ import annotations

import zlib
from enum import StrEnum
from typing import Annotated

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

from services.booking_bot.domain.access import Access
from services.booking_bot.domain.texts import tidied
from services.booking_bot.use_cases.clientele import Segment
from services.booking_bot.views.callbacks import PageNumber, RowId

LONGEST_QUERY = 48
"""In bytes, so that the buttons that turn the pages of what was found can carry it."""


class OpenCustomers(CallbackData, prefix="cl"):
    segment: Segment = Segment.ALL
    page: PageNumber = 0


class OpenFound(CallbackData, prefix="cf"):
    """Another page of what was found by ``text``."""

    page: PageNumber
    text: Annotated[str, Field(max_length=LONGEST_QUERY)]


def query_of(text: str) -> str:
    """What is looked for: as much of ``text`` as a button can carry."""
    bare = tidied(text.replace(":", " ")).encode()[:LONGEST_QUERY]
    return bare.decode(errors="ignore").strip()


class CustomerAct(StrEnum):
    SHOW = "s"
    NOTE = "n"
    ASK_DROP_NOTE = "p"
    DROP_NOTE = "o"
    TAGS = "t"
    BIRTHDAY = "b"
    ASK_DROP_BIRTHDAY = "d"
    DROP_BIRTHDAY = "c"


class OfCustomer(CallbackData, prefix="cu"):
    act: CustomerAct
    id: RowId


class OpenVisits(CallbackData, prefix="cv"):
    id: RowId
    page: PageNumber = 0


class TapAccess(CallbackData, prefix="cx"):
    id: RowId
    access: Access


class DropTag(CallbackData, prefix="ct"):
    """``code``: of the tag, for its place in the list may be another's by now."""

    id: RowId
    code: Annotated[int, Field(ge=0, lt=2**32)]

    def means(self, tag: str) -> bool:
        return tag_code(tag) == self.code


def tag_code(tag: str) -> int:
    return zlib.crc32(tag.encode())


class Merge(CallbackData, prefix="cm"):
    """Asks whether ``id`` and ``other`` are to become one; when ``sure``, they do."""

    id: RowId
    other: RowId
    sure: bool = False
