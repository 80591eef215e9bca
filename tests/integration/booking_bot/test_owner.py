"""What the owner sets: services, hours, settings; and what the settings file says."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from services.booking_bot.domain.errors import NotAllowed, ServiceNotFound
from services.booking_bot.domain.errors_setup import (
    IntervalsOverlap,
    InvalidDuration,
    InvalidPrice,
    InvalidRule,
    InvalidTimezone,
    ServiceNameTaken,
)
from services.booking_bot.domain.hours import Hours
from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.domain.team import Team
from services.booking_bot.storage.ports import Storage
from services.booking_bot.use_cases.customers import ChooseLanguage, GetCustomer
from services.booking_bot.use_cases.hours import GetWeeklyHours, SetWeekdayHours
from services.booking_bot.use_cases.services import GetService, ListServices
from services.booking_bot.use_cases.settings import ApplyEnvironment, EnvironmentSettings, ReadSettings
from tests.support.salon import ALICE, MONDAY, OWNER, Salon, at

FILE = EnvironmentSettings("Salon", "UTC", "ru", (OWNER, 101))


async def test_services_are_listed_in_the_order_they_were_added(salon: Salon) -> None:
    added = await salon.add_service(by=OWNER, name="  Борода  ", minutes=30, price=0)
    list_services = ListServices(salon.storage)

    assert [service.name for service in await list_services()] == ["Стрижка", "Борода"]
    await salon.hide_service(salon.haircut.id, by=OWNER)
    assert await list_services() == [added]
    assert [service.hidden for service in await list_services(with_hidden=True)] == [True, False]
    assert (await salon.show_service(salon.haircut.id, by=OWNER)).hidden is False


async def test_service_edit_changes_what_is_given(salon: Salon) -> None:
    edited = await salon.edit_service(salon.haircut.id, by=OWNER, price=2000_00)

    assert (edited.name, edited.minutes, edited.price) == ("Стрижка", 60, 2000_00)
    assert await GetService(salon.storage)(salon.haircut.id) == edited


async def test_wrong_service_is_refused_and_changes_nothing(salon: Salon) -> None:
    services = await ListServices(salon.storage)(with_hidden=True)

    with pytest.raises(ServiceNameTaken):
        await salon.add_service(by=OWNER, name="СТРИЖКА", minutes=30, price=0)
    with pytest.raises(InvalidDuration):
        await salon.edit_service(salon.haircut.id, by=OWNER, minutes=0)
    with pytest.raises(InvalidPrice):
        await salon.add_service(by=OWNER, name="Борода", minutes=30, price=-1)
    with pytest.raises(ServiceNotFound):
        await salon.hide_service(10**30, by=OWNER)
    with pytest.raises(NotAllowed):
        await salon.edit_service(salon.haircut.id, by=ALICE, price=1)
    assert await ListServices(salon.storage)(with_hidden=True) == services


async def test_name_of_a_hidden_service_is_free_until_it_comes_back(salon: Salon) -> None:
    await salon.hide_service(salon.haircut.id, by=OWNER)
    await salon.add_service(by=OWNER, name="стрижка", minutes=30, price=0)

    with pytest.raises(ServiceNameTaken):
        await salon.show_service(salon.haircut.id, by=OWNER)


async def test_service_is_added_once_for_an_update(salon: Salon) -> None:
    first, again = [
        await salon.add_service(by=OWNER, name="Борода", minutes=30, price=0, update_id=3) for _ in range(2)
    ]

    assert first == again


async def test_weekday_gets_several_hours_and_the_list_follows(salon: Salon) -> None:
    set_hours = SetWeekdayHours(salon.storage)

    week = (await set_hours(0, [Hours.of(900, 1020), Hours.of(600, 660)], by=OWNER)).week

    assert week[0] == (Hours(600, 660), Hours(900, 1020))
    assert await salon.free() == [at("10:00"), at("15:00"), at("15:30"), at("16:00")]
    assert 0 not in (await set_hours(0, [], by=OWNER)).week
    assert await salon.free() == []
    assert 6 not in (await GetWeeklyHours(salon.storage)()).week


async def test_hours_over_midnight_are_offered_on_the_following_day(salon: Salon) -> None:
    await SetWeekdayHours(salon.storage)(0, [Hours.of(22 * 60, 2 * 60)], by=OWNER)

    assert await salon.free() == [at("22:00"), at("22:30"), at("23:00"), at("23:30")]
    assert (await salon.free(date(2026, 3, 3)))[:3] == [at("24:00"), at("24:30"), at("25:00")]
    assert (await salon.book(at("23:30"))).end == at("24:30")


async def test_wrong_hours_are_refused_and_change_nothing(salon: Salon) -> None:
    before = await GetWeeklyHours(salon.storage)()

    with pytest.raises(IntervalsOverlap):
        await SetWeekdayHours(salon.storage)(0, [Hours.of(600, 720), Hours.of(700, 900)], by=OWNER)
    with pytest.raises(NotAllowed):
        await SetWeekdayHours(salon.storage)(0, [], by=ALICE)
    assert await GetWeeklyHours(salon.storage)() == before


async def test_shorter_hours_leave_bookings_alone(salon: Salon) -> None:
    booking = await salon.book(at("15:00"))

    await SetWeekdayHours(salon.storage)(0, [], by=OWNER)

    assert (await salon.board(MONDAY, by=OWNER)).bookings == (booking,)


async def test_settings_file_is_taken_over_once_and_the_chat_stands_after(storage: Storage) -> None:
    salon = Salon(storage)

    assert await salon.apply(FILE) == BusinessSettings("Salon", "UTC", "ru", team=Team.of_owners((OWNER, 101)))
    await salon.change_settings(by=OWNER, name="Beauty", locale="en")

    assert (await salon.apply(FILE)).name == "Beauty"
    renamed = await salon.apply(EnvironmentSettings("Studio", "UTC", "ru", (OWNER, 101)))
    assert (renamed.name, renamed.locale) == ("Studio", "en")
    assert await ReadSettings(storage)() == renamed


async def test_settings_file_with_an_earlier_value_is_news_again(storage: Storage) -> None:
    salon = Salon(storage)

    names = [(await salon.apply(EnvironmentSettings(name))).name for name in ("One", "Two", "One")]

    assert names == ["One", "Two", "One"]


async def test_first_start_opens_the_business_and_the_next_leaves_it_alone(storage: Storage) -> None:
    apply, get_week = ApplyEnvironment(storage), GetWeeklyHours(storage)

    await apply(FILE)
    assert dict((await get_week()).week) == dict.fromkeys(range(6), (Hours(600, 1140),))
    await SetWeekdayHours(storage)(5, [], by=OWNER)
    await apply(FILE)

    assert 5 not in (await get_week()).week


async def test_wrong_settings_file_changes_nothing(salon: Salon) -> None:
    with pytest.raises(InvalidTimezone):
        await salon.apply(EnvironmentSettings("Other", "Mars/Olympus"))

    assert (await ReadSettings(salon.storage)()).name == "Salon"


async def test_another_bot_counts_its_updates_anew(salon: Salon) -> None:
    await salon.apply(EnvironmentSettings(bot_id=1))
    first = await salon.book(at("15:00"), update_id=7)

    await salon.apply(EnvironmentSettings(bot_id=1))
    assert await salon.book(at("15:00"), update_id=7) == first
    await salon.apply(EnvironmentSettings(bot_id=2))
    assert (await salon.book(at("17:00"), update_id=7)).id != first.id


async def test_settings_are_changed_by_admins_and_checked(salon: Salon) -> None:
    with pytest.raises(NotAllowed):
        await salon.change_settings(by=ALICE, name="Mine")
    with pytest.raises(InvalidRule):
        await salon.change_settings(by=OWNER, step_minutes=0)
    changed = await salon.change_settings(by=OWNER, step_minutes=60, notice_minutes=0)

    assert await ReadSettings(salon.storage)() == changed
    assert [start.minute for start in await salon.free()] == [0] * 9


async def test_customer_is_remembered_once(salon: Salon) -> None:
    again = await salon.remember(user_id=ALICE, name="Renamed", language="ru", username="alice")

    assert (again.name, again.language, again.username) == ("Alice", "en", "alice")
    assert await GetCustomer(salon.storage)(user_id=ALICE) == again
    assert (await ChooseLanguage(salon.storage)(user_id=ALICE, language="ru")).language == "ru"


async def test_odd_names_from_telegram_are_made_fit(salon: Salon) -> None:
    assert (await salon.remember(user_id=5, name=" \x00\u202e ")).name == "5"
    assert (await salon.remember(user_id=6, name="я" * 10_000)).name == "я" * 100
    assert (await salon.remember(user_id=2**40, name="👩‍👧 'DROP'; --")).name == "👩‍👧 'DROP'; --"


async def test_opening_hours_follow_the_wall_clock_over_the_change(salon: Salon) -> None:
    await salon.change_settings(by=OWNER, timezone="Europe/Berlin", step_minutes=60)
    await SetWeekdayHours(salon.storage)(6, [Hours.of(0, 300)], by=OWNER)
    salon.clock.now = datetime(2026, 3, 27, tzinfo=UTC)

    spring = await salon.free(date(2026, 3, 29))
    salon.clock.now = datetime(2026, 10, 23, tzinfo=UTC)
    autumn = await salon.free(date(2026, 10, 25))

    assert (len(spring), len(autumn)) == (4, 6)
    for start in autumn:
        await salon.book(start)
    assert await salon.free(date(2026, 10, 25)) == []
    assert len((await salon.board(date(2026, 10, 25), by=OWNER)).bookings) == 6


async def test_business_that_moves_to_another_zone_keeps_its_instants(salon: Salon) -> None:
    booking = await salon.book(at("18:00"))

    await salon.change_settings(by=OWNER, timezone="Asia/Kathmandu")

    board = await salon.board(MONDAY, by=OWNER)
    assert board.bookings == (booking,)
    assert f"{booking.start.astimezone(board.zone):%H:%M}" == "23:45"
