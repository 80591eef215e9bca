"""The owner changes many prices at once, plans a change for a day, and puts services in order."""

from __future__ import annotations

from datetime import timedelta

from scripts.simulators.telegram.people import Person
from tests.support.running_bot import RunningBot, from_sunday_noon

LIST = "Стрижка - 1500 - 60 мин\nНогти:\nМаникюр - 1000 - 60 мин"


async def _has_services(owner: Person) -> None:
    await owner.opens("salon_bot")
    await owner.says("/admin")
    await owner.taps("🧾 Услуги")
    await owner.sees("Нажмите на услугу")
    assert "💱 Цены" not in owner.buttons
    await owner.taps("📥 Загрузить список")
    await owner.says(LIST)
    await owner.taps("✅ Добавить новые: 2")
    await owner.sees("Добавлено: 2")
    await owner.taps("‹ Услуги")


async def test_prices_are_changed_now_by_a_typed_sum(bot: RunningBot, owner: Person) -> None:
    async with bot.running():
        await _has_services(owner)
        await owner.taps("💱 Цены")
        await owner.taps("🗂 Ногти")
        await owner.says("дорого")
        await owner.sees("Это не проценты и не сумма.")
        await owner.says("+900%")
        await owner.sees("на -90…+500 процентов или на сумму")
    async with bot.running():
        await owner.says("+130")
        await owner.sees("Маникюр: 1 000 ₽ → 1 130 ₽")
        await owner.does_not_see("Стрижка")
        await owner.taps("🔘 100")
        await owner.sees("Маникюр: 1 000 ₽ → 1 100 ₽")
        seen = owner.last_message
        await owner.taps("✅ Поменять сейчас")
        await owner.sees("Изменено цен: 1.")
        await owner.taps_data(seen, seen.raw["reply_markup"]["inline_keyboard"][1][0]["callback_data"])
        await owner.sees("Цены с тех пор изменились.")
        await owner.sees("Маникюр: 1 100 ₽ → 1 200 ₽")
        await owner.taps("‹ Назад")
        await owner.sees("Какие?")
        await owner.taps("‹ Услуги")
        await owner.taps("Маникюр · 1 ч · 1 100 ₽")
        await owner.sees("Цена: 1 100 ₽")


async def test_planned_prices_are_seen_called_off_and_applied_on_their_day(bot: RunningBot, owner: Person) -> None:
    async with bot.running():
        await _has_services(owner)
        await owner.taps("💱 Цены")
        await owner.taps("Все услуги")
        await owner.taps("+10 %")
        await owner.sees("Стрижка: 1 500 ₽ → 1 650 ₽")
        await owner.taps("🗓 С определённого дня")
        await owner.says("когда-нибудь")
        await owner.sees("Это не дата.")
        await owner.says("01.02.2026")
        await owner.sees("уже не будущий день")
        await owner.says("15.03")
        await owner.sees("Запланировано. До этого дня можно отменить здесь.")
        await owner.taps("✖️ вс 15 мар.")
        await owner.sees("🗓 вс 15 мар.: +10 % · Все услуги")
        await owner.taps("Нет, оставить")
        await owner.sees("Запланировано")
        await owner.taps("✖️ вс 15 мар.")
        await owner.taps("Да, отменить изменение")
        await owner.does_not_see("Запланировано")
        await owner.taps("Все услуги")
        await owner.taps("+20 %")
        await owner.taps("🗓 С определённого дня")
        await owner.taps("пн 2 мар.")
        await owner.sees("🗓 пн 2 мар.: +20 % · Все услуги")
    bot.clock = lambda: from_sunday_noon() + timedelta(days=2)
    async with bot.running():
        await _sees_price(owner, "Стрижка · 1 ч · 1 800 ₽")
        await owner.taps("💱 Цены")
        await owner.does_not_see("Запланировано")


async def _sees_price(owner: Person, label: str) -> None:
    """The bot's sleeper applies it soon after the start: looked at again until it has."""
    for _ in range(15):
        await owner.says("/admin")
        await owner.sees("О каждой записи")
        await owner.taps("🧾 Услуги")
        await owner.sees("Нажмите на услугу")
        if label in owner.buttons:
            return
    raise AssertionError(owner.conversation())


async def test_order_is_the_one_that_customers_see(sqlite_bot: RunningBot, owner: Person, alice: Person) -> None:
    async with sqlite_bot.running():
        await owner.opens("salon_bot")
        await owner.says("/admin")
        await owner.taps("🧾 Услуги")
        await owner.taps("📥 Загрузить список")
        await owner.says("Стрижка - 1500 - 60 мин\nМаникюр - 1000 - 60 мин")
        await owner.taps("✅ Добавить новые: 2")
        await owner.taps("‹ Услуги")
        await owner.taps("↕️ Порядок")
        shown = await owner.sees("Порядок услуг")
        assert shown.buttons[:3] == [[name, "⬆️", "⬇️"] for name in ("🙈 Консультация", "Стрижка", "Маникюр")]
        up_of_manicure = shown.raw["reply_markup"]["inline_keyboard"][2][1]["callback_data"]
        await owner.taps_data(shown, up_of_manicure)
        await owner.sees("Порядок услуг")
        assert [row[0] for row in owner.last_message.buttons[:3]] == ["🙈 Консультация", "Маникюр", "Стрижка"]

        await alice.opens("salon_bot")
        seen = await alice.sees("На что вас записать?")
        offered = [label for label in alice.buttons if "₽" in label]
        assert offered == ["Маникюр · 1 ч · 1 000 ₽", "Стрижка · 1 ч · 1 500 ₽"]
        for data in ("px", "pk:0", "pv:0:1:10:1000", "py:0:1:10:1000:0", "pz:1", "or:0", up_of_manicure, "im"):
            assert (await alice.taps_data(seen, data)).text == "Эта кнопка устарела. Вот что актуально сейчас."
