"""Payments to look at, and the quarantine of those that did not match."""

from __future__ import annotations

from datetime import datetime, timedelta

from flask import Blueprint, Response, g, request

from services.master_bot.api import requests
from services.master_bot.api.access import Access
from services.master_bot.api.models import (
    PaymentReport,
    ReconcileAnswer,
    ReconcileRequest,
    Resolution,
    SettlementAnswer,
)
from services.master_bot.api.shown import show_quarantined
from services.master_bot.storage import audit, quarantine
from services.master_bot.use_cases.compare import CLOCKS, compare
from services.master_bot.use_cases.reconcile import SWEPT_BACK
from services.master_bot.use_cases.refusals import Invalid, NotFound, YooKassaIsAway
from services.master_bot.use_cases.resolve_quarantine import resolve_quarantine
from services.master_bot.use_cases.settle import settle
from services.shared.postgres.pool import transaction
from services.shared.yookassa.errors import YooKassaError

BY_HAND = "operator"  # the event of a report that no notification brought
MOST_SETTLED = 25  # in one request, which has to end in time
LONGEST_COMPARED = timedelta(days=62)


def make_blueprint(access: Access) -> Blueprint:
    blueprint, context = Blueprint("payments", __name__), access.context

    @blueprint.post("/payments")
    @access.needs("money")
    def post_payment() -> Response:
        report = requests.body(PaymentReport)
        outcome = settle(context, report.payment_id)
        if report.event == BY_HAND:
            with transaction(context.pool) as tx:
                facts = {"outcome": outcome.value}
                audit.add(tx, g.caller.name, "payment.settle", report.payment_id, facts, now=context.clock())
        return requests.answer(SettlementAnswer.model_validate({"outcome": outcome.value}))

    @blueprint.get("/quarantine")
    @access.needs("read")
    def list_quarantine() -> Response:
        limit = requests.limit()
        with transaction(context.pool) as tx:
            found = quarantine.page(tx, state=request.args.get("state"), after=requests.number_cursor(), limit=limit)
        return requests.page([show_quarantined(row) for row in found], found[-1].id if len(found) == limit else None)

    @blueprint.get("/quarantine/<int:quarantine_id>")
    @access.needs("read")
    def get_quarantined(quarantine_id: int) -> Response:
        with transaction(context.pool) as tx:
            row = quarantine.get(tx, quarantine_id)
        if row is None:
            raise NotFound("there is no such quarantined payment")
        return requests.answer(show_quarantined(row))

    @blueprint.post("/quarantine/<int:quarantine_id>/resolve")
    @access.needs("money")
    def post_resolve(quarantine_id: int) -> Response:
        word = requests.body(Resolution).resolution
        return requests.answer(show_quarantined(resolve_quarantine(context, quarantine_id, word, who=g.caller.name)))

    @blueprint.post("/payments/reconcile")
    @access.needs("money")
    def post_reconcile() -> Response:
        asked = requests.body(ReconcileRequest)
        since, until = _bounds(asked, context.clock())
        try:
            found = compare(context, since, until, dry_run=asked.dry_run, most=MOST_SETTLED)
        except YooKassaError as error:
            raise YooKassaIsAway(f"it was not finished, and may be repeated: {error}") from None
        shown = ReconcileAnswer.model_validate(found)
        with transaction(context.pool) as tx:
            facts = {"from": since.isoformat(), "to": until.isoformat(), "dry_run": asked.dry_run}
            counted = {"new_here": len(shown.new_here), "not_there": len(shown.not_there)}
            audit.add(tx, g.caller.name, "payments.reconcile", "payments", facts | counted, now=context.clock())
        return requests.answer(shown)

    return blueprint


def _bounds(asked: ReconcileRequest, now: datetime) -> tuple[datetime, datetime]:
    until = asked.until or now + CLOCKS
    since = asked.since or until - SWEPT_BACK
    if not timedelta(0) < until - since <= LONGEST_COMPARED:
        raise Invalid(f"from, to: expected from before to, and at most {LONGEST_COMPARED.days} days between them")
    return since, until
