from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from datetime import date, timedelta
from itertools import count
from typing import cast

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramAPIError, TelegramBadRequest, TelegramRetryAfter
from aiogram.methods import SendMessage

from scripts.simulators.telegram.people import People, Person
from scripts.simulators.telegram.server import TelegramServer
from scripts.simulators.telegram.world.world import World
from services.booking_bot.app import LOCALES
from services.booking_bot.domain.bookings import Booking
from services.booking_bot.domain.price_changes import PriceChange
from services.booking_bot.handlers.visitors import Speech
from services.booking_bot.live_lists import LiveLists
from services.booking_bot.plan_news import TellPlanNews
from services.booking_bot.sender import NoticeRows, NoticeSender
from services.booking_bot.storage.sql.price_changes import SqlPriceChanges
from services.booking_bot.team_letters import SendLetter
from services.booking_bot.team_news import TellJoined
from services.booking_bot.use_cases.closing import AskAtClosing
from services.booking_bot.use_cases.customers import GetCustomer
from services.booking_bot.use_cases.deliveries import ClaimDelivery
from services.booking_bot.use_cases.digests import WriteDigests
from services.booking_bot.use_cases.displaced import CallOverdue
from services.booking_bot.use_cases.displacement import IllToday
from services.booking_bot.use_cases.displacement_lists import BETWEEN_EDITS, ShowList
from services.booking_bot.use_cases.invitations import JoinedTold, NextJoined
from services.booking_bot.use_cases.notices import (
    NextNotice,
    NoticeFailed,
    NoticeLater,
    NoticeSent,
    ReleaseNotices,
    TidyUp,
)
from services.booking_bot.use_cases.own_texts import TextBook
from services.booking_bot.use_cases.plan_limits import LookAtPlan, PlanTold
from services.booking_bot.use_cases.preferences import ChoosePreferences
from services.booking_bot.use_cases.price_changes import ApplyDuePrices, NextPrices
from services.booking_bot.use_cases.retention import ForgetLapsed, SetRetention
from services.booking_bot.use_cases.settings import ReadSettings
from services.booking_bot.wiring.lists import list_rows
from services.shared.runtime.secret import Secret
from services.shared.runtime.translations import Translations
from services.shared.telegram.bot_factory import make_bot
from tests.support.salon import ALICE, BOB, OWNER, Salon, as_customer, at

ON_SQLITE = pytest.mark.parametrize("storage", ["sqlite"], indirect=True)
"""For what the engines do alike."""
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


def sender_of(salon: Salon, bot: Bot) -> NoticeSender:
    storage, clock = salon.storage, salon.clock
    rows = NoticeRows(
        ReleaseNotices(storage),
        ClaimDelivery(storage, clock),
        NoticeSent(storage),
        NoticeLater(storage, clock),
        NoticeFailed(storage, clock),
        NextNotice(storage),
        TidyUp(storage, clock),
        AskAtClosing(storage, clock),
        WriteDigests(storage, clock),
        ApplyDuePrices(storage, clock),
        NextPrices(storage),
        CallOverdue(storage, clock),
        ForgetLapsed(storage, clock),
    )
    may_send = asyncio.Event()
    may_send.set()
    speech = Speech(Translations(LOCALES), TextBook(storage))
    settings, written = ReadSettings(storage), storage.notice_written
    send_letter = SendLetter(bot, settings, GetCustomer(storage), speech)
    tell_joined = TellJoined(NextJoined(storage), JoinedTold(storage), send_letter)
    lists = LiveLists(bot, list_rows(storage, clock), settings, speech, clock)
    tellers = (tell_joined, TellPlanNews(LookAtPlan(storage, clock), PlanTold(storage), send_letter))
    return NoticeSender(bot, rows, settings, speech, written, may_send, clock, lambda _: None, *tellers, lists)


@pytest.fixture
async def sender(salon: Salon, telegram: TelegramServer, people: People) -> AsyncIterator[NoticeSender]:
    bot = make_bot(Secret(TOKEN), telegram.url)
    yield sender_of(salon, bot)
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


class Line:
    """Telegram as the sender knows it: takes messages, but for the calls that ``refused`` names by their number."""

    def __init__(self, refused: dict[int, TelegramAPIError]) -> None:
        self.texts: list[str] = []
        self._refused, self._calls = refused, count(1)

    async def send_message(self, chat_id: int, text: str, reply_markup: object = None) -> None:
        if (error := self._refused.get(next(self._calls))) is not None:
            raise error
        self.texts.append(text)


async def tells_fifteen(salon: Salon, refused: dict[int, TelegramAPIError]) -> tuple[NoticeSender, Line]:
    """A sender with as many events to tell the owner as make two messages."""
    for day in range(3):
        for hour in range(11, 16):
            await salon.book(at(f"{hour}:00", date(2026, 3, 3 + day)))
    line = Line(refused)
    return sender_of(salon, cast("Bot", line)), line


