"""The ledger, and money that goes back by its payment's id."""

from __future__ import annotations

from flask import Blueprint, Response, g

from services.master_bot.api import requests
from services.master_bot.api.access import Access
from services.master_bot.api.ledger_models import LedgerEntryAnswer, RefundAnswer, RefundRequest
from services.master_bot.storage import ledger
from services.master_bot.storage.ledger import Booked
from services.master_bot.use_cases.refund_settled import GivenBack, refund_by_payment
from services.shared.postgres.pool import transaction


def make_blueprint(access: Access) -> Blueprint:
    blueprint, context = Blueprint("ledger", __name__), access.context

    @blueprint.get("/ledger")
    @access.needs("read")
    def list_ledger() -> Response:
        limit, after = requests.limit(), requests.moment_cursor()
        since, until = requests.moment_or_none("from"), requests.moment_or_none("to")
        with transaction(context.pool) as tx:
            found = ledger.page(tx, since=since, until=until, after=after, limit=limit)
        last = [found[-1].at.isoformat(), found[-1].id] if len(found) == limit else None
        return requests.page([_shown(entry) for entry in found], last)

    @blueprint.post("/payments/<payment_id>/refund")
    @access.needs("money")
    def post_payment_refund(payment_id: str) -> Response:
        amount = requests.body_or_default(RefundRequest).amount
        return requests.answer(_told(refund_by_payment(context, payment_id, amount=amount, who=g.caller.name)))

    return blueprint


def _shown(entry: Booked) -> LedgerEntryAnswer:
    return LedgerEntryAnswer.model_validate(
        {name: getattr(entry, name) for name in LedgerEntryAnswer.model_fields}
        | {"order_id": str(entry.order_id) if entry.order_id else None}
    )


def _told(done: GivenBack) -> RefundAnswer:
    assert done.last is not None, "a refund was asked for"
    return RefundAnswer(
        payment_id=done.payment_id,
        order_id=str(done.order_id) if done.order_id else None,
        client_id=done.client_id,
        state=done.last.state,
        amount=done.last.amount,
        error=done.last.last_error,
        given_back=done.given_back,
        paid_until=done.paid_until,
    )
