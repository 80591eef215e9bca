"""Codes in links that open something once: nobody can guess one, and the database knows it by its hash alone."""

from __future__ import annotations

import re
import secrets
from hashlib import sha256

BYTES = 16
PATTERN = r"[A-Za-z0-9_-]{22}"
"""A code as it stands in a ``/start`` link, for the regular expressions of handlers."""


def new_code() -> str:
    """128 bits by the system's random source, in 22 characters that a ``/start`` link may carry."""
    return secrets.token_urlsafe(BYTES)


def code_hash(code: str) -> str:
    """What is stored in the code's stead (hex). The code is random, so neither salt nor a slow hash adds anything."""
    return sha256(code.encode()).hexdigest()


def is_code(text: str) -> bool:
    return re.fullmatch(PATTERN, text, re.ASCII) is not None
