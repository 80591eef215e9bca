"""Who came and what was received; the question at closing time, asked once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from services.booking_bot.domain.errors import BookingCancelled, NotAllowed, NotBegun
from services.booking_bot.domain.errors_customers import InvalidSum
from services.booking_bot.domain.hours import Hours
from services.booking_bot.domain.notices import Notice, NoticeKind
from services.booking_bot.domain.outcomes import UNMARKED, Mark, Outcome, PaidBy, Received
from services.booking_bot.domain.plans import Plan
from services.booking_bot.use_cases.bookings import GetBooking
from services.booking_bot.use_cases.clientele import GetCustomerCard
from services.booking_bot.use_cases.closing import AskAtClosing, DayToMark, RestCame
from services.booking_bot.use_cases.hours import SetWeekdayHours
from services.booking_bot.use_cases.mark_visit import MarkVisit, SetReceived
from services.booking_bot.use_cases.specialists import AddSpecialist, EditSpecialist
from tests.support.salon import ALICE, BOB, MONDAY, OWNER, SECOND_ADMIN, Salon, as_customer, as_owner, at

CAME, NO_SHOW = Outcome.CAME, Outcome.NO_SHOW
PAID = Mark(CAME, Received(1500_00))


async def test_mark_is_kept_and_can_be_changed_at_any_time(salon: Salon) -> None:
    booking = await salon.book(at("10:00"))
    mark, receive = MarkVisit(salon.storage, salon.clock), SetReceived(salon.storage, salon.clock)
    salon.clock.now = at("10:00")

    marks = [
        (await mark(booking.id, CAME, by=OWNER)).mark,
        (await receive(booking.id, by=OWNER, amount=1200_00, paid_by=PaidBy.CARD)).mark,
        (await receive(booking.id, by=OWNER, tip=100_00)).mark,
        (await mark(booking.id, CAME, by=OWNER)).mark,
        (await mark(booking.id, NO_SHOW, by=SECOND_ADMIN)).mark,
    ]
    salon.clock.now += timedelta(days=40)
    marks.append((await receive(booking.id, by=OWNER, paid_by=PaidBy.TRANSFER)).mark)

    paid = Received(1200_00, PaidBy.CARD, 100_00)
    assert marks == [
        PAID,
        Mark(CAME, Received(1200_00, PaidBy.CARD)),
        Mark(CAME, paid),
        Mark(CAME, paid),
        Mark(NO_SHOW, paid),
        Mark(CAME, Received(1200_00, PaidBy.TRANSFER, 100_00)),
    ]
    assert (await GetBooking(salon.storage)(booking.id, by=as_owner())).mark == marks[-1]


async def test_press_in_error_loses_neither_sum_nor_tip(salon: Salon) -> None:
    booking = await salon.book(at("10:00"))
    salon.clock.now = at("10:00")
    mark, receive = MarkVisit(salon.storage, salon.clock), SetReceived(salon.storage, salon.clock)

    unsaid = [(await mark(booking.id, outcome, by=OWNER)).mark for outcome in (NO_SHOW, CAME)]
    said = (await receive(booking.id, by=OWNER, amount=0, paid_by=PaidBy.CASH, tip=300_00)).mark
    await mark(booking.id, NO_SHOW, by=OWNER)
    missed = await GetCustomerCard(salon.storage, salon.clock)(booking.customer.id, by=OWNER)
    again = (await mark(booking.id, CAME, by=OWNER)).mark

    assert unsaid == [Mark(NO_SHOW), PAID]
    assert again == said == Mark(CAME, Received(0, PaidBy.CASH, 300_00))
    assert (missed.history.visits, missed.history.no_shows, missed.history.spent) == (0, 1, 0)


async def test_only_admins_mark_and_only_what_has_begun_and_stands(salon: Salon) -> None:
    booking, gone = await salon.book(at("10:00")), await salon.book(at("12:00"))
    await salon.cancel(gone.id, by=as_customer(ALICE))
    mark, receive = MarkVisit(salon.storage, salon.clock), SetReceived(salon.storage, salon.clock)

    with pytest.raises(NotBegun):
        await mark(booking.id, CAME, by=OWNER)
    salon.clock.now = at("13:00")
    with pytest.raises(BookingCancelled):
        await receive(gone.id, by=OWNER, amount=1)
    with pytest.raises(NotAllowed):
        await mark(booking.id, CAME, by=ALICE)
    with pytest.raises(InvalidSum):
        await receive(booking.id, by=OWNER, tip=-1)

    assert (await GetBooking(salon.storage)(booking.id, by=as_owner())).mark == UNMARKED


async def test_visit_that_is_moved_is_marked_anew(salon: Salon) -> None:
    booking = await salon.book(at("10:00"))
    salon.clock.now = at("10:30")
    await MarkVisit(salon.storage, salon.clock)(booking.id, NO_SHOW, by=OWNER)

    moved = await salon.move(booking.id, at("15:00"), by=as_owner())

    assert moved.mark == UNMARKED


async def asked(salon: Salon, clock: str, days: int = 0) -> list[Notice]:
    """What the admins are asked when the clock of that day shows this; other notices are sent and forgotten."""
    salon.clock.now = at(clock, MONDAY + timedelta(days=days))
    await AskAtClosing(salon.storage, salon.clock)()
    return [notice for notice in await salon.notices() if notice.kind is NoticeKind.OWNER_CLOSING]


async def test_admins_are_asked_once_when_the_day_is_over(salon: Salon) -> None:
    await salon.book(at("10:00"))
    await salon.book(at("12:00"), BOB)
    await salon.book(at("12:00", MONDAY + timedelta(days=1)), BOB)

    at_noon = await asked(salon, "14:00")
    when = await AskAtClosing(salon.storage, salon.clock)()
    at_closing = await asked(salon, "19:00")
    again = await asked(salon, "19:01")
    await salon.book_by_hand(by=OWNER, plan=Plan.of(salon.haircut.id), start=at("18:00"), name="Late")
    entered_late = await asked(salon, "19:02")

    assert (at_noon, when, again, entered_late) == ([], at("19:00"), [], [])
    assert sorted((notice.user_id, notice.visits) for notice in at_closing) == [(OWNER, 2), (SECOND_ADMIN, 2)]


async def test_day_is_over_with_the_hours_of_those_who_work_or_with_a_later_visit(salon: Salon) -> None:
    card = await AddSpecialist(salon.storage, salon.clock)(by=OWNER, name="Анна")
    late = [Hours.of(10 * 60, 23 * 60)]
    await SetWeekdayHours(salon.storage)(0, late, by=OWNER, specialist_id=card.specialist.id)
    await salon.book(at("10:00"))
    ask = AskAtClosing(salon.storage, salon.clock)
    salon.clock.now = at("12:00")

    with_anna = await ask()
    await EditSpecialist(salon.storage)(card.specialist.id, by=OWNER, active=False)
    alone = await ask()
    await SetWeekdayHours(salon.storage)(0, [], by=OWNER)
    closed = await ask()
    await salon.book(at("10:00", MONDAY + timedelta(days=1)))
    salon.clock.now = at("10:30")
    last_visit = await ask()

    assert (with_anna, alone, closed, last_visit) == (at("23:00"), at("19:00"), None, at("11:00"))


async def test_bot_that_was_down_asks_in_the_morning_and_not_after_a_day(salon: Salon) -> None:
    await salon.book(at("10:00"))
    await salon.book(at("10:00", MONDAY + timedelta(days=2)), BOB)

    assert [notice.visits for notice in await asked(salon, "09:00", days=1)] == [1, 1]
    assert await asked(salon, "19:00", days=3) == []


async def test_nothing_is_asked_of_a_day_without_visits_or_with_all_marked_or_by_rule(salon: Salon) -> None:
    cancelled = await salon.book(at("10:00"))
    await salon.cancel(cancelled.id, by=as_customer(ALICE))
    assert await asked(salon, "19:00") == []

    booking = await salon.book(at("10:00", MONDAY + timedelta(days=1)))
    salon.clock.now = at("10:00", MONDAY + timedelta(days=1))
    await MarkVisit(salon.storage, salon.clock)(booking.id, CAME, by=OWNER)
    assert await asked(salon, "19:00", days=1) == []

    await salon.book(at("10:00", MONDAY + timedelta(days=2)))
    await salon.change_settings(by=OWNER, ask_at_closing=0)
    assert await asked(salon, "19:00", days=2) == []
    await salon.change_settings(by=OWNER, ask_at_closing=1)
    assert len(await asked(salon, "19:30", days=2)) == 2


async def test_the_rest_of_the_day_came_and_marks_stand(salon: Salon) -> None:
    first, second, third = [
        await salon.book(at(clock), user) for clock, user in (("10:00", ALICE), ("12:00", BOB), ("15:00", ALICE))
    ]
    other_day = await salon.book(at("10:00", MONDAY + timedelta(days=1)))
    salon.clock.now = at("14:00")
    await MarkVisit(salon.storage, salon.clock)(first.id, NO_SHOW, by=OWNER)
    listed = await DayToMark(salon.storage, salon.clock)(MONDAY, by=OWNER)
    rest_came = RestCame(salon.storage, salon.clock)

    board = await rest_came(MONDAY, by=OWNER)

    get = GetBooking(salon.storage)
    assert [booking.id for booking in listed.bookings] == [first.id, second.id]
    assert [booking.mark for booking in board.bookings] == [Mark(NO_SHOW), PAID]
    assert await rest_came(MONDAY, by=OWNER) == board
    assert [(await get(one.id, by=as_owner())).mark for one in (third, other_day)] == [UNMARKED, UNMARKED]
    with pytest.raises(NotAllowed):
        await rest_came(MONDAY, by=ALICE)


async def test_visit_without_a_price_brings_no_sum(salon: Salon) -> None:
    salon.haircut = await salon.edit_service(salon.haircut.id, by=OWNER, price=0)
    booking = await salon.book(at("10:00"))
    salon.clock.now = at("20:00")

    board = await RestCame(salon.storage, salon.clock)(MONDAY, by=OWNER)

    assert board.bookings == (replace(booking, mark=Mark(CAME)),)
