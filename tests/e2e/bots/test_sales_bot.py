from __future__ import annotations

import asyncio

import pytest
from flask import Flask

from scripts.servers.process import free_port
from scripts.simulators.telegram.people import People, Person
from scripts.simulators.yookassa.threaded import ThreadedYooKassa
from services.master_bot.storage import autopay
from services.master_bot.use_cases.context import Context
from services.master_bot.use_cases.create_payment import create_payment
from services.master_bot.use_cases.place_order import Wanted, place_order
from services.master_bot.use_cases.settle import settle
from services.shared.master_api.client import MasterApi
from services.shared.postgres.pool import transaction
from services.shared.runtime.secret import Secret
from tests.support.running_bots import API_TOKEN, Surroundings, sales_bot, served
from tests.support.sale import SHOP, Sale, chooses, comes_to_pay, sales_token
from tests.support.telegram_world import png


async def test_buyer_comes_to_the_payment_with_a_bot_made_by_telegram(sale: Sale, anna: Person, name: str) -> None:
    await anna.opens(SHOP)
    await anna.sees("Здравствуйте, Анна!")
    await anna.taps("Месяц — 990 ₽")
    await anna.creates_bot("Салон Анны", f"{name}_bot")
    await anna.sees("Как называется ваш бизнес?")
    await anna.taps("Салон Анны")
    await anna.sees(f"Бот: @{name}_bot")
    await anna.taps("Оформить заказ")
    await anna.sees("К оплате: 990 ₽")
    payment = await anna.taps("Оплатить 990 ₽")

    [order] = sale.orders(anna)
    assert payment.url == order.confirmation_url
    assert (order.state, order.plan_code, order.business_name) == ("pending", "monthly", "Салон Анны")
    assert (order.bot_username, order.locale) == (f"{name}_bot", "ru")


async def test_pasted_token_is_checked_and_taken_out_of_the_chat(sale: Sale, anna: Person, name: str) -> None:
    token = await sale.people.bot(f"{name}_bot", name="Salon")
    await chooses(anna, "Год")
    await anna.taps("У меня есть токен")
    await anna.sees("Пришлите мне токен")
    await anna.says(f"Use this token to access the HTTP API:\n{token}")
    await anna.sees("Как называется ваш бизнес?")
    await anna.says("Студия  «Лето»")
    await anna.taps("Оформить заказ")
    await anna.sees("К оплате: 9 500 ₽")

    assert token not in anna.conversation()
    assert [(order.plan_code, order.business_name) for order in sale.orders(anna)] == [("yearly", "Студия «Лето»")]


async def test_trial_needs_no_payment_and_is_given_once(sale: Sale, anna: Person, name: str) -> None:
    first, second = [await sale.people.bot(f"{name}{n}_bot", name="Salon") for n in (1, 2)]
    await chooses(anna, "Пробный")
    await anna.says(first)
    await anna.taps("Salon")
    await anna.sees("заказ оформлен")

    await chooses(anna, "Пробный")
    await anna.says(second)
    await anna.taps("Salon")
    await anna.sees("Пробный период даётся один раз")
    await anna.taps("Месяц")
    await comes_to_pay(anna)

    states = [(order.plan_code, order.state) for order in sale.orders(anna)]
    assert states == [("trial", "settled"), ("monthly", "pending")]


async def test_buyer_sees_that_the_payment_came(
    sale: Sale, anna: Person, name: str, yookassa: ThreadedYooKassa, context: Context
) -> None:
    token = await sale.people.bot(f"{name}_bot", name="Salon")
    await chooses(anna, "Месяц")
    await anna.says(token)
    await anna.says("Салон")
    await comes_to_pay(anna)
    [order] = sale.orders(anna)
    yookassa.pay(str(order.payment_id))

    await asyncio.to_thread(settle, context, str(order.payment_id))
    await anna.sees("заказ оформлен", within=10)  # the message changes by itself
    await anna.taps("Мои боты")
    await anna.sees(f"@{name}_bot")

    assert "Оплачен до" in anna.last_message.text
    assert f"🔄 Продлить @{name}_bot" in anna.buttons


