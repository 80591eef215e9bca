"""``python -m services.webhook``: the webhook service under gunicorn; ``… inbox``: a look into what it keeps."""

from __future__ import annotations

import argparse
from typing import NoReturn

from services.shared.runtime.environment import Environment
from services.shared.runtime.http_server import become_http_server
from services.shared.runtime.program import run_program
from services.webhook.inbox_commands import add_inbox
from services.webhook.settings import WebhookSettings


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="python -m services.webhook", description="Without a command: serve YooKassa's notifications."
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    add_inbox(commands.add_parser("inbox", help="look at the notifications that are kept, or report them once more"))
    arguments = parser.parse_args()
    return int(arguments.run(arguments)) if arguments.command else serve()


def serve() -> NoReturn:
    settings = WebhookSettings.read(Environment.load())  # a wrong setting ends here, with one line
    become_http_server("services.webhook.wsgi:make_app()", settings.host, settings.port, workers=2)


if __name__ == "__main__":
    run_program(main)
