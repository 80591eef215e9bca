"""What owners do, as they do it: taps and a few typed words."""

from __future__ import annotations

from scripts.simulators.telegram.people import People, Person
from tests.support.booking_steps import books, offered_times, picks_day, picks_time
from tests.support.running_bot import RunningBot


async def opens_management(owner: Person) -> None:
    await owner.opens("salon_bot")
    await owner.says("/admin")
    await owner.sees("О каждой записи")


async def test_service_is_added_changed_hidden_and_shown(bot: RunningBot, owner: Person, alice: Person) -> None:
    async with bot.running():
        await opens_management(owner)
        await owner.taps("🧾 Услуги")
        await owner.taps("➕ Добавить услугу")
        await owner.says("Стрижка <b>")
        await owner.sees("Сколько длится?")
        await owner.taps("45 мин")
        await owner.sees("Сколько стоит?")
        await owner.says("дорого")
        await owner.sees("Пришлите цену числом")
        await owner.says("1500,50")
        await owner.sees("Цена: 1 500,50 ₽")

        await owner.taps("✏️ Название")
        await owner.says("Консультация")
        await owner.sees("Услуга «Консультация» уже есть")
        await owner.says("Стрижка & укладка")
        await owner.sees("Стрижка & укладка")
        await owner.taps("⏱ Время")
        await owner.says("1:30")
        await owner.sees("1 ч 30 мин")
        await owner.taps("💳 Цена")
        await owner.taps("Не указывать цену")
        await owner.sees("Цена: не указана")
        await owner.taps("🙈 Скрыть")
        await owner.sees("Скрыта")

        await alice.opens("salon_bot")
        await alice.sees("На что вас записать?")
        assert not any("Стрижка" in label for label in alice.buttons)
        await owner.taps("👁 Показать клиентам")
        await alice.says("/start")
        await alice.taps("Стрижка & укладка · 1 ч 30 мин")
        await alice.sees("Выберите день")


async def test_usual_service_takes_two_taps(sqlite_bot: RunningBot, owner: Person) -> None:
    async with sqlite_bot.running():
        await opens_management(owner)
        await owner.taps("🧾 Услуги")
        before = owner.taps_count
        await owner.taps("➕ Добавить услугу")
        await owner.taps("Маникюр · 1 ч 30 мин")
        await owner.sees("Услуга добавлена")

    assert owner.taps_count - before == 2


async def test_week_is_set_by_taps_and_by_typing(bot: RunningBot, owner: Person, alice: Person) -> None:
    async with bot.running():
        await opens_management(owner)
        await owner.taps("🕒 Часы работы")
        await owner.sees("Воскресенье: выходной")
        for weekday in ("Пн", "Вт", "Ср", "Чт", "Пт", "Сб"):
            await owner.taps(weekday)
            await owner.taps("выходной")
            await owner.sees("выходной.")
        await owner.taps("Вс")
        for wrong, answer in (
            ("с десяти", "Пришлите часы вот так"),
            ("19:00-10:00", "конец должен быть позже начала"),
            ("10:00-14:00, 13:00-15:00", "пересекаются"),
        ):
            await owner.says(wrong)
            await owner.sees(answer)
        await owner.says("10-12, 15:00-16:30")
        await owner.sees("Воскресенье: 10:00–12:00, 15:00–16:30")

        await alice.opens("salon_bot")
        await alice.taps("Консультация")
        await picks_day(alice, 1)
        await alice.sees("воскресенье")
        assert offered_times(alice) == ["10:00", "10:30", "11:00", "15:00", "15:30"]


async def test_guest_is_booked_by_hand_and_stands_on_the_list(bot: RunningBot, owner: Person, alice: Person) -> None:
    async with bot.running():
        await opens_management(owner)
        await owner.taps("✍️ Записать вручную")
        day = await picks_day(owner, 1)
        await owner.says("около трёх")
        await owner.sees("Пришлите время")
        await owner.says("15:20")
        await owner.sees("Кто придёт?")
        await owner.says("Иван <i> +7 (916) 123-45-67")
        await owner.sees("Записано")
        card = owner.last_message

        await alice.opens("salon_bot")
        await alice.taps("Консультация")
        await alice.taps(day)
        await alice.sees("Выберите время")

        assert "Иван <i> · +79161234567" in card.text
        assert ", 15:20–16:20" in card.text
        assert {"14:30", "15:00", "15:30", "16:00"}.isdisjoint(offered_times(alice))
        assert {"14:00", "16:30"} <= set(offered_times(alice))


