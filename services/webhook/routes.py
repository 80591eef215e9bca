"""The addresses of the webhook service. A notification is kept and answered; nothing else happens in the request."""

from __future__ import annotations

import hmac
import logging
from dataclasses import dataclass

import psycopg
from flask import Flask, Response, abort, jsonify, request
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest

from services.shared.runtime.clock import Clock
from services.shared.runtime.secret import Secret
from services.webhook.notifications import kept_headers, read_notification
from services.webhook.senders import Senders
from services.webhook.storage import inbox
from services.webhook.storage.connection import InboxConnection

logger = logging.getLogger(__name__)

LARGEST_BODY = 64 * 1024
TRY_AGAIN_SECONDS = 30


@dataclass(frozen=True, slots=True)
class Routes:
    connection: InboxConnection
    senders: Senders
    path_secret: Secret | None
    clock: Clock
    registry: CollectorRegistry

    def register(self, app: Flask) -> None:
        if self.path_secret is None:
            app.add_url_rule("/yookassa/webhook", "webhook", self.webhook, methods=["POST"])
        else:
            app.add_url_rule("/yookassa/webhook/<secret>", "webhook", self.secret_webhook, methods=["POST"])
        app.add_url_rule("/health", "health", self.health)
        app.add_url_rule("/metrics", "metrics", self.metrics)
        app.register_error_handler(psycopg.Error, _database_away)

    def secret_webhook(self, secret: str) -> Response:
        assert self.path_secret is not None
        if not hmac.compare_digest(secret.encode("utf-8", "surrogatepass"), self.path_secret.reveal().encode()):
            abort(404)
        return self.webhook()

    def webhook(self) -> Response:
        """200 once the notification is committed; 403, 413 and 503 where it is not kept."""
        sender = self.senders.sender_of(request.remote_addr or "", request.headers.get("X-Forwarded-For", ""))
        if sender is None or not self.senders.may_notify(sender):
            logger.warning("a notification from %s was turned away: the address is not allowed", sender)
            abort(403)
        body = request.get_data(cache=False) if (request.content_length or 0) <= LARGEST_BODY else None
        if body is None or len(body) > LARGEST_BODY:
            logger.warning("a notification from %s was turned away: it is larger than %d bytes", sender, LARGEST_BODY)
            abort(413)
        received = inbox.Received(read_notification(body), body, kept_headers(request.headers.items()), sender)
        with self.connection.transaction() as tx:
            stored = inbox.store(tx, received, now=self.clock())
        return jsonify(state=stored.state)

    def health(self) -> Response:
        with self.connection.transaction() as tx:
            figures = {figure.state: figure for figure in inbox.figures(tx, now=self.clock())}
        waiting = [figures[state] for state in ("new", "working") if state in figures]
        return jsonify(
            status="ok",
            database="ok",
            waiting=sum(figure.rows for figure in waiting),
            oldest_waiting_seconds=round(max((figure.oldest_seconds for figure in waiting), default=0.0), 1),
        )

    def metrics(self) -> Response:
        return Response(generate_latest(self.registry), content_type=CONTENT_TYPE_LATEST)


def _database_away(error: psycopg.Error) -> Response:
    logger.error("the database is away: %s", type(error).__name__)
    response = jsonify(status="ill", database="away")
    response.status_code = 503
    response.headers["Retry-After"] = str(TRY_AGAIN_SECONDS)
    return response
