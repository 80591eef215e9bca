"""What a dialog costs in Redis, and what is said when Redis goes away in the middle of it."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from scripts.servers.valkey import ValkeyServer
from scripts.simulators.telegram.people import Person
from tests.support.booking_steps import opens_more, picks_day, picks_time
from tests.support.fed_bot import FedBot
from tests.support.redis_line import RedisLine

TROUBLE = "У нас что-то не работает"


@pytest.fixture
async def line(redis_server: ValkeyServer) -> AsyncIterator[RedisLine]:
    async with RedisLine(redis_server.host, redis_server.port) as between:
        yield between


@pytest.fixture
def fed_bot(common_values: dict[str, str], client_values: dict[str, str], line: RedisLine) -> FedBot:
    return FedBot({**common_values, **client_values}, line)


async def _asks_for_number(owner: Person) -> None:
    await owner.opens("salon_bot")
    await opens_more(owner, "🙋 Имя и телефон")
    await owner.taps("Телефон: без него не записывать")
    await owner.sees("Имя и телефон клиента")
    await owner.taps("☎️ Ваш номер")
    await owner.says("+7 495 000-00-00")
    await owner.sees("+74950000000")


async def _up_to_number(person: Person) -> None:
    await person.opens("salon_bot")
    await person.taps("Консультация")
    await picks_day(person, 1)
    await picks_time(person)
    await person.taps("✅ Записаться")
    await person.taps("✅ Согласен(на)")
    await person.sees("Нажмите кнопку, чтобы отправить номер")


async def _up_to_adding(owner: Person) -> None:
    await owner.opens("salon_bot")
    await owner.taps("⚙️ Управление")
    await owner.taps("🧾 Услуги")


async def test_booking_with_a_typed_number_reads_once_an_update_and_writes_what_changed(
    fed_bot: FedBot, owner: Person, alice: Person
) -> None:
    async with fed_bot.running():
        await _asks_for_number(owner)
    fed_bot.trips.clear()
    async with fed_bot.running():
        await _up_to_number(alice)
        await alice.says("позже")
        await alice.sees("79161234567")
        await alice.says("+7 916 123-45-67")
        await alice.sees("Вы записаны")

    start, service, day, time, book, consent, wrong, number = fed_bot.trips
    assert [start, service, day, time, book] == [1, 1, 1, 1, 1]
    assert (consent, wrong, number) == (2, 1, 2)


async def test_adding_a_service_reads_once_an_update_and_writes_what_changed(fed_bot: FedBot, owner: Person) -> None:
    async with fed_bot.running():
        await _up_to_adding(owner)
        await owner.taps("➕ Добавить услугу")
        await owner.says("Стрижка")
        await owner.sees("Сколько длится?")
        await owner.taps("45 мин")
        await owner.sees("Сколько стоит?")
        await owner.says("дорого")
        await owner.sees("Пришлите цену числом")
        await owner.says("1500")
        await owner.sees("Услуга добавлена")
        await owner.taps("✏️ Название")
        await owner.taps("‹ Услуги")  # leaves the dialog

    start, admin, services, *steps, rename, leave = fed_bot.trips
    assert (start, admin, services) == (1, 1, 1)
    assert steps == [2, 2, 2, 1, 2]
    assert (rename, leave) == (2, 2)


async def test_question_whose_answer_would_be_lost_gives_way_to_trouble(
    fed_bot: FedBot, line: RedisLine, owner: Person
) -> None:
    async with fed_bot.running():
        await _up_to_adding(owner)
        line.goes_down_after(1)
        pressed = await owner.taps("➕ Добавить услугу")
        screen = owner.last_message.text
        line.comes_back()
        await owner.says("Стрижка")
        await owner.sees("Выберите ниже")

    assert TROUBLE in (pressed.text or "")
    assert TROUBLE in screen


async def test_end_of_a_dialog_that_is_not_kept_takes_nothing_back(
    fed_bot: FedBot, line: RedisLine, owner: Person, alice: Person
) -> None:
    async with fed_bot.running():
        await _asks_for_number(owner)
        await _up_to_number(alice)
        line.goes_down_after(1)
        await alice.says("+7 916 123-45-67")
        await alice.sees("Вы записаны")
    assert line.down.is_set()
    line.comes_back()
    async with fed_bot.running():
        await alice.says("/my")
        await alice.sees("У вас 1 предстоящая запись")
        await alice.says("спасибо")
        await alice.sees("выберите ниже")  # the command has left the dialog

    assert TROUBLE not in alice.conversation()


async def test_killed_between_the_question_and_its_keeping_it_asks_again(
    fed_bot: FedBot, line: RedisLine, owner: Person
) -> None:
    async with fed_bot.running(killed=True):
        await _up_to_adding(owner)
        await owner.taps("➕ Добавить услугу")
        line.goes_down_after(1, silently=True)
        await owner.says("Стрижка")
        await owner.sees("Сколько длится?")
        await line.down.wait()
    line.comes_back()
    async with fed_bot.running():
        await owner.sees("Сколько длится?")
        await owner.says("45")
        await owner.sees("Сколько стоит?")

    assert "Стрижка" in owner.last_message.text
    assert owner.conversation().count("Сколько длится?") == 2
