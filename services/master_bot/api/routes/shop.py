"""What a buyer must be asked, what is agreed to, and the receipts of what was paid."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify

from services.master_bot.api import requests
from services.master_bot.api.access import Access
from services.master_bot.api.models import ConsentAnswer
from services.master_bot.api.shop_models import ReceiptAnswer, ShopAnswer
from services.master_bot.consents import AUTOPAY_TEXT, AUTOPAY_VERSION
from services.master_bot.storage import receipts
from services.shared.postgres.pool import transaction


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

    @blueprint.get("/payments/<payment_id>/receipts")
    @access.needs("read")
    def list_receipts(payment_id: str) -> Response:
        """Of a payment that nobody knows there are none."""
        with transaction(context.pool) as tx:
            found = receipts.of_payment(tx, payment_id)
        shown = [ReceiptAnswer.model_validate(receipt).model_dump(mode="json") for receipt in found]
        return jsonify(items=shown, next_cursor=None)

    return blueprint
