"""What the API takes and gives of documents and bank invoices."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, Field, model_validator

from services.master_bot.api.models import Answer, Money, OrderAnswer, Request, one_line
from services.master_bot.api.shop_models import ReceiptAnswer
from services.master_bot.domain.requisites import inn_problem, kpp_problem

LONGEST_NAME = 160


def _inn(typed: str) -> str:
    problem = inn_problem(typed)
    if problem is not None:
        raise ValueError(problem)
    return typed


def _kpp(typed: str) -> str:
    problem = kpp_problem(typed)
    if problem is not None:
        raise ValueError(problem)
    return typed


class RequisitesRequest(Request):
    """To whom documents are made out. A KPP belongs to an organisation (an INN of 10 digits)."""

    name: Annotated[str, Field(min_length=1, max_length=LONGEST_NAME), AfterValidator(one_line)]
    inn: Annotated[str, Field(max_length=12), AfterValidator(_inn)]
    kpp: Annotated[str, Field(max_length=9), AfterValidator(_kpp)] | None = None

    @model_validator(mode="after")
    def _kpp_of_an_organisation(self) -> Self:
        if self.kpp is not None and len(self.inn) == 12:
            raise ValueError("kpp: an entrepreneur (an INN of 12 digits) has none")
        return self


class RequisitesAnswer(Answer):
    name: str
    inn: str | None
    kpp: str | None


class BankPaymentRequest(Request):
    """A line of the bank's statement. ``reference``: of the bank's order, as "п/п 123"."""

    amount: Decimal = Field(gt=0, lt=10**10, decimal_places=2)
    paid_on: date
    reference: Annotated[str, Field(min_length=1, max_length=100), AfterValidator(one_line)]


class PaperAnswer(Answer):
    """A document that was made."""

    number: str
    dated: date


class DocumentsAnswer(Answer):
    """Of one payment. ``act`` and ``invoice``: null while nobody has asked for it.

    ``receipts``: of the payment and its refunds, with their fiscal data as far as YooKassa shows them; it has no link.
    """

    payment_id: str
    order_id: str
    at: datetime
    amount: Money
    given_back: Money
    currency: str
    method: str | None
    state: Literal["paid", "refunded_in_part", "refunded"]
    act: PaperAnswer | None
    invoice: PaperAnswer | None
    receipts: list[ReceiptAnswer]


# For api/openapi.py: method, path, what it does, body, answer, status.
CALLS: tuple[tuple[str, str, str, type[BaseModel] | None, type[BaseModel] | None, int], ...] = (
    ("get", "/clients/{client_id}/documents", "A client's payments with their documents", None, DocumentsAnswer, 200),
    ("get", "/payments/{payment_id}/act.pdf", "The act of a payment", None, None, 200),
    ("get", "/orders/{order_id}/invoice.pdf", "The invoice of an order", None, None, 200),
    ("get", "/owners/{owner}/requisites", "To whom documents are made out", None, RequisitesAnswer, 200),
    ("put", "/owners/{owner}/requisites", "Give or change them", RequisitesRequest, RequisitesAnswer, 200),
    ("post", "/orders/{order_id}/bank-invoice", "Pay an open order by bank invoice", None, OrderAnswer, 201),
    ("post", "/orders/{order_id}/bank-payment", "The money has come", BankPaymentRequest, OrderAnswer, 200),
    ("post", "/orders/{order_id}/bank-refund", "It was paid back from the bank", BankPaymentRequest, OrderAnswer, 200),
)
