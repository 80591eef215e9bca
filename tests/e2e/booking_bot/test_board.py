"""The board of a day as the owner uses it: everybody's and one specialist's, as a list and as a picture."""

from __future__ import annotations

import sys

import pytest

from scripts.simulators.telegram.people import Person
from tests.support.booking_steps import picks_day
from tests.support.running_bot import RunningBot

DRAWN_WITHIN = 25.0
"""Seconds: a child starts, on a computer that may be busy."""


async def test_owner_looks_at_the_day_of_all_and_of_one(sqlite_bot: RunningBot, owner: Person, alice: Person) -> None:
    async with sqlite_bot.running():
        await owner.opens("salon_bot")
        await owner.says("/tomorrow")
        alone = await owner.sees("понедельник, 2 марта")
        assert "👤 Один специалист" not in owner.buttons
        assert "🕒 10:00–19:00" in alone.text
        await _adds_anna(owner)
        await alice.opens("salon_bot")
        await alice.taps("Консультация")
        await alice.taps("Анна")
        await picks_day(alice)
        await alice.taps("12:00")
        await alice.taps("✅ Записаться")
        await owner.sees("Новая запись", anywhere=True)

        await owner.says("/tomorrow")
        board = await owner.sees("1 визит")
        assert "💇 Анна · 10:00–19:00" in board.text
        assert "🟢 Свободно: 10:00–12:00, 13:00–19:00" in board.text
        await owner.taps("👤 Один специалист")
        await owner.sees("Чей день показать?")
        await owner.taps("Анна · 1 визит")
        hers = await owner.sees("12:00–13:00 Консультация")
        assert hers.text.count("💇") == 1
        await owner.taps("⛔ Закрыть час")
        await owner.sees("👤 Анна")
        await owner.taps("15:00")
        await owner.sees("Закрыто для записи: 15:00–16:00 · Анна", anywhere=True)
        await owner.taps("👤 Один специалист")
        await owner.taps("Анна · 1 визит")
        await owner.taps("🔓 Открыть снова 15:00–16:00 · Анна")
        again = await owner.sees("снова можно записаться")
        assert again.text.count("💇") == 1
        await owner.taps("👥 Все")
        await owner.sees("13:00–19:00")


async def test_day_is_sent_as_a_picture_that_becomes_a_list_again(sqlite_bot: RunningBot, owner: Person) -> None:
    async with sqlite_bot.running():
        await owner.opens("salon_bot")
        await owner.says("/tomorrow")
        await owner.taps("🖼 Картинкой", answered=False)
        picture = await owner.sees("понедельник, 2 марта", within=DRAWN_WITHIN)
        assert _size(picture.raw) == (76 + 620 + 14, 62 + 66 + 9 * 112 + 56)
        await owner.taps("вт 3 мар.", answered=False)
        following = await owner.sees("вторник, 3 марта", within=DRAWN_WITHIN)
        assert _size(following.raw) == _size(picture.raw)
        assert following.id == picture.id
        await owner.taps("📋 Списком")
        listed = await owner.sees("🟢 Свободно: 10:00–19:00")
        assert listed.photo_url is None
        await owner.does_not_see("📋 Списком", anywhere=True)


async def test_without_a_picture_the_list_stays(
    sqlite_bot: RunningBot, owner: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with sqlite_bot.running():
        await owner.opens("salon_bot")
        await owner.says("/tomorrow")
        monkeypatch.setattr(sys, "executable", "/nowhere/python")
        await owner.taps("🖼 Картинкой")
        shown = await owner.sees("Картинка не получилась, вот список.")

    assert "🟢 Свободно: 10:00–19:00" in shown.text


async def _adds_anna(owner: Person) -> None:
    await owner.says("/admin")
    await owner.taps("👥 Специалисты")
    await owner.taps("➕ Добавить специалиста")
    await owner.says("Анна")
    await owner.sees("Специалист добавлен")


def _size(message: dict[str, object]) -> tuple[int, int]:
    """Of the largest size of its photo."""
    sizes = message["photo"]
    assert isinstance(sizes, list)
    return sizes[-1]["width"], sizes[-1]["height"]