@pytest.mark.parametrize(("call", "second"), [(1, "15 изменений</b> 2/2"), (2, "5 изменений</b>\n")])
async def test_what_telegram_puts_off_comes_later_and_nothing_twice(lone: Salon, call: int, second: str) -> None:
    method = SendMessage(chat_id=OWNER, text="")
    sender, line = await tells_fifteen(lone, {call: TelegramRetryAfter(method, "later", 30)})

    rounds = [await sender.run_once(), await sender.run_once()]
    lone.clock.now += timedelta(seconds=60)
    rounds += [await sender.run_once(), await sender.run_once()]

    assert rounds == [True, False, True, False]
    assert [text.count("🆕") for text in line.texts] == [10, 5]
    assert line.texts[0].startswith("🔔 <b>15 изменений</b> 1/2")
    assert line.texts[1].startswith(f"🔔 <b>{second}")


async def test_a_message_that_is_refused_for_good_does_not_keep_the_next_one_back(lone: Salon) -> None:
    method = SendMessage(chat_id=OWNER, text="")
    sender, line = await tells_fifteen(lone, {1: TelegramBadRequest(method, "no such emoji")})

    assert await sender.run_once()
    lone.clock.now += timedelta(hours=1)

    assert not await sender.run_once()
    assert [text.count("🆕") for text in line.texts] == [5]


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


@ON_SQLITE
async def test_list_of_displaced_visits_is_one_message_that_is_edited(
    salon: Salon, sender: NoticeSender, people: People, owner: Person
) -> None:
    displaced = await _ill(salon, people)
    await _everything(sender)
    first = await owner.sees("ждём ответа: 2")

    for booking in displaced:
        await salon.cancel(booking.id, by=as_customer(ALICE if booking is displaced[0] else BOB))
    assert await _everything(sender) <= BETWEEN_EDITS
    assert (await owner.sees("ждём ответа: 2", anywhere=True)).id == first.id
    salon.clock.now += BETWEEN_EDITS
    await _everything(sender)

    settled = await owner.sees("Со всеми договорились")
    assert (settled.id, settled.buttons) == (first.id, [])
    assert "отменили: 2" in settled.text
    assert owner.last_message.id == first.id


@ON_SQLITE
async def test_list_that_the_admin_deleted_is_sent_once_more(
    salon: Salon, sender: NoticeSender, people: People, owner: Person
) -> None:
    [alice, _] = await _ill(salon, people)
    await _everything(sender)
    first = await owner.sees("ждём ответа: 2")
    gone = "Bad Request: message to edit not found"
    await people.fault("error", method="editMessageText", status=400, description=gone)

    await salon.cancel(alice.id, by=as_customer(ALICE))
    salon.clock.now += BETWEEN_EDITS
    await _everything(sender)

    assert (await owner.sees("ждём ответа: 1")).id > first.id


@ON_SQLITE
async def test_list_whose_edit_was_not_written_down_is_edited_again_and_nothing_comes_twice(
    salon: Salon, sender: NoticeSender, people: People, owner: Person
) -> None:
    [alice, _] = await _ill(salon, people)
    await _everything(sender)
    first = await owner.sees("ждём ответа: 2")
    await people.fault("reset", method="editMessageText", when="after")

    await salon.cancel(alice.id, by=as_customer(ALICE))
    salon.clock.now += BETWEEN_EDITS
    await _everything(sender)  # it was carried out, and the answer was lost
    salon.clock.now += timedelta(seconds=4)
    await _everything(sender)  # "message is not modified"

    assert await sender.lists.rows.next_due() is None
    assert (await owner.sees("ждём ответа: 1")).id == owner.last_message.id == first.id


@ON_SQLITE
async def test_list_is_shown_anew_below_and_the_old_one_goes(
    salon: Salon, sender: NoticeSender, people: People, owner: Person
) -> None:
    await _ill(salon, people)
    await _everything(sender)
    first = await owner.sees("ждём ответа: 2")

    await ShowList(salon.storage, salon.clock)(1, by=OWNER)
    await _everything(sender)

    assert (await owner.sees("ждём ответа: 2")).id > first.id
    assert owner.conversation().count("ждём ответа: 2") == 1


@ON_SQLITE
async def test_customer_who_blocked_the_bot_is_to_be_called_and_an_admin_who_did_has_no_list(
    salon: Salon, sender: NoticeSender, people: People, owner: Person
) -> None:
    alice = people.person("Alice", user_id=ALICE)
    await alice.opens("salon_bot")
    displaced = await _ill(salon, people)
    await alice.blocks("salon_bot")
    await _everything(sender)
    await owner.sees("ждём ответа: 1 · позвонить: 1")

    await owner.blocks("salon_bot")
    await salon.cancel(displaced[1].id, by=as_customer(BOB))
    salon.clock.now += BETWEEN_EDITS
    await _everything(sender)
    assert await sender.lists.rows.next_due() is None


async def _ill(salon: Salon, people: People) -> list[Booking]:
    """Alice and Bob were booked for today with who is ill now; the owner wants no digest."""
    await ChoosePreferences(salon.storage, salon.clock).digest(None, by=OWNER)
    for user_id in (ALICE, BOB):
        await people.person("Customer", user_id=user_id).opens("salon_bot")
    salon.clock.now = at("10:00")
    bookings = [await salon.book(at("15:00")), await salon.book(at("16:00"), BOB)]
    await salon.notices()
    await IllToday(salon.storage, salon.clock)(1, by=OWNER)
    return bookings


async def _everything(sender: NoticeSender) -> timedelta:
    """All that is due; how long the sender rests then."""
    while await sender.run_once():
        pass
    return await sender.until_next()
