"""Occupied time: two that are active never overlap, whoever writes the row and however."""

from __future__ import annotations

import asyncio
import multiprocessing
import sqlite3
from collections.abc import Callable, Coroutine
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path

import psycopg
import pytest

from services.booking_bot.domain.bookings import Booking, Side
from services.booking_bot.domain.errors import SlotTaken
from services.booking_bot.storage.errors import TimeOverlaps
from services.booking_bot.storage.ports_bookings import NewBooking, NewPart
from services.booking_bot.storage.postgres.database import PostgresStorage
from services.booking_bot.storage.sqlite.database import SqliteStorage, stored_instant
from services.booking_bot.use_cases.resources import AddResource, EditResource, SetNeed
from services.booking_bot.use_cases.specialists import AddSpecialist
from services.shared.runtime.secret import Secret
from tests.support.salon import ALICE, BOB, MONDAY, OWNER, SUNDAY_NOON, Salon, as_customer, at
from tests.support.salon_hammer import Blows, hammer

BLOCK = """
INSERT INTO occupied_time (kind, specialist_id, lane, starts_at, ends_at) VALUES ('block', 1, {lane}, {start}, {end})
"""
HOLD = """
INSERT INTO occupied_time (kind, specialist_id, starts_at, ends_at, expires_at)
VALUES ('hold', 1, {start}, {end}, {expires})
"""
MOVE_FIRST = "UPDATE occupied_time SET starts_at = {start}, ends_at = {end} WHERE id = 1"
REVIVE_FIRST = "UPDATE occupied_time SET active = true WHERE id = 1"
SECOND_PART = """
INSERT INTO booking_parts (booking_id, position, service_id, service_name, price, currency)
VALUES (1, 1, 1, 'Борода', 50000, 'RUB')
"""
SECOND_PART_TIME = """
INSERT INTO occupied_time (kind, booking_part_id, specialist_id, starts_at, ends_at)
VALUES ('visit', 2, 1, {start}, {end})
"""
OVERLAPS_OF = """
SELECT count(*) FROM occupied_time AS one JOIN occupied_time AS other
    ON one.id < other.id AND one.{person} = other.{person}
WHERE one.active AND other.active AND one.starts_at < other.ends_at AND other.starts_at < one.ends_at
"""
OVERLAPS_OF_UNITS = """
SELECT count(*) FROM occupied_resources AS one JOIN occupied_resources AS other
    ON one.occupied_time_id < other.occupied_time_id AND one.resource_id = other.resource_id AND one.unit = other.unit
WHERE one.active AND other.active AND one.starts_at < other.ends_at AND other.starts_at < one.ends_at
"""
UNITS_BESIDE_THEIR_VISITS = """
SELECT count(*) FROM occupied_resources AS unit JOIN occupied_time AS taken ON taken.id = unit.occupied_time_id
WHERE unit.starts_at <> taken.starts_at OR unit.ends_at <> taken.ends_at OR unit.active <> taken.active
"""
UNIT = """
INSERT INTO occupied_resources (occupied_time_id, resource_id, unit, starts_at, ends_at)
VALUES ({row}, 1, {unit}, {start}, {end})
"""
REFUSED = (psycopg.errors.ExclusionViolation, sqlite3.IntegrityError)


@dataclass(frozen=True)
class RawSalon:
    """A salon, and a way to write to its tables that knows nothing of the program."""

    salon: Salon
    source: Secret | Path

    def run(self, statement: str, **values: datetime | int) -> None:
        filled = _filled(statement, **values)
        if isinstance(self.source, Path):
            with closing(sqlite3.connect(self.source, isolation_level=None)) as file:
                file.execute(filled)
        else:
            with psycopg.connect(self.source.reveal(), autocommit=True) as connection:
                connection.execute(filled.encode())

    def count(self, statement: str) -> int:
        if isinstance(self.source, Path):
            with closing(sqlite3.connect(self.source)) as file:
                return int(file.execute(statement).fetchone()[0])
        with psycopg.connect(self.source.reveal()) as connection:
            row = connection.execute(statement.encode()).fetchone()
            assert row is not None
            return int(row[0])


def _filled(statement: str, **values: datetime | int) -> str:
    literals = {
        name: f"'{stored_instant(value)}'" if isinstance(value, datetime) else str(value)
        for name, value in values.items()
    }
    return statement.format(**literals)


@pytest.fixture
async def raw(salon: Salon, request: pytest.FixtureRequest) -> RawSalon:
    kept_in_file = isinstance(salon.storage, SqliteStorage)
    return RawSalon(salon, request.getfixturevalue("sqlite_file" if kept_in_file else "client_url"))


async def test_unit_of_a_resource_is_never_in_two_places_whoever_writes_the_row(raw: RawSalon) -> None:
    await AddResource(raw.salon.storage, raw.salon.clock)(by=OWNER, name="Кресло")
    await SetNeed(raw.salon.storage)(1, raw.salon.haircut.id, by=OWNER, needed=True)
    await raw.salon.book(at("15:00"))
    raw.run(BLOCK, lane=1, start=at("15:30"), end=at("16:30"))

    with pytest.raises(REFUSED, match="occupied_resources_no_overlap"):
        raw.run(UNIT, row=2, unit=0, start=at("15:30"), end=at("16:30"))
    raw.run(UNIT, row=2, unit=1, start=at("15:30"), end=at("16:30"))
    with pytest.raises(REFUSED, match="occupied_resources_no_overlap"):
        raw.run("UPDATE occupied_resources SET unit = 0 WHERE occupied_time_id = 2")


