"""The team: invited by a link, looked at, changed, taken off and brought back."""

from __future__ import annotations

from scripts.simulators.telegram.people import People, Person
from tests.support.booking_steps import opens_more
from tests.support.running_bot import RunningBot


def link_in(person: Person) -> str:
    """The link of the invitation that was shown last."""
    return next(word for word in person.last_message.text.split() if word.startswith("https://t.me/"))


async def invites(owner: Person, *roles: str) -> str:
    await opens_more(owner, "👥 Команда")
    await owner.taps("➕ Пригласить")
    for role in roles:
        await owner.taps(role)
    await owner.sees("перешлите следующее сообщение")
    await owner.sees("Ссылка только для вас")
    return link_in(owner)


async def test_owner_invites_an_admin_and_takes_the_person_off_again(
    sqlite_bot: RunningBot, people: People, owner: Person, bob: Person
) -> None:
    async with sqlite_bot.running():
        await owner.opens("salon_bot")
        link = await invites(owner, "🛠 администратор")
        ira = people.person("Ира")
        await ira.follows(link)
        await ira.sees("приглашает вас, роль: администратор")
        await ira.taps("✅ Принять")
        await ira.sees("Ваша роль: администратор")
        await owner.sees("Ира теперь в команде, роль: администратор", anywhere=True)
        await ira.taps("⚙️ Управление")
        await ira.sees("О каждой записи")
        await opens_more(ira, "👥 Команда")
        await ira.sees("Менять команду может только владелец")
        await ira.sees("👑 Ольга · владелец")
        assert not any("Ольга" in label or "Пригласить" in label for label in ira.buttons)

        await bob.follows(link)
        await bob.sees("Somebody has joined by this link already")
        await owner.follows(link)
        await owner.sees("Вы уже в команде, ваша роль: владелец")

        await opens_more(owner, "👥 Команда")
        await owner.taps("🛠 Ира")
        await owner.taps("🗑 Убрать из команды")
        await owner.taps("Да, убрать")
        await owner.sees("🚪 Ира: больше не в команде")
        await ira.says("/admin")
        await ira.does_not_see("О каждой записи")
        await owner.taps("↩️ Вернуть: Ира")
        await owner.sees("Роль: администратор")
        await ira.says("/admin")
        await ira.sees("О каждой записи")


async def test_the_last_owner_stays_and_a_called_off_link_opens_nothing(
    sqlite_bot: RunningBot, owner: Person, alice: Person
) -> None:
    async with sqlite_bot.running():
        await owner.opens("salon_bot")
        link = await invites(owner, "👑 владелец")
        await alice.follows(link[:-2])
        await alice.sees("Такого приглашения нет")
        await alice.follows(link)
        await alice.sees("Вы сможете видеть и менять всё.")
        await opens_more(owner, "👥 Команда")
        await owner.taps("✉️ владелец")
        await owner.taps("🚫 Отозвать")
        await owner.sees("Ссылка больше не действует")
        await alice.taps("✅ Принять")
        await alice.sees("Это приглашение отозвано")

        await owner.taps("👑 Ольга")
        await owner.taps("администратор")
        await owner.taps("Да, отказаться")
        await owner.sees("Последнего владельца")
        await opens_more(owner, "📜 Журнал")
        await owner.sees("Ольга · приглашение отозвано: владелец")
