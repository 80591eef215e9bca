"""What is done with clients' bots: asked for, followed."""

from __future__ import annotations

from flask import Blueprint, Response, g

from services.master_bot.api import requests
from services.master_bot.api.access import Access
from services.master_bot.api.shown import show_deployment
from services.master_bot.storage import audit, clients, deployments
from services.master_bot.storage.clients import Client
from services.master_bot.use_cases.refusals import NotFound, NotPossibleNow
from services.master_bot.use_cases.remove_client import ask_for_removal
from services.shared.postgres.pool import transaction

ACTIONS = ("deploy", "stop", "restart", "suspend", "resume", "rollback")


def make_blueprint(access: Access) -> Blueprint:
    blueprint, context = Blueprint("deployments", __name__), access.context

    @blueprint.post(f"/clients/<client_id>/<any({', '.join(ACTIONS)}):action>")
    @access.needs("deploy")
    def post_action(client_id: str, action: str) -> Response:
        now, who = context.clock(), g.caller.name
        with transaction(context.pool) as tx:
            if clients.get(tx, client_id) is None:
                raise NotFound(f"there is no client {client_id[:40]}")
            client = clients.lock(tx, client_id)
            _require_possible(client, action)
            deployment = deployments.enqueue(tx, client_id, action, requested_by=f"api:{who}", now=now)
            audit.add(tx, who, f"client.{action}", client_id, {"deployment": deployment.id}, now=now)
            return requests.answer(show_deployment(tx, deployment), 202)

    @blueprint.delete("/clients/<client_id>")
    @access.needs("admin")
    def delete_client(client_id: str) -> Response:
        with transaction(context.pool) as tx:
            deployment = ask_for_removal(tx, client_id, who=g.caller.name, now=context.clock())
            return requests.answer(show_deployment(tx, deployment), 202)

    @blueprint.get("/clients/<client_id>/deployments")
    @access.needs("read")
    def list_deployments(client_id: str) -> Response:
        limit = requests.limit()
        with transaction(context.pool) as tx:
            found = deployments.of_client(tx, client_id, before=requests.number_cursor(), limit=limit)
            shown = [show_deployment(tx, deployment) for deployment in found]
        return requests.page(shown, found[-1].id if len(found) == limit else None)

    @blueprint.get("/deployments/<int:deployment_id>")
    @access.needs("read")
    def get_deployment(deployment_id: int) -> Response:
        with transaction(context.pool) as tx:
            deployment = deployments.get(tx, deployment_id)
            if deployment is None:
                raise NotFound("there is no such deployment")
            return requests.answer(show_deployment(tx, deployment))

    return blueprint


def _require_possible(client: Client, action: str) -> None:
    if client.gone:
        raise NotPossibleNow(f"{client.id} was removed")
    if client.desired_state == "deleted" and action != "resume":
        raise NotPossibleNow(f"{client.id} is to be removed: resume it first, if it is to stay")
    if client.desired_state == "suspended" and action not in {"resume", "suspend"}:
        raise NotPossibleNow(f"{client.id} is suspended: resume it first")
    if action == "rollback" and client.previous_image is None:
        raise NotPossibleNow(f"{client.id} has no earlier version to go back to")
