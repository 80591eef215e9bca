"""What the master API takes and gives, as values. Money is ``Decimal`` in the plan's currency, times are aware UTC."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any, Generic, TypeVar

from services.shared.runtime.secret import Secret

Item = TypeVar("Item")
Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Page(Generic[Item]):
    """One piece of a list; ``next_cursor`` asks for the following one, None means that this was the last."""

    items: tuple[Item, ...]
    next_cursor: str | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """``title`` and ``description`` by language; a period is ``months`` calendar months and ``days`` days."""

    code: str
    title: Mapping[str, str]
    description: Mapping[str, str]
    price: Decimal
    currency: str
    months: int
    days: int
    is_trial: bool
    limits: Json = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class OrderRequest:
    """A new subscription (``bot_token``) or a renewal (``client_id``): exactly one of the two is given.

    ``autopay_consent``: the version of the text by which the buyer has agreed to ``autopay``.
    """

    plan: str
    owner_telegram_id: int
    business_name: str
    bot_token: Secret | None = None
    client_id: str | None = None
    email: str | None = None
    promo_code: str | None = None
    autopay: bool = False
    autopay_consent: str | None = None
    method: str = "yookassa"
    locale: str = "ru"
    timezone: str = "Europe/Moscow"

    def as_json(self) -> dict[str, Any]:
        """The request's body; what was not given is left out."""
        return _without_none(
            plan=self.plan,
            owner_telegram_id=self.owner_telegram_id,
            business_name=self.business_name,
            bot_token=self.bot_token and self.bot_token.reveal(),
            client_id=self.client_id,
            email=self.email,
            promo_code=self.promo_code,
            autopay=self.autopay or None,
            autopay_consent=self.autopay_consent,
            method=None if self.method == "yookassa" else self.method,
            locale=self.locale,
            timezone=self.timezone,
        )


@dataclass(frozen=True, slots=True)
class Order:
    """``state``: preparing, pending, settled, canceled, expired, refused, refunded.

    ``confirmation_url`` is where the buyer pays; it is absent when nothing is to pay and while ``preparing``.
    ``credit``: what is left of the old plan at a change of plan, taken off already; ``extra_days``: by the promo code;
    ``automatic``: a charge of a saved method, which nobody has to pay by hand.
    ``method``: yookassa, bank (by invoice); ``bank_invoice_offered``: whether it may be paid so instead.
    ``pay_url`` leads there too, and may be sent by any channel; it is absent where the platform has no public address.
    """

    order_id: str
    state: str
    plan: str
    amount: Decimal
    currency: str
    bot_username: str
    owner_telegram_id: int
    business_name: str
    created_at: datetime
    confirmation_url: str | None = None
    credit: Decimal = Decimal(0)
    promo_code: str | None = None
    extra_days: int = 0
    automatic: bool = False
    method: str = "yookassa"
    invoice_number: str | None = None
    bank_invoice_offered: bool = False
    pay_url: str | None = None
    client_id: str | None = None
    settled_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class NewPromoCode:
    """``kind``: percent, sum, days; ``uses_limit``: None for as many as come."""

    code: str
    kind: str
    value: Decimal
    uses_limit: int | None = None
    owner_limit: int = 1
    expires_at: datetime | None = None

    def as_json(self) -> dict[str, Any]:
        return _without_none(
            code=self.code,
            kind=self.kind,
            value=str(self.value),
            uses_limit=self.uses_limit,
            owner_limit=self.owner_limit,
            expires_at=self.expires_at and self.expires_at.isoformat(),
        )


@dataclass(frozen=True, slots=True)
class PromoCode:
    """``kind``: percent, sum, days, referral; ``uses``: by orders that are open or settled."""

    code: str
    kind: str
    value: Decimal
    uses: int
    owner_limit: int
    created_at: datetime
    uses_limit: int | None = None
    expires_at: datetime | None = None
    referrer: int | None = None
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class NewClient:
    """A client that is registered without a payment. Without ``client_id`` the next free one is taken."""

    bot_token: Secret
    admin_ids: tuple[int, ...]
    business_name: str | None = None
    client_id: str | None = None
    owner_telegram_id: int | None = None
    plan: str | None = None
    locale: str | None = None
    timezone: str | None = None

    def as_json(self) -> dict[str, Any]:
        """The request's body; what was not given is left to the master."""
        return _without_none(
            bot_token=self.bot_token.reveal(),
            admin_ids=list(self.admin_ids),
            business_name=self.business_name,
            client_id=self.client_id,
            owner_telegram_id=self.owner_telegram_id,
            plan=self.plan,
            locale=self.locale,
            timezone=self.timezone,
        )


