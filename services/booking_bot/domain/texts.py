"""Texts that people type, made fit to be kept and shown."""

from __future__ import annotations

import re

# Control characters and halves of surrogate pairs, which no database takes, and marks that turn the direction of what
# is printed after them.
_UNWANTED = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")


def tidied(text: str) -> str:
    """One line without control characters and needless blanks; may be empty."""
    return " ".join(_UNWANTED.sub(" ", text).split())
