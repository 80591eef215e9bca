"""Where the visit is: the owner says it, the customer finds it."""

from __future__ import annotations

from scripts.simulators.telegram.people import Person
from tests.support.booking_steps import books, opens_more
from tests.support.running_bot import RunningBot


async def test_owner_sends_the_place_and_the_customer_gets_it(bot: RunningBot, owner: Person, alice: Person) -> None:
    async with bot.running():
        await owner.opens("salon_bot")
        await opens_more(owner, "📍 Адрес")
        await owner.sees("Точка на карте: не указано")
        await owner.taps("✏️ Адрес")
        await owner.says("я" * 201)
        await owner.sees("не длиннее 200")
        await owner.says("Москва, Арбат, 1 & 2")
        await owner.sees("Адрес: Москва, Арбат, 1 & 2")
        await owner.taps("📌 Точка на карте")
        await owner.says("там, где метро")
        await owner.sees("Координат здесь нет")
        await owner.shares_location(55.7522, 37.6156)
        await owner.sees("Точка на карте: 55.752200, 37.615600")

        await alice.opens("salon_bot")
        await books(alice, "Консультация")
        await alice.sees("📍 Москва, Арбат, 1 & 2", anywhere=True)
        await alice.taps("🗺 На карте")
        venue = (await alice.sees("[place")).raw["venue"]
        await alice.taps("📆 В календарь")
        await alice.sees("[file visit.ics]")

        await owner.taps("🗑 Убрать адрес")
        await owner.sees("Убрать адрес?")
        await owner.taps("Нет, оставить")
        await owner.sees("Адрес: Москва, Арбат, 1 & 2")
        await owner.taps("🗑 Убрать адрес")
        await owner.taps("Да, удалить")
        await owner.sees("Адрес: не указано")
        await alice.taps("🗺 На карте")
        bare = await alice.sees("[place")

        await owner.taps("🗑 Убрать точку")
        await owner.sees("Убрать точку?")
        await owner.taps("Да, удалить")
        await owner.sees("Точка на карте: не указано")
        await alice.taps("🗺 На карте")
        await alice.sees("больше не указано")

    place = {"latitude": 55.7522, "longitude": 37.6156}
    assert venue == {"location": place, "title": "Ножницы & <Ко>", "address": "Москва, Арбат, 1 & 2"}
    assert ("venue" in bare.raw, bare.raw["location"]) == (False, place)


async def test_address_without_a_point_is_looked_for_on_a_map(
    sqlite_bot: RunningBot, owner: Person, alice: Person, bob: Person
) -> None:
    async with sqlite_bot.running():
        await owner.opens("salon_bot")
        await opens_more(owner, "📍 Адрес")
        await owner.taps("✏️ Адрес")
        await owner.says("Арбат, 1")
        await owner.sees("✅ Сохранено.")

        await alice.opens("salon_bot")
        await books(alice, "Консультация")
        link = await alice.taps("🗺 На карте")
        await owner.taps("📌 Точка на карте")
        await owner.says("https://yandex.ru/maps/?ll=37.6156%2C55.7522&z=17")
        await owner.sees("55.752200, 37.615600")

    assert link.url == "https://yandex.ru/maps/?text=%D0%90%D1%80%D0%B1%D0%B0%D1%82%2C%201"


async def test_who_has_said_nothing_shows_nothing(sqlite_bot: RunningBot, owner: Person, alice: Person) -> None:
    async with sqlite_bot.running():
        await alice.opens("salon_bot")
        await books(alice, "Консультация")

    assert "📍" not in alice.conversation()
    assert alice.buttons == ["↔️ Перенести", "❌ Отменить", "📆 В календарь", "🗓 Мои записи", "‹ К услугам"]
