"""Photos of services and specialists: the owner sends them in the chat, customers see them while choosing."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from scripts.simulators.telegram.people import Person
from scripts.simulators.telegram.server import TelegramServer
from scripts.simulators.telegram.world.messages import post_by_person
from tests.support.booking_steps import picks_day, picks_time
from tests.support.running_bot import RunningBot
from tests.support.telegram_world import png

STICKER = {
    "file_id": "CAACAgIAAx0C",
    "file_unique_id": "AgAD",
    "type": "regular",
    "width": 512,
    "height": 512,
    "is_animated": False,
    "is_video": False,
}
WIDE, HIGH = png(640, 480), png(480, 640)


async def test_owner_gives_a_service_a_photo_and_customers_see_it(
    bot: RunningBot, owner: Person, alice: Person
) -> None:
    async with bot.running():
        await _opens_service(owner)
        await owner.taps("🖼 Фото")
        await owner.sees("Пришлите фото")
        assert "🗑 Убрать фото" not in owner.buttons
    async with bot.running():
        await owner.sends_photo(WIDE)
        await owner.sees("✅ Сохранено")

        await alice.opens("salon_bot")
        home = await alice.sees("На что вас записать?")
        await alice.taps("Консультация")
        month = await alice.sees("Выберите день")
        assert _size(month.raw) == (640, 480)
        assert month.id == home.id

        await alice.taps("›")
        turned = await alice.sees("Выберите день")
        assert (turned.id, _size(turned.raw)) == (month.id, (640, 480))
        await picks_day(alice)
        day = await alice.sees("Выберите время")
        assert day.photo_url is None
        await alice.does_not_see("Выберите день", anywhere=True)
        await picks_time(alice)
        await alice.taps("✅ Записаться")
        await alice.sees("Вы записаны")


async def test_largest_size_is_kept(sqlite_bot: RunningBot, telegram: TelegramServer, owner: Person) -> None:
    async with sqlite_bot.running():
        await _opens_service(owner)
        await owner.taps("🖼 Фото")
        await owner.sends_photo(WIDE)
        await owner.sees("✅ Сохранено")

    with closing(sqlite3.connect(sqlite_bot.values["DATABASE_PATH"])) as file:
        kept = [photo for (photo,) in file.execute("SELECT photo FROM services")]
    assert [telegram.world.state.files[photo].width for photo in kept] == [640]


async def test_photo_is_replaced_and_removed(sqlite_bot: RunningBot, owner: Person, alice: Person) -> None:
    async with sqlite_bot.running():
        await _opens_service(owner)
        await owner.taps("🖼 Фото")
        await owner.sends_photo(WIDE)
        await owner.sees("✅ Сохранено")
        await owner.taps("🖼 Фото")
        present = await owner.sees("Это фото видят клиенты")
        assert _size(present.raw) == (640, 480)
        await owner.sends_photo(HIGH)
        await owner.sees("✅ Сохранено")
        await alice.opens("salon_bot", start="s1")
        assert _size((await alice.sees("Выберите день")).raw) == (480, 640)

        await owner.taps("🖼 Фото")
        await owner.taps("🗑 Убрать фото")
        asked = await owner.sees("Убрать это фото?")
        assert _size(asked.raw) == (480, 640)
        await owner.taps("Нет, оставить")
        await owner.sees("Это фото видят клиенты")
        await owner.taps("🗑 Убрать фото")
        await owner.taps("Да, удалить")
        await owner.sees("✅ Сохранено")
        await alice.taps("›")
        turned = await alice.sees("Выберите день")
        assert turned.photo_url is None


@pytest.mark.parametrize("wrong", ["text", "document", "contact", "sticker"])
async def test_what_is_no_photo_is_answered_in_one_line(
    sqlite_bot: RunningBot, telegram: TelegramServer, owner: Person, wrong: str
) -> None:
    async with sqlite_bot.running():
        await _opens_service(owner)
        await owner.taps("🖼 Фото")
        if wrong == "text":
            await owner.says("вот")
        elif wrong == "document":
            await owner.sends_document(WIDE, "photo.png")
        elif wrong == "contact":
            await owner.shares_contact(phone_number="+79161234567", first_name="Ольга")
        else:
            salon = telegram.world.find_bot("salon_bot")
            chat = telegram.world.open_dialog(salon.id, owner.id)
            post_by_person(telegram.world, salon, chat, owner.id, {"sticker": STICKER})
        await owner.sees("Пришлите, пожалуйста, картинку именно как фото")

        await owner.sends_photo(WIDE)
        await owner.sees("✅ Сохранено")


async def test_owner_who_goes_elsewhere_is_not_asked_for_a_photo_any_more(
    sqlite_bot: RunningBot, owner: Person, alice: Person
) -> None:
    async with sqlite_bot.running():
        await _opens_service(owner)
        await owner.taps("🖼 Фото")
        await owner.taps("‹ Назад")
        await owner.sends_photo(WIDE)
        await owner.sees("Я бот и лучше всего понимаю кнопки")

        await alice.opens("salon_bot", start="s1")
        assert (await alice.sees("Выберите день")).photo_url is None


async def test_specialist_chosen_by_name_is_shown(sqlite_bot: RunningBot, owner: Person, alice: Person) -> None:
    async with sqlite_bot.running():
        await _opens_service(owner)
        await owner.taps("🖼 Фото")
        await owner.sends_photo(WIDE)
        await owner.sees("✅ Сохранено")
        await owner.says("/admin")
        await owner.sees("О каждой записи")
        await owner.taps("👥 Специалисты")
        await owner.taps("➕ Добавить специалиста")
        await owner.says("Анна")
        await owner.sees("Специалист добавлен")
        await owner.taps("🖼 Фото")
        await owner.sends_photo(HIGH)
        await owner.sees("✅ Сохранено")

        await alice.opens("salon_bot")
        await alice.taps("Консультация")
        choice = await alice.sees("К кому")
        assert _size(choice.raw) == (640, 480)
        await alice.taps("Анна")
        month = await alice.sees("Выберите день")
        assert (month.id, _size(month.raw)) == (choice.id, (480, 640))
        await alice.taps("‹ Другой специалист")
        await alice.taps("🎲")
        anybody = await alice.sees("Выберите день")
        assert (anybody.id, _size(anybody.raw)) == (choice.id, (640, 480))

        await owner.says("/admin")
        await owner.sees("О каждой записи")
        await owner.taps("✍️ Записать вручную")
        by_hand = await owner.sees("Выберите день")
        assert by_hand.photo_url is None


async def test_customer_books_although_the_file_is_gone(
    sqlite_bot: RunningBot, telegram: TelegramServer, owner: Person, alice: Person
) -> None:
    async with sqlite_bot.running():
        await _opens_service(owner)
        await owner.taps("🖼 Фото")
        await owner.sends_photo(WIDE)
        await owner.sees("✅ Сохранено")
        telegram.world.state.files.clear()

        await alice.opens("salon_bot")
        await alice.taps("Консультация")

        month = await alice.sees("Выберите день")
        assert month.photo_url is None
        await picks_day(alice)
        await picks_time(alice)
        await alice.does_not_see("На что вас записать?", anywhere=True)


async def _opens_service(owner: Person) -> None:
    await owner.opens("salon_bot")
    await owner.says("/admin")
    await owner.sees("О каждой записи")
    await owner.taps("🧾 Услуги")
    await owner.taps("Консультация")
    await owner.sees("Длительность")


def _size(message: dict[str, object]) -> tuple[int, int]:
    """Of the largest size of its photo."""
    sizes = message["photo"]
    assert isinstance(sizes, list)
    return sizes[-1]["width"], sizes[-1]["height"]
