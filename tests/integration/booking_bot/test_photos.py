"""Photos of services and specialists on both engines."""

from __future__ import annotations

import pytest

from services.booking_bot.domain.errors import NotAllowed, ServiceNotFound, SpecialistNotFound
from services.booking_bot.domain.plans import Plan
from services.booking_bot.use_cases.offers import GetOffer, ListOffers
from services.booking_bot.use_cases.photos import SetServicePhoto, SetSpecialistPhoto
from services.booking_bot.use_cases.services import GetService
from services.booking_bot.use_cases.specialists import EditSpecialist, GetSpecialist
from services.booking_bot.views.photos import photo_of
from tests.support.salon import ALICE, OWNER, Salon

FIRST = 1
FILE = "AgACAgIAAx0C" + "a" * 80


async def test_photo_of_a_service_is_kept_replaced_and_taken_away(salon: Salon) -> None:
    put = SetServicePhoto(salon.storage)

    for photo in (FILE, FILE, "another", None):
        assert (await put(salon.haircut.id, photo, by=OWNER)).photo == photo
        assert (await GetService(salon.storage)(salon.haircut.id)).photo == photo


async def test_changes_of_a_service_leave_its_photo(salon: Salon) -> None:
    await SetServicePhoto(salon.storage)(salon.haircut.id, FILE, by=OWNER)

    await salon.edit_service(salon.haircut.id, by=OWNER, name="Стрижка и укладка")
    await salon.hide_service(salon.haircut.id, by=OWNER)
    await salon.show_service(salon.haircut.id, by=OWNER)

    assert (await GetService(salon.storage)(salon.haircut.id)).photo == FILE


async def test_changes_of_a_specialist_leave_her_photo(salon: Salon) -> None:
    put = SetSpecialistPhoto(salon.storage)

    assert (await put(FIRST, FILE, by=OWNER)).photo == FILE
    await EditSpecialist(salon.storage)(FIRST, by=OWNER, about="Стрижёт кудри")
    assert (await GetSpecialist(salon.storage)(FIRST, by=OWNER)).specialist.photo == FILE

    assert (await put(FIRST, None, by=OWNER)).photo is None
    assert (await GetSpecialist(salon.storage)(FIRST, by=OWNER)).specialist.photo is None


async def test_offer_has_the_photo_of_whom_it_is_with(salon: Salon) -> None:
    await SetServicePhoto(salon.storage)(salon.haircut.id, "service", by=OWNER)
    await SetSpecialistPhoto(salon.storage)(FIRST, "specialist", by=OWNER)

    for plan, photo in ((Plan.of(salon.haircut.id), "service"), (Plan.of(salon.haircut.id, FIRST), "specialist")):
        (offer,) = (await GetOffer(salon.storage)(plan)).offers
        assert photo_of(offer) == photo
    assert [photo_of(offer) for offer in await ListOffers(salon.storage)(salon.haircut.id)] == ["specialist"]


async def test_wrong_ids_and_people_change_nothing(salon: Salon) -> None:
    of_service, of_specialist = SetServicePhoto(salon.storage), SetSpecialistPhoto(salon.storage)

    for wrong in (99, 2**70):
        with pytest.raises(ServiceNotFound):
            await of_service(wrong, FILE, by=OWNER)
        with pytest.raises(SpecialistNotFound):
            await of_specialist(wrong, FILE, by=OWNER)
    for refused in (of_service(salon.haircut.id, FILE, by=ALICE), of_specialist(FIRST, FILE, by=ALICE)):
        with pytest.raises(NotAllowed):
            await refused

    assert (await GetService(salon.storage)(salon.haircut.id)).photo is None
    assert (await GetSpecialist(salon.storage)(FIRST, by=OWNER)).specialist.photo is None
