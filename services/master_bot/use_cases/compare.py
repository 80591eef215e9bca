"""Hold YooKassa's lists against ours, both ways: what it has and we never heard of, what we have and it has not."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal

from services.master_bot.storage import alarms, payments, quarantine, refunds
from services.master_bot.storage.payments import SettledPayment
from services.master_bot.use_cases.balance import Money, Sums
from services.master_bot.use_cases.book_money import book_payment
from services.master_bot.use_cases.context import Context
from services.master_bot.use_cases.settle import settle
from services.master_bot.use_cases.tell_operators import tell_operators
from services.master_bot.use_cases.yookassa_payments import fetch
from services.shared.postgres.pool import Transaction, transaction
from services.shared.yookassa.models import Payment

NOT_LOOKED_AT = "not_looked_at"
MISSING = "missing_at_yookassa"
CLOCKS = timedelta(minutes=10)
"""How far two clocks may be apart; what was settled later than that ago is not held against YooKassa's list."""


@dataclass(frozen=True, slots=True)
class NewHere:
    """A payment, or a refund of one, that YooKassa has and that was not dealt with here. ``outcome``: as settle says,
    or ``not_looked_at`` in a dry run."""

    payment_id: str
    amount: Decimal
    order_id: str | None
    outcome: str


@dataclass(frozen=True, slots=True)
class NotThere:
    """A payment that was settled here and that YooKassa does not show as paid; ``why`` in a few words."""

    payment_id: str
    client_id: str
    amount: Decimal
    why: str


@dataclass(slots=True)
class Comparison:
    """``unfinished``: more was found than one comparison deals with; the same again goes on, and ends with the sums:
    one for each currency, of what both sides have dealt with."""

    compared: int = 0
    new_here: list[NewHere] = field(default_factory=list)
    not_there: list[NotThere] = field(default_factory=list)
    unfinished: bool = False
    sums: list[Sums] = field(default_factory=list)


def compare(
    context: Context, since: datetime, until: datetime, *, dry_run: bool = False, most: int | None = None
) -> Comparison:
    """Payments captured, and refunds made, from ``since`` to ``until``; at most ``most`` of those that are new here.

    What is new here is settled, as if its notification had come; what is missing there is told to the operators, once.
    A dry run only looks.

    Raises:
        YooKassaError, YooKassaIsAway: it was not finished; repeating it is harmless.
    """
    found, there = Comparison(), set[str]()
    money = Money(context)
    for payment in context.yookassa.payments(captured_after=since, captured_before=until, status="succeeded"):
        found.compared += 1
        there.add(payment.id)
        if _dealt_with(context, payment, dry_run=dry_run):
            money.came(payment)
            continue
        if _full(found, most):
            return found
        outcome = NOT_LOOKED_AT if dry_run else settle(context, payment.id).value
        found.new_here.append(NewHere(payment.id, payment.amount, payment.metadata.get("order_id"), outcome))
        if not dry_run:
            money.came(payment)
    if _add_refunds(context, found, money, since, until, dry_run=dry_run, most=most):
        _add_missing(context, found, there, since, until, dry_run=dry_run)
        found.sums = money.balance(since, until)
    return found


def _dealt_with(context: Context, payment: Payment, *, dry_run: bool) -> bool:
    """One that is, may have its fee to tell."""
    with transaction(context.pool) as tx:
        known = _known(tx, payment.id)
        if known and not dry_run:
            book_payment(tx, context, payment, None)
    return known


def _known(tx: Transaction, payment_id: str) -> bool:
    return payments.known(tx, payment_id) or quarantine.holds(tx, payment_id)


def _add_refunds(
    context: Context,
    found: Comparison,
    money: Money,
    since: datetime,
    until: datetime,
    *,
    dry_run: bool,
    most: int | None,
) -> bool:
    """Refunds of payments that are known here. False when there is no more room."""
    for refund in context.yookassa.refunds(created_after=since, status="succeeded"):
        if refund.created_at and refund.created_at > until:
            continue
        with transaction(context.pool) as tx:
            known, noted = _known(tx, refund.payment_id), refunds.known(tx, refund.id)
        if not known:
            continue
        if noted is None or noted.state != "succeeded":
            if _full(found, most):
                return False
            outcome = NOT_LOOKED_AT if dry_run else settle(context, refund.payment_id).value
            found.new_here.append(NewHere(refund.payment_id, -refund.amount, None, outcome))
            if dry_run:
                continue
        money.went(refund)
    return True


def _full(found: Comparison, most: int | None) -> bool:
    found.unfinished = most is not None and len(found.new_here) >= most
    return found.unfinished


def _add_missing(
    context: Context, found: Comparison, there: set[str], since: datetime, until: datetime, *, dry_run: bool
) -> None:
    with transaction(context.pool) as tx:
        ours = payments.settled_between(tx, since, min(until, context.clock() - CLOCKS))
    for settled in ours:
        why = None if settled.id in there else _why_missing(context, settled)
        if why is not None:
            found.not_there.append(NotThere(settled.id, settled.client_id, settled.amount, why))
            if not dry_run:
                _alarm(context, settled, why)


def _why_missing(context: Context, settled: SettledPayment) -> str | None:
    """None when YooKassa has it after all: captured before the bounds."""
    payment = fetch(context, settled.id)
    if payment is None:
        return "YooKassa has no such payment"
    if payment.status != "succeeded":
        return f"it is {payment.status} at YooKassa"
    return None if payment.amount == settled.amount else f"it is of {payment.amount} at YooKassa"


def _alarm(context: Context, settled: SettledPayment, why: str) -> None:
    facts = {"payment_id": settled.id, "client_id": settled.client_id, "amount": str(settled.amount), "why": why}
    with transaction(context.pool) as tx:
        if alarms.raise_once(tx, MISSING, settled.id, facts, now=context.clock()):
            tell_operators(tx, context, "operator_missing_payment", f"{MISSING}:{settled.id}", **facts)
