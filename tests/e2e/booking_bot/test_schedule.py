"""Shifts, other hours, days off and blocked hours, set by the owner on a phone and felt by customers."""

from __future__ import annotations

import pytest

from scripts.simulators.telegram.people import Person
from tests.support.booking_steps import books, offered_times, picks_day
from tests.support.running_bot import RunningBot

OTHER_HOURS = "📅 Другие часы, выходные, отпуск"


async def opens_hours(owner: Person) -> None:
    await owner.opens("salon_bot")
    await owner.says("/admin")
    await owner.taps("🕒 Часы работы")
    await owner.sees("Воскресенье: выходной")


async def adds_anna(owner: Person) -> None:
    await owner.opens("salon_bot")
    await owner.taps("⚙️ Управление")
    await owner.taps("👥 Специалисты")
    await owner.taps("➕ Добавить специалиста")
    await owner.says("Анна")
    await owner.sees("Специалист добавлен")


async def looks_in(alice: Person) -> None:
    await alice.opens("salon_bot")
    await alice.taps("Консультация")
    await alice.sees("Выберите день")


async def free_days(person: Person, specialist: str | None = None) -> list[str]:
    """What the first month view offers, which is the rest of March 2026."""
    await person.says("/start")
    await person.taps("Консультация")
    if specialist is not None:
        await person.taps(specialist)
    await person.sees("Выберите день")
    return [label for label in person.buttons if label.isdigit()]


async def test_days_off_name_the_visits_that_they_hit(
    bot: RunningBot, owner: Person, alice: Person, bob: Person
) -> None:
    async with bot.running():
        await owner.opens("salon_bot")
        await alice.opens("salon_bot")
        await books(alice, "Консультация")
        await owner.sees("Новая запись", anywhere=True)
        await opens_hours(owner)
        await owner.taps(OTHER_HOURS)
        await owner.sees("На ближайшее время ничего не задано.")
        await owner.says("с 2 по 4 марта отпуск")
        await owner.sees("✅ 2 марта 2026 – 4 марта 2026: выходной.")
        await owner.sees("⚠️ 1 визит записан вне этих часов.")
        await owner.sees("пн 2 мар. 10:00 · Алиса <3")

        await bob.opens("salon_bot")
        await bob.taps("Консультация")
        assert [label for label in bob.buttons if label.isdigit()][:3] == ["5", "6", "7"]

        await owner.taps("пн 2 мар. 10:00 · Алиса <3")
        await owner.taps("↔️ Перенести")
        await picks_day(owner)
        await owner.taps("10:00")
        await owner.taps("✅ Перенести")
        await owner.sees("Визит перенесён")
        await alice.sees("Ваш визит перенесён", anywhere=True)

        await opens_hours(owner)
        await owner.taps(OTHER_HOURS)
        await owner.taps("🗑 2 марта 2026 – 4 марта 2026")
        await owner.taps("Нет, оставить")
        await owner.sees("2 марта 2026 – 4 марта 2026: выходной")
        await owner.taps("🗑 2 марта 2026 – 4 марта 2026")
        await owner.taps("Да, отменить это")
        await owner.sees("снова как обычно")
        await owner.sees("На ближайшее время ничего не задано.")


@pytest.mark.parametrize(
    ("wrong", "answer"),
    [
        ("как-нибудь", "Пришлите один день или один промежуток"),
        ("8 марта", "Пришлите один день или один промежуток"),
        ("с 14 по 1 мая отпуск", "14 мая 2026 – 1 мая 2026: последний день раньше первого."),
        ("1 февраля выходной", "1 февраля 2026 — этот день уже прошёл."),
        ("с 1 мая 2026 по 1 мая 2031 отпуск", "Не больше 366 дней за один раз."),
        ("8 марта 16-12", "16:00–12:00"),
        ("8 марта 10-14, 13-16", "пересекаются"),
    ],
)
async def test_wrong_days_are_refused_in_words_and_nothing_is_set(
    sqlite_bot: RunningBot, owner: Person, wrong: str, answer: str
) -> None:
    async with sqlite_bot.running():
        await opens_hours(owner)
        await owner.taps(OTHER_HOURS)
        await owner.says(wrong)
        await owner.sees(answer)
        await owner.says("8 марта 12-14")
        await owner.sees("✅ 8 марта 2026: 12:00–14:00.")
        assert [label for label in owner.buttons if "🗑" in label] == ["🗑 8 марта 2026: 12:00–14:00"]


