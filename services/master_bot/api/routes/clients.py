"""The registry: register, list, read, change, extend."""

from __future__ import annotations

import time
from datetime import timedelta

from flask import Blueprint, Response, g, request

from services.master_bot.api import requests
from services.master_bot.api.access import Access
from services.master_bot.api.models import ClientChanges, LogAnswer, NewClientRequest, SubscriptionChange
from services.master_bot.api.shown import show_client
from services.master_bot.storage import audit, clients, log_requests
from services.master_bot.storage.clients import ClientFilter
from services.master_bot.use_cases.autopay import turn_autopay_off
from services.master_bot.use_cases.change_client import Changes, change_client
from services.master_bot.use_cases.context import Context
from services.master_bot.use_cases.extend_subscription import give_time, serve
from services.master_bot.use_cases.refusals import NotFound, NotPossibleNow, WorkerIsAway
from services.master_bot.use_cases.register_client import Registration, register_client
from services.shared.postgres.pool import transaction
from services.shared.runtime.client_id import InvalidClientId, parse_client_id
from services.shared.runtime.secret import Secret

LOG_SECONDS = 5.0
LOOK_SECONDS = 0.1


def make_blueprint(access: Access) -> Blueprint:
    blueprint, context = Blueprint("clients", __name__), access.context

    @blueprint.post("/clients")
    @access.needs("deploy")
    def post_client() -> Response:
        wanted = _registration(requests.body(NewClientRequest))
        client = register_client(context, wanted, who=g.caller.name)
        with transaction(context.pool) as tx:
            return requests.answer(show_client(tx, client), 201)

    @blueprint.get("/clients")
    @access.needs("read")
    def list_clients() -> Response:
        limit, after = requests.limit(), _after()
        only = ClientFilter(
            state=request.args.get("state"),
            owner=requests.number_or_none("owner_telegram_id"),
            search=request.args.get("search"),
        )
        with transaction(context.pool) as tx:
            found = clients.page(tx, after=after, limit=limit, only=only)
            shown = [show_client(tx, client) for client in found]
        return requests.page(shown, found[-1].id if len(found) == limit else None)

    @blueprint.get("/clients/<client_id>")
    @access.needs("read")
    def get_client(client_id: str) -> Response:
        with transaction(context.pool) as tx:
            client = clients.get(tx, client_id)
            if client is None:
                raise NotFound(f"there is no client {client_id[:40]}")
            return requests.answer(show_client(tx, client))

    @blueprint.patch("/clients/<client_id>")
    @access.needs("deploy")
    def patch_client(client_id: str) -> Response:
        client = change_client(context, client_id, _changes(requests.body(ClientChanges)), who=g.caller.name)
        with transaction(context.pool) as tx:
            return requests.answer(show_client(tx, client))

    _add_extras(blueprint, access)
    return blueprint


def _add_extras(blueprint: Blueprint, access: Access) -> None:
    context = access.context

    @blueprint.post("/clients/<client_id>/subscription")
    @access.needs("money")
    def post_subscription(client_id: str) -> Response:
        days, now = requests.body(SubscriptionChange).days, context.clock()
        with transaction(context.pool) as tx:
            if clients.get(tx, client_id) is None:
                raise NotFound(f"there is no client {client_id[:40]}")
            client = clients.lock(tx, client_id)
            if client.gone:
                raise NotPossibleNow(f"{client_id} was removed")
            if give_time(tx, client_id, timedelta(days=days), reason="operator", now=now) is None:
                raise NotPossibleNow(f"{client_id} has no subscription to extend")
            if client.desired_state != "stopped":
                serve(tx, client_id, requested_by=f"api:{g.caller.name}", now=now)
            audit.add(tx, g.caller.name, "subscription.prolong", client_id, {"days": days}, now=now)
            return requests.answer(show_client(tx, clients.required(tx, client_id)))

    @blueprint.post("/clients/<client_id>/autopay/off")
    @access.needs("money")
    def post_autopay_off(client_id: str) -> Response:
        turn_autopay_off(context, client_id, who=g.caller.name)
        with transaction(context.pool) as tx:
            return requests.answer(show_client(tx, clients.required(tx, client_id)))

    @blueprint.get("/clients/<client_id>/logs")
    @access.needs("read")
    def get_logs(client_id: str) -> Response:
        return requests.answer(LogAnswer(lines=_ask_for_logs(context, client_id, requests.lines())))


def _after() -> str | None:
    after = requests.cursor()
    try:
        return None if after is None else parse_client_id(str(after))
    except InvalidClientId:
        raise requests.wrong_cursor() from None


def _registration(asked: NewClientRequest) -> Registration:
    return Registration(
        bot_token=Secret(asked.bot_token.get_secret_value().strip()),
        admin_ids=tuple(asked.admin_ids),
        client_id=asked.client_id,
        owner_telegram_id=asked.owner_telegram_id,
        business_name=asked.business_name,
        timezone=asked.timezone,
        locale=asked.locale,
        plan=asked.plan,
    )


def _changes(asked: ClientChanges) -> Changes:
    return Changes(
        business_name=asked.business_name,
        timezone=asked.timezone,
        locale=asked.locale,
        admin_ids=tuple(asked.admin_ids) if asked.admin_ids else None,
        bot_token=Secret(asked.bot_token.get_secret_value().strip()) if asked.bot_token else None,
    )


def _ask_for_logs(context: Context, client_id: str, lines: int) -> list[str]:
    """The deploy worker has the bots; it is asked through a row and answers within moments."""
    with transaction(context.pool) as tx:
        if clients.get(tx, client_id) is None:
            raise NotFound(f"there is no client {client_id[:40]}")
        number = log_requests.ask(tx, client_id, lines, now=context.clock())
    deadline = time.monotonic() + LOG_SECONDS
    while time.monotonic() < deadline:
        with transaction(context.pool) as tx:
            found = log_requests.answer_to(tx, number)
        if found is not None:
            return found
        time.sleep(LOOK_SECONDS)
    raise WorkerIsAway("the deploy worker does not answer: does it run? (make status)")
