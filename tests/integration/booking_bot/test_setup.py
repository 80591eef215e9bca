"""Setting a new business up, on both engines."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from services.booking_bot.domain.errors import NotAllowed
from services.booking_bot.domain.hours import Hours
from services.booking_bot.domain.plans import Plan
from services.booking_bot.domain.setup import Readiness, Setup, SetupStep, Task
from services.booking_bot.domain.templates import KINDS
from services.booking_bot.storage.ports import Storage
from services.booking_bot.use_cases.book import Book
from services.booking_bot.use_cases.customers import RememberCustomer
from services.booking_bot.use_cases.first_service import OfferFirstService
from services.booking_bot.use_cases.hours import GetWeeklyHours
from services.booking_bot.use_cases.services import EditService, ListServices
from services.booking_bot.use_cases.settings import ApplyEnvironment, ChangeSettings, EnvironmentSettings
from services.booking_bot.use_cases.setup import (
    AcceptTemplates,
    ChooseKind,
    DismissSetup,
    GetReadiness,
    GoToStep,
    MarkDone,
    SetWeek,
    ToggleTemplate,
)
from tests.support.salon import ALICE, OWNER, HandClock, at

NAMES = [service.name for service in KINDS["hair"].services]


@pytest.fixture
async def new(storage: Storage) -> Storage:
    """A business as it is after its first start."""
    await ApplyEnvironment(storage)(EnvironmentSettings("Salon", "UTC", "ru", (OWNER,)))
    await OfferFirstService(storage)("Consultation")
    return storage


async def _ready(storage: Storage) -> Readiness:
    return await GetReadiness(storage)(by=OWNER)


async def _offered(storage: Storage) -> list[tuple[str, int, int]]:
    return [(service.name, service.minutes, service.price) for service in await ListServices(storage)()]


async def test_new_business_is_fresh_until_something_is_its_own(new: Storage) -> None:
    assert await _ready(new) == Readiness(Setup(), frozenset(), fresh=True)
    await OfferFirstService(new)("Consultation")
    assert (await _ready(new)).fresh

    [first] = await ListServices(new)()
    await EditService(new)(first.id, by=OWNER, price=1000_00)

    assert await _ready(new) == Readiness(Setup(), frozenset({Task.SERVICES}), fresh=False)


async def test_ticked_services_take_the_place_of_the_first_one(new: Storage) -> None:
    setup = await ChooseKind(new)("hair", by=OWNER)
    assert setup == Setup(SetupStep.SERVICES, "hair", (0, 1, 2, 3, 4))
    await ToggleTemplate(new)(4, by=OWNER)
    await ToggleTemplate(new)(7, by=OWNER)
    assert (await _ready(new)).setup.chosen == (0, 1, 2, 3, 7)

    for _ in range(2):
        await AcceptTemplates(new)(NAMES, by=OWNER)

    assert await _offered(new) == [
        ("Women's haircut", 60, 2000_00),
        ("Men's haircut", 45, 1200_00),
        ("Children's haircut", 30, 900_00),
        ("Styling", 45, 1500_00),
        ("Fringe", 15, 500_00),
    ]
    hidden = [service.name for service in await ListServices(new)(with_hidden=True) if service.hidden]
    assert hidden == ["Consultation"]
    ready = await _ready(new)
    assert (ready.setup.step, ready.done, ready.fresh) == (SetupStep.HOURS, {Task.SERVICES}, False)


async def test_template_of_the_first_services_name_replaces_it(new: Storage) -> None:
    await ChooseKind(new)("cosmetology", by=OWNER)

    await AcceptTemplates(new)([service.name for service in KINDS["cosmetology"].services], by=OWNER)

    assert (await _offered(new))[0] == ("Consultation", 30, 1000_00)


async def test_first_service_that_the_owner_has_changed_stays(new: Storage) -> None:
    [first] = await ListServices(new)()
    await EditService(new)(first.id, by=OWNER, minutes=45)
    await ChooseKind(new)("hair", by=OWNER)

    await AcceptTemplates(new)(NAMES, by=OWNER)

    assert ("Consultation", 45, 0) in await _offered(new)


async def test_prices_are_suggested_in_roubles_alone(new: Storage) -> None:
    await ChangeSettings(new)(by=OWNER, currency="EUR")
    await ChooseKind(new)("hair", by=OWNER)

    await AcceptTemplates(new)(NAMES, by=OWNER)

    assert {price for _, _, price in await _offered(new)} == {0}
    assert (await _ready(new)).done == frozenset()


async def test_nothing_ticked_leaves_the_first_service(new: Storage) -> None:
    await ChooseKind(new)("hair", by=OWNER)
    for place in KINDS["hair"].usual:
        await ToggleTemplate(new)(place, by=OWNER)

    await AcceptTemplates(new)(NAMES, by=OWNER)

    assert await _offered(new) == [("Consultation", 60, 0)]


async def test_week_is_set_as_a_whole(new: Storage) -> None:
    await SetWeek(new)({0: (Hours.of(600, 1140),), 6: ()}, by=OWNER)

    assert (await GetWeeklyHours(new)(by=OWNER)).week == {0: (Hours.of(600, 1140),)}
    ready = await _ready(new)
    assert (ready.setup.step, ready.done) == (SetupStep.ADDRESS, {Task.HOURS})


async def test_list_is_there_until_all_is_done_or_it_is_dismissed(new: Storage) -> None:
    await ChangeSettings(new)(by=OWNER, address="Arbat 1", shop_phone="+79161234567")
    await ChooseKind(new)("hair", by=OWNER)
    await AcceptTemplates(new)(NAMES, by=OWNER)
    await SetWeek(new)(KINDS["hair"].week, by=OWNER)
    await MarkDone(new)(Task.PROFILE, by=OWNER)
    assert (await _ready(new)).wants_list

    await MarkDone(new)(Task.LINK, by=OWNER)

    ready = await _ready(new)
    assert (ready.done, ready.wants_list) == (frozenset(Task), False)


async def test_dismissed_list_stays_away(new: Storage) -> None:
    await DismissSetup(new)(by=OWNER)

    ready = await _ready(new)
    assert (ready.wants_list, ready.fresh) == (False, False)


async def test_business_with_a_booking_is_not_fresh(new: Storage) -> None:
    clock = HandClock()
    await RememberCustomer(new, clock)(user_id=ALICE, name="Alice", language="en")
    [first] = await ListServices(new)()
    assert (await _ready(new)).fresh

    await Book(new, clock)(user_id=ALICE, plan=Plan.of(first.id), start=at("10:00"))

    assert not (await _ready(new)).fresh


async def test_two_taps_at_once_add_each_service_once(new: Storage) -> None:
    await ChooseKind(new)("hair", by=OWNER)

    await asyncio.gather(*(AcceptTemplates(new)(NAMES, by=OWNER) for _ in range(3)))

    assert len(await _offered(new)) == 5


STEPS: list[Callable[[Storage], Awaitable[Any]]] = [
    lambda storage: GetReadiness(storage)(by=ALICE),
    lambda storage: GoToStep(storage)(SetupStep.LOOK, by=ALICE),
    lambda storage: ChooseKind(storage)("hair", by=ALICE),
    lambda storage: ToggleTemplate(storage)(0, by=ALICE),
    lambda storage: AcceptTemplates(storage)(NAMES, by=ALICE),
    lambda storage: SetWeek(storage)({}, by=ALICE),
    lambda storage: MarkDone(storage)(Task.LINK, by=ALICE),
    lambda storage: DismissSetup(storage)(by=ALICE),
]


@pytest.mark.parametrize("step", STEPS)
async def test_it_is_the_owners_alone(new: Storage, step: Callable[[Storage], Awaitable[Any]]) -> None:
    with pytest.raises(NotAllowed):
        await step(new)

    assert await _ready(new) == Readiness(Setup(), frozenset(), fresh=True)