async def test_other_hours_open_a_sunday(sqlite_bot: RunningBot, owner: Person, alice: Person) -> None:
    async with sqlite_bot.running():
        await opens_hours(owner)
        await owner.taps(OTHER_HOURS)
        await owner.says("8 марта 12-14, 15:00-16:00")
        await owner.sees("✅ 8 марта 2026: 12:00–14:00, 15:00–16:00.")
        await alice.opens("salon_bot")
        await alice.taps("Консультация")
        await alice.taps("8")
        await alice.sees("воскресенье")
        assert offered_times(alice) == ["12:00", "12:30", "13:00", "15:00"]


async def test_shifts_take_three_taps_and_roll_on(bot: RunningBot, owner: Person, alice: Person) -> None:
    async with bot.running():
        await looks_in(alice)
        await opens_hours(owner)
        before = owner.taps_count
        await owner.taps("🔁 Смены")
        await owner.taps("2 через 2")
        await owner.sees("Какой день первый рабочий?")
        await owner.taps("пн 2 мар.")
        await owner.sees("🔁 С 2 марта 2026: 2 через 2, 10:00–19:00")
        assert owner.taps_count - before == 3
        assert (await free_days(alice))[:6] == ["2", "3", "6", "7", "10", "11"]

        await owner.taps("‹ Часы работы")
        await owner.sees("Вместо недели:")
        await owner.taps("🔁 Смены")
        for wrong, answer in (
            ("два через два", "Пришлите график вот так"),
            ("0/2 с 3 марта", "от 1 до 31"),
            ("1/2 с 3 марта 20-10", "конец должен быть позже начала"),
        ):
            await owner.says(wrong)
            await owner.sees(answer)
        await owner.says("1/2 с 3 марта 12:00-14:00")
        await owner.sees("🔁 С 3 марта 2026: 1 через 2, 12:00–14:00")
        assert (await free_days(alice))[:4] == ["2", "3", "6", "9"]
        await alice.taps("3")
        await alice.sees("Выберите время")
        assert offered_times(alice) == ["12:00", "12:30", "13:00"]

        await owner.taps("3 через 3")
        await owner.taps("пн 2 мар.")
        await owner.sees("С 3 марта 2026 уже заданы другие смены.")
        await owner.taps("Нет, оставить как есть")
        kept = await owner.sees("🔁 С 3 марта 2026: 1 через 2, 12:00–14:00")
        assert "3 через 3" not in kept.text
        await owner.says("3/3 с 2 марта 11-13")
        await owner.taps("Да, заменить")
        replaced = await owner.sees("🔁 С 2 марта 2026: 3 через 3, 11:00–13:00")
        assert "1 через 2" not in replaced.text

        await owner.taps("↩️ Вернуться к неделе")
        await owner.sees("Эти смены будут удалены:")
        await owner.taps("Нет, оставить как есть")
        await owner.sees("🔁 С 2 марта 2026: 3 через 3")
        await owner.taps("↩️ Вернуться к неделе")
        await owner.taps("Да, вернуться к неделе")
        await owner.sees("Смен нет: действуют часы недели.")
        assert (await free_days(alice))[:4] == ["2", "3", "4", "5"]


