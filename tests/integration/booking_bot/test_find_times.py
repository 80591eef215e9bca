"""Free times for what customers write: which service, with whom, and the best three."""

from __future__ import annotations

from datetime import timedelta

import pytest

from services.booking_bot.domain.services import Service
from services.booking_bot.domain.specialists import Specialist
from services.booking_bot.use_cases.find_times import FindTimes, FoundTimes, WhichService
from services.booking_bot.use_cases.specialists import AddSpecialist, EditSpecialist, SetOwnTerms
from tests.support.salon import ALICE, BOB, MONDAY, OWNER, Salon, at

FIRST, ANNA = 1, 2
TUESDAY = MONDAY + timedelta(days=1)


async def _find(
    salon: Salon, text: str, user_id: int = ALICE, service_id: int | None = None
) -> FoundTimes | WhichService | None:
    return await FindTimes(salon.storage, salon.clock)(text, user_id=user_id, service_id=service_id)


async def _times(salon: Salon, text: str) -> tuple[bool, list[str]]:
    """Whether they fit, and the starts."""
    found = await _find(salon, text)
    assert isinstance(found, FoundTimes)
    return found.fits, [f"{start:%d %H:%M}" for start in found.starts]


async def _anna(salon: Salon) -> Specialist:
    card = await AddSpecialist(salon.storage, salon.clock)(by=OWNER, name="Анна")
    await EditSpecialist(salon.storage)(FIRST, by=OWNER, name="Иван")
    return card.specialist


async def _manicure(salon: Salon) -> Service:
    return await salon.add_service(by=OWNER, name="Маникюр", minutes=60, price=0)


@pytest.mark.parametrize(
    ("text", "fits", "starts"),
    [
        ("завтра после четырёх", True, ["02 16:00", "02 16:30", "02 17:00"]),
        ("завтра до 11", True, ["02 10:00", "02 10:30"]),
        ("завтра в 15:00", True, ["02 15:00", "02 14:30", "02 15:30"]),
        ("завтра в 15:10", False, ["02 15:00", "02 15:30", "02 14:30"]),
        ("в 15:00", True, ["02 15:00", "03 15:00", "04 15:00"]),
        ("завтра вечером", True, ["02 17:00", "02 17:30", "02 18:00"]),
        ("завтра в 8 вечера", False, ["02 18:00", "02 17:30", "02 17:00"]),
        ("завтра после семи", False, ["02 18:00", "02 17:30", "02 17:00"]),
        ("в воскресенье 8 марта", False, ["07 18:00", "07 17:30", "07 17:00"]),
        ("ночью в 3 ночи", False, ["02 10:00", "02 10:30", "02 11:00"]),
        ("1 сентября", False, ["30 18:00", "30 17:30", "30 17:00"]),
        ("asap", True, ["02 10:00", "02 10:30", "02 11:00"]),
        ("стрижка", True, ["02 10:00", "02 10:30", "02 11:00"]),
    ],
)
async def test_the_best_three_are_found(salon: Salon, text: str, fits: bool, starts: list[str]) -> None:
    assert await _times(salon, text) == (fits, starts)


async def test_what_is_taken_is_not_offered(salon: Salon) -> None:
    await salon.book(at("15:00"), BOB)

    assert await _times(salon, "завтра в 15:00") == (False, ["02 14:00", "02 16:00", "02 13:30"])


async def test_a_customer_is_offered_no_time_at_which_he_is_elsewhere(salon: Salon) -> None:
    await _anna(salon)
    await salon.book(at("15:00"), ALICE)

    assert await _times(salon, "к Анне завтра в 15:00") == (False, ["02 14:00", "02 16:00", "02 13:30"])


async def test_text_without_a_request_finds_nothing(salon: Salon) -> None:
    assert await _find(salon, "Есть парковка?") is None


async def test_nothing_is_found_where_nothing_is_offered(salon: Salon) -> None:
    await salon.hide_service(salon.haircut.id, by=OWNER)

    assert await _find(salon, "завтра") is None


