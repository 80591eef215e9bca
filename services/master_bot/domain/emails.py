"""An e-mail address that a receipt can be sent to, as a person types it."""

from __future__ import annotations

import re

LONGEST = 254
LONGEST_NAME = 64
_NAME = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_LABEL = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")
_EXAMPLE = "must be an address as anna@example.com, without a name around it"


def checked_email(typed: str) -> str:
    """The address with its domain in small ASCII letters (``@пример.рф`` → ``@xn--e1afmkfd.xn--p1ai``).

    Raises ValueError, whose text does not repeat the address.
    """
    name, at, domain = typed.strip().rpartition("@")
    if not at or not name.isascii() or not _NAME.fullmatch(name):
        raise ValueError(_EXAMPLE)
    address = f"{name}@{_ascii_domain(domain)}"
    if len(name) > LONGEST_NAME or len(address) > LONGEST:
        raise ValueError(f"must have at most {LONGEST} characters, and {LONGEST_NAME} before the @")
    return address


def _ascii_domain(domain: str) -> str:
    try:
        labels = domain.encode("idna").decode().lower().split(".")
    except UnicodeError:
        raise ValueError(_EXAMPLE) from None
    # The last one is never a number: an address of a machine is no place for a receipt.
    if len(labels) < 2 or labels[-1].isdigit() or not all(_LABEL.fullmatch(label) for label in labels):
        raise ValueError(_EXAMPLE)
    return ".".join(labels)
