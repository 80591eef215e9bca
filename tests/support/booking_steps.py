"""Steps that people take with the booking bot, for tests in which they are not the point."""

from __future__ import annotations

import re

from scripts.simulators.telegram.people import Person

_TIME = re.compile(r"\d\d:\d\d")


async def picks_day(person: Person, which: int = 0) -> str:
    """Tap the free day with this place among them, from the calendar on the screen; gives its number."""
    free = [label for label in person.buttons if label.isdigit()]
    if which >= len(free):
        await person.taps("›")
        return await picks_day(person, which - len(free))
    await person.taps(free[which])
    return free[which]


def offered_times(person: Person) -> list[str]:
    return [label for label in person.buttons if _TIME.fullmatch(label)]


async def picks_time(person: Person, which: int = 0) -> str:
    """Tap the offered time with this place among them; gives it."""
    times = offered_times(person)
    assert times, f"no free time\n{person.conversation()}"
    await person.taps(times[which])
    return times[which]


async def books(person: Person, service: str, *, day: int = 0, time: int = 0) -> str:
    """From the first screen to the card, in Russian; gives the time."""
    await person.taps(service)
    await picks_day(person, day)
    chosen = await picks_time(person, time)
    await person.taps("✅ Записаться")
    await person.sees("Вы записаны")
    return chosen


async def opens_more(owner: Person, button: str) -> None:
    """From anywhere to one of the rarely needed screens, in Russian."""
    await owner.says("/admin")
    await owner.sees("О каждой записи")
    await owner.taps("⚙️ Ещё")
    await owner.sees("редко меняют")
    await owner.taps(button)
