"""``python -m services.webhook``: the webhook service under gunicorn."""

from __future__ import annotations

from typing import NoReturn

from services.shared.runtime.environment import Environment
from services.shared.runtime.http_server import become_http_server
from services.shared.runtime.program import run_program
from services.webhook.settings import WebhookSettings


def main() -> NoReturn:
    settings = WebhookSettings.read(Environment.load())  # a wrong setting ends here, with one line
    become_http_server("services.webhook.wsgi:make_app()", settings.host, settings.port, workers=2)


if __name__ == "__main__":
    run_program(main)
