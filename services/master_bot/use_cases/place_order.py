"""Place an order: checked, written down with its idempotence key, and only then made known to YooKassa."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID

from psycopg.errors import UniqueViolation

from services.master_bot.consents import AUTOPAY_VERSION
from services.master_bot.domain.orders import Method, OrderState, dead, next_look
from services.master_bot.domain.promo import code_of
from services.master_bot.storage import clients, orders, plans
from services.master_bot.storage.orders import Order
from services.master_bot.storage.plans import Plan
from services.master_bot.use_cases.change_plan import credit_is_gone, with_credit
from services.master_bot.use_cases.check_bot import ask_telegram, require_free
from services.master_bot.use_cases.context import Context
from services.master_bot.use_cases.create_payment import create_payment
from services.master_bot.use_cases.fulfil import fulfil
from services.master_bot.use_cases.issue_invoice import add_bank_order, by_bank
from services.master_bot.use_cases.receipts import with_receipt
from services.master_bot.use_cases.refusals import (
    AutopayNotOffered,
    BotTokenInUse,
    ConsentOutdated,
    NotFound,
    UnknownPlan,
)
from services.master_bot.use_cases.renewal_price import plan_of_renewal
from services.master_bot.use_cases.settle import settle
from services.master_bot.use_cases.trials import require_trial
from services.master_bot.use_cases.use_promo_code import with_promo_code
from services.shared.postgres.pool import Transaction, transaction
from services.shared.runtime.secret import Secret
from services.shared.telegram.plain_api import BotAccount

CLOSED = frozenset({OrderState.CANCELED, OrderState.EXPIRED})


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the buyer asks for: a new client by its bot's token, or a longer subscription of ``client_id``.

    ``autopay_consent``: the version of the text that he was shown; None where whoever orders vouches for it.
    """

    plan: str
    owner_telegram_id: int
    business_name: str
    bot_token: Secret | None
    client_id: str | None
    email: str | None = field(repr=False)
    autopay: bool
    locale: str
    timezone: str
    promo_code: str | None = None
    autopay_consent: str | None = None
    method: str = Method.YOOKASSA


def place_order(context: Context, wanted: Wanted) -> Order:
    """The order, with an address to pay at unless there is nothing to pay or YooKassa has not answered yet.

    Asked a second time for the same thing while it is open, it gives the same order and payment.

    Raises:
        Refusal: one of ``use_cases.refusals``; nothing was written, or the order says why it was refused.
    """
    account = None if wanted.bot_token is None else ask_telegram(context, wanted.bot_token)
    order = _placed(context, wanted, account)
    if order.state in CLOSED:  # it was, and that has turned out just now
        order = _placed(context, wanted, account)
    return order


def _placed(context: Context, wanted: Wanted, account: BotAccount | None) -> Order:
    """A new order or the open one, as it is after YooKassa was asked about it where that has something new to say."""
    try:
        with transaction(context.pool) as tx:
            order = _write_down(tx, context, wanted, account)
    except UniqueViolation:
        raise BotTokenInUse("this bot is being bought by somebody at this moment: take another one") from None
    if order.state == OrderState.PREPARING:
        return create_payment(context, order)
    if order.state == OrderState.PENDING and dead(order.method, order.created_at, context.clock()):
        return _ended(context, order.id, order.payment_id)
    return order


def _ended(context: Context, order_id: UUID, payment_id: str | None) -> Order:
    """An open order whose link is dead: it was paid at the last moment, or another one takes its place."""
    if payment_id is not None:
        settle(context, payment_id)
    with transaction(context.pool) as tx:
        orders.move(tx, order_id, OrderState.EXPIRED)  # unless it was settled or canceled by what YooKassa said
        order = orders.get(tx, order_id)
    assert order is not None
    return order


def _write_down(tx: Transaction, context: Context, wanted: Wanted, account: BotAccount | None) -> Order:
    plan = plans.find(tx, wanted.plan)
    if wanted.autopay:
        _require_autopay(context, wanted.autopay_consent)
    if plan is None:
        raise UnknownPlan(f"there is no plan {wanted.plan[:40]!r} on sale")
    order = _renewal(tx, context, wanted, plan) if account is None else _purchase(tx, context, wanted, plan, account)
    if order.amount == 0 and order.state == OrderState.PREPARING:
        if order.autopay:
            nothing = "autopay: nothing is to pay, so there is no method to save: order without it"
            raise AutopayNotOffered(nothing, reason="nothing_to_pay")
        if plan.is_trial:
            require_trial(tx, context, order)
        fulfil(tx, context, order, None)
        settled = orders.get(tx, order.id)
        assert settled is not None
        return settled
    return order


def _require_autopay(context: Context, consent: str | None) -> None:
    if not context.autopay:
        raise AutopayNotOffered("autopay: this shop takes no automatic payments yet: order without it")
    if consent not in {None, AUTOPAY_VERSION}:
        raise ConsentOutdated("autopay_consent: the text has changed: show the present one and ask again")


