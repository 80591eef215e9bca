"""What a buyer must be asked, and what is agreed to."""

from __future__ import annotations

from flask import Blueprint, Response

from services.master_bot.api import requests
from services.master_bot.api.access import Access
from services.master_bot.api.models import ConsentAnswer
from services.master_bot.api.shop_models import ShopAnswer
from services.master_bot.consents import AUTOPAY_TEXT, AUTOPAY_VERSION


def make_blueprint(access: Access) -> Blueprint:
    blueprint, context = Blueprint("shop", __name__), access.context
    consent = ConsentAnswer(version=AUTOPAY_VERSION, text=AUTOPAY_TEXT)

    @blueprint.get("/shop")
    @access.needs("read")
    def get_shop() -> Response:
        asked = context.receipts is not None
        return requests.answer(ShopAnswer(autopay=context.autopay, consent=consent, email_required=asked))

    @blueprint.get("/consents/autopay")
    @access.needs("read")
    def get_autopay_consent() -> Response:
        return requests.answer(consent)

    return blueprint
