"""A specialist says that she herself is ill: her customers are asked, and whoever manages gets the list."""

from __future__ import annotations

from scripts.simulators.telegram.people import People, Person
from tests.e2e.booking_bot.test_displacements import IVAN, books, monday_morning
from tests.e2e.booking_bot.test_my_day import joins
from tests.support.running_bot import RunningBot


async def test_her_customers_are_asked_and_the_owner_has_the_list(
    client_bot: RunningBot, people: People, owner: Person, alice: Person
) -> None:
    client_bot.clock, anna, boris = monday_morning, people.person("Аня"), people.person("Борис")
    async with client_bot.running():
        await joins(owner, anna)
        await books(alice, "15:00", who="Анна")
        await books(boris, "15:00", who=IVAN)

        await anna.says("/day")
        await anna.taps("🤒 Я сегодня болею")
        await anna.sees("Затронут 1 визит:")
        await anna.taps("✅ Закрыть и написать клиентам")
        await anna.sees("Кто ответил, видит владелец.")
        await alice.sees("в это время вас не сможет принять Анна", anywhere=True)
        await owner.sees("ждём ответа: 1", anywhere=True)

        await anna.taps("↩️ Анна: всё-таки выйдет")
        await anna.taps("Да, как обычно")
        await anna.sees("снова действуют")
        await alice.sees("состоится", anywhere=True)
        await boris.does_not_see("не сможет принять", within=0, anywhere=True)


async def test_she_says_it_of_no_colleague(sqlite_bot: RunningBot, people: People, owner: Person) -> None:
    sqlite_bot.clock, anna, boris = monday_morning, people.person("Аня"), people.person("Борис")
    async with sqlite_bot.running():
        await joins(owner, anna)
        await books(boris, "15:00", who=IVAN)
        await anna.says("/day")

        await anna.taps_data(await anna.sees("Свободно"), "iy:1")

        await boris.does_not_see("не сможет принять", within=0, anywhere=True)
        await owner.does_not_see("ждём ответа", within=0, anywhere=True)
