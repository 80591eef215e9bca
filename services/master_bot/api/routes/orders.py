"""Plans and orders: what is sold, and who buys it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from flask import Blueprint, Response, g, jsonify

from services.master_bot.api import requests
from services.master_bot.api.access import Access
from services.master_bot.api.ledger_models import RefundRequest
from services.master_bot.api.models import OrderRequest, PayAnswer
from services.master_bot.api.shown import show_order, show_plan
from services.master_bot.storage import orders, plans
from services.master_bot.use_cases.cancel_order import cancel_order
from services.master_bot.use_cases.look_at_order import look_at_order
from services.master_bot.use_cases.place_order import Wanted, place_order
from services.master_bot.use_cases.refund import refund_order
from services.master_bot.use_cases.refusals import NotFound
from services.shared.postgres.pool import transaction
from services.shared.runtime.secret import Secret


def make_blueprint(access: Access) -> Blueprint:
    blueprint, context = Blueprint("orders", __name__), access.context

    @blueprint.get("/plans")
    @access.needs("read")
    def list_plans() -> Response:
        with transaction(context.pool) as tx:
            found = plans.on_sale(tx)
        return jsonify(items=[show_plan(plan).model_dump(mode="json") for plan in found], next_cursor=None)

    @blueprint.post("/orders")
    @access.needs("money", key_required=True)
    def post_order() -> Response:
        order = place_order(context, _wanted(requests.body(OrderRequest)))
        return requests.answer(show_order(order, context.shop), 201)

    @blueprint.get("/orders")
    @access.needs("read")
    def list_orders() -> Response:
        limit = requests.limit()
        with transaction(context.pool) as tx:
            found = orders.of_owner(tx, requests.number_or_none("owner_telegram_id"), before=_before(), limit=limit)
        last = [found[-1].created_at.isoformat(), str(found[-1].id)] if len(found) == limit else None
        return requests.page([show_order(order, context.shop) for order in found], last)

    @blueprint.get("/orders/<order_id>")
    @access.needs("read")
    def get_order(order_id: str) -> Response:
        with transaction(context.pool) as tx:
            order = orders.get(tx, requests.order_number(order_id))
        if order is None:
            raise NotFound("there is no such order")
        return requests.answer(show_order(order, context.shop))

    @blueprint.post("/orders/<order_id>/cancel")
    @access.needs("money")
    def post_cancel(order_id: str) -> Response:
        return requests.answer(show_order(cancel_order(context, requests.order_number(order_id)), context.shop))

    @blueprint.post("/orders/<order_id>/refund")
    @access.needs("money")
    def post_refund(order_id: str) -> Response:
        amount = requests.body_or_default(RefundRequest).amount
        order = refund_order(context, requests.order_number(order_id), amount=amount, who=g.caller.name)
        return requests.answer(show_order(order, context.shop))

    @blueprint.get("/pay/<order_id>")
    def get_pay(order_id: str) -> Response:
        """No token: whoever has the order's number, which nobody can guess, has been given its link."""
        return requests.answer(PayAnswer.model_validate(look_at_order(context, requests.order_number(order_id))))

    return blueprint


def _wanted(asked: OrderRequest) -> Wanted:
    token = asked.bot_token.get_secret_value().strip() if asked.bot_token else None
    return Wanted(
        plan=asked.plan,
        owner_telegram_id=asked.owner_telegram_id,
        business_name=asked.business_name,
        bot_token=Secret(token) if token is not None else None,
        client_id=asked.client_id,
        email=asked.email,
        promo_code=asked.promo_code or None,
        autopay=asked.autopay,
        autopay_consent=asked.autopay_consent,
        method=asked.method,
        locale=asked.locale,
        timezone=asked.timezone,
    )


def _before() -> tuple[datetime, UUID] | None:
    found = requests.moment_cursor()
    if found is None:
        return None
    try:
        return found[0], UUID(found[1])
    except ValueError:
        raise requests.wrong_cursor() from None
