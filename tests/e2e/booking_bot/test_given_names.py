"""A shop that asks for the name: one tap or typed, after the consent; remembered, and put right under /privacy."""

from __future__ import annotations

from pathlib import Path

from scripts.simulators.telegram.people import Person
from services.booking_bot.storage.sqlite.database import SqliteStorage
from services.booking_bot.use_cases.settings import ChangeSettings
from tests.e2e.booking_bot.conftest import OWNER
from tests.support.booking_steps import books, opens_more, picks_day, picks_time
from tests.support.running_bot import RunningBot
from tests.support.telegram_world import png

LONGEST_MESSAGE = 4096


async def _asks_for(owner: Person, *rules: str) -> None:
    await owner.opens("salon_bot")
    await opens_more(owner, "🙋 Имя и телефон")
    for rule in rules:
        await owner.taps(rule)
        await owner.sees("Имя и телефон клиента")
        assert f"✅ {rule}" in owner.buttons


async def _up_to_question(person: Person) -> None:
    await person.opens("salon_bot")
    await person.taps("Консультация")
    await picks_day(person)
    await picks_time(person)


async def _up_to_name(person: Person) -> None:
    await _up_to_question(person)
    await person.taps("✅ Записаться")
    await person.sees("Согласны на обработку")
    await person.taps("✅ Согласен(на)")
    await person.sees("Как вас зовут?")


async def test_name_is_typed_over_a_restart_remembered_and_put_right(
    bot: RunningBot, owner: Person, alice: Person
) -> None:
    async with bot.running():
        await _asks_for(owner, "Имя: спрашивать")
        await _up_to_name(alice)
        assert "Алиса <3" in alice.buttons
    async with bot.running():
        await alice.sends_photo(png())
        await alice.sees("Пришлите, пожалуйста, имя текстом.")
        await alice.says("Щ" * LONGEST_MESSAGE)
        await alice.sees("не длиннее 100 символов")
        await alice.says("  Алиса   Иванова ")
        await alice.sees("Вы записаны")
        await owner.sees("Алиса Иванова", anywhere=True)

        await alice.says("/start")
        await books(alice, "Консультация", day=1)  # not asked again

        await alice.says("/privacy")
        await alice.sees("Имя: Алиса Иванова\n")
        await alice.taps("✏️ Изменить имя")
        await alice.sees("Сейчас у нас записано: Алиса Иванова")
    async with bot.running():
        await alice.sends_photo(png())
        await alice.sees("Пришлите, пожалуйста, имя текстом.")
        await alice.says("Щ" * 101)
        await alice.sees("не длиннее 100 символов")
        await alice.says("Алиса Петрова 🌸")
        await alice.sees("Имя: Алиса Петрова 🌸\n")
        await alice.says("ещё слово")
        await alice.sees("Могу передать")  # the dialog is over
        await owner.says("/tomorrow")
        await owner.sees("Алиса Петрова 🌸")


