"""A line of an admin's own words: a draft, completed and changed by buttons, booked by one tap."""

from __future__ import annotations

from scripts.simulators.telegram.people import Person
from tests.e2e.booking_bot.test_by_hand import adds
from tests.support.booking_steps import books
from tests.support.running_bot import RunningBot


async def test_line_is_a_draft_until_it_is_confirmed(sqlite_bot: RunningBot, owner: Person) -> None:
    async with sqlite_bot.running():
        await owner.opens("salon_bot")
        await adds(owner, service="Стрижка")
        await adds(owner, specialist="Анна")
        await owner.says("завтра 15:00 стрижка у Анны Иван +7 916 123-45-67")
        draft = await owner.sees("Записать?")
        await owner.taps("✅ Записать")
        booked = await owner.sees("Записано")

        await owner.says("завтра в 17 консультация 8 916 1234567")
        known = await owner.sees("Записать?")
        await owner.taps("✖️ Не записывать")
        await owner.sees("ничего не записано")
        await owner.says("/tomorrow")
        board = await owner.sees("15:00")

    assert draft.raw["reply_to_message"]["text"] == "завтра 15:00 стрижка у Анны Иван +7 916 123-45-67"
    for fact in ("Стрижка", "💇 Анна", "2 марта, 15:00–16:00", "500 ₽", "👤 Иван · +79161234567 – новый клиент"):
        assert fact in draft.text
    assert "👤 Иван · +79161234567" in booked.text
    assert "👤 Иван · +79161234567 – ваш клиент" in known.text
    assert "17:00" not in board.text


async def test_what_is_missing_is_asked_for_and_the_rest_is_kept(sqlite_bot: RunningBot, owner: Person) -> None:
    async with sqlite_bot.running():
        await owner.opens("salon_bot")
        await adds(owner, service="Стрижка")
        await owner.says("завтра вечером Света +79161112233")
        await owner.sees("На какую услугу записать?")
        await owner.taps("Стрижка · 1 ч")
        await owner.sees("2 марта")
        await owner.says("18:10")
        refused = await owner.sees("не укладывается")
        await owner.taps("пн 2 мар. 18:00")
        draft = await owner.sees("Записать?")
        await owner.taps("👤 Другой человек")
        await owner.sees("Кто придёт?")
        await owner.says("Оля")
        other = await owner.sees("Оля – новый клиент")
        await owner.taps("🕒 Другое время")
        await owner.taps("12:00")
        later = await owner.sees("Оля – новый клиент")
        await owner.taps("✅ Записать")
        booked = await owner.sees("Записано")

    assert "Света · +79161112233 – новый клиент" in refused.text
    assert "18:00–19:00" in draft.text
    assert "18:00–19:00" in other.text
    assert "12:00–13:00" in later.text
    assert "👤 Оля" in booked.text


async def test_taken_time_names_who_has_it_and_can_be_booked_anyway(
    sqlite_bot: RunningBot, owner: Person, alice: Person
) -> None:
    async with sqlite_bot.running():
        await owner.opens("salon_bot")
        await alice.opens("salon_bot")
        await books(alice, "Консультация")
        await owner.sees("Новая запись", anywhere=True)
        await owner.says("завтра 10:00 консультация Иван +79161234567")
        draft = await owner.sees("Это время занято")
        await owner.taps("⚠️ Всё равно записать")
        booked = await owner.sees("Записано")

        await owner.says("Света завтра в 10 @alice консультация")
        known = await owner.sees("ваш клиент")
        await owner.taps("пн 2 мар. 11:00")
        await owner.taps("✅ Записать")
        await owner.sees("Записано")
        await alice.says("/my")
        await alice.sees("У вас 2 предстоящие записи")

    assert "Консультация, Алиса <3" in draft.text
    assert "✅ Записать" not in [label for row in draft.buttons for label in row]
    assert "10:00–11:00" in booked.text
    assert "Алиса <3" in known.text


async def test_admins_other_words_get_what_they_got_before(sqlite_bot: RunningBot, owner: Person, bob: Person) -> None:
    async with sqlite_bot.running():
        await owner.opens("salon_bot")
        await owner.says("завтра вечером")
        await owner.sees("Вот свободное время")
        await owner.says("Завтра в 15 консультация, Иван отменил")
        await owner.sees("Вот свободное время")
        await owner.says("Спасибо, Иван!")
        await owner.sees("Выберите ниже")
        await bob.opens("salon_bot")
        await bob.says("tomorrow 3pm Ivan +79161234567")
        await bob.sees("Free times for what you wrote")
