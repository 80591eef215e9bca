"""YooKassa's API over HTTP: authentication, keys, faults; the answers are the ledger's."""

from __future__ import annotations

import base64
import hmac
import json
from collections.abc import Mapping
from typing import Any

from aiohttp import web

from scripts.simulators.yookassa.ledger.errors import Refusal, invalid
from scripts.simulators.yookassa.ledger.idempotence import Answer
from scripts.simulators.yookassa.web.interruptions import interrupt
from scripts.simulators.yookassa.world import Exchange, World

ROUTES = (
    ("POST", "/v3/payments", "create_payment"),
    ("GET", "/v3/payments", "list_payments"),
    ("GET", "/v3/payments/{id}", "get_payment"),
    ("POST", "/v3/payments/{id}/capture", "capture_payment"),
    ("POST", "/v3/payments/{id}/cancel", "cancel_payment"),
    ("POST", "/v3/refunds", "create_refund"),
    ("GET", "/v3/refunds", "list_refunds"),
    ("GET", "/v3/refunds/{id}", "get_refund"),
    ("POST", "/v3/receipts", "create_receipt"),
    ("GET", "/v3/receipts", "list_receipts"),
    ("GET", "/v3/receipts/{id}", "get_receipt"),
    ("GET", "/v3/payment_methods/{id}", "get_payment_method"),
    ("GET", "/v3/me", "get_me"),
)
PAYMENT_OPERATIONS = frozenset({"create_payment", "get_payment", "capture_payment", "cancel_payment"})


class Api:
    """The handlers under `/v3`."""

    def __init__(self, world: World, secret_key: str) -> None:
        self._world = world
        login = f"{world.book.shop.shop_id}:{secret_key}"
        self._login = login.encode()

    def add_to(self, app: web.Application) -> None:
        for method, path, operation in ROUTES:
            app.router.add_route(method, path, self._handler(operation))
        app.router.add_route("*", "/v3/{rest:.*}", self._handler("unknown"))

    def _handler(self, operation: str) -> Any:
        async def handle(request: web.Request) -> web.StreamResponse:
            response = await self._respond(operation, request)
            if operation != "unknown":
                self._world.exchanges.append(await _exchange(operation, request, response))
            return response

        return handle

    async def _respond(self, operation: str, request: web.Request) -> web.Response:
        try:
            self._authenticate(request)
            return await self._answer(operation, request)
        except Refusal as refusal:
            return web.json_response(refusal.body(self._world.book.new_id()), status=refusal.status)

    async def _answer(self, operation: str, request: web.Request) -> web.Response:
        if operation == "unknown":
            raise Refusal(404, "not_found", f"No {request.method} {request.path} here")
        subject = request.match_info.get("id", "")
        body = await _body(request) if request.method == "POST" else {}
        fault = self._world.faults.interruption(operation, subject or None)
        if fault is not None and not fault.after_commit:
            return await interrupt(request, fault, {})
        status, document = self._act(operation, subject, body, request)
        if fault is not None:
            return await interrupt(request, fault, document)
        return web.json_response(document, status=status)

    def _act(self, operation: str, subject: str, body: Mapping[str, Any], request: web.Request) -> Answer:
        ledger = self._world.ledger
        if request.method == "POST":
            status, document = ledger.post(operation, subject, body, request.headers.get("Idempotence-Key"))
        else:
            status, document = 200, ledger.get(operation, subject, dict(request.query))
        return status, self._shown(operation, document) if status == 200 else document

    def _shown(self, operation: str, document: dict[str, Any]) -> dict[str, Any]:
        """The answer with the lies that are set for it."""
        if operation in PAYMENT_OPERATIONS:
            return self._world.lied(operation, document)
        if operation == "list_payments":
            return {**document, "items": [self._world.lied(operation, item) for item in document["items"]]}
        return document

    def _authenticate(self, request: web.Request) -> None:
        scheme, _, encoded = request.headers.get("Authorization", "").partition(" ")
        try:
            login = base64.b64decode(encoded, validate=True)
        except ValueError:
            login = b""
        if scheme != "Basic" or not hmac.compare_digest(login, self._login):
            raise Refusal(401, "invalid_credentials", "Wrong shop id or secret key")


async def _body(request: web.Request) -> dict[str, Any]:
    raw = await request.read()
    try:
        body = json.loads(raw) if raw else {}
    except ValueError:
        body = None
    if not isinstance(body, dict):
        raise invalid("The body must be a JSON object")
    return body


async def _exchange(operation: str, request: web.Request, response: web.Response) -> Exchange:
    cut = request.transport is None or request.transport.is_closing()
    return Exchange(
        operation=operation,
        method=request.method,
        path=request.path,
        query=dict(request.query),
        idempotence_key=request.headers.get("Idempotence-Key"),
        request=(await request.read()).decode("utf-8", "replace"),
        status=0 if cut else response.status,
        response=response.text or "",
    )