@dataclass(frozen=True, slots=True)
class Subscription:
    """``state``: trial, active, grace, read_only, suspended, ended."""

    plan: str
    state: str
    paid_until: datetime
    autopay: bool = False
    autopay_method: str | None = None


@dataclass(frozen=True, slots=True)
class Client:
    """``actual_state``: absent, starting, running, stopped, suspended, ill; ``image`` is what runs now."""

    client_id: str
    bot_username: str
    business_name: str
    owner_telegram_id: int
    timezone: str
    locale: str
    desired_state: str
    actual_state: str
    created_at: datetime
    image: str | None = None
    last_error: str | None = None
    subscription: Subscription | None = None


@dataclass(frozen=True, slots=True)
class DeploymentStep:
    """``name``: provision, migrate, render, run, watch, …; ``state``: started, done, failed."""

    attempt: int
    name: str
    state: str
    detail: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Deployment:
    """``action`` as in the address that asked for it; ``state``: queued, running, succeeded, recovered, failed."""

    deployment_id: int
    client_id: str
    action: str
    state: str
    created_at: datetime
    error: str | None = None
    log_tail: str | None = None
    started_at: datetime | None = None
    finished_at: datetime | None = None
    steps: tuple[DeploymentStep, ...] = ()

    @property
    def finished(self) -> bool:
        return self.state in {"succeeded", "recovered", "failed"}


@dataclass(frozen=True, slots=True)
class QuarantinedPayment:
    """A payment that did not match, for a human. ``state``: open, resolved."""

    id: int
    payment_id: str
    reason: str
    state: str
    created_at: datetime
    order_id: str | None = None
    facts: Json = field(default_factory=dict)
    resolution: str | None = None
    resolved_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Settlement:
    """``outcome``: settled, already, not_paid, quarantined."""

    outcome: str


@dataclass(frozen=True, slots=True)
class GivenBack:
    """``state`` and ``amount`` of the last refund of a payment; ``given_back``: of the payment, in all.

    ``state``: preparing, pending (it goes on by itself), succeeded, canceled, refused.
    """

    payment_id: str
    state: str
    amount: Decimal
    given_back: Decimal
    order_id: str | None = None
    client_id: str | None = None
    error: str | None = None
    paid_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """``kind``: payment, refund (``gross`` below zero), bank; ``fee`` and ``net``: None while the fee is not known."""

    id: str
    kind: str
    at: datetime
    booked_at: datetime
    gross: Decimal
    currency: str
    payment_id: str | None = None
    refund_id: str | None = None
    order_id: str | None = None
    client_id: str | None = None
    method: str | None = None
    fee: Decimal | None = None
    net: Decimal | None = None
    test: bool | None = None


@dataclass(frozen=True, slots=True)
class SeenOrder:
    """``state``: preparing, payable (at ``confirmation_url``), by_bank, expired, checking, paid, ready, refunded."""

    state: str
    amount: Decimal
    currency: str
    locale: str
    bot_username: str
    confirmation_url: str | None = None
    payment_id: str | None = None


@dataclass(frozen=True, slots=True)
class NewHere:
    """A payment (a refund: a negative ``amount``) that YooKassa has and that was not dealt with here before.

    ``outcome``: as of a report, or ``not_looked_at`` in a dry run.
    """

    payment_id: str
    amount: Decimal
    outcome: str
    order_id: str | None = None


@dataclass(frozen=True, slots=True)
class NotThere:
    """A payment that was settled here and that YooKassa does not show as paid."""

    payment_id: str
    client_id: str
    amount: Decimal
    why: str


@dataclass(frozen=True, slots=True)
class Sums:
    """Payments less refunds of a span of time: at YooKassa, and by the ledger."""

    currency: str
    there: Decimal
    here: Decimal


@dataclass(frozen=True, slots=True)
class Comparison:
    """``unfinished``: there is more, and the same question again goes on, and ends with the sums."""

    compared: int
    new_here: tuple[NewHere, ...]
    not_there: tuple[NotThere, ...]
    unfinished: bool
    sums: tuple[Sums, ...] = ()


@dataclass(frozen=True, slots=True)
class LogLines:
    lines: tuple[str, ...]


def _without_none(**values: object) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}
