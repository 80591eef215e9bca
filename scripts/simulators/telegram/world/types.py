from __future__ import annotations

from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]
"""A JSON object in Telegram's own field names."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it came in: its name, MIME type and bytes."""

    name: str
    mime_type: str
    data: bytes