async def test_owner_moves_and_cancels_and_the_customer_is_told(bot: RunningBot, owner: Person, alice: Person) -> None:
    async with bot.running():
        await owner.opens("salon_bot")
        await alice.opens("salon_bot")
        await books(alice, "Консультация", day=1)
        await owner.sees("Новая запись", anywhere=True)
        await owner.taps("Открыть")
        await owner.sees("Алиса <3")
        await owner.taps("↔️ Перенести")
        await picks_day(owner, 2)
        await picks_time(owner)
        await owner.taps("✅ Перенести")
        await owner.sees("Визит перенесён")
        await alice.sees("Ваш визит перенесён", anywhere=True)

        await owner.taps("❌ Отменить")
        await owner.taps("Нет, оставить")
        await owner.sees("Запись")
        await owner.taps("❌ Отменить")
        await owner.taps("Да, отменить")
        await owner.sees("Визит отменён")
        await alice.sees("Ваш визит отменён", anywhere=True)


async def test_list_of_a_day_shows_who_comes_when(bot: RunningBot, owner: Person, alice: Person) -> None:
    async with bot.running():
        await owner.opens("salon_bot")
        await alice.opens("salon_bot")
        await alice.taps("Консультация")
        await picks_day(alice, 1)
        time = await picks_time(alice)
        day = alice.last_message.text.split("📅 ")[1].split(",")[1].strip()
        await alice.taps("✅ Записаться")

        await owner.sees("Новая запись", anywhere=True)

        await owner.says("/today")
        await owner.sees("записей нет")
        for _ in range(10):
            if "Алиса <3" in owner.last_message.text:
                break
            await owner.taps(owner.buttons[-2])
        listed = owner.last_message

    assert day in listed.text
    assert f"{time}–" in listed.text
    assert "Алиса <3 · @alice" in listed.text
    assert any(label.startswith(f"{time} · Алиса <3 · Консультация") for label in owner.buttons)


async def test_customers_do_not_reach_the_owners_screens(sqlite_bot: RunningBot, alice: Person) -> None:
    async with sqlite_bot.running():
        await alice.opens("salon_bot")
        await alice.sees("На что вас записать?")
        for command in ("/admin", "/today", "/tomorrow"):
            await alice.says(command)
            await alice.sees("Выберите ниже")
        assert "⚙️ Управление" not in alice.buttons


async def test_owner_has_a_menu_of_his_own(
    sqlite_bot: RunningBot, people: People, owner: Person, alice: Person
) -> None:
    async with sqlite_bot.running():
        await owner.opens("salon_bot")
        await owner.sees("На что вас записать?")
        await owner.says("/admin")
        await owner.sees("О каждой записи")
        await alice.opens("salon_bot")
        await alice.sees("На что вас записать?")
        menus = [
            [
                command["command"]
                for command in (await people.call("GET", f"/sim/users/{who}/chats/salon_bot"))["commands"]
            ]
            for who in (owner.id, alice.id)
        ]

    assert menus == [
        ["admin", "today", "tomorrow", "start", "my", "language", "privacy", "help"],
        ["start", "my", "language", "privacy", "help"],
    ]


async def test_leaving_a_dialog_forgets_its_question(sqlite_bot: RunningBot, owner: Person) -> None:
    async with sqlite_bot.running():
        await opens_management(owner)
        await owner.taps("🧾 Услуги")
        await owner.taps("➕ Добавить услугу")
        await owner.taps("‹ Услуги")
        await owner.says("Стрижка")
        await owner.sees("Выберите ниже")
        await owner.says("/admin")
        await owner.taps("🕒 Часы работы")
        await owner.taps("Пн")
        await owner.says("/my")
        await owner.says("10-12")
        await owner.sees("Выберите ниже")
