"""What the owner says of the business in the chat: contacts, language, currency, time zone, how long data are kept."""

from __future__ import annotations

from datetime import timedelta

from scripts.simulators.telegram.people import Person
from tests.support.booking_steps import books, opens_more
from tests.support.running_bot import RunningBot, from_sunday_noon


async def test_owner_names_the_shop_and_customers_find_how_to_reach_it(
    sqlite_bot: RunningBot, owner: Person, alice: Person
) -> None:
    async with sqlite_bot.running():
        await alice.opens("salon_bot")
        before = await alice.sees("На что вас записать?")
        await owner.opens("salon_bot")
        await opens_more(owner, "☎️ Контакты")
        await owner.sees("Сайт или страница: не указано")
        await owner.taps("🏷 Название")
        await owner.says("Новое & <имя>")
        await owner.sees("Название: Новое & <имя>")
        await owner.taps("🔗 Сайт")
        await owner.says("@my_salon")
        await owner.sees("«@my_salon» — не ссылка")
        await owner.says("vk.com/my_salon")
        await owner.sees("https://vk.com/my_salon")
        await owner.taps("☎️ Телефон")
        await owner.says("+7 916 123-45-67")
        await owner.sees("Телефон: +79161234567")
        await alice.says("/start")
        await alice.sees("Новое & <имя>")
        await alice.taps("☎️ Контакты")
        shown = await alice.sees("как с нами связаться")
        await alice.taps("‹ К услугам")
        await owner.taps("☎️ Телефон")
        await owner.taps("🗑 Убрать номер")
        await owner.sees("Убрать номер? Клиенты его больше не увидят.")
        await owner.taps("Да, удалить")
        await owner.sees("Телефон: не указано")

    assert "☎️ Контакты" not in str(before.buttons)
    assert shown.text == "Новое & <имя>: как с нами связаться\n\n☎️ +79161234567\n🔗 https://vk.com/my_salon"


async def test_owner_changes_the_zone_and_sees_what_becomes_of_the_visits(
    sqlite_bot: RunningBot, owner: Person, alice: Person
) -> None:
    async with sqlite_bot.running():
        await alice.opens("salon_bot")
        await books(alice, "Консультация", day=1, time=8)
        await owner.opens("salon_bot")
        await opens_more(owner, "🌍 Язык и часовой пояс")
        region = await owner.sees("Часовой пояс: Москва, UTC+3")
        await owner.taps("🕒 Другой")
        await owner.sees("По часам какого города")
        await owner.says("Урюпинск")
        await owner.sees("«Урюпинск» боту не знаком")
        await owner.says("Челябинск")
        asked = await owner.sees("Сменить часовой пояс?")
        await owner.taps("‹ Города")
        await owner.taps("Екатеринбург")
        assert (await owner.sees("Сменить часовой пояс?")).text == asked.text
        await owner.taps("✅ Да, сменить")
        changed = await owner.sees("Часовой пояс изменён")
        await alice.says("/my")
        await alice.taps("вт 3 мар. 16:00")
        card = await alice.sees("Ваша запись")

        await owner.taps("↩️ Вернуть: Москва, UTC+3")
        await owner.taps("✅ Да, сменить")
        await owner.sees("Часовой пояс: Москва, UTC+3")
        await owner.taps("💱 Другая валюта")
        await owner.sees("уже есть записи с ценами")
        await owner.taps("‹ Назад")
        await owner.taps("🇬🇧 English")
        await owner.sees("Язык для тех, кто не выбрал свой: English")

    assert "Сейчас там 12:" in region.text
    assert asked.text.splitlines()[1:7] == [
        "Сейчас: Москва, UTC+3, там " + asked.text.splitlines()[1][-6:],
        "Станет: Екатеринбург, UTC+5, там " + asked.text.splitlines()[2][-6:],
        "",
        "Впереди 1 запись.",
        "Каждая останется в свой момент, поэтому на часах будет другое время. Клиентам бот об этом не пишет:",
        "• Консультация, Алиса <3: не вт 3 мар. 14:00, а вт 3 мар. 16:00",
    ]
    assert "Екатеринбург, UTC+5" in changed.text
    assert "вторник, 3 марта, 16:00–17:00" in card.text


async def test_owner_says_how_long_data_are_kept_and_then_they_are_gone(
    sqlite_bot: RunningBot, owner: Person, alice: Person
) -> None:
    async with sqlite_bot.running():
        await owner.opens("salon_bot")
        await alice.opens("salon_bot")
        await books(alice, "Консультация")
    _later(sqlite_bot, days=400)
    async with sqlite_bot.running():
        await opens_more(owner, "🗄 Хранение данных")
        await owner.sees("Сейчас хранятся: бессрочно")
        await owner.taps("1 год")
        await owner.sees("Сейчас под это подходит 1 клиент.")
        await owner.taps("🗑 Да, удалять")
        await owner.sees("Первые удалятся не раньше, чем")
        await alice.says("/privacy")
        await alice.sees("удалится само через 1 год после вашего последнего визита")
    _later(sqlite_bot, days=402)
    async with sqlite_bot.running():
        await owner.says("/admin")
        await owner.taps("👤 Клиенты")
        await owner.does_not_see("Алиса")
        await alice.says("/privacy")
        await alice.sees("Записей: 0")


def _later(bot: RunningBot, days: int) -> None:
    bot.clock = lambda: from_sunday_noon() + timedelta(days=days)
