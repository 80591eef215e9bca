"""Payments to look at, and the quarantine of those that did not match."""

from __future__ import annotations

from flask import Blueprint, Response, g, request

from services.master_bot.api import requests
from services.master_bot.api.access import Access
from services.master_bot.api.models import PaymentReport, Resolution, SettlementAnswer
from services.master_bot.api.shown import show_quarantined
from services.master_bot.storage import audit, quarantine
from services.master_bot.use_cases.refusals import NotFound
from services.master_bot.use_cases.settle import settle
from services.shared.postgres.pool import transaction


def make_blueprint(access: Access) -> Blueprint:
    blueprint, context = Blueprint("payments", __name__), access.context

    @blueprint.post("/payments")
    @access.needs("money")
    def post_payment() -> Response:
        report = requests.body(PaymentReport)
        outcome = settle(context, report.payment_id)
        return requests.answer(SettlementAnswer.model_validate({"outcome": outcome.value}))

    @blueprint.get("/quarantine")
    @access.needs("read")
    def list_quarantine() -> Response:
        limit = requests.limit()
        with transaction(context.pool) as tx:
            found = quarantine.page(tx, state=request.args.get("state"), after=requests.number_cursor(), limit=limit)
        return requests.page([show_quarantined(row) for row in found], found[-1].id if len(found) == limit else None)

    @blueprint.post("/quarantine/<int:quarantine_id>/resolve")
    @access.needs("money")
    def post_resolve(quarantine_id: int) -> Response:
        word, now = requests.body(Resolution).resolution, context.clock()
        with transaction(context.pool) as tx:
            row = quarantine.resolve(tx, quarantine_id, word, now=now)
            if row is None:
                raise NotFound("there is no such quarantined payment")
            audit.add(tx, g.caller.name, "quarantine.resolve", row.payment_id, {"resolution": word}, now=now)
        return requests.answer(show_quarantined(row))

    return blueprint
