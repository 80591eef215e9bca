"""The owner writes what customers read, in the chat; when and where the visit is stays in it whatever he writes."""

from __future__ import annotations

from datetime import timedelta

from scripts.simulators.telegram.people import Person
from tests.support.booking_steps import books, opens_more
from tests.support.running_bot import RunningBot, from_sunday_noon
from tests.support.telegram_world import png


async def test_owner_writes_a_greeting_and_customers_read_it_in_their_language(
    sqlite_bot: RunningBot, owner: Person, alice: Person
) -> None:
    async with sqlite_bot.running():
        await owner.opens("salon_bot")
        await opens_more(owner, "📝 Тексты")
        await owner.sees("Язык этих текстов: Русский")
        await owner.taps("Приветствие")
        await owner.sees("На что вас записать?")
        await owner.taps("✏️ Изменить")
        await owner.sees("{имя} – имя клиента")
        await owner.says("Привет, {имья}!")
        refused = await owner.sees("Подстановки {имья} здесь нет")
        await owner.says("Привет, {имя")
        await owner.sees("Скобка без пары: {имя")
        await owner.says("\u2800")
        await owner.sees("непустой текст")
        await owner.sends_photo(png(), "Привет, {имя}!")
        await owner.sees("обычным сообщением")
        await alice.opens("salon_bot")
        await alice.sees("На что вас записать?")
        await owner.says("Привет, {имя}! <b>Куда</b> & как:\n{адрес}\n\nВыбирайте 👩‍🦰")
        await owner.sees("Ещё не указано, поэтому строка пропускается: {адрес}")
        preview = await owner.sees("Привет, Мария! <b>Куда</b> & как:\n\nВыбирайте 👩‍🦰")
        await alice.says("/start")
        shown = await alice.sees("Привет, Алиса <3! <b>Куда</b> & как:\n\nВыбирайте 👩‍🦰")
        await alice.taps("🌐 Язык")
        await alice.taps("English")
        await alice.sees("What would you like to book?")

        await owner.taps("🗑 Вернуть как было у бота")
        await owner.sees("Сейчас бот пишет:")
        await alice.taps("🌐 Language")
        await alice.taps("Русский")
        await alice.sees("На что вас записать?")
        await owner.taps("↩️ Вернуть прежний текст")
        await owner.sees("Привет, {имя}!")
        await alice.says("/start")
        await alice.sees("Привет, Алиса <3!")

    assert "{имя}, {название}, {адрес}, {телефон}" in refused.text
    assert "Ножницы & <Ко>" in preview.text
    assert "Консультация" in str(shown.buttons)


async def test_note_and_reminder_are_added_below_what_must_be_known(
    sqlite_bot: RunningBot, owner: Person, alice: Person
) -> None:
    async with sqlite_bot.running():
        await owner.opens("salon_bot")
        await opens_more(owner, "📝 Тексты")
        await _writes(owner, "Примечание к записи", "{имя}, полотенце с собой: {услуга}, {время}")
        await _writes(owner, "Первое напоминание", "До завтра!")
        await _writes(owner, "Вы отменили визит", "Нам очень жаль.")
        await alice.opens("salon_bot")
        await books(alice, "Консультация", day=1, time=8)
        card = await alice.sees("Вы записаны")
    sqlite_bot.clock = lambda: from_sunday_noon() + timedelta(hours=27)
    async with sqlite_bot.running():
        asked = await alice.sees("Придёте?")
        await owner.says("/tomorrow")
        await owner.taps("14:00")
        await owner.taps("❌ Отменить")
        await owner.taps("Да, отменить")
        cancelled = await alice.sees("Ваш визит отменён")

    for told, words in (
        (card, "Алиса <3, полотенце с собой: Консультация, 14:00"),
        (asked, "До завтра!"),
        (cancelled, "Нам очень жаль."),
    ):
        assert told.text.endswith(f"\n\n{words}")
        assert "вторник, 3 марта, 14:00–15:00" in told.text
    assert asked.buttons == [["👍 Приду"], ["↔️ Перенести", "❌ Отменить"]]


async def _writes(owner: Person, which: str, text: str) -> None:
    """From the list, and back to it."""
    await owner.taps(which)
    await owner.taps("✏️ Изменить")
    await owner.sees("Для каждого клиента бот подставит")
    await owner.says(text)
    await owner.sees("Сохранено")
    await owner.taps("‹ Тексты")
    await owner.sees("Язык этих текстов")
