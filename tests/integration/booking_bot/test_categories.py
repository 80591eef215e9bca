"""Categories of services on both engines."""

from __future__ import annotations

import asyncio

import pytest

from services.booking_bot.domain.categories import Category
from services.booking_bot.domain.errors import InvalidName, NotAllowed, ServiceNotFound
from services.booking_bot.domain.errors_setup import CategoryNotFound
from services.booking_bot.domain.services import Service
from services.booking_bot.use_cases.categories import ListCategories, NameCategory, SetCategory
from services.booking_bot.use_cases.services import ListServices
from tests.support.salon import ALICE, OWNER, SECOND_ADMIN, Salon


async def _named(salon: Salon, service: Service, name: str, by: int = OWNER) -> Category:
    put = await NameCategory(salon.storage)(service.id, name, by=by)
    assert put.category is not None
    return put.category


async def _add(salon: Salon, name: str) -> Service:
    return await salon.add_service(by=OWNER, name=name, minutes=60, price=0)


async def _list(salon: Salon) -> list[str]:
    return [category.name for category in await ListCategories(salon.storage)(by=OWNER)]


async def test_categories_keep_the_order_in_which_they_were_made(salon: Salon) -> None:
    beard, nails = await _add(salon, "Борода"), await _add(salon, "Маникюр")

    await _named(salon, nails, "  Ногти ")
    await _named(salon, salon.haircut, "Волосы")
    await _named(salon, beard, "ВОЛОСЫ")

    assert await _list(salon) == ["Ногти", "Волосы"]
    in_list = {service.name: service.category and service.category.name for service in await _services(salon)}
    assert in_list == {"Стрижка": "Волосы", "Борода": "Волосы", "Маникюр": "Ногти"}


async def _services(salon: Salon) -> list[Service]:
    return await ListServices(salon.storage)(with_hidden=True)


async def test_unused_category_vanishes_and_comes_back_in_its_place(salon: Salon) -> None:
    nails = await _add(salon, "Маникюр")
    first = await _named(salon, salon.haircut, "Волосы")
    second = await _named(salon, nails, "Ногти")

    await SetCategory(salon.storage)(salon.haircut.id, second.id, by=OWNER)
    assert await _list(salon) == ["Ногти"]

    assert await _named(salon, salon.haircut, "волосы") == first
    assert await _list(salon) == ["Волосы", "Ногти"]


async def test_service_leaves_its_category_and_keeps_it_when_it_is_changed_or_hidden(salon: Salon) -> None:
    hair = await _named(salon, salon.haircut, "Волосы")

    edited = await salon.edit_service(salon.haircut.id, by=OWNER, price=1)
    hidden = await salon.hide_service(salon.haircut.id, by=OWNER)
    assert (edited.category, hidden.category) == (hair, hair)
    assert await _list(salon) == ["Волосы"]

    left = await SetCategory(salon.storage)(salon.haircut.id, None, by=OWNER)
    assert (left.category, left.price) == (None, 1)
    assert await _list(salon) == []


async def test_wrong_names_ids_and_people_change_nothing(salon: Salon) -> None:
    hair = await _named(salon, salon.haircut, "Волосы")

    for name in ("", "Щ" * 41):
        with pytest.raises(InvalidName):
            await _named(salon, salon.haircut, name)
    for service_id in (99, 2**70):
        with pytest.raises(ServiceNotFound):
            await SetCategory(salon.storage)(service_id, hair.id, by=OWNER)
    with pytest.raises(ServiceNotFound):
        await NameCategory(salon.storage)(99, "Ногти", by=OWNER)
    for category_id in (99, 2**70):
        with pytest.raises(CategoryNotFound):
            await SetCategory(salon.storage)(salon.haircut.id, category_id, by=OWNER)
    for refused in (
        SetCategory(salon.storage)(salon.haircut.id, None, by=ALICE),
        NameCategory(salon.storage)(salon.haircut.id, "Ногти", by=ALICE),
        ListCategories(salon.storage)(by=ALICE),
    ):
        with pytest.raises(NotAllowed):
            await refused

    async with salon.storage.reading() as tables:
        assert await tables.categories.all() == [hair]
    assert [service.category for service in await _services(salon)] == [hair]


async def test_two_admins_who_type_the_same_name_make_one_category(salon: Salon) -> None:
    nails = await _add(salon, "Маникюр")

    for name in ("Красота", "Волосы", "Ногти"):
        made = await asyncio.gather(
            *(_named(salon, salon.haircut, name, by=by) for by in (OWNER, SECOND_ADMIN)),
            *(_named(salon, nails, name.lower(), by=by) for by in (OWNER, SECOND_ADMIN)),
        )
        assert len(set(made)) == 1

    async with salon.storage.reading() as tables:
        assert len(await tables.categories.all()) == 3
