"""Documents of owners, and orders that are paid by bank invoice."""

from __future__ import annotations

from datetime import date
from typing import Literal
from uuid import UUID

from flask import Blueprint, Response, g

from services.master_bot.api import requests
from services.master_bot.api.access import Access
from services.master_bot.api.document_models import (
    BankPaymentRequest,
    DocumentsAnswer,
    PaperAnswer,
    RequisitesAnswer,
    RequisitesRequest,
)
from services.master_bot.api.shop_models import ReceiptAnswer
from services.master_bot.api.shown import show_order
from services.master_bot.documents.drawing import draw_document
from services.master_bot.domain.documents import INVOICE, Document, Number, number_of
from services.master_bot.domain.seller import Buyer
from services.master_bot.storage import clients, documents, paperwork, receipts, requisites
from services.master_bot.storage.paperwork import PaymentOnPaper
from services.master_bot.storage.receipts import Receipt
from services.master_bot.use_cases.confirm_bank_payment import Seen, confirm_bank_payment
from services.master_bot.use_cases.context import Context
from services.master_bot.use_cases.issue_invoice import switch_to_bank
from services.master_bot.use_cases.note_bank_refund import note_bank_refund
from services.master_bot.use_cases.refusals import NotFound
from services.master_bot.use_cases.show_documents import act_of, invoice_of
from services.shared.postgres.pool import transaction

LARGEST_ID = 2**53


def make_blueprint(access: Access) -> Blueprint:
    blueprint, context = Blueprint("documents", __name__), access.context

    @blueprint.get("/clients/<client_id>/documents")
    @access.needs("read")
    def list_documents(client_id: str) -> Response:
        limit, before = requests.limit(), requests.moment_cursor()
        with transaction(context.pool) as tx:
            if clients.get(tx, client_id) is None:
                raise NotFound(f"there is no client {client_id[:40]}")
            found = paperwork.of_client(tx, client_id, before=before, limit=limit)
            shown = [_shown(payment, receipts.of_payment(tx, payment.payment_id)) for payment in found]
        last = [found[-1].settled_at.isoformat(), found[-1].payment_id] if len(found) == limit else None
        return requests.page(shown, last)

    @blueprint.get("/payments/<payment_id>/act.pdf")
    @access.needs("read")
    def get_act(payment_id: str) -> Response:
        return _pdf(act_of(context, payment_id))

    @blueprint.get("/orders/<order_id>/invoice.pdf")
    @access.needs("read")
    def get_invoice(order_id: str) -> Response:
        return _pdf(invoice_of(context, _order_of(context, order_id)))

    _add_requisites(blueprint, access)
    _add_bank(blueprint, access)
    return blueprint


def _add_requisites(blueprint: Blueprint, access: Access) -> None:
    context = access.context

    @blueprint.get("/owners/<int:owner>/requisites")
    @access.needs("read")
    def get_requisites(owner: int) -> Response:
        with transaction(context.pool) as tx:
            found = requisites.get(tx, min(owner, LARGEST_ID))
        if found is None:
            raise NotFound("this owner has given no requisites")
        return requests.answer(RequisitesAnswer.model_validate(found))

    @blueprint.put("/owners/<int:owner>/requisites")
    @access.needs("money")
    def put_requisites(owner: int) -> Response:
        asked = requests.body(RequisitesRequest)
        if not 0 < owner < LARGEST_ID:
            raise NotFound("there is no such owner")
        buyer = Buyer(asked.name, asked.inn, asked.kpp)
        with transaction(context.pool) as tx:
            requisites.put(tx, owner, buyer, now=context.clock())
        return requests.answer(RequisitesAnswer.model_validate(buyer))


def _add_bank(blueprint: Blueprint, access: Access) -> None:
    context = access.context

    @blueprint.post("/orders/<order_id>/bank-invoice")
    @access.needs("money")
    def post_bank_invoice(order_id: str) -> Response:
        made = switch_to_bank(context, _order_of(context, order_id))
        return requests.answer(show_order(made, context.shop), 201)

    @blueprint.post("/orders/<order_id>/bank-payment")
    @access.needs("money")
    def post_bank_payment(order_id: str) -> Response:
        seen = _seen(requests.body(BankPaymentRequest))
        paid = confirm_bank_payment(context, _order_of(context, order_id), seen, who=g.caller.name)
        return requests.answer(show_order(paid, context.shop))

    @blueprint.post("/orders/<order_id>/bank-refund")
    @access.needs("money")
    def post_bank_refund(order_id: str) -> Response:
        seen = _seen(requests.body(BankPaymentRequest))
        left = note_bank_refund(context, _order_of(context, order_id), seen, who=g.caller.name)
        return requests.answer(show_order(left, context.shop))


def _seen(asked: BankPaymentRequest) -> Seen:
    return Seen(asked.amount, asked.paid_on, asked.reference)


def _order_of(context: Context, text: str) -> UUID:
    """By the order's id, or by the number of its invoice."""
    number = number_of(text)
    if number is not None:
        with transaction(context.pool) as tx:
            invoice = documents.by_number(tx, INVOICE, number)
        if invoice is None:
            raise NotFound(f"there is no invoice {number}")
        return invoice.order_id
    return requests.order_number(text)


def _pdf(document: Document) -> Response:
    response = Response(draw_document(document), content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{document.kind}-{document.number}.pdf"'
    return response


def _shown(payment: PaymentOnPaper, asked: list[Receipt]) -> DocumentsAnswer:
    return DocumentsAnswer(
        payment_id=payment.payment_id,
        order_id=str(payment.order_id),
        at=payment.settled_at,
        amount=payment.amount,
        given_back=payment.given_back,
        currency=payment.currency,
        method=payment.method,
        state=_state(payment),
        act=_paper(payment.act_year, payment.act_number, payment.act_dated),
        invoice=_paper(payment.invoice_year, payment.invoice_number, payment.invoice_dated),
        receipts=[ReceiptAnswer.model_validate(receipt) for receipt in asked],
    )


def _state(payment: PaymentOnPaper) -> Literal["paid", "refunded_in_part", "refunded"]:
    if payment.given_back == 0:
        return "paid"
    return "refunded" if payment.given_back >= payment.amount else "refunded_in_part"


def _paper(year: int | None, number: int | None, dated: date | None) -> PaperAnswer | None:
    if year is None or number is None or dated is None:
        return None
    return PaperAnswer(number=str(Number(year, number)), dated=dated)
