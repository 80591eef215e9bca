"""The owner's own texts are kept for each language, and cost customers no question to the database."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from services.booking_bot.domain.audit import Act
from services.booking_bot.domain.errors import NotAllowed
from services.booking_bot.domain.errors_setup import InvalidLanguage
from services.booking_bot.domain.errors_texts import UnknownPlaceholder
from services.booking_bot.domain.own_texts import StoredText, TextKind
from services.booking_bot.storage.ports import Tables
from services.booking_bot.use_cases.own_texts import ChangeOwnText, GetOwnTexts, TextBook
from tests.support.salon import ALICE, OWNER, Salon


def _changing(salon: Salon) -> ChangeOwnText:
    return ChangeOwnText(salon.storage, salon.clock, TextBook(salon.storage))


async def test_text_is_written_taken_back_and_brought_back_in_its_language_alone(salon: Salon) -> None:
    change, get = _changing(salon), GetOwnTexts(salon.storage)
    await change.write("ru", TextKind.BOOKED, "Полотенце", by=OWNER)
    await change.write("ru", TextKind.BOOKED, "Тапочки", by=OWNER)
    await change.write("ru", TextKind.GREETING, "Здравствуйте!", by=OWNER)

    assert await get("ru", by=OWNER) == {
        TextKind.BOOKED: StoredText("Тапочки", "Полотенце"),
        TextKind.GREETING: StoredText("Здравствуйте!", None),
    }
    assert await get("en", by=OWNER) == {}
    assert change.book.of("en") == {}
    assert change.book.of("ru") == {TextKind.BOOKED: "Тапочки", TextKind.GREETING: "Здравствуйте!"}

    for _ in range(2):
        assert await change.drop("ru", TextKind.BOOKED, by=OWNER) == StoredText(None, "Тапочки")
    assert change.book.of("ru") == {TextKind.GREETING: "Здравствуйте!"}
    for _ in range(2):  # pressed twice
        back = await change.bring_back("ru", TextKind.BOOKED, lambda text: text == "Тапочки", by=OWNER)
        assert back == StoredText("Тапочки", None)


async def test_every_change_stands_in_the_log_and_what_changes_nothing_does_not(salon: Salon) -> None:
    change = _changing(salon)
    for text in ("a" * 300, "a" * 300, "a" * 301):
        await change.write("en", TextKind.MOVED, text, by=OWNER)
    await change.drop("en", TextKind.MOVED, by=OWNER)

    async with salon.storage.reading() as tables:
        log = [entry for entry in await tables.audit.page(limit=10) if entry.act is Act.TEXT_CHANGED]
    cut = "a" * 200 + "…"
    assert [(entry.by, entry.subject, entry.before, entry.after) for entry in log] == [
        (OWNER, "moved en", cut, ""),
        (OWNER, "moved en", "", cut),
        (OWNER, "moved en", "", cut),
    ]


async def test_refused_text_changes_nothing(salon: Salon) -> None:
    change = _changing(salon)
    await change.write("en", TextKind.GREETING, "Hello", by=OWNER)

    with pytest.raises(UnknownPlaceholder):
        await change.write("en", TextKind.GREETING, "Hello, {nmae}", by=OWNER)
    with pytest.raises(NotAllowed):
        await change.write("en", TextKind.GREETING, "Bye", by=ALICE)
    with pytest.raises(NotAllowed):
        await GetOwnTexts(salon.storage)("en", by=ALICE)
    with pytest.raises(InvalidLanguage):
        await change.write("xx", TextKind.GREETING, "Hello", by=OWNER)

    assert await GetOwnTexts(salon.storage)("en", by=OWNER) == {TextKind.GREETING: StoredText("Hello")}


async def test_texts_are_read_once_until_one_is_changed(salon: Salon, monkeypatch: pytest.MonkeyPatch) -> None:
    change, reads = _changing(salon), 0
    reading = salon.storage.reading

    @asynccontextmanager
    async def counted() -> AsyncIterator[Tables]:
        nonlocal reads
        reads += 1
        async with reading() as tables:
            yield tables

    monkeypatch.setattr(salon.storage, "reading", counted)
    for _ in range(3):
        await change.book.refresh()
    assert reads == 1

    await change.write("en", TextKind.GREETING, "Hello", by=OWNER)
    for _ in range(3):
        await change.book.refresh()
    assert reads == 2
    assert change.book.of("en") == {TextKind.GREETING: "Hello"}
