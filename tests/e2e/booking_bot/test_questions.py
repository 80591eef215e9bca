"""A human: a customer's words reach the shop on one tap, the owner's reply comes back into the same chat."""

from __future__ import annotations

from scripts.simulators.telegram.people import Person
from tests.support.running_bot import RunningBot


async def test_question_and_answer_over_a_restart(bot: RunningBot, owner: Person, alice: Person, bob: Person) -> None:
    async with bot.running():
        await owner.opens("salon_bot")
        await alice.opens("salon_bot")
        await alice.says("А <b>собаку</b> можно?")
        await alice.sees("Могу передать ваше сообщение")
        await alice.taps("✉️ Передать администратору")
        await alice.sees("Передано")
        question = await owner.sees("Вопрос клиента", anywhere=True)
        assert "А <b>собаку</b> можно?" in question.text
    async with bot.running():
        await owner.says("Можно, если маленькая", reply_to=question)
        await owner.sees("Отправлено клиенту")
        answer = await alice.sees("Можно, если маленькая", anywhere=True)
        assert "Ножницы & <Ко>" in answer.text

        await owner.says("это не ответ")
        await owner.sees("лучше всего понимаю кнопки")
        await bob.opens("salon_bot")
        await bob.says("I do not reply to anything", reply_to=None)
        await bob.sees("pass this on")


async def test_reply_to_a_question_is_an_answer_even_while_the_bot_asks_for_something_else(
    sqlite_bot: RunningBot, owner: Person, alice: Person
) -> None:
    async with sqlite_bot.running():
        await owner.opens("salon_bot")
        await alice.opens("salon_bot")
        await alice.says("Есть парковка?")
        await alice.taps("✉️ Передать администратору")
        question = await owner.sees("Есть парковка?", anywhere=True)
        await owner.says("/admin")
        await owner.taps("👥 Специалисты")
        await owner.taps("➕ Добавить специалиста")
        await owner.says("Есть, во дворе", reply_to=question)
        await owner.sees("Отправлено клиенту")
        await alice.sees("Есть, во дворе", anywhere=True)
        await owner.says("Анна")
        await owner.sees("Специалист добавлен")


async def test_where_nobody_of_the_shop_can_be_reached_the_customer_is_told(
    sqlite_bot: RunningBot, alice: Person
) -> None:
    async with sqlite_bot.running():  # the owner has never opened the bot
        await alice.opens("salon_bot")
        await alice.says("Есть парковка?")
        await alice.taps("✉️ Передать администратору")
        await alice.sees("Передать не получилось")
