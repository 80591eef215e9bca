"""What customers do with a bot that runs as in production."""

from __future__ import annotations

import asyncio

from scripts.simulators.telegram.people import People, Person
from tests.support.booking_steps import books, offered_times, picks_day, picks_time
from tests.support.running_bot import RunningBot
from tests.support.telegram_world import png


async def test_new_business_can_be_booked_at_once(bot: RunningBot, alice: Person, owner: Person) -> None:
    async with bot.running():
        await owner.opens("salon_bot")
        await alice.opens("salon_bot")
        await alice.sees("Ножницы & <Ко>")
        await alice.taps("Консультация")
        await alice.sees("Выберите день")
        await picks_day(alice, 1)
        await alice.sees("Москва, UTC+3")
        time = await picks_time(alice)
        await alice.sees("Всё верно?")
        await alice.taps("✅ Записаться")

        card = await alice.sees("Вы записаны")
        notice = await owner.sees("Новая запись", anywhere=True)

    assert f", {time}–" in card.text
    assert "Москва, UTC+3" in card.text
    assert "Алиса <3 · @alice" in notice.text
    assert time in notice.text


async def test_visit_is_moved_and_cancelled(bot: RunningBot, alice: Person, owner: Person) -> None:
    async with bot.running():
        await owner.opens("salon_bot")
        await alice.opens("salon_bot")
        first = await books(alice, "Консультация", day=1)
        await owner.sees("Новая запись", anywhere=True)
        bot.minutes_pass()
        await alice.taps("↔️ Перенести")
        await alice.sees("Сейчас:")
        await picks_day(alice, 0)
        assert first in offered_times(alice), "its own time counts as free"
        second = await picks_time(alice, 3)
        await alice.taps("✅ Перенести")
        moved = await alice.sees("Визит перенесён")
        told = await owner.sees("Запись перенесена", anywhere=True)

        bot.minutes_pass()
        await alice.taps("❌ Отменить")
        await alice.sees("Отменить визит?")
        await alice.taps("Да, отменить")
        await alice.sees("Визит отменён")
        await owner.sees("Запись отменена", anywhere=True)
        await alice.taps("🗓 Мои записи")
        await alice.sees("нет предстоящих записей")

    assert f", {second}–" in moved.text
    assert "Было:" in told.text
    assert first in told.text


async def test_who_loses_the_race_is_shown_the_nearest_times(bot: RunningBot, alice: Person, bob: Person) -> None:
    async with bot.running():
        await alice.opens("salon_bot")
        await bob.opens("salon_bot")
        for person in (alice, bob):
            await person.taps("Консультация")
            await picks_day(person, 1)
        time = offered_times(alice)[4]

        await asyncio.gather(alice.taps(time), bob.taps(time))
        won = [person for person in (alice, bob) if f"{time}–" in person.last_message.text]
        lost = bob if won == [alice] else alice

        assert len(won) == 1
        assert ("taken" if lost is bob else "заняли") in lost.last_message.text
        nearest = [label for label in lost.buttons if ":" in label]
        assert len(nearest) == 3
        await won[0].taps("✅ Book" if won[0] is bob else "✅ Записаться")
        await won[0].sees("You are booked" if won[0] is bob else "Вы записаны")
        await lost.taps(nearest[0])
        await lost.taps("✅ Book" if lost is bob else "✅ Записаться")
        await lost.sees("You are booked" if lost is bob else "Вы записаны")


async def test_double_tap_books_once_and_shows_the_card_twice(bot: RunningBot, alice: Person, owner: Person) -> None:
    async with bot.running():
        await owner.opens("salon_bot")
        await alice.opens("salon_bot")
        await alice.taps("Консультация")
        await picks_day(alice, 1)
        await picks_time(alice)
        question = alice.last_message
        agree = question.raw["reply_markup"]["inline_keyboard"][0][0]["callback_data"]

        await asyncio.gather(alice.taps_data(question, agree), alice.taps_data(question, agree))
        await alice.sees("Вы записаны")
        await alice.taps("🗓 Мои записи")

        await alice.sees("У вас 1 предстоящая запись")
        await owner.sees("Новая запись", anywhere=True)
    notices = [line for line in owner.conversation().splitlines() if "Новая запись" in line]
    assert len(notices) == 1


