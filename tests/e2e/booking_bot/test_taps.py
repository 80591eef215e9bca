"""How many taps a visit takes at a one-chair barber."""

from __future__ import annotations

from dataclasses import dataclass

from scripts.simulators.telegram.people import Person
from tests.support.booking_steps import offered_times
from tests.support.running_bot import RunningBot


@dataclass
class Counted:
    """A person whose taps are counted, Start included."""

    person: Person
    taps: int = 0

    async def taps_on(self, label: str) -> None:
        self.taps += 1
        await self.person.taps(label)


def nearest(person: Person) -> list[str]:
    return [label for label in person.buttons if label.startswith("⚡")]


async def test_new_customer_books_in_at_most_six_taps(sqlite_bot: RunningBot, alice: Person) -> None:
    """By the long way, over the calendar."""
    async with sqlite_bot.running():
        await alice.opens("salon_bot")
        new = Counted(alice, taps=1)
        await new.taps_on("Консультация")
        await new.taps_on(next(label for label in alice.buttons if label.isdigit()))
        await new.taps_on(offered_times(alice)[2])
        await new.taps_on("✅ Записаться")
        await alice.sees("Вы записаны")

    assert new.taps <= 6


async def test_returning_customer_books_in_two_taps(bot: RunningBot, alice: Person, owner: Person) -> None:
    async with bot.running():
        await owner.opens("salon_bot")
        await owner.taps("⚙️ Управление")
        await owner.taps("🧾 Услуги")
        await owner.taps("➕ Добавить услугу")
        await owner.taps("Маникюр")
        await alice.opens("salon_bot")
        await alice.sees("Ножницы & <Ко>")
        assert [label.split(" · ")[1] for label in nearest(alice)] == ["Консультация", "Маникюр"]
        await alice.taps("Маникюр")
        await alice.taps(next(label for label in alice.buttons if label.isdigit()))
        await alice.taps(offered_times(alice)[0])
        await alice.taps("✅ Записаться")
        await alice.sees("Вы записаны")
        await alice.says("/start")
        await alice.sees("Как в прошлый раз, Маникюр")
        times = nearest(alice)
        returning = Counted(alice)
        await returning.taps_on(times[0])
        await returning.taps_on("✅ Записаться")
        card = await alice.sees("Вы записаны")

    assert returning.taps == 2
    assert len(times) == 3
    assert "Маникюр" in card.text
    assert times[0].split()[-1] in card.text
