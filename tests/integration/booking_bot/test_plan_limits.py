"""More than the plan holds: customers book on, owners are told in time, and after 14 days they get no more of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest

from services.booking_bot.domain.errors_plan import PlanHoldsNoMore
from services.booking_bot.domain.plan_limits import Limit, Overage, PlanNews, PlanUse
from services.booking_bot.domain.plans import Plan
from services.booking_bot.use_cases.plan_limits import LookAtPlan, PlanLook, PlanTold, SeePlan
from services.booking_bot.use_cases.settings import EnvironmentSettings
from services.booking_bot.use_cases.specialists import AddSpecialist, EditSpecialist
from tests.support.salon import ALICE, BOB, MONDAY, OWNER, SECOND_ADMIN, Salon, as_owner, at


@dataclass
class Planned:
    """A salon whose plan holds one specialist and two bookings a month; on Monday, March 2, at noon."""

    salon: Salon

    async def renewed(self, specialists: int, bookings: int) -> None:
        """The bot starts with other limits."""
        await self.salon.apply(EnvironmentSettings(specialists=specialists, bookings_per_month=bookings))

    async def look(self) -> PlanLook:
        return await LookAtPlan(self.salon.storage, self.salon.clock)()

    async def told(self) -> list[tuple[int, str, str]]:
        """Whom the sender tells what now; it remembers that."""
        letters = (await self.look()).letters
        for letter in letters:
            await PlanTold(self.salon.storage)(letter)
        return [(letter.user_id, letter.state.use.limit.value, letter.news.value) for letter in letters]

    async def adds(self, name: str) -> int:
        return (await AddSpecialist(self.salon.storage, self.salon.clock)(by=OWNER, name=name)).specialist.id

    async def takes_off(self, specialist_id: int, *, active: bool = False) -> None:
        await EditSpecialist(self.salon.storage, self.salon.clock)(specialist_id, by=OWNER, active=active)

    async def books_by_hand(self, day: int, clock: str) -> None:
        plan = Plan.of(self.salon.haircut.id)
        start = at(clock, MONDAY + timedelta(days=day))
        await self.salon.book_by_hand(by=OWNER, plan=plan, start=start, name=f"{day} {clock}")

    def later(self, days: float) -> None:
        self.salon.clock.now = at("12:00") + timedelta(days=days)


@pytest.fixture
async def planned(salon: Salon) -> Planned:
    made = Planned(salon)
    made.later(0)
    await made.renewed(specialists=1, bookings=2)
    return made


async def test_owners_are_told_at_once_reminded_and_told_when_it_is_fine(planned: Planned) -> None:
    at_first = await planned.told()
    anna = await planned.adds("Анна")

    told = {}
    for day in (0, 0.1, 6.9, 7, 7.1, 12.9, 13, 13.1, 14, 15):
        planned.later(day)
        told[day] = [(user_id, news) for user_id, _, news in await planned.told()]
    await planned.takes_off(anna)
    fine = await planned.told()

    assert at_first == []
    assert {day: letters for day, letters in told.items() if letters} == {
        0: [(OWNER, "over"), (SECOND_ADMIN, "over")],
        7: [(OWNER, "week"), (SECOND_ADMIN, "week")],
        13: [(OWNER, "last_day"), (SECOND_ADMIN, "last_day")],
    }
    assert fine == [(OWNER, "specialists", "fine"), (SECOND_ADMIN, "specialists", "fine")]
    assert await planned.told() == []


async def test_sender_sleeps_until_the_next_news_or_the_new_month(planned: Planned) -> None:
    before = (await planned.look()).next_at
    await planned.adds("Анна")
    specialists = (await planned.look()).next_at
    for hour in ("13:00", "14:00", "15:00"):
        await planned.salon.book(at(hour))
    planned.later(13)
    await planned.look()
    planned.later(14)

    assert (before, specialists) == (None, at("12:00") + timedelta(days=7))
    assert (await planned.look()).next_at == at("12:00") + timedelta(days=13 + 7)
    planned.later(27)
    assert (await planned.look()).next_at == datetime(2026, 4, 1, tzinfo=at("12:00").tzinfo)


async def test_news_waits_for_the_end_of_the_quiet_hours(planned: Planned) -> None:
    await planned.adds("Анна")
    planned.salon.clock.now = at("23:00")

    night = await planned.look()
    planned.salon.clock.now = at("09:00", MONDAY + timedelta(days=1))

    assert (night.letters, night.next_at) == ((), at("09:00", MONDAY + timedelta(days=1)))
    assert len(await planned.told()) == 2


async def test_customers_book_on_always_and_by_hand_it_ends_after_14_days(planned: Planned) -> None:
    salon = planned.salon
    for hour in ("13:00", "14:00", "15:00"):
        await salon.book(at(hour), ALICE)
    told = [news for _, _, news in await planned.told()]
    planned.later(13.9)
    await planned.books_by_hand(14, "12:30")
    planned.later(14.1)

    with pytest.raises(PlanHoldsNoMore) as refused:
        await planned.books_by_hand(15, "12:00")
    customers = await salon.book(at("13:00", MONDAY + timedelta(days=15)), BOB)
    planned.later(31)  # April
    await planned.told()
    await planned.books_by_hand(32, "12:00")

    assert told == ["over", "over"]
    assert refused.value.use == PlanUse(Limit.BOOKINGS, 4, 2)
    assert customers.customer.user_id == BOB


async def test_another_specialist_is_added_for_14_days_and_nobody_is_hidden_then(planned: Planned) -> None:
    await planned.adds("Анна")
    await planned.told()
    planned.later(13.9)
    olga = await planned.adds("Ольга")
    planned.later(14.1)

    with pytest.raises(PlanHoldsNoMore) as refused:
        await planned.adds("Ира")
    await planned.takes_off(olga)
    with pytest.raises(PlanHoldsNoMore):
        await planned.takes_off(olga, active=True)

    assert refused.value.use == PlanUse(Limit.SPECIALISTS, 3, 1)
    async with planned.salon.storage.reading() as tables:
        assert len(await tables.specialists.active()) == 2


async def test_bigger_plan_clears_it(planned: Planned) -> None:
    await planned.adds("Анна")
    await planned.told()
    planned.later(20)
    await planned.renewed(specialists=10, bookings=5000)

    told = await planned.told()
    await planned.adds("Ольга")

    assert [news for _, _, news in told] == ["fine", "fine"]
    assert (await planned.look()).letters == ()


async def test_plan_without_limits_clears_it_too(planned: Planned) -> None:
    await planned.adds("Анна")
    await planned.told()
    await planned.renewed(specialists=0, bookings=0)

    assert [news for _, _, news in await planned.told()] == ["fine", "fine"]


async def test_bot_on_its_own_has_no_limits(salon: Salon) -> None:
    add = AddSpecialist(salon.storage, salon.clock)
    for number in range(3):
        await add(by=OWNER, name=f"Анна {number}")

    assert await LookAtPlan(salon.storage, salon.clock)() == PlanLook()
    seen = await SeePlan(salon.storage, salon.clock)(by=OWNER)
    assert [state.use for state in seen] == [PlanUse(limit, 0, 0) for limit in Limit]


async def test_owner_sees_what_is_used(planned: Planned) -> None:
    await planned.adds("Анна")
    await planned.salon.book(at("13:00"))
    await planned.salon.cancel((await planned.salon.book(at("14:00"))).id, by=as_owner())

    seen = await SeePlan(planned.salon.storage, planned.salon.clock)(by=OWNER)

    assert [state.use for state in seen] == [PlanUse(Limit.SPECIALISTS, 2, 1), PlanUse(Limit.BOOKINGS, 2, 2)]


async def test_owner_sees_since_when_it_is_too_much_before_the_sender_has_looked(planned: Planned) -> None:
    see = SeePlan(planned.salon.storage, planned.salon.clock)
    anna = await planned.adds("Анна")
    before = [state.overage for state in await see(by=OWNER)]
    await planned.told()
    planned.later(14.1)
    over = [state.overage for state in await see(by=OWNER)]
    await planned.takes_off(anna)
    await planned.told()
    planned.later(15)
    narrowed = await see(by=OWNER)

    began = Overage(Limit.SPECIALISTS, at("12:00"))
    assert (before, over) == ([began, None], [began, None])
    assert [state.overage for state in narrowed] == [began.ended(at("12:00") + timedelta(days=14.1)), None]
    assert narrowed[0].use == PlanUse(Limit.SPECIALISTS, 1, 1)


async def test_end_is_told_to_those_who_heard_of_the_beginning(planned: Planned) -> None:
    await planned.adds("Анна")
    first = (await planned.look()).letters[0]
    await PlanTold(planned.salon.storage)(first)
    await planned.renewed(specialists=5, bookings=2)

    assert await planned.told() == [(first.user_id, "specialists", PlanNews.FINE)]
