"""An owner pays by bank invoice and gets documents in the chat; the operator says that the money has come."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import requests

from scripts.simulators.telegram.people import People, Person, Seen
from services.master_bot.bot.app import LOCALES
from services.master_bot.storage.outbox import claim
from services.master_bot.use_cases.confirm_bank_payment import Seen as Line
from services.master_bot.use_cases.confirm_bank_payment import confirm_bank_payment
from services.master_bot.use_cases.context import Context
from services.master_bot.views.messages import render_message
from services.shared.postgres.pool import transaction
from services.shared.runtime.translations import Translations
from tests.support.paper import SELLER, pages
from tests.support.running_bots import Surroundings, master_bot
from tests.support.sale import SHOP, Sale, chooses, comes_to_pay, names

OPERATORS_BOT = "zapis_master_bot"


@pytest.fixture
def context(context: Context) -> Context:
    """A shop that issues documents."""
    return replace(context, shop=replace(context.shop, seller=SELLER))


async def orders_by_invoice(sale: Sale, buyer: Person, name: str) -> Seen:
    token = await sale.people.bot(f"{name}_bot", name="Salon")
    await chooses(buyer, "Месяц")
    await names(buyer, token, "Салон")
    await buyer.sees("Ваш заказ")
    await comes_to_pay(buyer)
    await buyer.taps("Оплатить по счёту")
    return await buyer.sees("🧾 Счёт за")


async def pdf_of(around: Surroundings, message: Seen) -> str:
    """The text of the one page that the message brings."""
    address = around.telegram_url + message.raw["document"]["url"]
    response = await asyncio.to_thread(requests.get, address, timeout=10)
    (page,) = pages(response.content)
    return page


def confirm(sale: Sale, buyer: Person) -> None:
    order = sale.orders(buyer)[-1]
    today = SELLER.day_of(datetime.now(UTC))
    confirm_bank_payment(sale.context, order.id, Line(order.amount, today, "п/п 7"), who="test")


async def test_invoice_comes_at_once_with_what_happens_next(
    sale: Sale, around: Surroundings, anna: Person, name: str
) -> None:
    sent = await orders_by_invoice(sale, anna, name)

    replaced, order = sale.orders(anna)
    told = await anna.sees("к оплате", anywhere=True)
    assert (replaced.state, order.state, order.method) == ("canceled", "pending", "bank")
    assert f"Счёт {order.invoice_number}, к оплате: 990" in told.text
    assert "в течение 14 дней" in told.text
    assert f"Счёт на оплату № {order.invoice_number} от " in await pdf_of(around, sent)


async def test_documents_of_a_paid_bot_are_sent_as_files(
    sale: Sale, around: Surroundings, anna: Person, name: str
) -> None:
    await orders_by_invoice(sale, anna, name)
    confirm(sale, anna)
    await anna.taps("Мои боты")
    await anna.taps("Документы")
    await anna.sees("Оформлены на название бизнеса")

    await anna.taps("Указать реквизиты")
    await anna.says("что-нибудь")
    await anna.sees("Мне нужны название, ИНН")
    await anna.says("ООО Роза 7707083894")
    await anna.sees("В ИНН ошибка")
    await anna.says("ИП Роза, ИНН 500100732259, КПП 770701001")
    await anna.sees("КПП не бывает")
    await anna.says("ООО «Роза»\nИНН/КПП: 7707083893 / 770701001")
    listed = await anna.sees("Оформлены на: ООО «Роза», ИНН 7707083893")
    await anna.taps("📄 Акт")
    act = await pdf_of(around, await anna.sees("📄 Акт за"))

    assert "990\u00a0₽ · по счёту" in listed.text
    assert "Заказчик: ООО «Роза», ИНН 7707083893, КПП 770701001" in act
    await anna.taps("🧾 Счёт,")
    assert "Оплачен " in await pdf_of(around, await anna.sees("🧾 Счёт за"))


async def test_list_is_paged_by_five(sale: Sale, anna: Person, name: str) -> None:
    await orders_by_invoice(sale, anna, name)
    confirm(sale, anna)
    with transaction(sale.context.pool) as tx:
        tx.execute(
            "INSERT INTO orders (id, plan_code, plan_version, client_id, bot_id, bot_username, owner_telegram_id,"
            " business_name, timezone, locale, amount, currency, state, idempotence_key, created_at, settled_at)"
            " SELECT gen_random_uuid(), plan_code, plan_version, client_id, bot_id, bot_username, owner_telegram_id,"
            " business_name, timezone, locale, amount, currency, 'settled', n::text, created_at, settled_at"
            " FROM orders, generate_series(1, 5) n WHERE state = 'settled'"
        )
        tx.execute(
            "INSERT INTO payments (id, order_id, client_id, amount, currency, method, period_from, period_until,"
            " settled_at) SELECT 'old-' || idempotence_key, id, client_id, amount, currency, 'bank_card', settled_at,"
            " settled_at, settled_at - idempotence_key::integer * interval '1 month' FROM orders"
            " WHERE idempotence_key ~ '^[1-5]$'"
        )
    await anna.taps("Мои боты")

    await anna.taps("Документы")
    first = await anna.sees("Документы @")
    await anna.taps("Раньше")
    second = await anna.sees("Документы @")

    assert [page.text.count("990\u00a0₽") for page in (first, second)] == [5, 1]
    assert [button for button in anna.buttons if "▶️" in button or "◀️" in button] == ["◀️ Позже"]


async def test_second_bot_waits_for_the_first_invoice(sale: Sale, anna: Person, name: str) -> None:
    await orders_by_invoice(sale, anna, name)
    token = await sale.people.bot(f"{name}2_bot", name="Salon")
    await chooses(anna, "Месяц")
    await names(anna, token, "Салон")
    await anna.sees("Ваш заказ")
    await comes_to_pay(anna)

    await anna.taps("Оплатить по счёту")
    await anna.sees("У вас есть неоплаченный счёт за другого бота")
    await anna.taps("К заказу")
    await anna.sees("К оплате")


async def test_strangers_get_nothing(sale: Sale, people: People, anna: Person, name: str) -> None:
    await orders_by_invoice(sale, anna, name)
    confirm(sale, anna)
    order = sale.orders(anna)[-1]
    boris = people.person("Борис")

    for data in (
        f"docs:{order.client_id}:0",
        f"requisites:{order.client_id}",
        f"paper:act:{order.id}",
        f"paper:invoice:{order.id}",
        f"by_bank:{order.id}",
    ):
        await boris.opens(SHOP, start="")
        await boris.taps_data(await boris.sees("Тарифы"), data)
        await boris.sees("Такого заказа")

    assert sale.orders(boris) == []


async def test_shop_without_a_seller_shows_no_button(sale: Sale, anna: Person, name: str) -> None:
    object.__setattr__(sale.context.shop, "seller", None)
    token = await sale.people.bot(f"{name}_bot", name="Salon")
    await chooses(anna, "Месяц")
    await names(anna, token, "Салон")
    await anna.sees("Ваш заказ")

    await comes_to_pay(anna)

    assert [button for button in anna.buttons if "счёту" in button] == []


async def test_operator_confirms_by_a_button(
    sale: Sale, people: People, around: Surroundings, anna: Person, name: str
) -> None:
    await orders_by_invoice(sale, anna, name)
    order = sale.orders(anna)[-1]
    with transaction(sale.context.pool) as tx:
        told = claim(tx, now=datetime.now(UTC) + timedelta(seconds=1), lease=timedelta(minutes=1))
    assert told is not None
    screen = render_message(told.kind, told.facts, Translations(LOCALES)["ru"])
    [(button, data)] = screen.actions
    token = await people.bot(OPERATORS_BOT, name="Zapis")
    olga = await people.person("Ольга").arrives()

    async with master_bot(token, around, frozenset({olga.id})):
        await olga.opens(OPERATORS_BOT, start="")
        shown = await olga.sees("Клиент", anywhere=True)
        await olga.taps_data(shown, data)
        await olga.sees(f"Пришло 990.00 ₽ по счёту {order.invoice_number}")
        await olga.taps("Да, вся сумма")
        await olga.sees(f"Счёт {order.invoice_number} оплачен")

    assert (button, sale.orders(anna)[-1].state) == ("✅ Деньги пришли", "settled")