@pytest.mark.parametrize(
    ("start", "end"), [("14:00", "15:01"), ("15:59", "17:00"), ("15:10", "15:20"), ("10:00", "18:00")]
)
async def test_overlapping_row_is_refused_by_the_database(raw: RawSalon, start: str, end: str) -> None:
    await raw.salon.book(at("15:00"))

    with pytest.raises(REFUSED, match="occupied_time_no_overlap"):
        raw.run(BLOCK, lane=0, start=at(start), end=at(end))


async def test_rows_that_touch_and_rows_of_another_lane_are_taken(raw: RawSalon) -> None:
    await raw.salon.book(at("15:00"))

    raw.run(BLOCK, lane=0, start=at("14:00"), end=at("15:00"))
    raw.run(BLOCK, lane=0, start=at("16:00"), end=at("17:00"))
    raw.run(BLOCK, lane=1, start=at("15:00"), end=at("16:00"))

    assert [start for start in await raw.salon.free() if at("12:30") <= start <= at("17:00")] == [
        at("12:30"),
        at("13:00"),
        at("17:00"),
    ]


async def test_update_into_an_overlap_is_refused_by_the_database(raw: RawSalon) -> None:
    await raw.salon.book(at("15:00"))
    await raw.salon.book(at("17:00"), BOB)

    raw.run(MOVE_FIRST, start=at("15:30"), end=at("16:30"))
    with pytest.raises(REFUSED, match="occupied_time_no_overlap"):
        raw.run(MOVE_FIRST, start=at("16:30"), end=at("17:30"))


async def test_cancelled_row_comes_back_to_life_only_while_its_time_is_free(raw: RawSalon) -> None:
    booking = await raw.salon.book(at("15:00"))
    await raw.salon.cancel(booking.id, by=as_customer(ALICE))
    await raw.salon.book(at("15:30"), BOB)

    with pytest.raises(REFUSED, match="occupied_time_no_overlap"):
        raw.run(REVIVE_FIRST)


async def test_block_is_refused_to_customers_like_a_visit(raw: RawSalon) -> None:
    raw.run(BLOCK, lane=0, start=at("15:30"), end=at("16:00"))

    with pytest.raises(SlotTaken) as refused:
        await raw.salon.book(at("15:00"))

    assert refused.value.nearest == (at("14:00"), at("14:30"), at("16:00"))


async def test_hold_keeps_the_time_until_it_expires(raw: RawSalon) -> None:
    raw.run(HOLD, start=at("15:00"), end=at("16:00"), expires=SUNDAY_NOON + timedelta(minutes=10))

    with pytest.raises(SlotTaken):
        await raw.salon.book(at("15:00"))
    raw.salon.clock.now += timedelta(minutes=10)
    assert at("15:00") in await raw.salon.free()
    assert (await raw.salon.book(at("15:00"))).start == at("15:00")


async def test_buffers_of_both_visits_are_kept(raw: RawSalon) -> None:
    raw.run("UPDATE services SET buffer_before = 15, buffer_after = 30")
    await raw.salon.book(at("15:00"))
    raw.run("UPDATE services SET buffer_before = 90, buffer_after = 0")

    free = await raw.salon.free()

    assert [start for start in free if at("13:00") <= start <= at("18:00")] == [
        at("13:00"),
        at("13:30"),
        at("17:30"),
        at("18:00"),
    ]


async def test_buffers_are_kept_by_customers_who_book_at_once(raw: RawSalon) -> None:
    """No constraint knows of buffers: the lock alone keeps neighbours from being checked side by side."""
    raw.run("UPDATE services SET buffer_after = 30")

    outcomes = await asyncio.gather(
        *(raw.salon.book(at(f"{hour}:00"), user_id) for hour in range(10, 18) for user_id in (ALICE, BOB)),
        return_exceptions=True,
    )

    booked = sorted(outcome.start for outcome in outcomes if isinstance(outcome, Booking))
    assert len(booked) in {3, 4}
    assert all(later - earlier >= timedelta(minutes=90) for earlier, later in pairwise(booked))


async def test_storage_undoes_the_whole_transaction_of_an_overlap(salon: Salon) -> None:
    booking = await salon.book(at("15:00"))
    rival = NewBooking(booking.customer, [NewPart(salon.haircut, 1, at("15:30"))], "RUB", Side.CUSTOMER, SUNDAY_NOON)

    async def write_both() -> None:
        async with salon.storage.writing() as tables:
            await tables.services.save(replace(salon.haircut, price=1))
            await tables.bookings.add(rival)

    with pytest.raises(TimeOverlaps):
        await write_both()

    async with salon.storage.reading() as tables:
        assert await tables.services.get(salon.haircut.id) == salon.haircut
    assert (await salon.board(MONDAY, by=OWNER)).bookings == (booking,)