async def test_shifts_and_weekdays_name_the_visits_that_they_hit(
    sqlite_bot: RunningBot, owner: Person, alice: Person
) -> None:
    async with sqlite_bot.running():
        await owner.opens("salon_bot")
        await alice.opens("salon_bot")
        await books(alice, "Консультация")
        await owner.sees("Новая запись", anywhere=True)
        await opens_hours(owner)
        await owner.taps("Пн")
        await owner.taps("выходной")
        await owner.sees("⚠️ 1 визит записан вне этих часов.")
        await owner.taps("🔁 Смены")
        await owner.says("2/2 с 4 марта 10-20")
        await owner.sees("⚠️ 1 визит записан вне этих часов.")
        await owner.taps("пн 2 мар. 10:00 · Алиса <3")
        await owner.sees("Алиса <3 · @alice")


async def test_closed_days_hold_for_everybody(sqlite_bot: RunningBot, owner: Person, alice: Person) -> None:
    async with sqlite_bot.running():
        await looks_in(alice)
        await adds_anna(owner)
        await owner.taps("‹ Специалисты")
        await owner.taps("🏖 Закрытые дни")
        await owner.says("с 2 по 3 марта")
        await owner.sees("✅ 2 марта 2026 – 3 марта 2026: закрыто.")
        await owner.taps("‹ Часы работы")
        await owner.taps("Анна")
        await owner.taps("🕒 Часы")
        await owner.taps(OTHER_HOURS)
        await owner.sees("Анна: другие часы и выходные")
        await owner.says("4 марта не работает")
        await owner.sees("✅ 4 марта 2026: выходной.")
        assert (await free_days(alice, "Анна"))[:2] == ["5", "6"]
        assert (await free_days(alice, "🎲 Любой свободный"))[:2] == ["4", "5"]


async def test_an_hour_is_blocked_in_two_taps_and_lifted_in_one(bot: RunningBot, owner: Person, alice: Person) -> None:
    async with bot.running():
        await owner.opens("salon_bot")
        await owner.says("/tomorrow")
        await owner.sees("записей нет")
        before = owner.taps_count
        await owner.taps("⛔ Закрыть час")
        await owner.taps("12:00")
        await owner.sees("⛔ Закрыто для записи: 12:00–13:00")
        assert owner.taps_count - before == 2

        await alice.opens("salon_bot")
        await alice.taps("Консультация")
        await alice.taps("2")
        await alice.sees("Выберите время")
        assert offered_times(alice)[:5] == ["10:00", "10:30", "11:00", "13:00", "13:30"]

        await owner.taps("🔓 Открыть снова 12:00–13:00")
        await owner.sees("На это время снова можно записаться.")
        assert not any("🔓" in label for label in owner.buttons)
        await owner.taps("↩️ Снова закрыть 12:00–13:00")
        await owner.sees("⛔ Закрыто для записи: 12:00–13:00")
        await owner.taps("🔓 Открыть снова 12:00–13:00")
        await owner.sees("На это время снова можно записаться.")
        await alice.taps("‹")
        await alice.taps("2")
        await alice.sees("Выберите время")
        assert "12:00" in offered_times(alice)


async def test_an_hour_that_was_booked_meanwhile_is_not_blocked_unasked(
    sqlite_bot: RunningBot, owner: Person, alice: Person
) -> None:
    async with sqlite_bot.running():
        await adds_anna(owner)
        await owner.says("/tomorrow")
        await owner.taps("⛔ Закрыть час")
        await owner.taps("👤 Анна")
        await owner.sees("👤 Анна")
        await alice.opens("salon_bot")
        await alice.taps("Консультация")
        await alice.taps("Анна")
        await alice.taps("2")
        await alice.taps("12:00")
        await alice.taps("✅ Записаться")
        await alice.sees("Вы записаны")
        await owner.sees("Новая запись", anywhere=True)
        await owner.taps("12:00")
        await owner.sees("⚠️ На 12:00 есть запись:")
        await owner.taps("Нет, оставить")
        hours = await owner.sees("Какой час закрыть для записи?")
        assert "📌 12:00" in [label for row in hours.buttons for label in row]
