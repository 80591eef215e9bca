"""Somebody is ill today, or visits lie outside the schedule: how the owner and the customers go through it."""

from __future__ import annotations

from datetime import datetime, timedelta

from scripts.simulators.telegram.people import People, Person
from tests.support.booking_steps import picks_day, picks_time
from tests.support.running_bot import RunningBot, from_sunday_noon

IVAN, ANNA = "Ножницы & <Ко>", "Анна"
TODAY = "2"


def monday_morning() -> datetime:
    """From eleven on, in Moscow."""
    return from_sunday_noon() + timedelta(hours=23)


async def adds_anna(owner: Person) -> None:
    await owner.opens("salon_bot")
    await owner.taps("⚙️ Управление")
    await owner.taps("👥 Специалисты")
    await owner.taps("➕ Добавить специалиста")
    await owner.says(ANNA)
    await owner.sees("Специалист добавлен")


async def books(person: Person, clock: str, *, who: str | None = None) -> None:
    await person.opens("salon_bot")
    await person.taps("Консультация")
    if who is not None:
        await person.taps(who)
    await person.taps(TODAY)
    await person.taps(clock)
    await person.taps("✅ Записаться")
    await person.sees("Вы записаны")


async def enters_vera(owner: Person, clock: str) -> None:
    await owner.says("/admin")
    await owner.taps("✍️ Записать вручную")
    await owner.taps("Консультация")
    await owner.taps(TODAY)
    await owner.taps(f"{clock} Ножницы")
    await owner.says("Вера +79160000000")
    await owner.sees("Записано")


async def test_ill_today_every_customer_chooses_and_the_owner_reads_one_list(
    client_bot: RunningBot, owner: Person, people: People, alice: Person
) -> None:
    client_bot.clock, boris = monday_morning, people.person("Борис")
    async with client_bot.running():
        await adds_anna(owner)
        await books(alice, "15:00", who=IVAN)
        await books(boris, "16:00", who=IVAN)
        await enters_vera(owner, "17:00")

        await owner.says("/today")
        await owner.sees("17:00–18:00")
        await owner.taps("🤒 Сегодня болеет")
        await owner.taps(f"🤒 {IVAN}")
        preview = (await owner.sees("Затронуты 3 визита:")).text
        assert "Клиентов, которым напишем: 2" in preview
        assert "пн 2 мар. 17:00 · Вера · +79160000000" in preview
        await owner.taps("✅ Закрыть и написать клиентам")
        await owner.sees("Запись закрыта до конца дня.")
        first = await owner.sees("ждём ответа: 2 · позвонить: 1")
        assert "☎️ 17:00 Вера · Консультация · +79160000000" in first.text

        await alice.sees(f"в это время вас не сможет принять {IVAN}", anywhere=True)
        await alice.taps(f"🔁 То же время: {ANNA}")
        await alice.sees("время прежнее, специалист другой")
        await alice.sees(f"💇 {ANNA}", anywhere=True)
        await boris.sees("Как вам удобнее?", anywhere=True)
        await boris.taps("📅 Другое время")
        await picks_day(boris)
        time = await picks_time(boris)
        await boris.taps("✅ Перенести")
        await boris.sees("Визит перенесён")

        answered = await owner.sees("позвонить: 1 · перенесли: 2")
        assert answered.id == first.id
        assert f"↔️ 15:00 Алиса <3 · Консультация · → {ANNA}" in answered.text
        assert f"{time} · {IVAN}" in answered.text
        await owner.taps("17:00 · Вера")
        await owner.sees("Вера · +79160000000")
        await owner.taps("✅ Позвонили")
        settled = await owner.sees("Со всеми договорились")
        assert (settled.id, settled.buttons) == (first.id, [])
        await owner.does_not_see("Запись перенесена", within=0, anywhere=True)


async def test_who_comes_after_all_undoes_it_and_customers_are_told(
    sqlite_bot: RunningBot, owner: Person, alice: Person
) -> None:
    sqlite_bot.clock = monday_morning
    async with sqlite_bot.running():
        await books(alice, "15:00")
        await owner.opens("salon_bot")
        await owner.says("/admin")
        await owner.taps("👥 Специалисты")
        await owner.taps(IVAN)
        before = owner.taps_count
        await owner.taps("🤒 Сегодня болеет")
        await owner.taps("✅ Закрыть и написать клиентам")
        assert owner.taps_count - before == 2
        await owner.sees("ждём ответа: 1")
        await alice.sees("Ваш визит не получится провести как записано", anywhere=True)
        assert [label for label in alice.buttons if "То же время" in label] == []
        await owner.taps("↩️ Всё-таки работаем сегодня")
        await owner.taps("Да, как обычно")
        await owner.sees("Сегодняшние часы работы снова действуют.")
        await alice.sees("ваш визит состоится, как записано", anywhere=True)
        await owner.sees("состоятся как записаны: 1")
        await alice.taps("📅 Другое время")
        await alice.sees("Выберите день")


async def test_visits_outside_new_hours_are_written_to_and_a_blocked_hour_too(
    sqlite_bot: RunningBot, owner: Person, alice: Person, people: People
) -> None:
    sqlite_bot.clock, boris = monday_morning, people.person("Борис")
    async with sqlite_bot.running():
        await books(alice, "15:00")
        await books(boris, "13:00")
        await owner.opens("salon_bot")
        await owner.says("/admin")
        await owner.taps("🕒 Часы работы")
        await owner.taps("📅 Другие часы, выходные, отпуск")
        await owner.says("2 марта 11-14")
        await owner.sees("⚠️ 1 визит записан вне этих часов.")
        await owner.taps("✉️ Написать всем")
        await owner.sees("Клиентов, которым напишем: 1")
        await owner.taps("✅ Написать")
        await owner.sees("ждём ответа: 1")
        await alice.sees("Как вам удобнее?", anywhere=True)
        await alice.taps("❌ Отменить")
        await alice.sees("Отменить этот визит?")
        assert "Мои планы изменились" not in alice.buttons
        await alice.taps("Да, отменить")
        await alice.sees("Визит отменён")

        await owner.says("/today")
        await owner.taps("⛔ Закрыть час")
        await owner.taps("📌 13:00")
        await owner.sees("⚠️ На 13:00 есть запись:")
        await owner.taps("⛔ Всё равно закрыть")
        await owner.sees("⛔ Закрыто для записи: 13:00–14:00")
        await owner.taps("✉️ Написать всем")
        await owner.taps("✅ Написать")
        await boris.sees("Как вам удобнее?", anywhere=True)
        listed = await owner.sees("ждём ответа: 1")
        await owner.says("/admin")
        await owner.taps("📣 Нужно договориться: 1")
        assert (await owner.sees("ждём ответа: 1")).id > listed.id