async def test_row_that_the_check_could_not_see_is_caught_by_the_constraint(
    postgres_storage: PostgresStorage, client_url: Secret
) -> None:
    salon = await Salon(postgres_storage).open()
    block = _filled(BLOCK, lane=0, start=at("15:00"), end=at("16:00"))
    async with await psycopg.AsyncConnection.connect(client_url.reveal()) as rival:
        await rival.execute(block.encode())

        booking = asyncio.create_task(salon.book(at("15:00")))
        await _wait_until_somebody_waits(client_url)
        await rival.commit()

        with pytest.raises(SlotTaken) as refused:
            await booking
    assert refused.value.nearest == (at("13:30"), at("14:00"), at("16:00"))


@pytest.mark.parametrize("change", ["book", "move", "cancel"])
async def test_changes_wait_for_their_turn_at_the_specialist(
    postgres_storage: PostgresStorage, client_url: Secret, change: str
) -> None:
    salon = await Salon(postgres_storage).open()
    booking = await salon.book(at("10:00"))
    changes: dict[str, Callable[[], Coroutine[None, None, Booking]]] = {
        "book": lambda: salon.book(at("15:00"), BOB),
        "move": lambda: salon.move(booking.id, at("15:00"), by=as_customer(ALICE)),
        "cancel": lambda: salon.cancel(booking.id, by=as_customer(ALICE)),
    }
    async with await psycopg.AsyncConnection.connect(client_url.reveal()) as rival:
        await rival.execute("SELECT id FROM specialists FOR UPDATE")

        waiting = asyncio.create_task(changes[change]())
        await _wait_until_somebody_waits(client_url)
        await rival.commit()

        assert (await waiting).version == (1 if change == "book" else 2)


async def test_parts_of_one_booking_move_together_without_running_into_each_other(raw: RawSalon) -> None:
    booking = await raw.salon.book(at("12:00"))
    raw.run(SECOND_PART)
    raw.run(SECOND_PART_TIME, start=at("13:00"), end=at("13:45"))

    for start in ("12:30", "11:45"):
        async with raw.salon.storage.writing() as tables:
            before = await tables.bookings.get(booking.id)
            assert before is not None
            await tables.bookings.move(before, at(start), [{}, {}], counted=True)

        (moved,) = await raw.salon.my_bookings(user_id=ALICE)
        assert [part.start - at(start) for part in moved.parts] == [timedelta(), timedelta(hours=1)]
        assert (moved.minutes, moved.service_name, moved.costs.amount) == (105, "Стрижка + Борода", 2000_00)


async def _wait_until_somebody_waits(url: Secret) -> None:
    query = b"SELECT count(*) FROM pg_stat_activity WHERE usename = current_user AND wait_event_type = 'Lock'"
    async with await psycopg.AsyncConnection.connect(url.reveal(), autocommit=True) as observer:
        for _ in range(200):
            row = await (await observer.execute(query)).fetchone()
            if row is not None and row[0]:
                return
            await asyncio.sleep(0.02)
    pytest.fail("the booking did not wait for the row that is not committed yet")


@pytest.mark.parametrize(("specialists", "chairs"), [(1, 0), (3, 2)])
async def test_eight_processes_leave_nobody_and_no_chair_in_two_places(
    raw: RawSalon, specialists: int, chairs: int
) -> None:
    await raw.salon.change_settings(by=OWNER, most_services=2)
    for number in range(1, specialists):
        await AddSpecialist(raw.salon.storage, raw.salon.clock)(by=OWNER, name=f"Specialist {number}")
    if chairs:
        chair = (await AddResource(raw.salon.storage, raw.salon.clock)(by=OWNER, name="Кресло")).resource.id
        await EditResource(raw.salon.storage)(chair, by=OWNER, units=chairs)
        await SetNeed(raw.salon.storage)(chair, raw.salon.haircut.id, by=OWNER, needed=True)
    await raw.salon.storage.close()  # a connection must not be open while processes start
    source = raw.source if isinstance(raw.source, Path) else raw.source.reveal()
    blows = [Blows(source, seed, raw.salon.haircut.id, attempts=15, specialists=specialists) for seed in range(8)]

    with ProcessPoolExecutor(8, mp_context=multiprocessing.get_context("spawn")) as processes:
        said = sum(processes.map(hammer, blows))

    for person in ("specialist_id", "customer_id"):
        assert raw.count(OVERLAPS_OF.format(person=person)) == 0
    assert raw.count(OVERLAPS_OF_UNITS) == 0
    assert raw.count(UNITS_BESIDE_THEIR_VISITS) == 0
    assert raw.count("SELECT count(*) FROM occupied_resources WHERE active") == (
        raw.count("SELECT count(*) FROM occupied_time WHERE active") if chairs else 0
    )
    at_work = chairs or specialists
    kept = raw.count("SELECT count(*) FROM occupied_time WHERE kind = 'visit'")
    assert 4 * at_work <= kept <= 9 * at_work
    assert said > 0
