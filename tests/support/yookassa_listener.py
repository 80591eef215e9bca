"""The other end of YooKassa's notifications."""

from __future__ import annotations

import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tests.support.yookassa import Document


class Listener:
    """A shop's webhook: remembers what it was told and answers as it is set, 200 by default."""

    def __init__(self) -> None:
        self.told: list[Document] = []
        self.bodies: list[bytes] = []
        self.statuses: list[int] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                self.send_response(outer.hear(body))
                self.send_header("Location", "/elsewhere")
                self.end_headers()

            def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  # the name is the base class's
                """Silent."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/yookassa/webhook"

    def hear(self, body: bytes) -> int:
        self.bodies.append(body)
        try:
            self.told.append(json.loads(body))
        except ValueError:
            pass
        return self.statuses.pop(0) if self.statuses else 200

    def events(self) -> list[tuple[str, str]]:
        """Event and the status that its object shows."""
        return [(note["event"], note["object"]["status"]) for note in self.told]
