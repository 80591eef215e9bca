"""The owner gives the bot its name, texts and photo, and hands its links out."""

from __future__ import annotations

import asyncio
import urllib.request
from collections.abc import AsyncIterator

import pytest
from aiogram import Bot

from scripts.simulators.telegram.people import People, Person
from services.shared.runtime.secret import Secret
from services.shared.telegram.bot_factory import make_bot
from tests.support.booking_steps import opens_more, picks_day, picks_time
from tests.support.running_bot import RunningBot
from tests.support.telegram_world import png

BUSINESS = "Ножницы & <Ко>"


@pytest.fixture
async def hand(common_values: dict[str, str]) -> AsyncIterator[Bot]:
    """The bot's own account, to see what Telegram has of it."""
    account = make_bot(Secret(common_values["BOT_TOKEN"]), common_values["TELEGRAM_API_URL"])
    yield account
    await account.session.close()


async def _names(hand: Bot) -> list[str]:
    return [(await hand.get_my_name(language_code=code)).name for code in ("", "ru", "en")]


async def test_owner_edits_the_texts_and_puts_them_into_telegram(bot: RunningBot, owner: Person, hand: Bot) -> None:
    async with bot.running():
        await owner.opens("salon_bot")
        await owner.says("/admin")
        await owner.sees("▫️ имя и описание бота")
        await owner.taps("⚙️ Ещё")
        await owner.taps("🤖 Имя и фото")
        await owner.sees("Онлайн-запись в любое время")
        await owner.taps("🇬🇧 Имя")
        await owner.says("Щ" * 65)
        await owner.sees("не длиннее 64 символов")
        await owner.says("Scissors & Co")
        await owner.sees("✅ Сохранено.")
        assert await _names(hand) == ["Salon", "Salon", "Salon"]

        await owner.taps("✅ Установить в Telegram")
        await owner.sees("Установлено в Telegram")

        assert await _names(hand) == [BUSINESS, BUSINESS, "Scissors & Co"]
        about = [(await hand.get_my_short_description(language_code=code)).short_description for code in ("", "en")]
        assert about == [f"Онлайн-запись в любое время · {BUSINESS}", f"Online booking at any time · {BUSINESS}"]
        description = (await hand.get_my_description(language_code="ru")).description
        assert description.startswith(f"{BUSINESS}\n\nЗаписывайтесь в любое время")
        await owner.says("/admin")
        await owner.sees("✅ имя и описание бота")


async def test_telegram_wants_a_pause_before_another_name(
    sqlite_bot: RunningBot, owner: Person, people: People, hand: Bot
) -> None:
    async with sqlite_bot.running():
        await owner.opens("salon_bot")
        await opens_more(owner, "🤖 Имя и фото")
        await people.fault("too_many_requests", method="setMyName", retry_after=7200)
        await owner.taps("✅ Установить в Telegram")
        await owner.sees("Попробуйте снова через 2 ч")
        assert (await hand.get_my_short_description()).short_description.startswith("Онлайн-запись")
        assert await _names(hand) == ["Salon", "Salon", "Salon"]

        await owner.taps("‹ Назад")
        await owner.taps("✅ Установить в Telegram")
        await owner.sees("Установлено в Telegram")
        assert await _names(hand) == [BUSINESS, BUSINESS, BUSINESS]
        await people.fault("too_many_requests", method="setMyName", retry_after=7200)
        await owner.taps("✅ Установить в Telegram")
        await owner.does_not_see("Попробуйте снова")


async def test_photo_of_the_bot_is_set_from_the_chat(sqlite_bot: RunningBot, owner: Person, people: People) -> None:
    async with sqlite_bot.running():
        await owner.opens("salon_bot")
        await opens_more(owner, "🤖 Имя и фото")
        await owner.taps("🖼 Фото бота")
        await owner.says("вот")
        await owner.sees("картинку именно как фото")
        await people.fault("error", method="setMyProfilePhoto", status=400, description="Bad Request: PHOTO_INVALID")
        await owner.sends_photo(png(640, 480))
        await owner.sees("Telegram не принимает это фото")
        await owner.sends_photo(png(640, 480))
        await owner.sees("Фото бота установлено")


async def test_customer_comes_by_the_link_of_a_service_and_of_a_specialist(
    bot: RunningBot, owner: Person, alice: Person, bob: Person
) -> None:
    async with bot.running():
        await owner.opens("salon_bot")
        await owner.says("/admin")
        await owner.taps("👥 Специалисты")
        await owner.taps("➕ Добавить специалиста")
        await owner.says("Анна")
        await owner.sees("Анна")
        await owner.says("/admin")
        await owner.sees("▫️ ссылка для клиентов")
        await owner.taps("🔗 Ссылка и QR")
        await owner.sees("https://t.me/salon_bot")
        await owner.taps("👤 Анна")
        sent = await owner.sees("https://t.me/salon_bot?start=m2")
        document = sent.raw["document"]
        assert document["file_name"] == "qr_specialist2.png"
        data = await asyncio.to_thread(_fetched, bot.values["TELEGRAM_API_URL"] + document["url"])
        assert data.startswith(b"\x89PNG\r\n\x1a\n")
        await owner.taps("🧾 Консультация")
        await owner.sees("https://t.me/salon_bot?start=s1")
        await owner.taps("🔗 Весь бот")
        await owner.sees(BUSINESS)

        await alice.follows("https://t.me/salon_bot?start=m2")
        await alice.sees("Анна")
        await alice.taps("Консультация · 1 ч")
        await picks_day(alice)
        await picks_time(alice)
        await alice.taps("✅ Записаться")
        await alice.sees("Анна")
        await bob.follows("https://t.me/salon_bot?start=m99")
        await bob.sees("This specialist does not do it any more")


def _fetched(url: str) -> bytes:
    with urllib.request.urlopen(url) as answer:
        return bytes(answer.read())


async def test_links_are_the_owners_alone(sqlite_bot: RunningBot, owner: Person, alice: Person) -> None:
    async with sqlite_bot.running():
        await alice.opens("salon_bot")
        shown = await alice.sees("На что вас записать?")
        for data in ("ql:0", "qr:b:0", "po", "pp", "pe:ru:name", "pb"):
            assert (await alice.taps_data(shown, data)).text == "Эта кнопка устарела. Вот что актуально сейчас."

        await owner.opens("salon_bot")
        shown = await owner.sees("На что вас записать?")
        await owner.taps_data(shown, "qr:s:99")
        await owner.sees("Эта услуга больше не предлагается")
