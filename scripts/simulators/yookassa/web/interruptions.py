"""What a caller sees of a fault."""

from __future__ import annotations

import asyncio
import json
import socket
import struct
from collections.abc import Mapping
from typing import Any

from aiohttp import web

from scripts.simulators.yookassa.faults import Fault, FaultKind
from scripts.simulators.yookassa.ledger.book import random_id
from scripts.simulators.yookassa.ledger.errors import Refusal

BAD_GATEWAY = """<html>
<head><title>502 Bad Gateway</title></head>
<body><center><h1>502 Bad Gateway</h1></center></body>
</html>
"""
RESET_ON_CLOSE = struct.pack("ii", 1, 0)


async def interrupt(request: web.Request, fault: Fault, document: Mapping[str, Any]) -> web.Response:
    """The spoiled answer; `document` is what the right one would have been, when it was done at all."""
    if fault.kind is FaultKind.HANG:
        await asyncio.sleep(fault.seconds)
    elif fault.kind is FaultKind.RESET:
        _reset(request)
    elif fault.kind is FaultKind.HTML_502:
        return web.Response(text=BAD_GATEWAY, status=502, content_type="text/html")
    elif fault.kind is FaultKind.TRUNCATED:
        whole = json.dumps(document)
        return web.Response(text=whole[: len(whole) // 2], content_type="application/json")
    elif fault.kind is FaultKind.ACCEPTED_202:
        body = {"type": "processing", "description": "Request accepted", "retry_after": fault.retry_after or 1800}
        return web.json_response(body, status=202)
    elif fault.kind is FaultKind.TOO_MANY_REQUESTS:
        return _refused(429, "too_many_requests", "Too many requests", fault.retry_after)
    return _refused(500, "internal_server_error", "The result of the operation is unknown", fault.retry_after)


def _refused(status: int, code: str, description: str, retry_after: int | None) -> web.Response:
    refusal = Refusal(status, code, description, retry_after=retry_after)
    return web.json_response(refusal.body(random_id()), status=status)


def _reset(request: web.Request) -> None:
    """Close so that the caller gets RST, not an orderly end."""
    transport = request.transport
    if transport is None:
        return
    raw = transport.get_extra_info("socket")
    if raw is not None:
        raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET_ON_CLOSE)
    transport.abort()
