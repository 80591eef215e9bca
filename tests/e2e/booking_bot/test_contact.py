"""A shop that asks for the number: consent first, then the number, then the booking; remembered for next time."""

from __future__ import annotations

from scripts.simulators.telegram.people import Person
from tests.support.booking_steps import books, opens_more, picks_day, picks_time
from tests.support.running_bot import RunningBot


async def _asks_for_number(owner: Person, rule: str) -> None:
    await owner.opens("salon_bot")
    await opens_more(owner, "🙋 Имя и телефон")
    await owner.taps(rule)
    await owner.sees("Имя и телефон клиента")
    await owner.taps("☎️ Ваш номер")
    await owner.says("+7 495 000-00-00")
    await owner.sees("+74950000000")


async def _up_to_consent(person: Person) -> None:
    await person.opens("salon_bot")
    await person.taps("Консультация")
    await picks_day(person)
    await picks_time(person)
    await person.taps("✅ Записаться")
    await person.sees("Согласны на обработку")


async def test_consent_then_number_then_booking_over_a_restart(
    bot: RunningBot, owner: Person, alice: Person, bob: Person
) -> None:
    async with bot.running():
        await _asks_for_number(owner, "Телефон: без него не записывать")
        await _up_to_consent(alice)
        await alice.taps("✅ Согласен(на)")
        await alice.sees("Нажмите кнопку, чтобы отправить номер")
    async with bot.running():
        await alice.sends_document(b"me", "me.txt")
        await alice.sees("нужен номер телефона")
        await alice.says("позже")
        await alice.sees("79161234567")
        await alice.shares_contact(phone_number="+79990000000", first_name="Чужой", user_id=424242)
        await alice.sees("чужой номер")
        await alice.says("+7 916 123-45-67")
        await alice.sees("Вы записаны")
        await owner.sees("+79161234567", anywhere=True)

        await alice.says("/start")
        await books(alice, "Консультация", day=1)  # not asked again

        await alice.says("/privacy")
        await alice.sees("Телефон: +79161234567")
        await alice.taps("🗑 Удалить мои данные")
        await alice.taps("Да, удалить")
        await alice.sees("Ваши данные удалены")
        await alice.says("/my")
        await alice.sees("нет предстоящих")

        await _up_to_consent_in_english(bob)
        await bob.taps("I do not agree")
        await bob.sees("book by phone: +74950000000")


async def _up_to_consent_in_english(person: Person) -> None:
    await person.opens("salon_bot")
    await person.taps("Консультация")
    await picks_day(person)
    await picks_time(person)
    await person.taps("✅ Book")
    await person.sees("Do you agree?")


async def test_number_that_may_be_left_out_is_not_asked_for_again(
    bot: RunningBot, owner: Person, alice: Person
) -> None:
    async with bot.running():
        await _asks_for_number(owner, "Телефон: спрашивать, можно пропустить")
        await _up_to_consent(alice)
        await alice.taps("✅ Согласен(на)")
        await alice.says("Без номера")
        await alice.sees("Вы записаны")

    async with bot.running():
        await alice.says("/start")
        await books(alice, "Консультация", day=1)  # in two taps again

        await opens_more(owner, "🙋 Имя и телефон")
        await owner.taps("Телефон: без него не записывать")
        await owner.sees("Имя и телефон клиента")
        await alice.says("/start")
        await alice.taps("Консультация")
        await picks_day(alice, 2)
        await picks_time(alice)
        await alice.taps("✅ Записаться")
        await alice.sees("отправить номер")  # she has agreed to the same text before
        await alice.says("+7 916 123-45-67")
        await alice.sees("Вы записаны")
