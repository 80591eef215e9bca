"""What the buttons of the owner's own texts carry."""

from __future__ import annotations

import zlib
from enum import StrEnum
from typing import Annotated

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

from services.booking_bot.domain.own_texts import TextKind

Language = Annotated[str, Field(max_length=8)]


class OpenTexts(CallbackData, prefix="tl"):
    """The list in ``language``; empty: in that of the business."""

    language: Language = ""


class TextAct(StrEnum):
    SHOW = "s"
    CHANGE = "c"
    PREVIEW = "p"
    DROP = "d"


class OfText(CallbackData, prefix="tt"):
    act: TextAct
    kind: TextKind
    language: Language


class BringBackText(CallbackData, prefix="tb"):
    """``code``: of the text that stood there before; another one may by now."""

    kind: TextKind
    language: Language
    code: Annotated[int, Field(ge=0, lt=2**32)]

    def means(self, text: str) -> bool:
        return text_code(text) == self.code


def text_code(text: str) -> int:
    return zlib.crc32(text.encode())
