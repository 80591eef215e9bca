"""The owner brings a price list, looks at what it would do, and takes it over."""

from __future__ import annotations

from scripts.simulators.telegram.people import Person
from tests.support.booking_steps import books
from tests.support.running_bot import RunningBot

TABLE = "Услуга;Цена;Минуты;Категория\nМаникюр;{};90;Ногти\nПедикюр;2000;60;Ногти\n"


async def _opens_import(owner: Person) -> None:
    await owner.says("/admin")
    await owner.taps("🧾 Услуги")
    await owner.taps("📥 Загрузить список")
    await owner.sees("Отправьте прайс-лист")


async def test_pasted_list_is_looked_at_corrected_and_taken_over(bot: RunningBot, owner: Person, alice: Person) -> None:
    async with bot.running():
        await owner.opens("salon_bot")
        await _opens_import(owner)
        await owner.says("Стрижка - дорого\nБорода - 800\nборода - 900")
        await owner.sees("Строка 1: «дорого» – не цена.")
        await owner.sees("Строка 3: «борода» есть в списке дважды.")
        assert owner.buttons == ["‹ Услуги"]
        await owner.says("Стрижка - 1500 - 45 мин\nБорода - 800")
        await owner.sees("Новые: 2")
    async with bot.running():
        await owner.taps("✅ Добавить новые: 2")
        await owner.sees("Добавлено: 2, изменено: 0")

        await alice.opens("salon_bot")
        await alice.sees("На что вас записать?")
        assert not any("Консультация" in label for label in alice.buttons)
        await books(alice, "Стрижка · 45 мин · 1 500 ₽")


async def test_table_is_sent_as_a_file_and_changes_what_is_there(bot: RunningBot, owner: Person) -> None:
    async with bot.running():
        await owner.opens("salon_bot")
        await _opens_import(owner)
        await owner.sends_document(b"PK\x03\x04\0", "price.xlsx")
        await owner.sees("Сохраните таблицу в CSV")
        await owner.sends_document(b"\xd0\xb0" * 60_000, "price.csv")
        await owner.sees("Список слишком большой")
        await owner.sends_document("Цена;Минуты\n1500;45".encode(), "price.csv")
        await owner.sees("нет колонки с названиями")
        await owner.sends_document(TABLE.format("дорого").encode("cp1251"), "price.csv")
        await owner.sees("Строка 2: «дорого» – не цена.")
        await owner.sends_document(TABLE.format(1200).encode("cp1251"), "price.csv")
        await owner.sees("Маникюр · 1 ч 30 мин · 1 200 ₽ · 🗂 Ногти")
        await owner.taps("✅ Добавить новые: 2")
        await owner.sees("Добавлено: 2, изменено: 0")

        await owner.taps("‹ Услуги")
        await owner.taps("📥 Загрузить список")
        await owner.sends_document(TABLE.format(1300).encode(), "price.csv")
        await owner.sees("Изменятся: 1")
        await owner.sees("Без изменений: 1")
        await owner.taps("✅ Добавить и изменить: 1")
        await owner.sees("Добавлено: 0, изменено: 1")
        await owner.taps("‹ Услуги")
        await owner.taps("Маникюр · 1 ч 30 мин · 1 300 ₽")
        await owner.sees("Категория: Ногти")


async def test_button_of_a_list_that_is_forgotten_changes_nothing(sqlite_bot: RunningBot, owner: Person) -> None:
    async with sqlite_bot.running():
        await owner.opens("salon_bot")
        await _opens_import(owner)
        await owner.says("Стрижка - 1500")
        shown = await owner.sees("Новые: 1")
        await owner.says("/admin")
        assert (await owner.taps_data(shown, "it:1")).text == "Эта кнопка устарела. Вот что актуально сейчас."

        await _opens_import(owner)
        await owner.taps_data(shown, "it:1")
        await owner.sees("Отправьте прайс-лист")
        await owner.says("/start")
        await owner.sees("На что вас записать?")
        assert not any("Стрижка" in label for label in owner.buttons)
