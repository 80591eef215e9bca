"""The number of statements behind a screen does not grow with the business."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest

from services.booking_bot.domain.plans import Plan
from services.booking_bot.storage.postgres.database import PostgresExecutor
from services.booking_bot.storage.sqlite.database import SqliteExecutor
from services.booking_bot.use_cases.calls import ListCalls
from services.booking_bot.use_cases.clientele import GetCustomerCard, ListCustomers, Segment
from services.booking_bot.use_cases.closing import RestCame
from services.booking_bot.use_cases.find_times import FindTimes
from services.booking_bot.use_cases.free_times import ForVisit
from services.booking_bot.use_cases.specialists import AddSpecialist
from tests.support.salon import ALICE, MONDAY, OWNER, Salon, as_customer, at


@pytest.fixture
def statements(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every statement from now on, as it was asked for."""
    asked: list[str] = []

    def counting(run: Callable[..., Any]) -> Callable[..., Any]:
        async def counted(self: object, statement: str, **values: object) -> Any:
            asked.append(statement)
            return await run(self, statement, **values)

        return counted

    for executor in (PostgresExecutor, SqliteExecutor):
        monkeypatch.setattr(executor, "rows", counting(executor.rows))
    monkeypatch.setattr(PostgresExecutor, "row", counting(PostgresExecutor.row))  # SQLite's goes through rows
    return asked


async def test_the_month_view_asks_as_often_for_ten_specialists_and_many_bookings_as_for_one(
    salon: Salon, statements: list[str]
) -> None:
    days = (ForVisit(Plan.of(salon.haircut.id)), MONDAY, MONDAY + timedelta(days=6))
    few = await _asked(salon, statements, *days)
    await _grow(salon)
    many = await _asked(salon, statements, days[0], MONDAY, MONDAY + timedelta(days=89))
    assert many == few
    assert few <= 10


async def test_free_text_asks_as_often_for_ten_specialists_and_many_bookings_as_for_one(
    salon: Salon, statements: list[str]
) -> None:
    await AddSpecialist(salon.storage, salon.clock)(by=OWNER, name="Анна")
    find_times = FindTimes(salon.storage, salon.clock)

    counts = []
    for _ in range(2):
        statements.clear()
        assert await find_times("стрижка у Анны завтра вечером", user_id=ALICE) is not None
        counts.append(len(statements))
        await _grow(salon)

    assert counts[0] == counts[1]
    assert counts[0] <= 13


async def test_customers_and_their_cards_ask_as_often_for_many_as_for_one(salon: Salon, statements: list[str]) -> None:
    customer = (await salon.book(at("17:00"))).customer
    asks = (
        ListCustomers(salon.storage, salon.clock)(Segment.ALL, by=OWNER),
        ListCustomers(salon.storage, salon.clock)(Segment.LOST, by=OWNER),
        GetCustomerCard(salon.storage, salon.clock)(customer.id, by=OWNER),
    )
    few = [await _number(statements, ask) for ask in asks]
    for number in range(20):
        await salon.remember(user_id=1000 + number, name=f"Customer {number}")
    await _grow(salon)
    asks = (
        ListCustomers(salon.storage, salon.clock)(Segment.ALL, by=OWNER),
        ListCustomers(salon.storage, salon.clock)(Segment.LOST, by=OWNER),
        GetCustomerCard(salon.storage, salon.clock)(customer.id, by=OWNER),
    )

    assert [await _number(statements, ask) for ask in asks] == few == [3, 4, 4]


async def test_a_day_is_closed_with_as_many_statements_for_many_visits_as_for_one(
    salon: Salon, statements: list[str]
) -> None:
    await salon.book(at("17:00"))
    salon.clock.now = at("09:00")
    few = await _number(statements, RestCame(salon.storage, salon.clock)(MONDAY, by=OWNER))
    await _grow(salon)
    salon.clock.now = at("19:00")

    assert await _number(statements, RestCame(salon.storage, salon.clock)(MONDAY, by=OWNER)) == few


async def test_booking_by_number_and_the_call_list_ask_as_often_for_many_customers_as_for_one(
    salon: Salon, statements: list[str]
) -> None:
    async def book(clock: str, name: str) -> int:
        plan = Plan.of(salon.haircut.id)
        return await _number(statements, salon.book_by_hand(by=OWNER, plan=plan, start=at(clock), name=name))

    await book("10:00", "+79161234567")
    asks = [("11:00", "+79161234567"), ("13:00", "@alice")]
    await salon.remember(user_id=ALICE, name="Alice", username="Alice")
    few = [await book(*ask) for ask in asks]
    calls = await _number(statements, ListCalls(salon.storage, salon.clock)(by=OWNER))
    for number in range(20):
        await salon.remember(user_id=1000 + number, name=f"Customer {number}", username=f"customer_{number}")
    await book("17:00", "Иван")

    assert [await book(clock, name) for clock, name in (("15:00", "8 916 123-45-67"), ("18:00", "@ALICE"))] == few
    assert await _number(statements, ListCalls(salon.storage, salon.clock)(by=OWNER)) == calls == 4


async def test_the_board_asks_as_often_for_ten_specialists_and_many_visits_as_for_one(
    salon: Salon, statements: list[str]
) -> None:
    few = await _number(statements, salon.board(MONDAY, by=OWNER))
    await _grow(salon)

    assert await _number(statements, salon.board(MONDAY, by=OWNER)) == few == 11


async def _number(statements: list[str], ask: Awaitable[object]) -> int:
    statements.clear()
    await ask
    return len(statements)


async def _asked(salon: Salon, statements: list[str], purpose: ForVisit, first: Any, last: Any) -> int:
    statements.clear()
    await salon.free_days(purpose, first, last, by=as_customer(ALICE))
    return len(statements)


async def _grow(salon: Salon) -> None:
    async with salon.storage.writing() as tables:
        for number in range(9):
            specialist_id = await tables.specialists.add(f"Specialist {number}")
            for weekday, hours in (await tables.weekly_hours.weeks())[1].items():
                await tables.weekly_hours.set_weekday(specialist_id, weekday, hours)
    for day in range(5):
        for clock in ("10:00", "13:00", "16:00"):
            await salon.book(at(clock, MONDAY + timedelta(days=day)))
