"""A small HTTP server in the master API's place: it answers what the test says and remembers what it was asked."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from services.shared.master_api.client import MasterApi
from services.shared.runtime.secret import Secret

TOKEN = Secret("the-token-of-the-master-api")


@dataclass(frozen=True, slots=True)
class Asked:
    method: str
    path: str
    headers: dict[str, str]
    body: Any


@dataclass(frozen=True, slots=True)
class Answer:
    """``body``: JSON, or bytes sent as they are. ``hang`` is waited for before the answer, in seconds."""

    status: int = 200
    body: Any = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    hang: float = 0.0


@dataclass(slots=True)
class MasterStandIn:
    """The answers are given in order, the last one again and again."""

    url: str = ""
    answers: list[Answer] = field(default_factory=lambda: [Answer()])
    asked: list[Asked] = field(default_factory=list)
    released: threading.Event = field(default_factory=threading.Event)

    @property
    def api(self) -> MasterApi:
        return MasterApi(self.url, TOKEN, timeout=5)

    def says(self, *answers: Answer) -> None:
        self.answers[:] = answers

    def answer(self, asked: Asked) -> Answer:
        self.asked.append(asked)
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


def problem(kind: str, status: int, detail: str = "", **headers: str) -> Answer:
    """An ``application/problem+json`` answer."""
    body = {"type": f"/problems/{kind}", "title": kind.replace("-", " "), "status": status, "detail": detail}
    return Answer(status, body, {"Content-Type": "application/problem+json", **headers})


@contextmanager
def master_stand_in() -> Iterator[MasterStandIn]:
    stand_in = MasterStandIn()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(stand_in))
    server.daemon_threads = True
    stand_in.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield stand_in
    finally:
        stand_in.released.set()
        server.shutdown()
        server.server_close()
        thread.join()


def _handler(stand_in: MasterStandIn) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def handle_request(self) -> None:
            raw = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            asked = Asked(self.command, self.path, dict(self.headers), json.loads(raw) if raw else None)
            answer = stand_in.answer(asked)
            if answer.hang:
                stand_in.released.wait(answer.hang)
            body = answer.body if isinstance(answer.body, bytes) else json.dumps(answer.body).encode()
            self.send_response(answer.status)
            for name, value in {"Content-Type": "application/json", **answer.headers}.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_POST = do_PATCH = do_DELETE = handle_request  # noqa: N815 - names of http.server

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - name of http.server
            pass

    return Handler
