"""What the owner says about the business: kept, logged, and the currency only while nothing was sold in it."""

from __future__ import annotations

import pytest

from services.booking_bot.domain.errors import InvalidName, NotAllowed
from services.booking_bot.domain.errors_setup import CurrencySettled, InvalidCurrency, InvalidLink
from services.booking_bot.use_cases.business import ChangeBusiness, MayChangeCurrency, SetCurrency
from services.booking_bot.use_cases.settings import EnvironmentSettings, ReadSettings
from tests.support.salon import ALICE, OWNER, SECOND_ADMIN, Salon, at


async def test_name_link_and_language_are_kept_over_a_restart_and_stand_in_the_log(salon: Salon) -> None:
    change = ChangeBusiness(salon.storage, salon.clock)
    await change(by=OWNER, name="  Ножницы ", link="vk.com/salon")
    await change(by=OWNER, locale="en", link="https://vk.com/salon")

    settings = await salon.apply(EnvironmentSettings("Salon", "UTC", "ru", (OWNER, SECOND_ADMIN)))

    assert (settings.name, settings.link, settings.locale) == ("Ножницы", "https://vk.com/salon", "en")
    async with salon.storage.reading() as tables:
        log = await tables.audit.page(limit=3)
    assert [(entry.subject, entry.before, entry.after) for entry in log] == [
        ("locale", "ru", "en"),
        ("link", "", "https://vk.com/salon"),
        ("name", "Salon", "Ножницы"),
    ]


async def test_what_is_wrong_changes_nothing(salon: Salon) -> None:
    change = ChangeBusiness(salon.storage, salon.clock)
    with pytest.raises(InvalidLink):
        await change(by=OWNER, name="Other", link="no link")
    with pytest.raises(InvalidName):
        await change(by=OWNER, name="x" * 101)
    with pytest.raises(NotAllowed):
        await change(by=ALICE, name="Mine")

    assert (await ReadSettings(salon.storage)()).name == "Salon"


async def test_currency_stays_once_there_is_a_booking(salon: Salon) -> None:
    set_currency, may_change = SetCurrency(salon.storage, salon.clock), MayChangeCurrency(salon.storage)
    assert (await set_currency("KZT", by=OWNER)).currency == "KZT"
    assert await may_change(by=OWNER)
    with pytest.raises(InvalidCurrency):
        await set_currency("tenge", by=OWNER)
    await salon.book(at("12:00"))

    assert not await may_change(by=OWNER)
    with pytest.raises(CurrencySettled):
        await set_currency("RUB", by=OWNER)
    assert (await set_currency("KZT", by=OWNER)).currency == "KZT"
    with pytest.raises(NotAllowed):
        await may_change(by=ALICE)
