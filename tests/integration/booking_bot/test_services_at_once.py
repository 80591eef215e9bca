"""Two admins change services at the same time: what each of them said stands."""

from __future__ import annotations

import asyncio

from services.booking_bot.domain.errors_setup import ServiceNameTaken
from services.booking_bot.domain.services import Service
from services.booking_bot.use_cases.services import GetService, SetServiceRules
from tests.support.salon import OWNER, SECOND_ADMIN, Salon

ROUNDS = 8


async def test_changes_of_one_service_at_once_are_all_kept(salon: Salon) -> None:
    haircut = salon.haircut.id
    rules = SetServiceRules(salon.storage)
    for number in range(1, ROUNDS + 1):
        hidden = bool(number % 2)
        hide_or_show = salon.hide_service if hidden else salon.show_service

        await asyncio.gather(
            salon.edit_service(haircut, by=OWNER, name=f"Стрижка {number}"),
            salon.edit_service(haircut, by=SECOND_ADMIN, price=number * 100),
            rules(haircut, {"buffer_after": number}, by=OWNER),
            hide_or_show(haircut, by=SECOND_ADMIN),
        )

        kept = await GetService(salon.storage)(haircut)
        assert (kept.name, kept.price, kept.buffer_after, kept.hidden) == (
            f"Стрижка {number}",
            number * 100,
            number,
            hidden,
        )


async def test_name_added_twice_at_once_is_one_service(salon: Salon) -> None:
    for number in range(ROUNDS):
        name = f"Маникюр {number}"
        outcomes = await asyncio.gather(
            *(salon.add_service(by=admin, name=name, minutes=60, price=0) for admin in (OWNER, SECOND_ADMIN)),
            return_exceptions=True,
        )

        assert sorted(type(outcome).__name__ for outcome in outcomes) == [Service.__name__, ServiceNameTaken.__name__]
