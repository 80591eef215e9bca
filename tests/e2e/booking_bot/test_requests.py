"""Free text: a customer writes when, what and with whom, and books one of three times."""

from __future__ import annotations

from scripts.simulators.telegram.people import Person
from tests.support.running_bot import RunningBot


async def _adds_anna(owner: Person) -> None:
    await owner.opens("salon_bot")
    await owner.taps("⚙️ Управление")
    await owner.taps("👥 Специалисты")
    await owner.taps("➕ Добавить специалиста")
    await owner.says("Анна <3")
    await owner.sees("Специалист добавлен")


async def _adds_manicure(owner: Person) -> None:
    await owner.says("/admin")
    await owner.taps("🧾 Услуги")
    await owner.taps("➕ Добавить услугу")
    await owner.says("Маникюр & <педикюр>")
    await owner.says("60")
    await owner.says("1500")
    await owner.sees("Услуга добавлена")


async def test_words_become_three_times_and_a_booking(bot: RunningBot, owner: Person, alice: Person) -> None:
    async with bot.running():
        await _adds_anna(owner)
        await alice.opens("salon_bot")

        await alice.says("Завтра после трёх к Анне, пожалуйста 🙏")
        await alice.sees("Вот свободное время")
        assert [label for label in alice.buttons if label.startswith("⚡")] == [
            "⚡ пн 2 мар. 15:00 · Консультация · Анна <3",
            "⚡ пн 2 мар. 15:30 · Консультация · Анна <3",
            "⚡ пн 2 мар. 16:00 · Консультация · Анна <3",
        ]
        await alice.taps("⚡ пн 2 мар. 15:30 · Консультация · Анна <3")
        await alice.sees("Всё верно?")
        await alice.taps("✅ Записаться")
        card = await alice.sees("Вы записаны")
        assert "💇 Анна <3" in card.text
        assert "15:30–16:30" in card.text

        await alice.says("а ещё в понедельник в 15:30 к Анне")
        await alice.sees("На это время всё занято или закрыто")
        assert "⚡ пн 2 мар. 16:30 · Консультация · Анна <3" in alice.buttons


async def test_unclear_service_is_asked_for_and_the_time_is_not_forgotten(
    sqlite_bot: RunningBot, owner: Person, bob: Person
) -> None:
    async with sqlite_bot.running():
        await owner.opens("salon_bot")
        await _adds_manicure(owner)
        await bob.opens("salon_bot")

        await bob.says("Can I come tomorrow at 3pm?")
        await bob.sees("Which service would you like?")
        await bob.taps("Маникюр & <педикюр> · 1 h · ₽1,500")
        await bob.sees("Free times for what you wrote")
        assert bob.buttons[0] == "⚡ Mon 2 Mar 15:00 · Маникюр & <педикюр>"
        assert "✉️ Pass it on to the shop" in bob.buttons


async def test_request_can_be_passed_on_to_the_shop(sqlite_bot: RunningBot, owner: Person, alice: Person) -> None:
    async with sqlite_bot.running():
        await owner.opens("salon_bot")
        await alice.opens("salon_bot")
        await alice.says("Завтра утром, и можно с собакой?")
        await alice.sees("Вот свободное время")
        await alice.taps("✉️ Передать администратору")
        await alice.sees("Передано")
        await owner.sees("Завтра утром, и можно с собакой?", anywhere=True)

        await owner.says("завтра вечером")
        await owner.sees("Вот свободное время")
        assert owner.buttons[0] == "⚡ пн 2 мар. 17:00 · Консультация"
        assert "✉️ Передать администратору" not in owner.buttons


async def test_what_a_step_expects_is_no_request(sqlite_bot: RunningBot, owner: Person) -> None:
    async with sqlite_bot.running():
        await owner.opens("salon_bot")
        await owner.taps("⚙️ Управление")
        await owner.taps("🧾 Услуги")
        await owner.taps("➕ Добавить услугу")
        await owner.says("Стрижка в пятницу вечером")
        await owner.sees("Сколько длится?")


async def test_button_of_a_service_without_the_words_leads_to_the_service(
    sqlite_bot: RunningBot, alice: Person
) -> None:
    async with sqlite_bot.running():
        await alice.opens("salon_bot")
        home = await alice.sees("На что вас записать?")
        await alice.taps_data(home, "for:1")
        await alice.sees("Выберите день")
        await alice.taps_data(home, "for:77")
        await alice.sees("больше не предлагается")
