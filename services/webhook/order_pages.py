"""Pages for buyers: the link to pay an order, and where YooKassa sends them back to.

Nothing is changed by looking, so that previews and prefetchers do no harm: coming back leaves a hint in the inbox, as a
notification does, and the relay carries it. The master is asked one question with a short time limit and no token; when
it does not answer, it is left alone for a while, so that pages never keep notifications waiting.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from ipaddress import IPv4Address
from pathlib import Path
from uuid import UUID

import psycopg
from flask import Flask, Response, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from services.shared.master_api.errors import MasterApiAway, MasterApiError, MasterApiRefused
from services.shared.master_api.models import SeenOrder
from services.shared.master_api.public import OrderLook
from services.shared.runtime.clock import Clock
from services.shared.runtime.translations import Texts, Translations
from services.webhook.notifications import read_notification, returned
from services.webhook.page import STYLE_DIGEST, Page, away_page, order_page, render, unknown_page
from services.webhook.senders import Senders
from services.webhook.storage import inbox
from services.webhook.storage.connection import InboxConnection

logger = logging.getLogger(__name__)

LOCALES = Path(__file__).parent / "locales"
QUIET_SECONDS = 5.0
REST = timedelta(seconds=5)
"""Between two looks that one buyer's coming back causes."""
MOST_RELOADS = 30
NOWHERE = IPv4Address(0)
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": f"default-src 'none'; style-src '{STYLE_DIGEST}'; base-uri 'none'; form-action 'none';"
    " frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex, nofollow",
}


@dataclass(slots=True)
class OrderPages:
    orders: OrderLook
    connection: InboxConnection
    senders: Senders
    clock: Clock
    seconds: Callable[[], float] = time.monotonic
    translations: Translations = field(default_factory=lambda: Translations(LOCALES))
    _quiet_until: float = 0.0

    def register(self, app: Flask) -> None:
        app.add_url_rule("/pay/<order_id>", "pay", self.pay)
        app.add_url_rule("/return/<order_id>", "come_back", self.come_back)

    def pay(self, order_id: str) -> AnyResponse:
        """302 to YooKassa while the order can be paid, else a page that says why not."""
        return self._page(order_id, self._to_pay)

    def come_back(self, order_id: str) -> AnyResponse:
        """How the order stands. A GET has it looked at soon."""
        return self._page(order_id, self._come_back)

    def _to_pay(self, order_id: UUID, order: SeenOrder, texts: Texts) -> AnyResponse:
        address = order.confirmation_url or ""
        if order.state == "payable" and address.startswith(("https://", "http://")):
            return redirect(address, 302)
        return self._shown(order_page(texts, order, order_id, came_back=False), texts)

    def _come_back(self, order_id: UUID, order: SeenOrder, texts: Texts) -> AnyResponse:
        if request.method == "GET" and order.payment_id and order.state in {"payable", "preparing", "expired"}:
            self._hint(order.payment_id)
        return self._shown(order_page(texts, order, order_id, came_back=True), texts)

    def _page(self, text: str, show: Callable[[UUID, SeenOrder, Texts], AnyResponse]) -> AnyResponse:
        spoken = self.translations[request.accept_languages.best_match(["ru", "en"], "ru")]
        try:
            order_id = UUID(text)
            order = self._look(order_id)
        except ValueError:
            response: AnyResponse = self._shown(unknown_page(spoken), spoken)
        except MasterApiError as error:
            unknown = isinstance(error, MasterApiRefused) and error.problem.status == 404
            response = self._shown(unknown_page(spoken) if unknown else away_page(spoken), spoken)
        else:
            response = show(order_id, order, self.translations[order.locale])
        response.headers.update(HEADERS)
        return response

    def _look(self, order_id: UUID) -> SeenOrder:
        if self.seconds() < self._quiet_until:
            raise MasterApiAway("the master API did not answer a moment ago")
        try:
            return self.orders.look(order_id)
        except MasterApiAway as away:
            self._quiet_until = self.seconds() + QUIET_SECONDS
            logger.warning("an order cannot be shown: %s", away)
            raise

    def _hint(self, payment_id: str) -> None:
        sender = self.senders.sender_of(request.remote_addr or "", request.headers.get("X-Forwarded-For", ""))
        body = returned(payment_id)
        received = inbox.Received(read_notification(body), body, {}, sender or NOWHERE)
        try:
            with self.connection.transaction() as tx:
                inbox.store(tx, received, now=self.clock(), rest=REST)
        except psycopg.Error as error:  # the page is shown all the same; the reconciler looks at the order too
            logger.error("a buyer's return was not kept: %s", type(error).__name__)

    def _shown(self, page: Page, texts: Texts) -> Response:
        reloads = request.args.get("n", "0")
        count = int(reloads) if reloads.isascii() and reloads.isdecimal() and len(reloads) < 4 else MOST_RELOADS
        response = Response(render(page, texts), page.status, content_type="text/html; charset=utf-8")
        if page.reload_seconds and count < MOST_RELOADS:
            response.headers["Refresh"] = f"{page.reload_seconds}; url={request.path}?n={count + 1}"
        if page.status == 503:
            response.headers["Retry-After"] = "30"
        return response
