"""From the last answer to the button to pay: the order summed up, promo codes, automatic renewal, the address for the
receipt, and a link that can be sent on."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from scripts.simulators.telegram.people import People, Person, Seen
from scripts.simulators.yookassa.threaded import ThreadedYooKassa
from services.master_bot.consents import AUTOPAY_TEXT, AUTOPAY_VERSION
from services.master_bot.domain.receipts import ReceiptRules
from services.master_bot.storage import autopay, promo_codes
from services.master_bot.storage.promo_codes import NewPromoCode
from services.master_bot.use_cases.context import Context
from services.master_bot.use_cases.settle import settle
from services.shared.postgres.pool import transaction
from tests.support.running_bots import Surroundings, sales_bot
from tests.support.sale import SHOP, Sale, chooses, comes_to_pay, names, sales_token

A_YEAR_AGO = datetime(2025, 11, 30, tzinfo=UTC)
RECEIPTS = {"receipts": ReceiptRules(vat_code=1)}


def give(context: Context, code: str, kind: str, value: str, **terms: Any) -> None:
    with transaction(context.pool) as tx:
        promo_codes.add(tx, NewPromoCode(code, kind, Decimal(value), **terms), who="test", now=A_YEAR_AGO)


def data_of(seen: Seen, words: str) -> str:
    """What the button with these words carries."""
    buttons = [button for row in seen.raw["reply_markup"]["inline_keyboard"] for button in row]
    return str(next(button["callback_data"] for button in buttons if words in button["text"]))


async def sums_up(sale: Sale, buyer: Person, name: str, plan: str = "Месяц") -> Seen:
    """A purchase as far as the summary."""
    token = await sale.people.bot(f"{name}_bot", name="Salon")
    await chooses(buyer, plan)
    await names(buyer, token, "Салон")
    return await buyer.sees("Ваш заказ")


async def tries_the_bot(sale: Sale, buyer: Person, name: str) -> None:
    """With the trial."""
    token = await sale.people.bot(f"{name}_bot", name="Salon")
    await buyer.taps("Пробный")
    await names(buyer, token, "Салон")
    await buyer.sees("заказ оформлен")


async def renews(buyer: Person, plan: str) -> None:
    await buyer.taps("Мои боты")
    await buyer.taps("Продлить")
    await buyer.sees("На какой срок")
    await buyer.taps(plan)
    await buyer.sees("Ваш заказ")


async def pays(sale: Sale, buyer: Person, yookassa: ThreadedYooKassa) -> None:
    payment = str(sale.orders(buyer)[-1].payment_id)
    yookassa.pay(payment)
    await asyncio.to_thread(settle, sale.context, payment)


async def test_promo_code_is_typed_refused_and_replaced_by_a_good_one(sale: Sale, anna: Person, name: str) -> None:
    give(sale.context, "SPRING", "percent", "20")
    give(sale.context, "LATE", "percent", "20", expires_at=A_YEAR_AGO)
    await sums_up(sale, anna, name)

    await anna.taps("Промокод")
    await anna.says("x" * 300)
    await anna.sees("Это не промокод")
    await anna.says("late")
    await anna.sees("Промокод: LATE, учту при оформлении")
    await anna.taps("Оформить заказ")
    await anna.sees("Этот промокод больше не действует.")
    assert "Промокод:" not in (await anna.sees("Ваш заказ")).text
    await anna.taps("Промокод")
    await anna.says("Spring")
    await comes_to_pay(anna)

    assert "🎟 Промокод SPRING учтён" in anna.last_message.text
    [order] = sale.orders(anna)
    assert (order.amount, order.promo_code, order.state) == (Decimal("792.00"), "SPRING", "pending")


async def test_link_brings_a_promo_code_that_outlives_the_trial(sale: Sale, anna: Person, name: str) -> None:
    give(sale.context, "GIFT", "days", "10")
    await anna.opens(SHOP, start="promo_x")
    await anna.sees("В этой ссылке нет промокода.")
    await anna.opens(SHOP, start="promo_gift")
    await anna.sees("Промокод GIFT записан")
    await tries_the_bot(sale, anna, name)
    await renews(anna, "Месяц")
    await anna.sees("Промокод: GIFT")
    await comes_to_pay(anna)

    assert "🎁 10 дней в подарок" in anna.last_message.text
    trial, monthly = sale.orders(anna)
    assert (trial.promo_code, monthly.promo_code, monthly.extra_days) == (None, "GIFT", 10)


async def test_owner_brings_another_by_a_link(sale: Sale, anna: Person, people: People, name: str) -> None:
    await anna.opens(SHOP)
    await tries_the_bot(sale, anna, name)
    await anna.taps("Мои боты")
    await anna.taps("Привести друга")
    shown = await anna.sees("получит 14 дней в подарок, и вы столько же")
    link = next(word for word in shown.text.split() if word.startswith("https://"))

    boris = people.person("Борис")
    await boris.follows(link)
    await boris.sees("записан: учту его")
    await boris.taps("Месяц")
    await names(boris, await people.bot(f"{name}2_bot", name="Barber"), "Барбер")
    await comes_to_pay(boris)

    assert "🎁 14 дней в подарок" in boris.last_message.text


async def test_automatic_renewal_is_agreed_to_by_a_tick_under_its_text(
    sale: Sale, anna: Person, name: str, yookassa: ThreadedYooKassa
) -> None:
    await sums_up(sale, anna, name)

    await anna.taps("☐ Продлевать автоматически")
    asked = await anna.sees(AUTOPAY_TEXT["ru"])
    await anna.taps_data(asked, "autopay_on:2020-01")
    await anna.sees("Текст об автопродлении с тех пор изменился.")
    await anna.taps("Согласен")
    await anna.taps("☑️ Продлевать автоматически")  # and takes it back
    await anna.taps("☐ Продлевать автоматически")
    agree = data_of(await anna.sees(AUTOPAY_TEXT["ru"]), "Согласен")
    await asyncio.gather(anna.taps_data(asked, agree), anna.taps_data(asked, agree))
    await anna.sees("Ваш заказ")
    assert "☑️ Продлевать автоматически" in anna.buttons
    await comes_to_pay(anna)
    await pays(sale, anna, yookassa)

    with transaction(sale.context.pool) as tx:
        consent = autopay.get(tx, "client_001")
    assert consent is not None
    assert (consent.consent_version, consent.price) == (AUTOPAY_VERSION, Decimal("990.00"))


async def test_order_that_costs_nothing_says_that_it_cannot_renew_by_itself(
    sale: Sale, anna: Person, name: str
) -> None:
    give(sale.context, "GIFT", "percent", "100")
    await sums_up(sale, anna, name)
    await anna.taps("☐ Продлевать автоматически")
    await anna.taps("Согласен")
    await anna.taps("Промокод")
    await anna.says("gift")
    await anna.sees("Промокод: GIFT")

    await anna.taps("Оформить заказ")
    await anna.sees("Сейчас платить нечего")
    assert "Промокод: GIFT" in (await anna.sees("Ваш заказ")).text
    await anna.taps("Оформить заказ")
    await anna.sees("заказ оформлен")

    assert [(order.state, order.autopay, order.promo_code) for order in sale.orders(anna)] == [
        ("settled", False, "GIFT")
    ]


@pytest.mark.parametrize("terms", [{"autopay": False}], indirect=True)
async def test_shop_without_automatic_renewal_offers_none(sale: Sale, anna: Person, name: str) -> None:
    summary = await sums_up(sale, anna, name)

    await anna.taps_data(summary, f"autopay_on:{AUTOPAY_VERSION}")
    await comes_to_pay(anna)

    assert [order.autopay for order in sale.orders(anna)] == [False]


@pytest.mark.parametrize("terms", [RECEIPTS], indirect=True)
async def test_address_for_the_receipt_is_asked_checked_and_kept_over_a_restart(
    people: People, around: Surroundings, context: Context, anna: Person, name: str
) -> None:
    sale = Sale(people, await sales_token(people), context)
    bot_token = await people.bot(f"{name}_bot", name="Salon")
    async with sales_bot(sale.token, around):
        await chooses(anna, "Месяц")
        await names(anna, bot_token, "Салон")
        await anna.sees("Куда прислать чек?")
        await anna.taps("Назад")
        await anna.sees("Как называется ваш бизнес?")
        await anna.says("Салон Анны")
        await anna.sees("Куда прислать чек?")
        await anna.says("ivan@")
        await anna.sees("Это не адрес почты.")
        await anna.says("ivan@example.com")
        await anna.sees("Чек: ivan@example.com")
    async with sales_bot(sale.token, around):
        await anna.taps("Другая почта")
        await anna.says("anna@example.com")
        await anna.sees("Чек: anna@example.com")
        await comes_to_pay(anna)

    assert [(order.email, order.business_name) for order in sale.orders(anna)] == [("anna@example.com", "Салон Анны")]


@pytest.mark.parametrize("terms", [RECEIPTS], indirect=True)
async def test_renewal_asks_for_an_address_only_where_the_master_has_none(sale: Sale, anna: Person, name: str) -> None:
    await anna.opens(SHOP)
    await tries_the_bot(sale, anna, name)
    await renews(anna, "Месяц")
    await anna.taps("Оформить заказ")
    await anna.sees("К оплате нужен чек, а вашей почты у меня пока нет.")
    await anna.sees("Куда прислать чек?")
    await anna.says("анна@example.com")  # looks like an address, and the master knows better
    await anna.taps("Оформить заказ")
    await anna.sees("Этот адрес почты не подошёл.")
    await anna.says("anna@example.com")
    await anna.sees("Чек: anna@example.com")
    await comes_to_pay(anna)
    await renews(anna, "Год")
    await comes_to_pay(anna)

    _, monthly, yearly = sale.orders(anna)
    assert [order.email for order in (monthly, yearly)] == ["anna@example.com", "anna@example.com"]


@pytest.mark.parametrize("terms", [{"public_url": "https://zapis.example"}], indirect=True)
async def test_link_to_pay_can_be_sent_on(sale: Sale, anna: Person, name: str) -> None:
    await sums_up(sale, anna, name)
    await comes_to_pay(anna)

    [order] = sale.orders(anna)
    link = f"https://zapis.example/pay/{order.id}"
    assert (await anna.taps("Оплатить")).url == link
    assert f"Ссылку можно переслать тому, кто платит:\n{link}" in anna.last_message.text


async def test_summary_orders_what_it_says_and_once(sale: Sale, anna: Person, name: str) -> None:
    older = await sums_up(sale, anna, name)
    order_older = data_of(older, "Оформить")
    await anna.taps("Тарифы")
    await anna.taps("Год")
    newer = await anna.sees("Тариф: Год")

    await anna.taps_data(older, order_older)
    await anna.sees("Тариф: Год")
    assert sale.orders(anna) == []

    order_newer = data_of(newer, "Оформить")
    await asyncio.gather(*(anna.taps_data(newer, order_newer) for _ in range(3)))
    await anna.sees("К оплате: 9 500 ₽")
    await anna.taps("Мои боты")
    await anna.sees("ещё не оплачен")  # all taps have been handled

    await anna.sees("К оплате: 9 500 ₽", anywhere=True)
    assert [(order.plan_code, order.state) for order in sale.orders(anna)] == [("yearly", "pending")]
