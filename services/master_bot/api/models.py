"""What the API takes and gives. The same models check requests and make the OpenAPI description."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any, Literal, Self
from zoneinfo import available_timezones

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    PlainSerializer,
    SecretStr,
    model_validator,
)

from services.master_bot.domain.emails import checked_email
from services.shared.runtime.client_id import parse_client_id

Money = Annotated[Decimal, PlainSerializer(lambda value: f"{value:.2f}", return_type=str)]
TelegramId = Annotated[int, Field(gt=0, lt=2**53)]


def one_line(text: str) -> str:
    if any(ord(character) < 32 or 127 <= ord(character) < 160 or character in "\u2028\u2029" for character in text):
        raise ValueError("must be one line without control characters")
    return text.strip()


def _zone(name: str) -> str:
    if name not in available_timezones():
        raise ValueError("must be the name of a time zone, as in Europe/Moscow")
    return name


BusinessName = Annotated[str, AfterValidator(one_line), Field(min_length=1, max_length=64)]
Zone = Annotated[str, AfterValidator(_zone)]
Email = Annotated[str, Field(max_length=320), AfterValidator(checked_email)]
Locale = Literal["ru", "en"]
ClientId = Annotated[str, AfterValidator(parse_client_id)]


class Request(BaseModel):
    """A body; a field that nobody knows is an error."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


class OrderRequest(Request):
    plan: str = Field(max_length=40)
    owner_telegram_id: TelegramId
    business_name: BusinessName
    bot_token: SecretStr | None = None
    client_id: ClientId | None = None
    email: Email | None = None
    promo_code: str | None = Field(default=None, max_length=40)
    autopay: bool = False
    autopay_consent: str | None = Field(default=None, max_length=40)
    method: Literal["yookassa", "bank"] = "yookassa"
    locale: Locale = "ru"
    timezone: Zone = "Europe/Moscow"

    @model_validator(mode="after")
    def _one_of_two(self) -> Self:
        if (self.bot_token is None) == (self.client_id is None):
            raise ValueError("give either bot_token (a new client) or client_id (a renewal)")
        return self


class PaymentReport(Request):
    payment_id: str = Field(min_length=1, max_length=64, pattern=r"^[0-9A-Za-z-]+$")
    event: str = Field(max_length=64)


class NewClientRequest(Request):
    bot_token: SecretStr
    admin_ids: list[TelegramId] = Field(min_length=1, max_length=50)
    business_name: BusinessName | None = None
    client_id: ClientId | None = None
    owner_telegram_id: TelegramId | None = None
    plan: str | None = Field(default=None, max_length=40)
    locale: Locale | None = None
    timezone: Zone | None = None


class ClientChanges(Request):
    business_name: BusinessName | None = None
    timezone: Zone | None = None
    locale: Locale | None = None
    admin_ids: list[TelegramId] | None = Field(default=None, min_length=1, max_length=50)
    bot_token: SecretStr | None = None


class SubscriptionChange(Request):
    days: int = Field(ge=1, le=3660)


class Resolution(Request):
    """``refund`` gives the money back, ``extend`` one more period; any other words only close it."""

    resolution: str = Field(min_length=1, max_length=500)


class ReconcileRequest(Request):
    """Bounds of the comparison, with a time zone; ``to``: default now, ``from``: default 26 hours before."""

    since: AwareDatetime | None = Field(default=None, alias="from")
    until: AwareDatetime | None = Field(default=None, alias="to")
    dry_run: bool = False


class Answer(BaseModel):
    model_config = ConfigDict(from_attributes=True)


class PlanAnswer(Answer):
    code: str
    title: dict[str, str]
    description: dict[str, str]
    price: Money
    currency: str
    months: int
    days: int
    is_trial: bool
    limits: dict[str, Any]


class OrderAnswer(Answer):
    order_id: str
    state: str
    plan: str
    amount: Money
    currency: str
    credit: Money
    promo_code: str | None
    extra_days: int
    automatic: bool
    method: Literal["yookassa", "bank"]
    invoice_number: str | None
    bank_invoice_offered: bool
    confirmation_url: str | None
    pay_url: str | None
    client_id: str | None
    bot_username: str
    owner_telegram_id: int
    business_name: str
    created_at: datetime
    settled_at: datetime | None


class SubscriptionAnswer(Answer):
    plan: str
    state: str
    paid_until: datetime
    autopay: bool
    autopay_method: str | None


class ClientAnswer(Answer):
    client_id: str
    bot_username: str
    business_name: str
    owner_telegram_id: int
    timezone: str
    locale: str
    desired_state: str
    actual_state: str
    image: str | None
    last_error: str | None
    subscription: SubscriptionAnswer | None
    created_at: datetime


class StepAnswer(Answer):
    attempt: int
    name: str
    state: str
    detail: str
    at: datetime


class DeploymentAnswer(Answer):
    deployment_id: int
    client_id: str
    action: str
    state: str
    error: str | None
    log_tail: str | None
    created_at: datetime
    started_at: datetime | None
    finished_at: datetime | None
    steps: list[StepAnswer]


class QuarantineAnswer(Answer):
    id: int
    payment_id: str
    order_id: str | None
    reason: str
    facts: dict[str, Any]
    state: str
    resolution: str | None
    created_at: datetime
    resolved_at: datetime | None


class AuditAnswer(Answer):
    id: int
    at: datetime
    who: str
    action: str
    target: str
    facts: dict[str, Any]


class SettlementAnswer(Answer):
    outcome: Literal["settled", "already", "not_paid", "quarantined"]


class ConsentAnswer(Answer):
    version: str
    text: dict[str, str]


class NewHereAnswer(Answer):
    payment_id: str
    amount: Money
    order_id: str | None
    outcome: str


class NotThereAnswer(Answer):
    payment_id: str
    client_id: str
    amount: Money
    why: str


class SumsAnswer(Answer):
    """Payments less refunds of the span, at YooKassa and in the ledger."""

    currency: str
    there: Money
    here: Money


class ReconcileAnswer(Answer):
    """``unfinished``: there is more; the same request again goes on, and ends with ``sums``."""

    compared: int
    new_here: list[NewHereAnswer]
    not_there: list[NotThereAnswer]
    unfinished: bool
    sums: list[SumsAnswer]


class PayAnswer(Answer):
    """What whoever has the link of an order may know. ``confirmation_url``: while it can be paid."""

    state: Literal["preparing", "payable", "by_bank", "expired", "checking", "paid", "ready", "refunded"]
    confirmation_url: str | None
    payment_id: str | None
    amount: Money
    currency: str
    locale: str
    bot_username: str


class LogAnswer(Answer):
    lines: list[str]


class Problem(BaseModel):
    """RFC 9457. ``reason``: which of several it is, as ``expired`` of a promo code."""

    type: str
    title: str
    status: int
    detail: str
    reason: str | None = None
    errors: list[dict[str, str]] = []
