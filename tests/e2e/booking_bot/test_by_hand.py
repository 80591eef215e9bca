"""An admin books by hand: in at most five taps, and over what is there when he says so."""

from __future__ import annotations

from scripts.simulators.telegram.people import Person
from tests.support.booking_steps import books, offered_times, picks_day, picks_time
from tests.support.running_bot import RunningBot


async def adds(owner: Person, *, service: str = "", specialist: str = "") -> None:
    await owner.says("/admin")
    await owner.sees("О каждой записи")
    if service:
        await owner.taps("🧾 Услуги")
        await owner.taps("➕ Добавить услугу")
        await owner.says(service)
        await owner.says("60")
        await owner.says("1500")
        await owner.sees("Услуга добавлена")
    if specialist:
        await owner.taps("👥 Специалисты")
        await owner.taps("➕ Добавить специалиста")
        await owner.says(specialist)
        await owner.sees("Специалист добавлен")


async def opens_hand(owner: Person) -> int:
    """From the owner's first screen; gives how many taps there were before."""
    await owner.says("/admin")
    await owner.sees("О каждой записи")
    before = owner.taps_count
    await owner.taps("✍️ Записать вручную")
    return before


async def test_five_taps_from_manage_to_booked(sqlite_bot: RunningBot, owner: Person) -> None:
    """Several services and several specialists: nothing can be skipped. The last step is typed once, then a tap."""
    async with sqlite_bot.running():
        await owner.opens("salon_bot")
        await adds(owner, service="Стрижка")
        await adds(owner, specialist="Анна Петрова")
        before = await opens_hand(owner)
        await owner.taps("Стрижка · 1 ч")
        await picks_day(owner)
        await owner.taps("15:00 Анна")
        asked = await owner.sees("Кто придёт?")
        await owner.says("Иван +7 916 123-45-67")
        card = await owner.sees("Записано")
        typed = owner.taps_count - before + 1

        before = await opens_hand(owner)
        await owner.taps("Стрижка · 1 ч")
        await picks_day(owner)
        await owner.taps("16:00 Анна")
        await owner.taps("👤 Иван · +79161234567")
        again = await owner.sees("Записано")

    assert (typed, owner.taps_count - before) == (5, 5)
    assert "💇 Анна Петрова" in asked.text
    assert "15:00–16:00" in card.text
    assert "💇 Анна Петрова" in again.text
    assert "👤 Иван · +79161234567" in again.text


async def test_what_there_is_only_one_of_is_skipped(sqlite_bot: RunningBot, owner: Person) -> None:
    async with sqlite_bot.running():
        await owner.opens("salon_bot")
        before = await opens_hand(owner)
        await picks_day(owner)
        await picks_time(owner)
        await owner.says("Иван")
        await owner.sees("Записано")

    assert owner.taps_count - before + 1 == 4


async def test_time_that_is_taken_is_booked_anyway_and_marked_on_the_board(
    sqlite_bot: RunningBot, owner: Person, alice: Person
) -> None:
    async with sqlite_bot.running():
        await owner.opens("salon_bot")
        await alice.opens("salon_bot")
        await books(alice, "Консультация")
        await owner.sees("Новая запись", anywhere=True)
        await opens_hand(owner)
        day = await picks_day(owner)
        await owner.says("10:30")
        refused = await owner.sees("Это время занято")
        nearest = [label for label in owner.buttons if label.startswith("пн")]
        await owner.taps("⚠️ Всё равно записать")
        await owner.sees("Поверх занятого")
        await owner.says("Иван")
        await owner.sees("Записано")
        await owner.says("/tomorrow")
        board = await owner.sees("Иван")

        await alice.says("/start")
        await alice.taps("Консультация")
        await alice.taps(day)
        await alice.sees("Выберите время")

    assert "▫️ 10:00–11:00 Консультация, Алиса <3" in refused.text
    assert nearest == ["пн 2 мар. 11:00", "пн 2 мар. 11:30", "пн 2 мар. 12:00"]
    assert board.text.count("⚠️") == 2
    assert offered_times(alice)[0] == "11:30"


async def test_hours_and_breaks_are_no_wall_for_the_owner(sqlite_bot: RunningBot, owner: Person) -> None:
    async with sqlite_bot.running():
        await owner.opens("salon_bot")
        await opens_hand(owner)
        await picks_day(owner)
        await owner.says("23:00")
        refused = await owner.sees("не укладывается в часы работы")
        nearest = next(label for label in owner.buttons if ":" in label)
        await owner.taps(nearest)
        await owner.sees("Кто придёт?")
        await opens_hand(owner)
        await picks_day(owner)
        await owner.says("23:00")
        await owner.taps("⚠️ Всё равно записать")
        await owner.says("Иван")
        card = await owner.sees("Записано")
        assert "занято" not in refused.text
        assert "23:00–00:00" in card.text

        await owner.taps("Открыть")
        await owner.taps("↔️ Перенести")
        await picks_day(owner, 1)
        await owner.says("22:00")
        await owner.sees("не укладывается в часы работы")
        await owner.taps("⚠️ Всё равно перенести")
        moved = await owner.sees("Визит перенесён")
        assert "22:00–23:00" in moved.text
        await owner.taps("↔️ Перенести")
        await picks_day(owner)
        await owner.says("15:20")
        await owner.taps("✅ Перенести")
        await owner.sees("15:20–16:20")
