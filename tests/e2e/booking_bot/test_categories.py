"""The owner puts services into categories in the chat; customers, and bookings by hand, go through them."""

from __future__ import annotations

from scripts.simulators.telegram.people import Person
from services.booking_bot.views.choices import Errand, OpenCategory
from tests.support.booking_steps import books
from tests.support.running_bot import RunningBot


async def test_owner_sorts_services_and_a_customer_books_out_of_a_category(
    bot: RunningBot, owner: Person, alice: Person
) -> None:
    async with bot.running():
        await owner.opens("salon_bot")
        await _adds(owner, "Маникюр")
        await owner.taps("🗂 Категория")
        await owner.says("Ы" * 41)
        await owner.sees("не длиннее 40 символов")
        await owner.sends_document(b"x", "name.txt")
        await owner.sees("Я бот и лучше всего понимаю кнопки")
    async with bot.running():
        await owner.says("Ногти")
        await owner.sees("Категория: Ногти")

        await alice.opens("salon_bot")
        await alice.sees("На что вас записать?")
        assert alice.buttons[-4:-2] == ["🗂 Ногти · 1", "Консультация · 1 ч"]
        await alice.taps("🗂 Ногти · 1")
        await alice.sees("Ногти")
        assert alice.buttons == ["Маникюр · 1 ч 30 мин", "‹ К услугам"]
        await alice.taps("‹ К услугам")
        await alice.taps("🗂 Ногти · 1")
        await books(alice, "Маникюр")


async def test_owner_chooses_among_categories_and_books_by_hand_out_of_one(
    sqlite_bot: RunningBot, owner: Person
) -> None:
    async with sqlite_bot.running():
        await owner.opens("salon_bot")
        await _adds(owner, "Маникюр")
        await owner.taps("🗂 Категория")
        await owner.says("Ногти")
        await owner.sees("Категория: Ногти")
        await _adds(owner, "Стрижка")
        await owner.taps("🗂 Категория")
        await owner.taps("Ногти")
        await owner.sees("Категория: Ногти")

        await owner.taps("‹ Услуги")
        await owner.taps("‹ Управление")
        await owner.taps("✍️ Записать вручную")
        await owner.taps("🗂 Ногти · 2")
        await owner.sees("Запись вручную: на какую услугу?")
        await owner.taps("Стрижка · 1 ч")
        await owner.sees("Выберите день")


async def test_step_is_skipped_when_one_group_is_left(sqlite_bot: RunningBot, owner: Person, alice: Person) -> None:
    async with sqlite_bot.running():
        await owner.opens("salon_bot")
        await _adds(owner, "Маникюр")
        await owner.taps("🗂 Категория")
        await owner.says("Ногти")
        await owner.sees("Категория: Ногти")
        await alice.opens("salon_bot")
        await alice.sees("На что вас записать?")
        assert "🗂 Ногти · 1" in alice.buttons

        await owner.taps("🗂 Категория")
        await owner.taps("Без категории")
        await owner.does_not_see("Категория: Ногти")
        pressed = await alice.taps("🗂 Ногти · 1")
        assert pressed.text == "Эта кнопка устарела. Вот что актуально сейчас."
        await alice.sees("На что вас записать?")
        assert alice.buttons[:2] == ["Консультация · 1 ч", "Маникюр · 1 ч 30 мин"]


async def test_customer_cannot_open_the_owners_list(sqlite_bot: RunningBot, alice: Person) -> None:
    async with sqlite_bot.running():
        await alice.opens("salon_bot")
        shown = await alice.sees("На что вас записать?")

        await alice.taps_data(shown, OpenCategory(errand=Errand.HAND, id=1).pack())

        await alice.does_not_see("Запись вручную")


async def _adds(owner: Person, template: str) -> None:
    """From anywhere to the new service's card."""
    await owner.says("/admin")
    await owner.sees("О каждой записи")
    await owner.taps("🧾 Услуги")
    await owner.taps("➕ Добавить услугу")
    await owner.taps(template)
    await owner.sees("Услуга добавлена")
