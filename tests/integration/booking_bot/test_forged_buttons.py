"""Whatever button a stranger or a specialist forges, nothing of others is shown or changed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from aiogram.fsm.state import State, StatesGroup
from aiogram.fsm.storage.base import StorageKey
from aiogram.types import User

from services.booking_bot.domain.bot_profile import BotProfilePart
from services.booking_bot.domain.hours import Hours
from services.booking_bot.domain.outcomes import Outcome
from services.booking_bot.domain.pay import PayKind, PayTerms
from services.booking_bot.domain.plans import Plan
from services.booking_bot.domain.price_changes import PriceChange
from services.booking_bot.domain.team import Member, Role
from services.booking_bot.handlers import states
from services.booking_bot.storage.sqlite.database import SqliteStorage
from services.booking_bot.use_cases.blocks import BlockTime
from services.booking_bot.use_cases.bot_profile import EditBotProfile
from services.booking_bot.use_cases.clientele import EditCustomerProfile
from services.booking_bot.use_cases.invitations import InviteToTeam
from services.booking_bot.use_cases.mark_visit import MarkVisit, SetReceived
from services.booking_bot.use_cases.pay import SetPay
from services.booking_bot.use_cases.price_changes import PlanPrices
from services.booking_bot.use_cases.resources import AddResource
from services.booking_bot.use_cases.schedule import AddException
from services.booking_bot.use_cases.services import AddService, HideService
from services.booking_bot.use_cases.specialists import AddSpecialist
from services.booking_bot.views.callbacks import Open, Place
from tests.support.forged_buttons import DAY, MINUTE, forged_buttons, kinds
from tests.support.mute_bot import MuteBot
from tests.support.salon import MONDAY, OWNER, SUNDAY_NOON, Salon, at

HERSELF, STRANGER = 300, 301
SECRETS = ("Секретов", "+79990001122", "аллергия", "Тайная", "Тайное", "Тайный", "7 777", "7777", "6 543")
"""The customer of a colleague with phone and note, hidden things, the colleague's money."""
FORGET_ME = Open(place=Place.FORGET).pack()
"""Ends the person's own data, and with them what the comparison knows as the person's own."""
NOT_COMPARED = {"updates", "dialogs", "notices", "sqlite_sequence", "questions"}
OF_EACH = ("preferences", "digests")
"""How each of the team wants to be told."""
TYPED = ("12:00", "10", "Тест", "10:00-12:00", "8 марта 12-16", "2/2")


async def secret_salon(salon: Salon) -> int:
    """Everything that has an id has it as 1, and is not of the specialist, whose visit is the second; gives hers."""
    storage, clock = salon.storage, salon.clock
    anna = (await AddSpecialist(storage, clock)(by=OWNER, name="Анна")).specialist.id
    book = salon.book_by_hand
    theirs = await book(by=OWNER, plan=Plan.of(1, 1), start=at("10:00"), name="Секретов", phone="+79990001122")
    await book(by=OWNER, plan=Plan.of(1, anna), start=at("10:00"), name="Своя", phone="+79993334455")
    await EditCustomerProfile(storage, clock).note(theirs.customer.id, "аллергия", by=OWNER)
    hidden = await AddService(storage, clock)(by=OWNER, name="Тайная", minutes=30, price=0)
    await HideService(storage, clock)(hidden.id, by=OWNER)
    await AddResource(storage, clock)(by=OWNER, name="Тайное")
    await EditBotProfile(storage, clock)("ru", BotProfilePart.ABOUT, "Тайный", by=OWNER)
    await PlanPrices(storage, clock)(PriceChange(percent=True, amount=10), MONDAY, by=OWNER)
    await AddException(storage, clock)(1, MONDAY, MONDAY, (Hours.of(600, 720),), by=OWNER)
    await BlockTime(storage, clock)(1, at("12:00"), by=OWNER)
    await InviteToTeam(storage, clock)(Role.SPECIALIST, 1, by=OWNER)
    await SetPay(storage, clock)(1, PayTerms(PayKind.PER_VISIT, 6543_00), clock().date(), by=OWNER)
    async with storage.writing() as tables:
        await tables.staff.put(Member(HERSELF, Role.SPECIALIST, anna))
    clock.now = at("11:30")
    await MarkVisit(storage, clock)(theirs.id, Outcome.CAME, by=OWNER)
    await SetReceived(storage, clock)(theirs.id, by=OWNER, amount=7777_00)
    clock.now = SUNDAY_NOON
    return anna


