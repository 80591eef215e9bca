from __future__ import annotations

from dataclasses import replace

from aiogram.fsm.context import FSMContext
from aiogram.fsm.storage.base import StorageKey
from aiogram.fsm.storage.memory import MemoryStorage

from services.sales_bot.basket import (
    Basket,
    ChosenBot,
    Purchase,
    keep_basket,
    keep_placed,
    read_basket,
    read_placed,
)

BOT = ChosenBot(7, "salon_bot", "Salon", sealed_token="sealed once")
FULL = Basket("monthly", BOT, "Salon", seed="s")


def a_dialog() -> FSMContext:
    return FSMContext(MemoryStorage(), StorageKey(1, 42, 42))


async def test_update_that_is_handled_again_leads_to_the_same_order() -> None:
    dialog = a_dialog()
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
        FULL.changed(email="anna@example.com"),
        FULL.changed(promo_code="SPRING"),
        FULL.changed(autopay_consent="2026-11"),
    ]

    assert len({basket.attempt for basket in [FULL, *others]}) == 8
    assert len({basket.mark for basket in [FULL, *others]}) == 8


def test_same_things_in_another_purchase_are_another_order() -> None:
    first, second = Basket("monthly", BOT, "Salon"), Basket("monthly", BOT, "Salon")

    assert len({first.attempt, second.attempt, first.refused().attempt}) == 3


async def test_basket_of_an_older_version_is_still_read() -> None:
    dialog = a_dialog()
    await dialog.update_data(basket={"plan": "monthly", "bot": None, "seed": "s", "of_another_version": 1})

    assert await read_basket(dialog) == Basket("monthly", seed="s")


async def test_summary_is_known_by_the_order_that_it_led_to() -> None:
    dialog = a_dialog()
    before = await read_placed(dialog, FULL.mark)
    await keep_placed(dialog, FULL, "order-1")

    assert (before, await read_placed(dialog, FULL.mark)) == (None, "order-1")
    assert await read_placed(dialog, FULL.changed(plan="yearly").mark) is None


def test_unused_promo_code_goes_over_to_the_next_purchase() -> None:
    left = FULL.changed(promo_code="SPRING", email="anna@example.com", autopay_consent="2026-11").anew()

    assert left == Basket(promo_code="SPRING", seed=left.seed)
    assert left.seed != FULL.seed
