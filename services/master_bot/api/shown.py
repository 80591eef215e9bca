"""Rows as the API shows them."""

from __future__ import annotations

from services.master_bot.api.models import (
    ClientAnswer,
    DeploymentAnswer,
    OrderAnswer,
    PlanAnswer,
    QuarantineAnswer,
    StepAnswer,
    SubscriptionAnswer,
)
from services.master_bot.domain.orders import Method
from services.master_bot.settings import Shop
from services.master_bot.storage import autopay, deployments, subscriptions
from services.master_bot.storage.clients import Client
from services.master_bot.storage.deployments import Deployment
from services.master_bot.storage.orders import Order
from services.master_bot.storage.plans import Plan
from services.master_bot.storage.quarantine import Quarantined
from services.master_bot.use_cases.issue_invoice import OPEN, can_switch
from services.shared.postgres.pool import Transaction


def show_plan(plan: Plan) -> PlanAnswer:
    return PlanAnswer.model_validate(plan)


def show_order(order: Order, shop: Shop) -> OrderAnswer:
    return OrderAnswer(
        order_id=str(order.id),
        state=order.state,
        plan=order.plan_code,
        amount=order.amount,
        currency=order.currency,
        credit=order.credit,
        promo_code=order.promo_code,
        extra_days=order.extra_days,
        automatic=order.payment_method_id is not None,
        method=order.method,
        invoice_number=order.invoice_number,
        bank_invoice_offered=shop.seller is not None and can_switch(order),
        confirmation_url=order.confirmation_url if order.state == "pending" else None,
        pay_url=shop.pay_at(order.id) if order.state in OPEN and order.method == Method.YOOKASSA else None,
        client_id=order.client_id,
        bot_username=order.bot_username,
        owner_telegram_id=order.owner_telegram_id,
        business_name=order.business_name,
        created_at=order.created_at,
        settled_at=order.settled_at,
    )


def show_client(tx: Transaction, client: Client) -> ClientAnswer:
    found = subscriptions.get(tx, client.id)
    subscription = None
    if found is not None:
        agreed = autopay.get(tx, client.id)
        subscription = SubscriptionAnswer(
            plan=found.plan_code,
            state=found.state,
            paid_until=found.paid_until,
            autopay=agreed is not None,
            autopay_method=None if agreed is None else agreed.method_title,
        )
    return ClientAnswer(
        client_id=client.id,
        bot_username=client.bot_username,
        business_name=client.business_name,
        owner_telegram_id=client.owner_telegram_id,
        timezone=client.timezone,
        locale=client.locale,
        desired_state=client.desired_state,
        actual_state=client.actual_state,
        image=client.image,
        last_error=client.last_error,
        subscription=subscription,
        created_at=client.created_at,
    )


def show_deployment(tx: Transaction, deployment: Deployment) -> DeploymentAnswer:
    return DeploymentAnswer(
        deployment_id=deployment.id,
        client_id=deployment.client_id,
        action=deployment.action,
        state=deployment.state,
        error=deployment.error,
        log_tail=deployment.log_tail,
        created_at=deployment.created_at,
        started_at=deployment.started_at,
        finished_at=deployment.finished_at,
        steps=[StepAnswer.model_validate(step) for step in deployments.steps(tx, deployment.id)],
    )


def show_quarantined(row: Quarantined) -> QuarantineAnswer:
    return QuarantineAnswer(
        id=row.id,
        payment_id=row.payment_id,
        order_id=str(row.order_id) if row.order_id else None,
        reason=row.reason,
        facts=row.facts,
        state=row.state,
        resolution=row.resolution,
        created_at=row.created_at,
        resolved_at=row.resolved_at,
    )
