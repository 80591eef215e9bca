from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import cast

import pytest

from scripts.simulators.telegram.people import People, Person
from scripts.simulators.telegram.server import TelegramServer
from scripts.simulators.telegram.world.world import World
from services.booking_bot.app import LOCALES
from services.booking_bot.domain.price_changes import PriceChange
from services.booking_bot.handlers.visitors import Speech
from services.booking_bot.sender import NoticeRows, NoticeSender
from services.booking_bot.storage.sql.price_changes import SqlPriceChanges
from services.booking_bot.use_cases.closing import AskAtClosing
from services.booking_bot.use_cases.notices import (
    ClaimNotice,
    NextNotice,
    NoticeFailed,
    NoticeLater,
    NoticeSent,
    ReleaseNotices,
    TidyUp,
)
from services.booking_bot.use_cases.own_texts import TextBook
from services.booking_bot.use_cases.price_changes import ApplyDuePrices, NextPrices
from services.booking_bot.use_cases.retention import ForgetLapsed, SetRetention
from services.booking_bot.use_cases.settings import ReadSettings
from services.shared.runtime.secret import Secret
from services.shared.runtime.translations import Translations
from services.shared.telegram.bot_factory import make_bot
from tests.support.salon import ALICE, BOB, OWNER, Salon, at

TOKEN = "7100001:" + "a" * 35


@pytest.fixture
async def telegram() -> AsyncIterator[TelegramServer]:
    async with TelegramServer(World(time.time)) as server:
        yield server


@pytest.fixture
async def people(telegram: TelegramServer) -> AsyncIterator[People]:
    async with People(telegram.url) as those:
        await those.bot("salon_bot", token=TOKEN)
        yield those


@pytest.fixture
async def owner(people: People) -> Person:
    person = people.person("Ольга", user_id=OWNER)
    await person.opens("salon_bot")
    return person


@pytest.fixture
async def sender(salon: Salon, telegram: TelegramServer, people: People) -> AsyncIterator[NoticeSender]:
    storage, clock = salon.storage, salon.clock
    rows = NoticeRows(
        ReleaseNotices(storage),
        ClaimNotice(storage, clock),
        NoticeSent(storage, clock),
        NoticeLater(storage, clock),
        NoticeFailed(storage, clock),
        NextNotice(storage),
        TidyUp(storage, clock),
        AskAtClosing(storage, clock),
        ApplyDuePrices(storage, clock),
        NextPrices(storage),
        ForgetLapsed(storage, clock),
    )
    bot = make_bot(Secret(TOKEN), telegram.url)
    may_send = asyncio.Event()
    may_send.set()
    speech = Speech(Translations(LOCALES), TextBook(storage))
    yield NoticeSender(
        bot, rows, ReadSettings(storage), speech, storage.notice_written, may_send, clock, lambda _: None
    )
    await bot.session.close()


async def test_customers_who_are_forgotten_are_forgotten_by_the_bot_too(salon: Salon, sender: NoticeSender) -> None:
    forgotten: list[int] = []
    sender.forgotten = forgotten.append
    await SetRetention(salon.storage, salon.clock)(1, by=OWNER)
    await sender.until_next()
    assert forgotten == []

    salon.clock.now += timedelta(days=400)
    await sender.until_next()
    await sender.until_next()

    assert sorted(forgotten) == [ALICE, BOB]


async def test_notice_reaches_its_reader_once(salon: Salon, sender: NoticeSender, owner: Person) -> None:
    await salon.book(at("15:00"))

    rounds = [await sender.run_once() for _ in range(3)]

    notice = await owner.sees("Новая запись")
    assert rounds == [True, True, False], "the owner, the second admin, nobody"
    assert "понедельник, 2 марта, 15:00–16:00" in notice.text
    assert "Alice" in notice.text


async def test_notice_is_sent_as_soon_as_it_is_written(salon: Salon, sender: NoticeSender, owner: Person) -> None:
    stop = asyncio.Event()
    running = asyncio.create_task(sender.run(stop))
    await asyncio.sleep(0.1)

    await salon.book(at("15:00"))

    await owner.sees("Новая запись", within=2)
    stop.set()
    await asyncio.wait_for(running, 5)


async def test_nothing_is_sent_while_another_instance_polls(salon: Salon, sender: NoticeSender, owner: Person) -> None:
    sender.may_send.clear()
    stop = asyncio.Event()
    running = asyncio.create_task(sender.run(stop))

    await salon.book(at("15:00"))

    await owner.does_not_see("Новая запись")
    stop.set()
    await asyncio.wait_for(running, 5)


async def test_reader_who_blocked_the_bot_is_given_up(salon: Salon, sender: NoticeSender, owner: Person) -> None:
    await owner.blocks("salon_bot")
    await salon.book(at("15:00"))

    while await sender.run_once():
        pass
    salon.clock.now += timedelta(hours=2)
    await owner.unblocks("salon_bot")

    assert not await sender.run_once()


@pytest.mark.parametrize(
    ("kind", "pause"),
    [("server_error", timedelta(minutes=1)), ("bad_gateway", timedelta(minutes=1)), ("reset", timedelta(minutes=1))],
)
async def test_telegram_away_makes_it_wait(
    salon: Salon, sender: NoticeSender, people: People, owner: Person, kind: str, pause: timedelta
) -> None:
    await people.fault(kind, method="sendMessage", chat_id=OWNER)
    await salon.book(at("15:00"))

    while await sender.run_once():
        pass
    await owner.does_not_see("Новая запись")
    salon.clock.now += pause

    assert await sender.run_once()
    await owner.sees("Новая запись")


async def test_long_pause_that_telegram_asks_for_is_kept(
    salon: Salon, sender: NoticeSender, people: People, owner: Person
) -> None:
    await people.fault("too_many_requests", method="sendMessage", chat_id=OWNER, retry_after=300)
    await salon.book(at("15:00"))
    while await sender.run_once():
        pass

    salon.clock.now += timedelta(seconds=299)
    early = await sender.run_once()
    salon.clock.now += timedelta(seconds=2)

    assert (early, await sender.run_once()) == (False, True)
    await owner.sees("Новая запись")


async def test_notice_that_a_crash_left_half_sent_is_sent_again(
    salon: Salon, sender: NoticeSender, owner: Person
) -> None:
    await salon.book(at("15:00"))
    await sender.rows.claim()

    while await sender.run_once():
        pass

    await owner.sees("Новая запись")


async def test_prices_that_cannot_be_applied_keep_no_notice_waiting(
    salon: Salon, sender: NoticeSender, caplog: pytest.LogCaptureFixture
) -> None:
    await salon.book(at("15:00"))
    await salon.notices()
    due = await sender.rows.next_due()
    assert due is not None
    async with salon.storage.writing() as tables:
        await tables.price_changes.add(PriceChange(True, 10), salon.clock.now)
        await cast("SqlPriceChanges", tables.price_changes).executor.run("UPDATE price_changes SET rounding = 7")

    salon.clock.now = due - timedelta(seconds=3)
    rests = [await sender.until_next() for _ in range(2)]
    salon.clock.now = due + timedelta(seconds=2)
    await salon.notices()
    later = [await sender.until_next() for _ in range(2)]

    assert rests == [timedelta(seconds=3)] * 2
    assert later == [timedelta(seconds=10)] * 2
    assert caplog.text.count("notices: a chore failed") == 2
