"""What has happened before the first picture: the owner has set her studio up, in the bot as any owner does."""

from __future__ import annotations

from scripts.simulators.telegram.people import Person
from scripts.tour.stage import BOT, BUSINESS, Stage

SERVICES = (("Маникюр", "1:30", "2000"), ("Окрашивание", "2:30", "4500"))


async def play_prologue(stage: Stage) -> None:
    owner = stage.owner
    await owner.opens(BOT)
    await opens_management(owner, "🧾 Услуги")
    await _rename_first_service(owner)
    for service in SERVICES:
        await _add_service(owner, *service)
    await opens_management(owner, "👥 Специалисты")
    await _add_specialist(owner)
    await _name_herself(owner)
    await opens_more(owner, "🙋 Имя и телефон")
    await owner.taps("Телефон: без него не записывать")
    await owner.says("/start")
    await owner.sees("На что вас записать?")


async def opens_management(owner: Person, button: str) -> None:
    await owner.says("/admin")
    await owner.sees("О каждой записи")
    await owner.taps(button)


async def opens_more(owner: Person, button: str) -> None:
    await opens_management(owner, "⚙️ Ещё")
    await owner.sees("один раз")
    await owner.taps(button)


async def opens_hours(owner: Person, specialist: str) -> None:
    await opens_management(owner, "👥 Специалисты")
    await owner.taps(specialist)
    await owner.taps("🕒 Часы")
    await owner.sees("часы работы")


async def _rename_first_service(owner: Person) -> None:
    await owner.taps("Консультация")
    await owner.taps("✏️ Название")
    await owner.says("Стрижка")
    await owner.sees("Сохранено")
    await owner.taps("💳 Цена")
    await owner.says("1500")
    await owner.sees("Сохранено")
    await owner.taps("‹ Услуги")


async def _add_service(owner: Person, name: str, length: str, price: str) -> None:
    await owner.taps("➕ Добавить услугу")
    await owner.says(name)
    await owner.sees("Сколько длится?")
    await owner.says(length)
    await owner.sees("Сколько стоит?")
    await owner.says(price)
    await owner.sees("Услуга добавлена")
    await owner.taps("‹ Услуги")


async def _name_herself(owner: Person) -> None:
    """The first specialist has the studio's name until then."""
    await opens_management(owner, "👥 Специалисты")
    await owner.taps(BUSINESS)
    await owner.taps("✏️ Имя")
    await owner.says(owner.name)
    await owner.sees("Сохранено")


async def _add_specialist(owner: Person) -> None:
    """Мария, who colours hair in three hours; the owner herself is the other one."""
    await owner.taps("➕ Добавить специалиста")
    await owner.says("Мария")
    await owner.sees("Специалист добавлен")
    await owner.taps("💬 О специалисте")
    await owner.says("Стрижки для кудрей и сложное окрашивание")
    await owner.sees("Стрижки для кудрей")
    await owner.taps("Окрашивание")
    await owner.taps("⏱ Время")
    await owner.says("3:00")
    await owner.sees("3 ч")