async def test_old_and_forged_buttons_are_answered_with_a_fresh_screen(
    sqlite_bot: RunningBot, alice: Person, bob: Person
) -> None:
    async with sqlite_bot.running():
        await bob.opens("salon_bot")
        await alice.opens("salon_bot")
        await books(alice, "Консультация", day=1)
        home = await bob.sees("What would you like to book?")

        for forged in (
            "from-an-old-version",
            "d:b:1:99999999999:0",
            "t:b:1",
            "c:b:1",
            "c:b:#1:0",
            "c:m:1:0",
            "c:b:1-1-1-1-1:0",
            "c:b:1.:0",
            "c:b:zzzzzz:0",
            "v:h:1",
            "o:manage",
            "e:0",
            "-",
        ):
            pressed = await bob.taps_data(home, forged)
            assert pressed.text == "This button is out of date. Here is the present state."
        for foreign in ("k:s:customer:1", "k:c:customer:1", "c:m:#1:0", f"y:m:#1:{30_000_000}", "up:customer:1:1"):
            pressed = await bob.taps_data(home, foreign)
            assert pressed.text == "This booking was not found."
        for owners in ("k:s:business:1", "k:c:business:1", "c:h:1:0", "c:s:#1:0", "up:business:1:1"):
            pressed = await bob.taps_data(home, owners)
            assert pressed.text == "This is for the owner of the business."
        await bob.taps_data(home, "c:b:23:0")
        await bob.sees("not offered any more")

        await alice.taps("🗓 Мои записи")
        await alice.sees("У вас 1 предстоящая запись")


async def test_whatever_is_typed_gets_a_polite_hint(sqlite_bot: RunningBot, alice: Person) -> None:
    async with sqlite_bot.running():
        await alice.opens("salon_bot")
        for text in ("привет", "x" * 4000, "<b>", "\u202eшутка", "/nosuchcommand"):
            await alice.says(text)
            await alice.sees("ыберите ниже")
        await alice.sends_photo(png())
        await alice.sees("Выберите ниже")
        await alice.shares_contact()
        await alice.sees("Выберите ниже")


async def test_deep_links_lead_to_their_screens(sqlite_bot: RunningBot, alice: Person, owner: Person) -> None:
    async with sqlite_bot.running():
        await alice.opens("salon_bot", start="s1")
        await alice.sees("Консультация · 1 ч")
        await alice.sees("Выберите день")
        await alice.opens("salon_bot", start="my")
        await alice.sees("нет предстоящих записей")
        await alice.opens("salon_bot", start="promo_77")
        await alice.sees("На что вас записать?")
        await owner.opens("salon_bot")
        await owner.taps("⚙️ Управление")
        await owner.taps("🧾 Услуги")
        await owner.taps("Консультация")
        await owner.taps("🙈 Скрыть")
        await owner.sees("клиенты её не видят")
        await alice.opens("salon_bot", start="s1")
        await alice.sees("сейчас записаться нельзя")
        await alice.opens("salon_bot", start="")
        await alice.sees("Записаться пока не на что")


async def test_language_follows_the_person_and_can_be_changed(bot: RunningBot, people: People) -> None:
    async with bot.running():
        german, ukrainian = people.person("Jürgen", language="de"), people.person("Оксана", language="uk")
        await german.opens("salon_bot")
        await german.sees("What would you like to book?")
        await ukrainian.opens("salon_bot")
        await ukrainian.sees("На что вас записать?")
        await german.taps("🌐 Language")
        await german.taps("Русский")
        await german.sees("На что вас записать?")

    async with bot.running():
        await german.says("/my")
        await german.sees("нет предстоящих записей")


async def test_restart_in_the_middle_loses_no_step(bot: RunningBot, alice: Person, owner: Person) -> None:
    async with bot.running():
        await owner.opens("salon_bot")
        await owner.taps("⚙️ Управление")
        await owner.taps("🧾 Услуги")
        await owner.taps("➕ Добавить услугу")
        await owner.says("Стрижка")
        await owner.sees("Сколько длится?")
        await alice.opens("salon_bot")
        await alice.taps("Консультация")
        await picks_day(alice, 1)

    async with bot.running():
        await picks_time(alice)
        await owner.says("45")
        await owner.sees("Сколько стоит?")

    async with bot.running():
        await alice.taps("✅ Записаться")
        await alice.sees("Вы записаны")
        await owner.says("1 500 ₽")
        await owner.sees("Услуга добавлена")
        await owner.sees("Цена: 1 500 ₽")
