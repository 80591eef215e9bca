"""`/sim`: what a person or a test does to the simulator; described in API.md."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any, TypeVar

from aiohttp import web

from scripts.simulators.yookassa.ledger.checks import AMOUNT
from scripts.simulators.yookassa.ledger.codec import to_json
from scripts.simulators.yookassa.ledger.documents import receipt_document, refund_document
from scripts.simulators.yookassa.ledger.errors import Refusal, invalid, not_found
from scripts.simulators.yookassa.notifications.sender import Sender
from scripts.simulators.yookassa.options import options
from scripts.simulators.yookassa.world import World

R = TypeVar("R")
Body = Mapping[str, Any]
DELIVERY = "/sim/notifications"
FORGERY: Mapping[str, type] = {"event": str, "object": dict, "payment_id": str, "set": dict, "raw": str}


class Control:
    """The handlers under `/sim`. Each takes the id in the path and the JSON body, and answers with JSON values."""

    def __init__(self, world: World, sender: Sender) -> None:
        self._world = world
        self._sender = sender

    def add_to(self, app: web.Application) -> None:
        for (method, path), act in self._table().items():
            app.router.add_route(method, path, _handler(act))
        app.router.add_get("/sim/payments", self._list_payments)
        app.router.add_post("/sim/forge", self._forge)

    def _table(self) -> Mapping[tuple[str, str], Callable[[str, Body], Any]]:
        world = self._world
        return {
            ("GET", "/sim/health"): lambda _, __: self._health(),
            ("POST", "/sim/payments"): lambda _, body: self._foreign_payment(body),
            ("GET", "/sim/payments/{id}"): lambda key, _: world.payment(key),
            ("POST", "/sim/payments/{id}/pay"): lambda key, body: world.pay(key, **options(body, {"method": str})),
            ("POST", "/sim/payments/{id}/decline"): lambda key, body: world.decline(
                key, **options(body, {"reason": str, "party": str})
            ),
            ("POST", "/sim/payments/{id}/expire"): lambda key, _: world.expire(key),
            ("POST", "/sim/payments/{id}/refund"): lambda key, body: world.refund(key, _amount(body)),
            ("GET", "/sim/refunds"): lambda _, __: _items(world.book.refunds, refund_document),
            ("POST", "/sim/refunds/{id}/settle"): lambda key, body: world.settle_refund(
                key, **options(body, {"status": str, "reason": str}, need="status")
            ),
            ("GET", "/sim/receipts"): lambda _, __: _items(world.book.receipts, receipt_document),
            ("POST", "/sim/receipts/{id}/settle"): lambda key, body: world.settle_receipt(
                key, **options(body, {"status": str}, need="status")
            ),
            ("GET", "/sim/methods"): lambda _, __: _items(world.book.methods, to_json),
            ("POST", "/sim/methods/{id}"): lambda key, body: world.change_method(
                key, **options(body, {"on_charge": str, "reason": str, "status": str})
            ),
            ("GET", "/sim/behaviour"): lambda _, __: self._behaviour(),
            ("POST", "/sim/behaviour"): lambda _, body: self._behave(body),
            ("GET", "/sim/clock"): lambda _, __: self._clock(),
            ("POST", "/sim/clock"): lambda _, body: self._set_clock(body),
            ("GET", "/sim/faults"): lambda _, __: {"items": [asdict(fault) for fault in world.faults.active]},
            ("POST", "/sim/faults"): lambda _, body: self._fault(body),
            ("DELETE", "/sim/faults"): lambda _, __: self._clear_faults(),
            ("GET", DELIVERY): lambda _, __: self._notifications(),
            ("POST", DELIVERY): lambda _, body: self._change_notifications(body),
            ("POST", DELIVERY + "/{id}/send"): lambda key, _: self._send_again(key),
            ("GET", "/sim/exchanges"): lambda _, __: {"items": [asdict(entry) for entry in world.exchanges]},
        }

    def _health(self) -> Body:
        book = self._world.book
        return {
            "status": "ok",
            "shop_id": book.shop.shop_id,
            "now": book.clock.now().isoformat(),
            "notify_url": self._sender.url,
            "payments": len(book.payments),
        }

    async def _list_payments(self, request: web.Request) -> web.Response:
        return web.json_response({"items": self._world.payments(request.query.get("status"))})

    def _foreign_payment(self, body: Body) -> Body:
        given = options(body, {"amount": str, "metadata": dict, "status": str})
        status = given.get("status", "succeeded")
        if status not in ("pending", "succeeded"):
            raise invalid("status is pending or succeeded", "status")
        amount = _amount({"amount": given.get("amount", "")}) or "0"
        return self._world.foreign_payment(amount, given.get("metadata"), succeeded=status == "succeeded")

    def _behave(self, body: Body) -> Body:
        known = {"refunds": str, "receipts": str, "receipt_seconds": float, "fiscalization": bool}
        self._world.behave(**options(body, known))
        return self._behaviour()

    def _behaviour(self) -> Body:
        book = self._world.book
        return {**asdict(book.behaviour), "fiscalization": book.shop.fiscalization}

    def _clock(self) -> Body:
        return {"now": self._world.clock.now().isoformat(), "frozen": self._world.clock.frozen}

    def _set_clock(self, body: Body) -> Body:
        given = options(body, {"now": str, "advance": float, "frozen": bool, "reset": bool})
        clock = self._world.clock
        if given.get("reset"):
            clock.reset()
        if "frozen" in given:
            (clock.freeze if given["frozen"] else clock.thaw)()
        if "now" in given:
            clock.set(datetime.fromisoformat(given["now"]))
        clock.advance(timedelta(seconds=given.get("advance", 0)))
        self._world.tick()
        return self._clock()

    def _fault(self, body: Body) -> Body:
        details = dict(body)
        self._world.fault(str(details.pop("kind", "")), **details)
        return asdict(self._world.faults.active[-1])

    def _clear_faults(self) -> Body:
        self._world.faults.clear()
        return {"items": []}

    def _notifications(self) -> Body:
        queue = self._world.queue
        return {"settings": asdict(queue.delivery), "items": [to_json(note) for note in queue.all.values()]}

    def _change_notifications(self, body: Body) -> Body:
        self._world.notifications(**body)
        return asdict(self._world.queue.delivery)

    def _send_again(self, note_id: str) -> Body:
        if note_id not in self._world.queue.all:
            raise not_found("Notification", "id")
        return dict(to_json(self._world.send_again(note_id)))

    async def _forge(self, request: web.Request) -> web.Response:
        try:
            forged = self._world.forged(**options(await _body(request), FORGERY))
        except Refusal as refusal:
            return web.json_response(refusal.body("sim"), status=refusal.status)
        return web.json_response({"status": await self._sender.send_once(forged)})


def _handler(act: Callable[[str, Body], Any]) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def handle(request: web.Request) -> web.Response:
        try:
            return web.json_response(act(request.match_info.get("id", ""), await _body(request)))
        except Refusal as refusal:
            return web.json_response(refusal.body("sim"), status=refusal.status)
        except (ValueError, OverflowError) as error:
            return web.json_response(invalid(str(error)).body("sim"), status=400)

    return handle


async def _body(request: web.Request) -> Body:
    raw = await request.read()
    try:
        body = json.loads(raw) if raw else {}
    except ValueError:
        body = None
    if not isinstance(body, dict):
        raise invalid("The body must be a JSON object")
    return body


def _items(records: Mapping[str, R], show: Callable[[R], Any]) -> Body:
    return {"items": [show(record) for record in records.values()]}


def _amount(body: Body) -> str | None:
    amount: str | None = options(body, {"amount": str}).get("amount")
    if amount is not None and AMOUNT.fullmatch(amount) is None:
        raise invalid("amount is a number in a string, with two decimals at most", "amount")
    return amount
