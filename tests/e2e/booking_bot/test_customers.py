"""The owner and the people who come: who came, what is known of them, who may not book, who is the same person."""

from __future__ import annotations

from datetime import timedelta

from scripts.simulators.telegram.people import Person
from tests.support.booking_steps import books, opens_more, picks_day, picks_time
from tests.support.running_bot import RunningBot, from_sunday_noon


def later(bot: RunningBot, hours: int) -> RunningBot:
    """The same bot, started again so many hours after Sunday noon in Moscow."""
    bot.clock = lambda: from_sunday_noon() + timedelta(hours=hours)
    return bot


async def opens_customers(owner: Person) -> None:
    await owner.says("/admin")
    await owner.taps("👤 Клиенты")
    await owner.sees("Чтобы найти клиента")


async def books_by_hand(owner: Person, guest: str, first: str | None = None) -> None:
    """``first``: an @username that is unknown, sent before the guest."""
    await owner.says("/admin")
    await owner.taps("✍️ Записать вручную")
    await picks_day(owner, 1)
    await picks_time(owner, 4)
    if first is not None:
        await owner.says(first)
        await owner.sees(f"{first} ещё не писал(а) этому боту")
    await owner.says(guest)
    await owner.sees("Записано")


async def test_customer_is_found_noted_banned_and_refused_politely(
    bot: RunningBot, owner: Person, alice: Person
) -> None:
    async with bot.running():
        await owner.opens("salon_bot")
        await alice.opens("salon_bot")
        await books(alice, "Консультация", day=1)
        await owner.sees("Новая запись", anywhere=True)
        await opens_customers(owner)
        await owner.says("иван")
        await owner.sees("никто не нашёлся")
        await owner.says("@ALICE")
        await owner.sees("Нашлось по «@ALICE»: 1")
        await owner.taps("Алиса <3")
        await owner.sees("предстоит: 1")
        await owner.taps("📝 Заметка")
        await owner.says("щ" * 501)
        await owner.sees("не длиннее 500")
        await owner.says("Аллергия на <латекс>")
        noted = await owner.sees("Аллергия на <латекс>")
        await owner.taps("🏷 Метки")
        await owner.says("vip, утро")
        await owner.taps("✖️ утро")
        await owner.sees("Метка снята: утро.")
        await owner.taps("‹ Назад")
        await owner.sees("🏷 vip")
        await owner.taps("📝 Заметка")
        await owner.taps("🗑 Убрать заметку")
        await owner.sees("Убрать заметку?")
        await owner.taps("Нет, оставить")
        await owner.sees("Аллергия на <латекс>")
        await owner.taps("📝 Заметка")
        await owner.taps("🗑 Убрать заметку")
        await owner.taps("Да, удалить")
        gone = await owner.sees("✅ Сохранено.")
        assert "латекс" not in gone.text
        await owner.taps("🎂 День рождения")
        await owner.says("31.02")
        await owner.sees("не день рождения")
        await owner.says("05.03.1990")
        await owner.sees("🎂 5 марта 1990")
        await owner.taps("🎂 День рождения")
        await owner.taps("🗑 Убрать день рождения")
        await owner.taps("Нет, оставить")
        await owner.sees("🎂 5 марта 1990")

        await alice.says("/start")
        await alice.taps("Консультация")
        await picks_day(alice, 2)
        offered = list(alice.buttons)
        await owner.taps("⛔ Запретить")
        await owner.sees("запись запрещена")
        banned = await owner.sees("удалит свои данные в этом чате, запрет останется")
        await alice.says("/start")
        await alice.taps("Консультация")
        await picks_day(alice, 2)
        assert alice.buttons == offered
        await picks_time(alice)
        refused = await alice.sees("свяжитесь, пожалуйста, с нами напрямую")

        await opens_customers(owner)
        await owner.taps("⛔ Запрещено")
        await owner.sees("Запись запрещена: 1")
        await owner.taps("⛔ Алиса")
        await owner.taps("Без ограничений")
        await owner.sees("Визитов: 0")
        await owner.taps("🗓 Визиты · 1")
        await owner.taps("🔜")
        await owner.sees("Консультация")
        await alice.says("/start")
        await books(alice, "Консультация", day=2)

    assert "✅ Сохранено." in noted.text
    assert "запрет останется" not in noted.text
    assert banned.text.endswith("идентификатор клиента в Telegram.")
    assert "запре" not in refused.text


