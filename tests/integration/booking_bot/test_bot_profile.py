"""The bot's profile and what links lead to, on both engines."""

from __future__ import annotations

import pytest

from services.booking_bot.domain.bot_profile import BotProfilePart
from services.booking_bot.domain.errors import InvalidName, NotAllowed, SpecialistNotFound
from services.booking_bot.domain.errors_setup import InvalidLanguage
from services.booking_bot.use_cases.bot_profile import BotProfileFacts, EditBotProfile, GetBotProfileFacts
from services.booking_bot.use_cases.setup import ChooseKind
from services.booking_bot.use_cases.specialist_services import ListServicesOf
from services.booking_bot.use_cases.specialists import AddSpecialist, EditSpecialist, SetOwnTerms
from tests.support.salon import ALICE, OWNER, Salon


async def test_own_texts_are_kept_by_language_and_part(salon: Salon) -> None:
    assert await GetBotProfileFacts(salon.storage)(by=OWNER) == BotProfileFacts("", {})

    await ChooseKind(salon.storage)("hair", by=OWNER)
    await EditBotProfile(salon.storage)("ru", BotProfilePart.NAME, " Ножницы ", by=OWNER)
    await EditBotProfile(salon.storage)("en", BotProfilePart.ABOUT, "Cuts", by=OWNER)
    facts = await EditBotProfile(salon.storage)("ru", BotProfilePart.NAME, "Гребень", by=OWNER)

    assert facts == BotProfileFacts(
        "hair", {("ru", BotProfilePart.NAME): "Гребень", ("en", BotProfilePart.ABOUT): "Cuts"}
    )
    assert await GetBotProfileFacts(salon.storage)(by=OWNER) == facts


async def test_wrong_texts_and_people_change_nothing(salon: Salon) -> None:
    with pytest.raises(InvalidName):
        await EditBotProfile(salon.storage)("ru", BotProfilePart.NAME, "Щ" * 65, by=OWNER)
    with pytest.raises(InvalidLanguage):
        await EditBotProfile(salon.storage)("de", BotProfilePart.NAME, "Schere", by=OWNER)
    with pytest.raises(NotAllowed):
        await EditBotProfile(salon.storage)("ru", BotProfilePart.NAME, "Гребень", by=ALICE)
    with pytest.raises(NotAllowed):
        await GetBotProfileFacts(salon.storage)(by=ALICE)

    assert await GetBotProfileFacts(salon.storage)(by=OWNER) == BotProfileFacts("", {})


async def test_specialists_link_shows_what_she_does_as_she_does_it(salon: Salon) -> None:
    beard = await salon.add_service(by=OWNER, name="Борода", minutes=30, price=500_00)
    hidden = await salon.add_service(by=OWNER, name="Бритьё", minutes=30, price=500_00)
    await salon.hide_service(hidden.id, by=OWNER)
    anna = await AddSpecialist(salon.storage, salon.clock)(by=OWNER, name="Анна")
    anna_id = anna.specialist.id
    await SetOwnTerms(salon.storage)(anna_id, beard.id, by=OWNER, offered=False)
    await SetOwnTerms(salon.storage)(anna_id, salon.haircut.id, by=OWNER, minutes=90)

    found = await ListServicesOf(salon.storage)(anna_id)

    assert found.specialist.name == "Анна"
    assert [(service.name, service.minutes) for service in found.services] == [("Стрижка", 90)]


async def test_link_of_somebody_who_left_leads_nowhere(salon: Salon) -> None:
    anna = await AddSpecialist(salon.storage, salon.clock)(by=OWNER, name="Анна")
    await EditSpecialist(salon.storage)(anna.specialist.id, by=OWNER, active=False)

    for number in (anna.specialist.id, 99, 10**18):
        with pytest.raises(SpecialistNotFound):
            await ListServicesOf(salon.storage)(number)
