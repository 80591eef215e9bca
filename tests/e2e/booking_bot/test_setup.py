"""An owner sets a new bot up, and a customer books in it."""

from __future__ import annotations

from dataclasses import dataclass, field

from scripts.simulators.telegram.people import People, Person
from tests.support.booking_steps import books
from tests.support.running_bot import RunningBot

WAY = "Шаг {} из 4"


@dataclass
class Counted:
    """A person whose messages are counted beside the taps."""

    person: Person
    said: int = field(default=0)

    @property
    def effort(self) -> int:
        """Taps and messages so far, pressing Start among them."""
        return self.person.taps_count + self.said

    async def opens(self) -> None:
        self.said += 1
        await self.person.opens("salon_bot")

    async def taps(self, text: str) -> None:
        await self.person.taps(text)

    async def says(self, text: str) -> None:
        self.said += 1
        await self.person.says(text)

    async def sees(self, text: str) -> None:
        await self.person.sees(text)


async def test_hairdressers_bot_is_set_up_from_nothing_and_booked_in_at_most_40_taps_and_messages(
    bot: RunningBot, owner: Person, alice: Person
) -> None:
    olga, guest = Counted(owner), Counted(alice)
    async with bot.running():
        await olga.opens()
        await olga.taps("🚀 Настроить за 5 минут")
        await olga.sees(WAY.format(1))
        await olga.taps("Парикмахерская")
        await olga.sees(WAY.format(2))
        await olga.taps("✅ Окрашивание в один тон")
        await olga.taps("➡️ Добавить 4 услуги")
        await olga.sees(WAY.format(3))
        await olga.taps("Ежедневно 10:00–20:00")
        await olga.sees(WAY.format(4))
        await olga.says("Москва, Арбат 1")
        await olga.sees("Клиенты уже могут записываться")
        await olga.taps("👀 Как видит клиент")
        await olga.sees("На что вас записать?")
        assert not any("Консультация" in label for label in owner.buttons)

        await guest.opens()
        await books(alice, "Стрижка мужская · 45 мин · 1 200 ₽", time=-1)
        await alice.sees("19:00–19:45")
        await alice.sees("Москва, Арбат 1")
        await owner.sees("Стрижка мужская")

    assert olga.effort + guest.effort <= 40
    assert olga.effort <= 10


async def test_setting_up_goes_on_after_a_restart_and_each_step_can_be_skipped(bot: RunningBot, owner: Person) -> None:
    async with bot.running():
        await owner.opens("salon_bot")
        await owner.taps("🚀 Настроить за 5 минут")
        await owner.taps("Маникюр и педикюр")
        await owner.taps("✅ Педикюр · 1 ч 30 мин · 2 000 ₽")
    async with bot.running():
        await owner.says("/admin")
        await owner.sees("Готовность: 0 из 6")
        await owner.taps("🚀 Настроить за 5 минут")
        await owner.sees(WAY.format(2))
        assert "▫️ Педикюр · 1 ч 30 мин · 2 000 ₽" in owner.buttons
        await owner.taps("Пропустить ›")
        await owner.sees(WAY.format(3))
        await owner.says("с утра до вечера")
        await owner.sees("Напишите часы так")
        await owner.says("пн 10-10")
        await owner.sees("конец должен быть позже начала")
        await owner.sends_document(b"x", "hours.txt")
        await owner.sees("Напишите часы так")
    async with bot.running():
        await owner.says("пн-пт 10-19, сб 10:00-16:00")
        await owner.sees(WAY.format(4))
        await owner.taps("‹ Назад")
        await owner.sees(WAY.format(3))
        await owner.taps("Пропустить ›")
        await owner.says("Щ" * 201)
        await owner.sees("не длиннее 200 символов")
        await owner.taps("Пропустить ›")
        await owner.sees("Клиенты уже могут записываться")
        await owner.taps("‹ Управление")
        await owner.sees("Готовность: 1 из 6")
        await owner.sees("✅ часы работы")
        await owner.taps("✖️ Скрыть список")
        await owner.taps("Нет, оставить")
        await owner.sees("Готовность: 1 из 6")
        await owner.taps("✖️ Скрыть список")
        await owner.taps("Да, скрыть")
        await owner.does_not_see("Готовность")
        await owner.says("/start")
        await owner.sees("На что вас записать?")
        assert "🚀 Настроить за 5 минут" not in owner.buttons


async def test_customers_see_nothing_of_it(sqlite_bot: RunningBot, owner: Person, alice: Person) -> None:
    async with sqlite_bot.running():
        await alice.opens("salon_bot")
        shown = await alice.sees("На что вас записать?")
        assert "🚀 Настроить за 5 минут" not in alice.buttons

        for data in ("su", "sg:hours", "sk:hair", "st:0", "sa", "sw:0", "sd"):
            assert (await alice.taps_data(shown, data)).text == "Эта кнопка устарела. Вот что актуально сейчас."

        await owner.opens("salon_bot")
        await owner.sees("На что вас записать?")
        assert "🚀 Настроить за 5 минут" in owner.buttons


async def test_forged_kind_and_places_change_nothing(sqlite_bot: RunningBot, owner: Person, people: People) -> None:
    async with sqlite_bot.running():
        await owner.opens("salon_bot")
        shown = await owner.sees("На что вас записать?")

        assert (await owner.taps_data(shown, "sk:castle")).text == "Эта кнопка устарела. Вот что актуально сейчас."
        await owner.taps_data(shown, "st:99")
        await owner.sees(WAY.format(1))
        await owner.taps_data(shown, "sa")
        await owner.sees(WAY.format(3))
        await owner.says("/start")
        await owner.sees("На что вас записать?")
        assert "Консультация · 1 ч" in owner.buttons
