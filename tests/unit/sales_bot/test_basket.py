from __future__ import annotations

from dataclasses import replace

from aiogram.fsm.context import FSMContext
from aiogram.fsm.storage.base import StorageKey
from aiogram.fsm.storage.memory import MemoryStorage

from services.sales_bot.basket import Basket, ChosenBot, Purchase, keep_basket, read_basket

BOT = ChosenBot(7, "salon_bot", "Salon", sealed_token="sealed once")
FULL = Basket("monthly", BOT, "Salon", seed="s")


async def test_update_that_is_handled_again_leads_to_the_same_order() -> None:
    dialog = FSMContext(MemoryStorage(), StorageKey(1, 42, 42))
    await keep_basket(dialog, Basket("monthly", BOT), Purchase.name)

    first, again = [(await read_basket(dialog)).changed(business_name="Salon") for _ in range(2)]

    assert first.attempt == again.attempt
    assert first.changed(bot=replace(BOT, sealed_token="sealed anew")).attempt == first.attempt


def test_other_things_are_another_order() -> None:
    others = [
        FULL.changed(plan="yearly"),
        FULL.changed(bot=replace(BOT, id=8)),
        FULL.changed(business_name="Studio"),
        FULL.changed(client_id="client_001"),
    ]

    assert len({basket.attempt for basket in [FULL, *others]}) == 5


def test_same_things_in_another_purchase_are_another_order() -> None:
    first, second = Basket("monthly", BOT, "Salon"), Basket("monthly", BOT, "Salon")

    assert len({first.attempt, second.attempt, first.refused().attempt}) == 3