async def others_rows(storage: SqliteStorage, user_id: int) -> dict[str, list[Any]]:
    """All that stands in the database but what a customer may do for himself."""
    async with storage.executor() as executor:
        names = [row["name"] for row in await executor.rows("SELECT name FROM sqlite_master WHERE type = 'table'")]
        found = {name: await executor.rows(f"SELECT * FROM {name}") for name in names if name not in NOT_COMPARED}
    own = {row["id"] for row in found["customers"] if row["user_id"] == user_id}
    bookings = {row["id"] for row in found["bookings"] if row["customer_id"] in own}
    parts = {row["id"] for row in found["booking_parts"] if row["booking_id"] in bookings}
    for name in OF_EACH:
        found[name] = [row for row in found[name] if row["user_id"] != user_id]
    return {name: [row for row in rows if not _is_own(row, own, bookings, parts)] for name, rows in found.items()}


def _is_own(row: Any, own: set[int], bookings: set[int], parts: set[int]) -> bool:
    return bool(
        ("user_id" in row and "created_at" in row and row["id"] in own)
        or row.get("customer_id") in own
        or row.get("held_by") in own
        or row.get("booking_id") in bookings
        or row.get("booking_part_id") in parts
    )


def is_wrong(said: str) -> bool:
    """It tells a secret, or that something broke."""
    plain = said.replace("\u00a0", " ")
    return any(secret in plain for secret in (*SECRETS, "что-то не работает"))


def all_states() -> Iterator[State]:
    for group in vars(states).values():
        if isinstance(group, type) and issubclass(group, StatesGroup) and group is not StatesGroup:
            yield from group.__all_states__


KEPT = {
    "who": 1,
    "service_id": 1,
    "customer_id": 1,
    "booking_id": 1,
    "resource_id": 1,
    "id": 1,
    "of": "v",
    "weekday": 0,
    "language": "ru",
    "part": "about",
    "category": 0,
    "kind": "percent",
    "value": 10_00,
    "errand": "h",
    "what": "1.1",
    "day": DAY,
    "minute": MINUTE,
    "listed": [],
    "anyway": True,
    "line": "Секретов +79990001122",
}
"""What a dialog may have kept of a colleague's things."""


@pytest.mark.parametrize("user_id", [HERSELF, STRANGER])
async def test_no_forged_button_reaches_what_is_others(
    lone_salon: Salon, sqlite_storage: SqliteStorage, user_id: int
) -> None:
    await secret_salon(lone_salon)
    bot, person = MuteBot(sqlite_storage, lone_salon.clock), User(id=user_id, is_bot=False, first_name="Кто-то")
    await bot.say(person, "/start")
    before, leaked = await others_rows(sqlite_storage, user_id), {}

    for data in forged_buttons():
        if data == FORGET_ME:
            continue
        said = await bot.tap(person, data)
        if is_wrong(said):
            leaked[data] = said

    assert leaked == {}
    assert await others_rows(sqlite_storage, user_id) == before


@pytest.mark.parametrize("user_id", [HERSELF, STRANGER])
async def test_no_forged_dialog_reaches_what_is_others(
    lone_salon: Salon, sqlite_storage: SqliteStorage, user_id: int
) -> None:
    await secret_salon(lone_salon)
    bot, person = MuteBot(sqlite_storage, lone_salon.clock), User(id=user_id, is_bot=False, first_name="Кто-то")
    await bot.say(person, "/start")
    before, leaked = await others_rows(sqlite_storage, user_id), {}
    dialogs, key = bot.dispatcher.fsm.storage, StorageKey(bot_id=bot.bot.id, chat_id=user_id, user_id=user_id)

    for state in all_states():
        for typed in TYPED[:2]:
            await dialogs.set_data(key, KEPT)
            await dialogs.set_state(key, state)
            said = await bot.say(person, typed)
            if is_wrong(said):
                leaked[state.state] = said

    assert leaked == {}
    assert await others_rows(sqlite_storage, user_id) == before


def test_every_kind_of_button_is_forged() -> None:
    sent = {data.split(":")[0] for data in forged_buttons()}

    assert {kind.__prefix__ for kind in kinds()} - sent == set()