async def test_automatic_renewal_is_switched_off_in_one_tap(
    sale: Sale, anna: Person, name: str, yookassa: ThreadedYooKassa, context: Context
) -> None:
    token = await sale.people.bot(f"{name}_bot", name="Salon")
    await anna.opens(SHOP)
    wanted = Wanted("monthly", anna.id, "Салон", Secret(token), None, None, True, "ru", "Europe/Moscow")
    order = await asyncio.to_thread(place_order, context, wanted)
    yookassa.pay(str(order.payment_id))
    await asyncio.to_thread(settle, context, str(order.payment_id))
    await anna.taps("Мои боты")
    await anna.sees("🔁 Продлевается сам, Bank card *4477")

    await anna.taps("Отключить автопродление")
    await anna.sees(f"✅ @{name}_bot больше не продлевается сам. Включить это снова можно при следующем продлении.")

    assert "Продлевается сам" not in anna.last_message.text
    with transaction(context.pool) as tx:
        assert autopay.get(tx, "client_001") is None


async def test_renewal_tapped_twice_is_one_order(sale: Sale, anna: Person, name: str) -> None:
    token = await sale.people.bot(f"{name}_bot", name="Salon")
    await chooses(anna, "Пробный")
    await anna.says(token)
    await anna.says("Салон")
    await anna.sees("заказ оформлен")
    await anna.taps("Мои боты")
    await anna.taps(f"Продлить @{name}_bot")
    offered = await anna.sees("На какой срок")
    data = offered.raw["reply_markup"]["inline_keyboard"][0][0]["callback_data"]

    await asyncio.gather(anna.taps_data(offered, data), anna.taps_data(offered, data))
    summary = await anna.sees("Ваш заказ")
    data = summary.raw["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    await asyncio.gather(anna.taps_data(summary, data), anna.taps_data(summary, data))
    await anna.sees("К оплате: 990 ₽")

    renewals = [order for order in sale.orders(anna) if order.plan_code == "monthly"]
    assert [(order.state, order.business_name) for order in renewals] == [("pending", "Салон")]


@pytest.mark.parametrize("words", ["0123:short", "hello", "/bots?"])
async def test_words_that_are_no_token_are_said_to_be_none(sale: Sale, anna: Person, words: str) -> None:
    await chooses(anna, "Месяц")
    await anna.sees("Ваш бот")
    await anna.says(words)
    await anna.sees("В этом сообщении нет токена")


async def test_revoked_token_is_refused_and_the_way_goes_on(sale: Sale, anna: Person, name: str) -> None:
    token = await sale.people.bot(f"{name}0_bot", name="Salon")
    await sale.people.call("POST", f"/sim/bots/{name}0_bot/revoke", {})
    await chooses(anna, "Месяц")
    await anna.says(token)
    await anna.sees("Telegram не принимает этот токен")
    await anna.creates_bot("Салон", f"{name}_bot")
    await anna.sees("Как называется ваш бизнес?")

    assert sale.orders(anna) == []


async def test_bot_of_another_client_is_refused_and_another_one_taken(
    sale: Sale, anna: Person, people: People, name: str
) -> None:
    token = await sale.people.bot(f"{name}_bot", name="Salon")
    boris = people.person("Борис")
    await chooses(boris, "Пробный")
    await boris.says(token)
    await boris.says("Барбер")
    await boris.sees("заказ оформлен")

    await chooses(anna, "Месяц")
    await anna.says(token)
    await anna.says("Салон")
    await anna.taps("Оформить заказ")
    await anna.sees("На этого бота уже есть заказ")
    await anna.creates_bot("Другой", f"{name}2_bot")
    await comes_to_pay(anna)  # plan and name were kept

    assert [(order.bot_username, order.business_name) for order in sale.orders(anna)] == [(f"{name}2_bot", "Салон")]


@pytest.mark.parametrize("business", ["a photo", "x" * 65, "/name", "bell\a"])
async def test_wrong_name_is_asked_again(sale: Sale, anna: Person, name: str, business: str) -> None:
    token = await sale.people.bot(f"{name}_bot", name="Salon")
    await chooses(anna, "Месяц")
    await anna.says(token)
    await anna.sees("Как называется ваш бизнес?")
    if business == "a photo":
        await anna.sends_photo(png())
    else:
        await anna.says(business)
    if business == "bell\a":  # this the master alone finds
        await anna.taps("Оформить заказ")
    await anna.sees("Пришлите название текстом, не длиннее 64 символов.")
    await anna.says("Салон")
    await comes_to_pay(anna)


async def test_dialog_survives_a_restart_of_the_bot(
    people: People, around: Surroundings, context: Context, anna: Person, name: str
) -> None:
    token = await sales_token(people)
    bot_token = await people.bot(f"{name}_bot", name="Salon")
    async with sales_bot(token, around):
        await chooses(anna, "Месяц")
        await anna.says(bot_token)
        await anna.sees("Как называется ваш бизнес?")

    await anna.says("Салон")
    async with sales_bot(token, around):
        await anna.sees("Ваш заказ")

    async with sales_bot(token, around):
        await comes_to_pay(anna)
        await anna.taps("Отменить заказ")
        await anna.sees("отменён")

    assert [order.state for order in Sale(people, token, context).orders(anna)] == ["canceled"]


async def test_master_that_is_away_is_said_and_the_order_is_placed_later(
    people: People, around: Surroundings, context: Context, master_app: Flask, anna: Person, name: str
) -> None:
    token = await sales_token(people)
    bot_token, port = await people.bot(f"{name}_bot", name="Salon"), free_port()
    elsewhere = Surroundings(around.telegram_url, around.redis_url, MasterApi(f"http://127.0.0.1:{port}", API_TOKEN))
    async with sales_bot(token, elsewhere):
        await anna.opens(SHOP, start="")
        await anna.sees("Наш сервис сейчас не отвечает")
        with served(master_app, port):
            await chooses(anna, "Месяц")
            await anna.says(bot_token)
            await anna.sees("Как называется ваш бизнес?")
        await anna.says("Салон")
        await anna.sees("Деньги не списаны, ваш выбор сохранён.")
        with served(master_app, port):
            await anna.taps("Попробовать снова")
            await anna.sees("Ваш заказ")
        await anna.taps("Оформить заказ")
        await anna.sees("Деньги не списаны, ваш выбор сохранён.")
        with served(master_app, port):
            await anna.taps("Попробовать снова")
            await anna.sees("К оплате: 990 ₽")

    assert [order.state for order in Sale(people, token, context).orders(anna)] == ["pending"]


async def test_order_that_is_still_prepared_becomes_payable_by_itself(
    sale: Sale, anna: Person, name: str, yookassa: ThreadedYooKassa, context: Context
) -> None:
    token = await sale.people.bot(f"{name}_bot", name="Salon")
    yookassa.fault("error_500", times=1)
    await chooses(anna, "Месяц")
    await anna.says(token)
    await anna.says("Салон")
    await anna.taps("Оформить заказ")
    await anna.sees("Секунду: готовлю оплату")
    [order] = sale.orders(anna)
    assert order.state == "preparing"

    await asyncio.to_thread(create_payment, context, order)  # the reconciler's part

    await anna.sees("К оплате: 990 ₽")


async def test_foreign_order_and_forged_buttons_show_nothing(
    sale: Sale, anna: Person, people: People, name: str
) -> None:
    token = await sale.people.bot(f"{name}_bot", name="Salon")
    await chooses(anna, "Месяц")
    await anna.says(token)
    await anna.says("Секретный салон")
    await comes_to_pay(anna)
    [order] = sale.orders(anna)
    mallory = people.person("Mallory", language="en")

    for data in (f"order:{order.id}", f"cancel:{order.id}", "order:../clients", "renew:client_001"):
        await mallory.opens(SHOP, start="")
        await mallory.taps_data(await mallory.sees("Plans"), data)
        await mallory.sees("There is no such order any more.")
    await mallory.taps_data(mallory.last_message, "nonsense:" + "x" * 40)
    await mallory.sees("I did not understand that.")

    assert "Секретный" not in mallory.conversation()
    assert [order.state for order in sale.orders(anna)] == ["pending"]
