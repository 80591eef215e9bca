"""Documents of owners, and orders that are paid by bank invoice."""

from __future__ import annotations

from services.shared.master_api.calls import Calls, segment
from services.shared.master_api.documents import BankTransfer, PaymentOnPaper, Requisites
from services.shared.master_api.errors import MasterApiRefused
from services.shared.master_api.models import Order, Page

DRAWING_SECONDS = 20.0


class PaperCalls(Calls):
    def documents(self, client_id: str, *, cursor: str | None = None, limit: int | None = None) -> Page[PaymentOnPaper]:
        """The client's payments, the latest first, with what there is of each on paper."""
        path = f"/api/v1/clients/{segment(client_id)}/documents"
        return self._get(path, Page[PaymentOnPaper], cursor=cursor, limit=limit)

    def act(self, payment_id: str) -> bytes:
        """A PDF."""
        return self._transport.file(f"/api/v1/payments/{segment(payment_id)}/act.pdf", timeout=DRAWING_SECONDS)

    def invoice(self, order_id: str) -> bytes:
        """A PDF."""
        return self._transport.file(f"/api/v1/orders/{segment(order_id)}/invoice.pdf", timeout=DRAWING_SECONDS)

    def requisites(self, owner_telegram_id: int) -> Requisites | None:
        """None while the owner has given none."""
        try:
            return self._get(f"/api/v1/owners/{owner_telegram_id}/requisites", Requisites)
        except MasterApiRefused as refused:
            if refused.problem.status == 404:
                return None
            raise

    def put_requisites(self, owner_telegram_id: int, given: Requisites) -> Requisites:
        path = f"/api/v1/owners/{owner_telegram_id}/requisites"
        return self._transport.call("PUT", path, Requisites, body=given.as_json())

    # Bank invoices; an order by its id, or by the number of its invoice.

    def pay_by_bank(self, order_id: str) -> Order:
        """Another order in place of this open one, which is paid by bank invoice."""
        return self._post(f"/api/v1/orders/{segment(order_id)}/bank-invoice", Order)

    def confirm_bank_payment(self, order: str, line: BankTransfer) -> Order:
        return self._post(f"/api/v1/orders/{segment(order)}/bank-payment", Order, line.as_json())

    def note_bank_refund(self, order: str, line: BankTransfer) -> Order:
        return self._post(f"/api/v1/orders/{segment(order)}/bank-refund", Order, line.as_json())