def _purchase(tx: Transaction, context: Context, wanted: Wanted, plan: Plan, account: BotAccount) -> Order:
    assert wanted.bot_token is not None
    orders.one_at_a_time(tx, account.id)
    require_free(tx, account)
    present = orders.open_for_bot(tx, account.id)
    if present is not None:
        if present.owner_telegram_id == wanted.owner_telegram_id and _same(context, present, wanted):
            return present
        if present.owner_telegram_id != wanted.owner_telegram_id:
            raise BotTokenInUse(f"@{account.username} is being bought by somebody at this moment: take another bot")
        # The same buyer has changed their mind about the plan, or has got a promo code.
        orders.move(tx, present.id, OrderState.CANCELED, error="replaced by another order")
    order = _with_promo_code(tx, context, wanted, plan, _new_order(context, wanted, plan, account, None))
    return _added(tx, context, wanted, order, plan, context.cipher.encrypt(wanted.bot_token))


def _renewal(tx: Transaction, context: Context, wanted: Wanted, plan: Plan) -> Order:
    client = clients.get(tx, wanted.client_id or "")
    if client is None or client.gone or client.owner_telegram_id != wanted.owner_telegram_id:
        raise NotFound(f"there is no client {(wanted.client_id or '')[:40]!r} of this owner")
    orders.one_at_a_time(tx, client.bot_id)
    present = orders.open_for_client(tx, client.id, plan.code)
    if present is not None:
        orders.lock(tx, present.id)  # before its client, as settling does
        if _same(context, present, wanted) and not credit_is_gone(tx, present):
            return present
        orders.move(tx, present.id, OrderState.CANCELED, error="replaced by another order")
    clients.lock(tx, client.id)
    plan = plan_of_renewal(tx, client.id, plan, context.clock())
    order = _new_order(context, wanted, plan, BotAccount(client.bot_id, client.bot_username), client.id)
    order = replace(order, timezone=client.timezone)
    order = _with_promo_code(tx, context, wanted, plan, with_credit(tx, order, plan))
    return _added(tx, context, wanted, order, plan, None)


def _added(tx: Transaction, context: Context, wanted: Wanted, order: Order, plan: Plan, token: bytes | None) -> Order:
    if wanted.method != Method.BANK or order.amount == 0:
        order = with_receipt(tx, context.receipts, order, plan)
        orders.add(tx, order, token, next_look_at=_first_look(order))
        return order
    add_bank_order(tx, context, by_bank(order), plan, token)
    added = orders.get(tx, order.id)
    assert added is not None
    return added


def _same(context: Context, present: Order, wanted: Wanted) -> bool:
    """Whether the open order is what is asked for again; with consent to autopay, or to another text of
    it, it is another one."""
    code = None if wanted.promo_code is None else code_of(wanted.promo_code)
    asked = (wanted.plan, code, _consent(wanted), wanted.method)
    same = (present.plan_code, present.promo_code, present.autopay_consent, present.method) == asked
    return same and _same_receipt(context, present, wanted)


def _same_receipt(context: Context, present: Order, wanted: Wanted) -> bool:
    """A receipt that goes to another address is another request to YooKassa; so is one where there was none before."""
    if present.receipt is None:
        return context.receipts is None or present.amount == 0 or present.method == Method.BANK
    return wanted.email in {None, present.email}


def _with_promo_code(tx: Transaction, context: Context, wanted: Wanted, plan: Plan, order: Order) -> Order:
    return order if wanted.promo_code is None else with_promo_code(tx, context, order, wanted.promo_code, plan)


def _new_order(context: Context, wanted: Wanted, plan: Plan, account: BotAccount, client_id: str | None) -> Order:
    order_id = uuid.uuid4()
    return Order(
        id=order_id,
        plan_code=plan.code,
        plan_version=plan.version,
        client_id=client_id,
        bot_id=account.id,
        bot_username=account.username,
        owner_telegram_id=wanted.owner_telegram_id,
        business_name=wanted.business_name,
        timezone=wanted.timezone,
        locale=wanted.locale,
        email=wanted.email,
        autopay=wanted.autopay,
        amount=plan.price,
        currency=plan.currency,
        state=OrderState.PREPARING,
        payment_id=None,
        idempotence_key=str(uuid.uuid4()),
        confirmation_url=None,
        attempts=0,
        last_error=None,
        created_at=context.clock(),
        settled_at=None,
        autopay_consent=_consent(wanted),
    )


def _consent(wanted: Wanted) -> str | None:
    """The version of the text that is agreed to: no other one than the present is taken."""
    return AUTOPAY_VERSION if wanted.autopay else None


def _first_look(order: Order) -> datetime | None:
    return next_look(order.created_at, 0, order.created_at)
