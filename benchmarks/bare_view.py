"""An otherwise empty Flask view that commits one insert, under the same gunicorn as the webhook service: the yardstick.

``python -m benchmarks.bare_view`` serves it, with the webhook service's settings.
"""

from __future__ import annotations

from typing import NoReturn

from flask import Flask, Response, jsonify, request

from services.shared.postgres.pool import open_pool, transaction
from services.shared.runtime.environment import Environment
from services.shared.runtime.http_server import become_http_server
from services.webhook.settings import WebhookSettings

TABLE = "CREATE TABLE webhook.bare (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, body bytea NOT NULL)"


def make_app() -> Flask:
    app = Flask(__name__, static_folder=None)
    pool = open_pool(WebhookSettings.read(Environment.load()).database_url, max_size=1)

    @app.post("/")
    def keep() -> Response:
        with transaction(pool) as tx:
            tx.execute("INSERT INTO webhook.bare (body) VALUES (%s)", (request.get_data(),))
        return jsonify(state="new")

    return app


def main() -> NoReturn:
    settings = WebhookSettings.read(Environment.load())
    become_http_server("benchmarks.bare_view:make_app()", settings.host, settings.port, workers=2)


if __name__ == "__main__":
    main()
