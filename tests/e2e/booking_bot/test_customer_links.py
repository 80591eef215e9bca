"""Customers without Telegram: a link to forward, a number that Telegram vouches for, and the rest by telephone."""

from __future__ import annotations

import re

from scripts.simulators.telegram.people import Person
from tests.e2e.booking_bot.test_by_hand import opens_hand
from tests.support.booking_steps import opens_more, picks_day, picks_time
from tests.support.running_bot import RunningBot


async def enters(owner: Person, guest: str) -> None:
    await opens_hand(owner)
    await picks_day(owner)
    await picks_time(owner)
    await owner.says(guest)
    await owner.sees("Записано")


async def test_link_brings_the_customer_into_the_chat_once(
    sqlite_bot: RunningBot, owner: Person, alice: Person, bob: Person
) -> None:
    async with sqlite_bot.running():
        await owner.opens("salon_bot")
        await enters(owner, "Иван +7 916 123-45-67")
        await owner.taps("🔗 Ссылка для клиента")
        made = await owner.sees("Ссылка для клиента: Иван")
        void = re.search(r"start=(\S+)", made.text)
        await owner.taps("‹ Назад")
        await owner.taps("🔗 Ссылка для клиента")
        link = re.search(r"start=(\S+)", (await owner.sees("Ссылка для клиента: Иван")).text)
        assert void is not None
        assert link is not None

        await owner.opens("salon_bot", start=link[1])
        await owner.sees("Эта ссылка для клиента")
        await alice.opens("salon_bot", start=void[1])
        await alice.sees("Эта ссылка уже не действует")
        await alice.sees("На что вас записать?")
        await alice.opens("salon_bot", start=link[1])
        await alice.sees("Согласны на обработку")
        await alice.taps("✅ Согласен(на)")
        card = await alice.sees("Вот ваш визит")
        told = await owner.sees("Клиент открыл вашу ссылку", anywhere=True)
        await alice.opens("salon_bot", start=link[1])
        await alice.sees("Вот ваш визит")
        await bob.opens("salon_bot", start=link[1])
        await bob.sees("opened by somebody else")

    assert "Иван, вы записаны в Ножницы & <Ко>: Консультация, понедельник, 2 марта, 10:00" in made.text
    assert "10:00–11:00" in card.text
    assert "👤 Иван · @alice · +79161234567" in told.text
    assert owner.conversation().count("Клиент открыл вашу ссылку") == 1


async def test_own_number_merges_and_those_without_telegram_are_called(
    sqlite_bot: RunningBot, owner: Person, alice: Person
) -> None:
    async with sqlite_bot.running():
        await owner.opens("salon_bot")
        await opens_more(owner, "🙋 Имя и телефон")
        await owner.taps("Телефон: без него не записывать")
        await enters(owner, "Иван 8 916 123-45-67")
        await enters(owner, "Света <3 +7 495 111-22-33")
        await owner.says("/tomorrow")
        await owner.taps("📞 Обзвонить · 2")
        both = await owner.sees("Обзвонить: 2")

        await alice.opens("salon_bot")
        await alice.taps("Консультация")
        await picks_day(alice, 2)
        await picks_time(alice)
        await alice.taps("✅ Записаться")
        await alice.taps("✅ Согласен(на)")
        await alice.shares_contact(phone_number="79161234567", first_name="Алиса", user_id=alice.id)
        await alice.sees("Вы записаны")
        await alice.says("/my")
        await alice.sees("У вас 2 предстоящие записи")

        await owner.says("/tomorrow")
        await owner.taps("📞 Обзвонить · 1")
        left = await owner.sees("Света <3 · +74951112233")
        await owner.taps("📵 1: нет ответа")
        await owner.sees("Не ответил(а) в")
        await owner.taps("✅ 1: придёт")
        done = await owner.sees("Обзвонить: 0")
        await owner.taps("🗂 1")
        card = await owner.sees("приду")
        await owner.says("/tomorrow")
        await owner.taps("📞 Обзвон: всех застали")
        await owner.taps("↩️ 1: отменить отметку")
        back = await owner.sees("Обзвонить: 1")

    assert "Иван · +79161234567" in both.text
    assert "Иван" not in left.text
    assert "✅ Придёт" in done.text
    assert "Света <3" in card.text
    assert "Без Telegram" in back.text
