"""What a service has for itself, set by the owner with taps and felt by customers."""

from __future__ import annotations

from scripts.simulators.telegram.people import Person
from tests.support.booking_steps import books, offered_times, picks_day
from tests.support.running_bot import RunningBot


async def test_gaps_set_by_the_owner_keep_visits_apart(
    bot: RunningBot, owner: Person, alice: Person, bob: Person
) -> None:
    async with bot.running():
        await opens_more(owner)
        await owner.taps("⏭ 30 мин")
        await owner.sees("Перерыв после визита: 30 мин")

        await alice.opens("salon_bot")
        await books(alice, "Консультация", time=4)
        await bob.opens("salon_bot")
        await bob.taps("Консультация")
        await picks_day(bob)
        times = offered_times(bob)

    assert times[:4] == ["10:00", "10:30", "13:30", "14:00"]


async def test_a_service_has_windows_of_its_own(sqlite_bot: RunningBot, owner: Person, alice: Person) -> None:
    async with sqlite_bot.running():
        await opens_more(owner)
        await owner.sees("Отменить не позже чем за: как везде (без ограничений)")
        await owner.taps("❌ 24 ч")
        await owner.sees("Отменить не позже чем за: 24 ч")
        await owner.taps("↔️ 12 ч")
        await owner.sees("Перенести не позже чем за: 12 ч")

        await alice.opens("salon_bot")
        await alice.taps("Консультация")
        await picks_day(alice)
        await alice.taps("10:00")
        await alice.sees("⏳ Перенести можно до вс 1 мар. 22:00")
        await alice.sees("🔒 Отменить такой визит здесь уже будет нельзя.")
        await alice.taps("✅ Записаться")
        await alice.sees("🔒 Отменить этот визит здесь уже нельзя.")
        assert [label for label in alice.buttons if label[0] in "↔❌"] == ["↔️ Перенести"]

        await owner.taps("❌ как везде")
        await owner.sees("Отменить не позже чем за: как везде (без ограничений)")
        await alice.says("/my")
        await alice.sees("У вас 1 предстоящая запись")
        await alice.taps(next(label for label in alice.buttons if "Консультация" in label))
        await alice.sees("⏳ Перенести можно до")
        await alice.taps("❌ Отменить")
        await alice.taps("Да, отменить")
        await alice.sees("Визит отменён")


async def opens_more(owner: Person) -> None:
    """From the start to what the first service has for itself."""
    await owner.opens("salon_bot")
    await owner.taps("⚙️ Управление")
    await owner.taps("🧾 Услуги")
    await owner.taps("Консультация")
    await owner.taps("⚙️ Ещё")