async def test_at_closing_the_owner_says_who_did_not_come(bot: RunningBot, owner: Person, alice: Person) -> None:
    async with bot.running():
        await owner.opens("salon_bot")
        await owner.says("/admin")
        await owner.taps("🧾 Услуги")
        await owner.taps("Консультация")
        await owner.taps("💳 Цена")
        await owner.says("1500")
        await alice.opens("salon_bot")
        await books(alice, "Консультация", day=0)
        await owner.sees("Новая запись", anywhere=True)
    async with later(bot, 23).running():
        await owner.sees("Ожидается: 1 500 ₽", anywhere=True)
        await books_by_hand_today(owner)
        await owner.does_not_see("Все пришли?", anywhere=True)
    async with later(bot, 31).running():
        question = await owner.sees("2 визита. Все пришли?", anywhere=True)
        await owner.taps("🚫 Кто не пришёл")
        await owner.taps("Алиса")
        await owner.sees("Не пришли: 1")
        await owner.taps("✅ Остальные пришли")
        closed = await owner.sees("Пришли: 1, не пришли: 1")

        await opens_customers(owner)
        await owner.says("Алиса")
        await owner.taps("Алиса")
        card = await owner.sees("не пришёл: 1")
        await owner.taps("🗓 Визиты · 1")
        await owner.taps("🚫")
        await owner.taps("✅ Пришёл · 1 500 ₽")
        await owner.sees("Получено: 1 500 ₽")
        await owner.taps("✏️ Другая сумма")
        await owner.says("много")
        await owner.sees("Пришлите сумму числом")
        await owner.says("1200")
        await owner.taps("карта")
        await owner.sees("Получено: 1 200 ₽ · карта")
        await owner.taps("🪙 Чаевые")
        await owner.says("100")
        await owner.sees("Чаевые: 100 ₽")
        await owner.taps("🚫 Не пришёл")
        await owner.taps("✅ Пришёл · 1 200 ₽")
        await owner.sees("Чаевые: 100 ₽")
        await owner.taps("👤 Карточка клиента")
        changed = await owner.sees("Потратил(а): 1 200 ₽")
    async with later(bot, 32).running():
        await owner.does_not_see("Все пришли?")

    assert question.buttons == [["✅ Да, все"], ["🚫 Кто не пришёл"]]
    assert "Получено: 1 500 ₽" in closed.text.replace("\N{NO-BREAK SPACE}", " ")
    assert "Потратил(а): 0 ₽" in card.text
    assert "не пришёл: 0" in changed.text


async def books_by_hand_today(owner: Person) -> None:
    await owner.says("/admin")
    await owner.taps("✍️ Записать вручную")
    await picks_day(owner, 0)
    await picks_time(owner, 4)
    await owner.says("Иван")
    await owner.sees("Записано")


async def test_guest_with_the_same_number_is_merged_with_the_telegram_customer(
    bot: RunningBot, owner: Person, alice: Person
) -> None:
    async with bot.running():
        await owner.opens("salon_bot")
        await opens_more(owner, "🙋 Имя и телефон")
        await owner.taps("Телефон: без него не записывать")
        await books_by_hand(owner, "Иванова 8 916 123-45-67", first="@nobody")
        await alice.opens("salon_bot")
        await alice.taps("Консультация")
        await picks_day(alice, 2)
        await picks_time(alice)
        await alice.taps("✅ Записаться")
        await alice.taps("✅ Согласен(на)")
        await alice.says("+7 916 123-45-67")
        await alice.sees("Вы записаны")

        await opens_customers(owner)
        await owner.says("916 123-45-67")
        await owner.sees(": 2")
        await owner.taps("Иванова")
        await owner.taps("🔗 Объединить с Алиса <3")
        asked = await owner.sees("Записей вместе: 2")
        await owner.taps("🔗 Да, объединить")
        merged = await owner.sees("Теперь это один клиент")
        await alice.says("/my")
        await alice.sees("У вас 2 предстоящие записи")

        await books_by_hand(owner, "@Alice")
        await owner.sees("Иванова · @alice")
        await alice.says("/my")
        await alice.sees("У вас 3 предстоящие записи")

    assert "Останется: 👤 Алиса <3" in asked.text
    assert "Имя будет таким: Иванова" in asked.text
    assert "Добавится к нему: 👤 Иванова · 89161234567" in asked.text
    assert "предстоит: 2" in merged.text
    assert not any("Объединить" in label for row in merged.buttons for label in row)
