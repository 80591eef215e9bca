"""Documents and bank invoices over HTTP: what owners get on paper, and what is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from scripts.simulators.telegram.server import ThreadedTelegramServer
from scripts.simulators.yookassa.threaded import ThreadedYooKassa
from services.master_bot.documents.page import day as date_in_words
from services.master_bot.storage import receipts
from services.master_bot.storage.orders import Order
from services.master_bot.storage.receipts import Expected
from services.master_bot.use_cases.context import Context
from services.master_bot.use_cases.refund import refund_order
from services.shared.postgres.pool import transaction
from tests.support.master_api import Body, Call
from tests.support.money import OWNER, Money, make_money, new_token
from tests.support.paper import SALON, SELLER, pages

REQUISITES = f"/owners/{OWNER}/requisites"
DOCUMENTS = "/clients/client_001/documents"


@pytest.fixture
def money(context: Context, yookassa: ThreadedYooKassa, telegram: ThreadedTelegramServer) -> Money:
    """A shop that issues documents."""
    made = make_money(context.pool, yookassa, telegram.url)
    made.context = replace(made.context, shop=replace(made.context.shop, seller=SELLER))
    return made


@pytest.fixture
def sold(money: Money) -> Order:
    order = money.paid_order()
    money.settle(order.payment_id)
    return order


def transfer(money: Money, **changes: Any) -> dict[str, Any]:
    day = SELLER.day_of(money.context.clock()).isoformat()
    return {"amount": "990.00", "paid_on": day, "reference": "п/п 7", **changes}


def told(response: TestResponse) -> tuple[int, str, str]:
    problem = response.get_json()
    return response.status_code, problem["type"].rpartition("/")[2], problem["detail"]


def test_link_of_an_order_by_bank_says_how_it_is_paid(
    call: Call, client: FlaskClient, new_order: Body, money: Money
) -> None:
    order = call("POST", "/orders", new_order(method="bank")).get_json()
    link = f"/api/v1/pay/{order['order_id']}"
    seen = client.get(link).get_json()
    money.reconcile(timedelta(days=14, minutes=1))

    states = seen["state"], client.get(link).get_json()["state"]

    assert (states, seen["confirmation_url"], seen["payment_id"]) == (("by_bank", "expired"), None, None)


def test_order_by_bank_is_paid_by_the_number_of_its_invoice(call: Call, new_order: Body, money: Money) -> None:
    order = call("POST", "/orders", new_order(method="bank")).get_json()
    number = order["invoice_number"]

    paid = call("POST", f"/orders/{number}/bank-payment", transfer(money)).get_json()
    listed = call("GET", DOCUMENTS).get_json()["items"]

    assert {name: order[name] for name in ("state", "method", "confirmation_url", "pay_url")} == {
        "state": "pending",
        "method": "bank",
        "confirmation_url": None,
        "pay_url": None,
    }
    assert (paid["state"], paid["client_id"]) == ("settled", "client_001")
    assert listed == [
        {
            "payment_id": f"bank:{order['order_id']}",
            "order_id": order["order_id"],
            "at": paid["settled_at"],
            "amount": "990.00",
            "given_back": "0.00",
            "currency": "RUB",
            "method": "bank",
            "state": "paid",
            "act": None,
            "invoice": {"number": number, "dated": transfer(money)["paid_on"]},
            "receipts": [],
        }
    ]
    refund = call("POST", f"/orders/{order['order_id']}/bank-refund", transfer(money, reference="п/п 8"))
    assert refund.get_json()["state"] == "refunded"
    assert call("GET", DOCUMENTS).get_json()["items"][0]["state"] == "refunded"


def test_open_order_tells_whether_an_invoice_is_offered(call: Call, new_order: Body) -> None:
    by_card = call("POST", "/orders", new_order()).get_json()
    by_bank = call("POST", f"/orders/{by_card['order_id']}/bank-invoice")

    assert (by_card["method"], by_card["bank_invoice_offered"]) == ("yookassa", True)
    assert (by_bank.status_code, by_bank.get_json()["bank_invoice_offered"]) == (201, False)


def test_act_is_the_same_however_often_it_is_asked_for(call: Call, money: Money, sold: Order) -> None:
    act = f"/payments/{sold.payment_id}/act.pdf"

    first = call("GET", act)
    money.clock.later = timedelta(days=40)
    again = call("GET", act)

    year = SELLER.day_of(money.context.clock() - timedelta(days=40)).year
    assert (first.content_type, first.data) == ("application/pdf", again.data)
    assert first.headers["Content-Disposition"] == f'inline; filename="act-{year}-00001.pdf"'
    (row,) = money.rows("SELECT period_from, period_until FROM payments")
    begins, ends = (f"{SELLER.day_of(at):%d.%m.%Y}" for at in (row["period_from"], row["period_until"]))
    (page,) = pages(first.data)
    assert f"Акт № {year}-00001 от " in page
    assert "Заказчик: Салон «Ландыш» № " in page
    assert f"для бота @{sold.bot_username}, тариф «Месяц», с {begins} по {ends} 1 усл. 990,00 990,00" in page


def test_acts_of_two_payments_have_two_numbers(call: Call, money: Money, sold: Order) -> None:
    renewal = money.paid_order(client_id="client_001")
    money.settle(renewal.payment_id)

    for order in (renewal, sold, renewal):
        call("GET", f"/payments/{order.payment_id}/act.pdf")

    numbers = {one["payment_id"]: one["act"]["number"][5:] for one in call("GET", DOCUMENTS).get_json()["items"]}
    assert numbers == {renewal.payment_id: "00001", sold.payment_id: "00002"}


def test_documents_take_requisites_once_there_are_some(call: Call, money: Money, sold: Order) -> None:
    act = f"/payments/{sold.payment_id}/act.pdf"
    before = pages(call("GET", act).data)[0]
    assert call("GET", REQUISITES).status_code == 404

    assert call("PUT", REQUISITES, SALON).get_json() == SALON
    named = pages(call("GET", act).data)[0]
    call("PUT", REQUISITES, {**SALON, "name": "ООО «Роза»"})
    later = pages(call("GET", act).data)[0]

    assert "Заказчик: Салон «Ландыш» №" in before
    assert "Заказчик: ООО «Ландыш», ИНН 7707083893, КПП 770701001 №" in named
    assert later == named
    assert call("GET", REQUISITES).get_json()["name"] == "ООО «Роза»"


def test_invoice_follows_requisites_until_it_is_paid(call: Call, money: Money) -> None:
    order = money.order(method="bank")
    invoice = f"/orders/{order.id}/invoice.pdf"
    call("PUT", REQUISITES, SALON)
    call("GET", invoice)
    call("PUT", REQUISITES, {**SALON, "name": "ООО «Роза»"})

    (to_pay,) = pages(call("GET", invoice).data)
    call("POST", f"/orders/{order.id}/bank-payment", transfer(money))
    call("PUT", REQUISITES, SALON)
    (paid,) = pages(call("GET", f"/orders/{order.invoice_number}/invoice.pdf").data)

    assert "Покупатель: ООО «Роза», ИНН 7707083893, КПП 770701001" in to_pay
    assert f"Оплата по счёту № {order.invoice_number} от " in to_pay
    assert "Покупатель: ООО «Роза», ИНН 7707083893, КПП 770701001" in paid
    assert "Оплачен " in paid
    assert "Назначение платежа" not in paid


def test_act_is_of_what_was_not_given_back(call: Call, money: Money, sold: Order) -> None:
    money.shop.refund(sold.payment_id or "", "100.00")
    money.settle(sold.payment_id)

    (page,) = pages(call("GET", f"/payments/{sold.payment_id}/act.pdf").data)

    assert "Итого: 890,00 ₽" in page
    (one,) = call("GET", DOCUMENTS).get_json()["items"]
    assert (one["state"], one["given_back"]) == ("refunded_in_part", "100.00")


def test_documents_show_receipts_with_their_numbers(call: Call, money: Money, sold: Order) -> None:
    now = money.context.clock()
    expected = Expected(str(sold.payment_id), "payment", str(sold.payment_id), sold.amount, "RUB")
    with transaction(money.context.pool) as tx:
        receipts.expect(tx, expected, now=now, look_at=None)
        tx.execute("UPDATE receipts SET state = 'succeeded', fiscal_document_number = '3986', receipt_id = 'rt-1'")

    [one] = call("GET", DOCUMENTS).get_json()["items"]

    [receipt] = one["receipts"]
    assert {name: receipt[name] for name in ("kind", "state", "receipt_id", "fiscal_document_number")} == {
        "kind": "payment",
        "state": "succeeded",
        "receipt_id": "rt-1",
        "fiscal_document_number": "3986",
    }


def test_documents_are_paged(call: Call, money: Money, sold: Order) -> None:
    for _ in range(2):
        renewal = money.paid_order(client_id="client_001")
        money.settle(renewal.payment_id)

    first = call("GET", f"{DOCUMENTS}?limit=2").get_json()
    second = call("GET", f"{DOCUMENTS}?limit=2&cursor={first['next_cursor']}").get_json()

    ids = [one["payment_id"] for one in [*first["items"], *second["items"]]]
    settled = money.rows("SELECT id FROM payments ORDER BY settled_at DESC")
    assert (ids, second["next_cursor"]) == ([row["id"] for row in settled], None)


def test_what_there_is_no_document_of_is_said(call: Call, money: Money, sold: Order) -> None:
    open_order = money.order(owner_telegram_id=OWNER + 1)
    refund_order(money.context, sold.id, who="api:olga")

    assert [
        told(call("GET", path))
        for path in (
            f"/payments/{sold.payment_id}/act.pdf",
            "/payments/nothing/act.pdf",
            f"/orders/{open_order.id}/invoice.pdf",
            "/orders/2026-99999/invoice.pdf",
            "/orders/x/invoice.pdf",
            "/clients/client_777/documents",
            f"{DOCUMENTS}?cursor=x",
        )
    ] == [
        (409, "not-possible-now", "all of this payment has gone back: there is nothing to make an act of"),
        (404, "not-found", "no such payment was settled here"),
        (409, "not-possible-now", "there is no invoice: the order is not paid, and is to be paid through YooKassa"),
        (404, "not-found", "there is no invoice 2026-99999"),
        (404, "not-found", "there is no such order"),
        (404, "not-found", "there is no client client_777"),
        (422, "validation", "cursor: give the next_cursor of the page before, unchanged"),
    ]
    assert money.rows("SELECT 1 FROM documents") == []


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        ({"name": ""}, "name: String should have at least 1 character"),
        ({"name": "x" * 161}, "name: String should have at most 160 characters"),
        ({"name": "a\nb"}, "name: must be one line without control characters"),
        ({"inn": "7707083894"}, "inn: its check digits do not fit: look for a slip of the pen"),
        ({"inn": "1"}, "inn: expected 10 digits (an organisation) or 12 (an entrepreneur)"),
        ({"inn": 7707083893}, "inn: Input should be a valid string"),
        ({"kpp": "77"}, "kpp: expected 9 characters, as 770101001"),
        ({"inn": "500100732259"}, "body: kpp: an entrepreneur (an INN of 12 digits) has none"),
        ({"colour": "red"}, "colour: Extra inputs are not permitted"),
    ],
)
def test_wrong_requisites_name_the_field(call: Call, changes: dict[str, Any], line: str) -> None:
    assert told(call("PUT", REQUISITES, {**SALON, **changes})) == (422, "validation", line)
    assert call("GET", REQUISITES).status_code == 404


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"amount": "0"}, "amount"),
        ({"amount": "-990.00"}, "amount"),
        ({"amount": "990.001"}, "amount"),
        ({"amount": "сто"}, "amount"),
        ({"amount": None}, "amount"),
        ({"paid_on": "30.11.2026"}, "paid_on"),
        ({"paid_on": "9999-99-99"}, "paid_on"),
        ({"reference": ""}, "reference"),
        ({"reference": "a\nb"}, "reference"),
        ({"reference": "x" * 101}, "reference"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_wrong_transfer_names_the_field(call: Call, money: Money, changes: dict[str, Any], field: str) -> None:
    for verb in ("bank-payment", "bank-refund"):
        status, kind, detail = told(call("POST", f"/orders/2026-00001/{verb}", transfer(money, **changes)))

        assert (status, kind, detail.partition(":")[0]) == (422, "validation", field)


def test_documents_need_the_right_scope(call: Call, token_with: Any, money: Money, sold: Order) -> None:
    read, deploy = token_with("read"), token_with("deploy")

    asked = [
        call("GET", f"/payments/{sold.payment_id}/act.pdf", token=deploy),
        call("GET", f"/orders/{sold.id}/invoice.pdf", token=deploy),
        call("GET", DOCUMENTS, token=deploy),
        call("PUT", REQUISITES, SALON, token=read),
        *(call("POST", f"/orders/{sold.id}/bank-{verb}", {}, token=read) for verb in ("invoice", "payment", "refund")),
    ]

    assert [response.status_code for response in asked] == [403] * len(asked)


def test_platform_without_a_seller_says_so_in_words(call: Call, money: Money, sold: Order) -> None:
    object.__setattr__(money.context.shop, "seller", None)

    line = "documents are not offered: this platform issues none"
    assert told(call("GET", f"/payments/{sold.payment_id}/act.pdf")) == (422, "documents-not-offered", line)
    assert told(call("GET", f"/orders/{sold.id}/invoice.pdf")) == (422, "documents-not-offered", line)
    assert call("GET", DOCUMENTS).get_json()["items"][0]["act"] is None


def test_invoice_is_paid_by_the_day_of_its_transfer(call: Call, money: Money) -> None:
    order = money.order(method="bank")
    day = SELLER.day_of(money.context.clock())
    money.clock.later = timedelta(days=3)
    call("POST", f"/orders/{order.id}/bank-payment", transfer(money, paid_on=day.isoformat()))

    (page,) = pages(call("GET", f"/orders/{order.id}/invoice.pdf").data)

    assert f"Оплачен {date_in_words(day)}" in page


def test_paid_order_of_a_card_has_an_invoice_that_asks_for_nothing(call: Call, money: Money, sold: Order) -> None:
    (page,) = pages(call("GET", f"/orders/{sold.id}/invoice.pdf").data)

    assert page.startswith(f"Счёт на оплату № {SELLER.day_of(money.context.clock()).year}-00001 от ")
    assert "Оплачен " in page
    assert money.order(owner_telegram_id=OWNER + 1, bot_token=new_token(), method="bank").invoice_number is not None
