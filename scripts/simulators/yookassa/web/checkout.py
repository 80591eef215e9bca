"""The page where a customer pays: `/checkout/<payment id>`."""

from __future__ import annotations

from aiohttp import web

from scripts.simulators.yookassa.ledger.errors import Refusal
from scripts.simulators.yookassa.ledger.instruments import DECLINED_CARDS, card_digits
from scripts.simulators.yookassa.ledger.records import Payment, PaymentStatus
from scripts.simulators.yookassa.web.pages import ASSETS, pay_page, result_page
from scripts.simulators.yookassa.web.texts import pick_language
from scripts.simulators.yookassa.world import World

PAGE_HEADERS = {
    "Content-Security-Policy": "default-src 'self'; img-src 'self' data:; frame-ancestors 'self'; base-uri 'none'",
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
}


class Checkout:
    """GET shows the page, POST is a press of one of its two buttons."""

    def __init__(self, world: World) -> None:
        self._world = world

    def add_to(self, app: web.Application) -> None:
        app.router.add_get("/checkout/{id}", self.show)
        app.router.add_post("/checkout/{id}", self.press)
        app.router.add_static("/checkout-assets", ASSETS)

    async def show(self, request: web.Request) -> web.Response:
        payment = self._payment(request)
        if payment is None or payment.status is not PaymentStatus.PENDING:
            return self._result(request, payment)
        return self._choice(request, payment)

    async def press(self, request: web.Request) -> web.Response:
        payment = self._payment(request)
        if payment is None or payment.status is not PaymentStatus.PENDING:
            return self._result(request, payment)
        form = {name: str(value) for name, value in (await request.post()).items()}
        if form.get("action") == "decline":
            self._world.decline(payment.id)
            return _see_other(str(request.rel_url))
        return self._pay(request, payment, form)

    def _pay(self, request: web.Request, payment: Payment, form: dict[str, str]) -> web.Response:
        method = form.get("method", "bank_card")
        card = card_digits(form.get("card", "")) if method == "bank_card" else None
        if method == "bank_card" and card is None:
            return self._choice(request, payment, wrong_card=True)
        if card in DECLINED_CARDS:
            party = "yoo_money" if DECLINED_CARDS[card] == "country_forbidden" else "payment_network"
            self._world.decline(payment.id, DECLINED_CARDS[card], party)
            return _see_other(str(request.rel_url))
        try:
            self._world.pay(payment.id, method, card=card)
        except Refusal:
            return self._choice(request, payment)
        return_url = payment.confirmation.return_url if payment.confirmation else None
        return _see_other(return_url or str(request.rel_url))

    def _payment(self, request: web.Request) -> Payment | None:
        try:
            return self._world.ledger.payments.get(request.match_info["id"])
        except Refusal:
            return None

    def _choice(self, request: web.Request, payment: Payment, *, wrong_card: bool = False) -> web.Response:
        kinds = self._world.ledger.payments.methods_for(payment)
        language = self._language(request, payment)
        return _page(pay_page(payment, self._world.book.shop, language, kinds, wrong_card=wrong_card))

    def _result(self, request: web.Request, payment: Payment | None) -> web.Response:
        page = result_page(payment, self._world.book.shop, self._language(request, payment))
        return _page(page, status=404 if payment is None else 200)

    def _language(self, request: web.Request, payment: Payment | None) -> str:
        locale = payment.confirmation.locale if payment and payment.confirmation else None
        return pick_language(request.query.get("lang"), locale, request.headers.get("Accept-Language", ""))


def _see_other(address: str) -> web.Response:
    """Sent after every press, so that a reload of the page presses nothing again."""
    return web.Response(status=303, headers={**PAGE_HEADERS, "Location": address})


def _page(html: str, *, status: int = 200) -> web.Response:
    return web.Response(text=html, status=status, content_type="text/html", headers=PAGE_HEADERS)