async def test_stranger_is_offered_times_too(salon: Salon) -> None:
    assert isinstance(await _find(salon, "завтра", user_id=77), FoundTimes)


async def test_named_service_else_the_last_one_else_a_question(salon: Salon) -> None:
    manicure = await _manicure(salon)

    assert await _find(salon, "завтра") == WhichService((salon.haircut, manicure))
    named = await _find(salon, "завтра на маникюр")
    chosen = await _find(salon, "завтра", service_id=manicure.id)
    await salon.book(at("10:00", TUESDAY))
    again = await _find(salon, "завтра")

    found = [each.service for each in (named, chosen, again) if isinstance(each, FoundTimes)]
    assert found == [manicure, manicure, salon.haircut]
    assert isinstance(chosen, FoundTimes)
    assert f"{chosen.starts[0]:%d %H:%M}" == "02 10:00"


async def test_of_services_with_the_same_name_the_customers_last_is_meant(salon: Salon) -> None:
    child = await salon.add_service(by=OWNER, name="Детская стрижка", minutes=30, price=0)
    await salon.edit_service(salon.haircut.id, by=OWNER, name="Мужская стрижка")
    await _manicure(salon)

    unclear = await _find(salon, "стрижка завтра")
    assert isinstance(unclear, WhichService)
    assert [service.name for service in unclear.services] == ["Мужская стрижка", child.name]

    await salon.book(at("10:00", TUESDAY))
    clear = await _find(salon, "стрижка завтра")
    assert isinstance(clear, FoundTimes)
    assert clear.service.id == salon.haircut.id


async def test_named_specialist_narrows_services_and_times(salon: Salon) -> None:
    anna = await _anna(salon)
    manicure = await _manicure(salon)
    await SetOwnTerms(salon.storage)(ANNA, salon.haircut.id, by=OWNER, offered=False)

    only_hers = await _find(salon, "завтра к Анне")
    his = await _find(salon, "завтра стрижка у Ивана")
    not_hers = await _find(salon, "завтра стрижка у Анны")

    assert isinstance(only_hers, FoundTimes)
    assert (only_hers.service, only_hers.specialist) == (manicure, anna)
    assert isinstance(his, FoundTimes)
    assert his.specialist is not None
    assert (his.service, his.specialist.id, his.does_not_do) == (salon.haircut, FIRST, None)
    assert isinstance(not_hers, FoundTimes)
    assert (not_hers.service, not_hers.specialist, not_hers.does_not_do) == (salon.haircut, None, anna)


async def test_who_has_left_is_not_understood(salon: Salon) -> None:
    await _anna(salon)
    await EditSpecialist(salon.storage)(ANNA, by=OWNER, active=False)

    assert await _find(salon, "к Анне") is None


async def test_nothing_free_at_all_is_said(salon: Salon) -> None:
    await salon.change_settings(by=OWNER, horizon_days=1, notice_minutes=30 * 24 * 60)

    assert await _find(salon, "завтра") == FoundTimes(salon.haircut, None, (), fits=False)


async def test_time_is_read_on_the_salons_clock(salon: Salon) -> None:
    await salon.change_settings(by=OWNER, timezone="Asia/Vladivostok")
    salon.clock.now = at("15:00", MONDAY - timedelta(days=1))  # there it is 01:00 of Monday

    found = await _find(salon, "завтра в 15:00")

    assert isinstance(found, FoundTimes)
    assert found.starts[0] == at("05:00", TUESDAY)


async def test_time_that_is_past_today_is_looked_for_tomorrow(salon: Salon) -> None:
    salon.clock.now = at("15:00")

    assert await _times(salon, "в 9:10") == (False, ["03 10:00", "03 10:30", "03 11:00"])
    assert await _times(salon, "в понедельник в 14:00") == (True, ["09 14:00", "09 13:30", "09 14:30"])
