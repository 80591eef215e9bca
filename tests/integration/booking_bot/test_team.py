"""The people of the business and the log of what they change, in both engines."""

from __future__ import annotations

from datetime import timedelta

from services.booking_bot.domain.audit import KEEP_LOG, Act, LogEntry
from services.booking_bot.domain.team import Member, Role, Team
from services.booking_bot.use_cases.audit import note, note_booking
from services.booking_bot.use_cases.notices import TidyUp
from services.booking_bot.use_cases.settings import EnvironmentSettings, ReadSettings
from tests.support.salon import ALICE, BOB, OWNER, SECOND_ADMIN, SUNDAY_NOON, Salon, at


async def log_of(salon: Salon) -> list[LogEntry]:
    async with salon.storage.reading() as tables:
        return await tables.audit.page(limit=10)


async def put(salon: Salon, *members: Member) -> None:
    async with salon.storage.writing() as tables:
        for member in members:
            await tables.staff.put(member)


async def test_owners_of_the_settings_file_are_taken_over_once_and_others_stay(salon: Salon) -> None:
    anna = Member(BOB, Role.SPECIALIST, 1)
    await put(salon, Member(ALICE, Role.ADMIN), anna, Member(SECOND_ADMIN, Role.ADMIN))

    same = await salon.apply(EnvironmentSettings(admin_ids=(OWNER, SECOND_ADMIN)))
    both = await salon.apply(EnvironmentSettings(admin_ids=(OWNER, ALICE)))
    other = await salon.apply(EnvironmentSettings(admin_ids=(ALICE,)))
    nobody = await salon.apply(EnvironmentSettings(admin_ids=()))

    assert same.team.member(SECOND_ADMIN) == Member(SECOND_ADMIN, Role.ADMIN)
    assert both.team.owners == (OWNER, ALICE)
    assert other.team == Team(
        (Member(SECOND_ADMIN, Role.ADMIN), Member(ALICE, Role.OWNER), anna), left=(Member(OWNER, Role.OWNER),)
    )
    assert nobody.team == other.team
    assert await ReadSettings(salon.storage)() == nobody
    log = await log_of(salon)
    assert [(one.act, one.before, one.after) for one in log if one.act is Act.TEAM_SET_BY_FILE] == [
        (Act.TEAM_SET_BY_FILE, f"{OWNER} {ALICE}", str(ALICE)),
        (Act.TEAM_SET_BY_FILE, str(OWNER), f"{OWNER} {ALICE}"),
        (Act.TEAM_SET_BY_FILE, "", f"{OWNER} {SECOND_ADMIN}"),
    ]


async def test_log_names_who_did_it_and_is_kept_for_a_year(salon: Salon) -> None:
    booking = await salon.book(at("15:00"))
    async with salon.storage.writing() as tables:
        await note(tables, Act.TEAM_SET_BY_FILE, by=BOB, now=SUNDAY_NOON, subject="x", before="1", after="1")
        await note(tables, Act.TEAM_SET_BY_FILE, by=BOB, now=SUNDAY_NOON, subject="x", before="1", after="2")
        await note_booking(tables, Act.TEAM_SET_BY_FILE, booking, by=77, now=SUNDAY_NOON)

    newest = await log_of(salon)
    assert newest[:2] == [
        LogEntry(Act.TEAM_SET_BY_FILE, SUNDAY_NOON, 77, "Стрижка", booking_id=booking.id, id=4, customer_name="Alice"),
        LogEntry(Act.TEAM_SET_BY_FILE, SUNDAY_NOON, BOB, "x", "1", "2", id=3, by_name="Bob"),
    ]
    salon.clock.now += KEEP_LOG
    await TidyUp(salon.storage, salon.clock)()
    assert len(await log_of(salon)) == len(newest) == 4
    salon.clock.now += timedelta(minutes=1)
    await TidyUp(salon.storage, salon.clock)()
    assert await log_of(salon) == []