async def test_name_by_a_key_then_the_number_for_somebody_else(
    sqlite_bot: RunningBot, owner: Person, alice: Person, tmp_path: Path
) -> None:
    async with sqlite_bot.running():
        await _asks_for(owner, "Имя: спрашивать", "Телефон: спрашивать, можно пропустить")
        await _brings_guests(tmp_path)
        await _up_to_question(alice)
        await alice.taps("🙋 Записать другого")
        await alice.says("Мама")
        question = await alice.sees("Согласны на обработку")
        await alice.taps("✅ Согласен(на)")
        await alice.sees("Как вас зовут?")
        agree = question.raw["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
        await alice.taps_data(question, agree)  # once more, from another phone
        await alice.sees("Как вас зовут?")
        await alice.taps("Алиса <3")
        await alice.sees("отправить номер")
        await alice.taps("Без номера")
        await alice.sees("Придёт: Мама")
        booked = await owner.sees("Новая запись", anywhere=True)
        assert "Алиса <3" in booked.text


async def _brings_guests(tmp_path: Path, most: int = 1) -> None:
    """As the owner's rule would."""
    storage = await SqliteStorage.open(tmp_path / "data" / "bookings.db")
    await ChangeSettings(storage)(by=OWNER, guests=most)
    await storage.close()


async def test_nothing_is_kept_of_who_does_not_agree(sqlite_bot: RunningBot, owner: Person, alice: Person) -> None:
    async with sqlite_bot.running():
        await _asks_for(owner, "Имя: спрашивать", "Телефон: спрашивать, можно пропустить")
        await owner.taps("☎️ Ваш номер")
        await owner.says("+7 495 000-00-00")
        await owner.sees("+74950000000")
        await _up_to_question(alice)
        await alice.taps("✅ Записаться")
        await alice.taps("Не согласен(на)")
        await alice.sees("Запишитесь, пожалуйста, по телефону: +74950000000")

        await alice.says("/my")
        await alice.sees("нет предстоящих")
        await alice.says("/privacy")
        shown = await alice.sees("Имя: Алиса <3\n")
        assert "Согласие" not in shown.text
        await alice.says("/start")
        await alice.taps("Консультация")
        await picks_day(alice)
        await picks_time(alice)
        await alice.taps("✅ Записаться")
        await alice.sees("Согласны на обработку")  # asked anew, for nothing was kept


async def test_name_for_a_time_that_is_gone_leads_to_the_nearest_and_is_kept(
    sqlite_bot: RunningBot, owner: Person, alice: Person
) -> None:
    async with sqlite_bot.running():
        await _asks_for(owner, "Имя: спрашивать")
        await _up_to_name(alice)
        await owner.says("/admin")
        await owner.taps("🕒 Часы работы")
        await owner.taps("Пн")
        await owner.taps("выходной")
        await owner.sees("Понедельник: выходной")

        await alice.says("Алиса Иванова")
        await alice.sees("не укладывается в часы работы")
        await alice.says("привет")
        await alice.sees("Могу передать")  # no name is waited for any more
        await alice.says("/start")
        await books(alice, "Консультация")
        await alice.says("/privacy")
        await alice.sees("Имя: Алиса Иванова\n")


async def test_consent_for_somebody_whose_name_is_kept_no_more_is_out_of_date(
    sqlite_bot: RunningBot, owner: Person, alice: Person, tmp_path: Path
) -> None:
    async with sqlite_bot.running():
        await _asks_for(owner, "Телефон: спрашивать, можно пропустить")
        await _brings_guests(tmp_path)
        await _up_to_question(alice)
        await alice.taps("🙋 Записать другого")
        await alice.says("Мама")
        question = await alice.sees("Согласны на обработку")
        await alice.says("/my")
        await alice.sees("нет предстоящих")
        for row in question.raw["reply_markup"]["inline_keyboard"]:
            await alice.taps_data(question, row[0]["callback_data"])
            await alice.sees("Эта кнопка устарела")
        await alice.says("/my")
        await alice.sees("нет предстоящих")


async def test_name_of_who_comes_is_kept_for_the_time_that_is_chosen_instead(
    bot: RunningBot, owner: Person, alice: Person
) -> None:
    async with bot.running():
        await owner.opens("salon_bot")
        await opens_more(owner, "📏 Правила записи")
        await owner.taps("🧩 Один визит")
        await owner.taps("👥 и другого")
        await owner.sees("Услуг за один визит")
        await _up_to_question(alice)
        await alice.taps("🙋 Записать другого")
        await alice.sees("Кто придёт?")
        await owner.says("/admin")
        await owner.taps("🕒 Часы работы")
        await owner.taps("Пн")
        await owner.taps("выходной")
        await owner.sees("Понедельник: выходной")
        await alice.says("Мама")
        await alice.sees("не укладывается в часы работы")
    async with bot.running():
        await alice.taps("‹ Другой день")
        await picks_day(alice)
        await picks_time(alice)
        question = await alice.sees("Всё верно?")
        assert "🙋 Придёт: Мама" in question.text
        await alice.says("Папа")
        await alice.sees("Могу передать")  # no name is waited for any more
        await alice.taps("✅ Записаться")
        card = await alice.sees("Вы записаны")
        assert "🙋 Придёт: Мама" in card.text
        await alice.taps_data(question, question.raw["reply_markup"]["inline_keyboard"][0][0]["callback_data"])
        await alice.sees("Кто придёт?")  # the name is kept no more: nobody is booked


async def test_visit_that_cannot_be_booked_any_more_ends_the_question_and_shows_the_way_on(
    sqlite_bot: RunningBot, owner: Person, alice: Person, tmp_path: Path
) -> None:
    async with sqlite_bot.running():
        await owner.opens("salon_bot")
        await _brings_guests(tmp_path, 1)
        await _up_to_question(alice)
        await alice.taps("🙋 Записать другого")
        await alice.sees("Кто придёт?")
        await _brings_guests(tmp_path, 0)
        await alice.says("Мама")
        await alice.sees("можно записать только себя")
        assert alice.buttons == ["‹ К услугам", "🗓 Мои записи"]
        await alice.says("Папа")
        await alice.sees("Могу передать")  # no name is waited for any more


async def test_who_gave_a_name_and_does_not_agree_after_all_is_kept_by_telegrams_again(
    sqlite_bot: RunningBot, owner: Person, alice: Person
) -> None:
    async with sqlite_bot.running():
        await _asks_for(owner, "Имя: спрашивать", "Телефон: без него не записывать")
        await _up_to_question(alice)
        await alice.taps("✅ Записаться")
        question = await alice.sees("Согласны на обработку")
        await alice.taps("✅ Согласен(на)")
        await alice.says("Алиса Иванова")
        await alice.sees("отправить номер")
        await alice.taps_data(question, question.raw["reply_markup"]["inline_keyboard"][1][0]["callback_data"])
        await alice.sees("Хорошо, мы ничего не сохраняем")
        await alice.says("/privacy")
        shown = await alice.sees("Имя: Алиса <3\n")
        assert "Согласие" not in shown.text
        await alice.says("/start")
        await alice.taps("Консультация")
        await picks_day(alice)
        await picks_time(alice)
        await alice.taps("✅ Записаться")
        await alice.sees("Согласны на обработку")
