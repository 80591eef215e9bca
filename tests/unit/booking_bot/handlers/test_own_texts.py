from __future__ import annotations

import pytest
from aiogram.types import MessageEntity

from services.booking_bot.handlers.own_texts import is_formatted


@pytest.mark.parametrize(
    ("kind", "lost"),
    [("bold", True), ("text_link", True), ("custom_emoji", True), ("url", False), ("phone_number", False)],
)
def test_what_telegram_marks_by_itself_is_not_lost(kind: str, lost: bool) -> None:
    assert (
        is_formatted([MessageEntity(type="url", offset=0, length=1), MessageEntity(type=kind, offset=0, length=2)])
        is lost
    )
    assert not is_formatted([])
