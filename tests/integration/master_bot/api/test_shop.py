"""What whoever sells must know of the shop before asking a buyer."""

from __future__ import annotations

from dataclasses import replace

from services.master_bot.api.app import create_app
from services.master_bot.api.wsgi import connect_redis
from services.master_bot.consents import AUTOPAY_TEXT, AUTOPAY_VERSION
from services.master_bot.domain.receipts import ReceiptRules
from services.shared.runtime.secret import Secret
from tests.support.master_api import API_TOKEN, Call
from tests.support.money import Money

CONSENT = {"version": AUTOPAY_VERSION, "text": AUTOPAY_TEXT}


def test_shop_says_what_a_buyer_is_asked(call: Call) -> None:
    assert call("GET", "/shop").get_json() == {"autopay": True, "consent": CONSENT, "email_required": False}


def test_shop_that_makes_receipts_needs_an_email(money: Money) -> None:
    context = replace(money.context, autopay=False, receipts=ReceiptRules(vat_code=1))
    client = create_app(context, API_TOKEN, connect_redis(Secret("redis://127.0.0.1:1/0"))).test_client()

    shop = client.get("/api/v1/shop", headers={"Authorization": f"Bearer {API_TOKEN.reveal()}"})

    assert shop.get_json() == {"autopay": False, "consent": CONSENT, "email_required": True}
