"""What buyers type: promo codes and e-mail addresses. None for what cannot be one; the master has the last word."""

from __future__ import annotations

import re

PROMO_LINK = "promo_"  # begins the payload of a link to the bot; the code follows
LONGEST_EMAIL = 254

_PROMO_CODE = re.compile(r"[\w-]{3,32}")
_EMAIL = re.compile(r"""[^@\s,;:<>()"]+@[^@\s,;:<>()".]+(\.[^@\s,;:<>()".]+)+""")


def promo_code_of(text: str) -> str | None:
    """In one case, so that the same code asks for the same order however it was typed."""
    code = text.strip()
    return code.upper() if _PROMO_CODE.fullmatch(code) else None


def email_of(text: str) -> str | None:
    email = text.strip()
    return email if len(email) <= LONGEST_EMAIL and _EMAIL.fullmatch(email) else None
