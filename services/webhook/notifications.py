"""What a notification says, as a pure function of its headers and bytes.

YooKassa signs nothing, so nothing in a notification is believed: it is a hint which payment to look at.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic_core import from_json

RETURNED = "return.visited"
"""No news of YooKassa's: a buyer has come back from its page, which is a hint as well."""

_EVENT = re.compile(r"[a-z][a-z_]{0,30}\.[a-z][a-z_]{0,30}", re.ASCII)
_ID = re.compile(r"[0-9A-Za-z-]{1,64}", re.ASCII)
_CONTROLS = re.compile(r"[\x00-\x1f\x7f]")
_KEPT_HEADERS = 40
_KEPT_CHARACTERS = 500
_NOT_KEPT = {"authorization", "cookie", "proxy-authorization"}


@dataclass(frozen=True, slots=True)
class Notification:
    """``payment_id`` is the payment to look at; without one there is nothing to do but to keep the notification.

    ``dedupe_key`` is the same for each delivery of the same news.
    """

    dedupe_key: str
    event: str | None = None
    object_id: str | None = None
    payment_id: str | None = None


def read_notification(body: bytes) -> Notification:
    """Understand a body. Any bytes give an answer: those that nobody understands are known by their digest."""
    content = _json_object(body)
    event = _matching(_EVENT, content.get("event"))
    subject = content.get("object")
    facts: Mapping[str, Any] = subject if isinstance(subject, dict) else {}
    object_id = _matching(_ID, facts.get("id"))
    if event is None or object_id is None:
        return Notification(f"sha256:{hashlib.sha256(body).hexdigest()}", event, object_id)
    return Notification(f"{event}:{object_id}", event, object_id, _payment_to_look_at(event, object_id, facts))


def returned(payment_id: str) -> bytes:
    """The body of a hint that we give ourselves."""
    return json.dumps({"type": "notification", "event": RETURNED, "object": {"id": payment_id}}).encode()


def kept_headers(headers: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The headers worth keeping beside the body, cut to a size that nobody can abuse; no credentials."""
    kept = [(name, value) for name, value in headers if name.lower() not in _NOT_KEPT]
    return {
        _CONTROLS.sub("", name[:_KEPT_CHARACTERS]): _CONTROLS.sub(" ", value[:_KEPT_CHARACTERS])
        for name, value in kept[:_KEPT_HEADERS]
    }


def _payment_to_look_at(event: str, object_id: str, facts: Mapping[str, Any]) -> str | None:
    if event.startswith("payment.") or event == RETURNED:
        return object_id
    if event == "refund.succeeded":
        return _matching(_ID, facts.get("payment_id"))
    return None


def _json_object(body: bytes) -> Mapping[str, Any]:
    try:
        content = from_json(body)  # keeps count of the depth itself: Python's own runs the stack full
    except ValueError:  # not JSON, not text, a number of 5,000 digits; nested hundreds deep
        return {}
    return content if isinstance(content, dict) else {}


def _matching(shape: re.Pattern[str], value: object) -> str | None:
    return value if isinstance(value, str) and shape.fullmatch(value) else None
