"""A phone number or an @username in a line of text."""

from __future__ import annotations

import re

_BETWEEN = r"[\s().\-–—]*"
_NOT_INSIDE = r"(?<![\d+:.])"
_ENDS = r"(?![\d:])"
_PHONE = re.compile(
    _NOT_INSIDE
    + rf"""(?:
      (?:\+?7|8){_BETWEEN}\d{{3}}(?:{_BETWEEN}\d){{7}}  # +7 (916) 123-45-67, 8 916 1234567
    | \+\d(?:{_BETWEEN}\d){{6,14}}                      # +375 29 123-45-67
    | \(?\d{{3}}\)?[\s.\-–—]?\d{{3}}[\s.\-–—]?\d{{2}}[\s.\-–—]?\d{{2}}  # 916 123-45-67, (212) 555-0123
    | \d{{3}}[\-–—]\d{{2}}[\-–—]\d{{2}}                            # 123-45-67
    | \d{{7,15}}
    ){_ENDS}""",
    re.VERBOSE,
)
_USERNAME = re.compile(r"(?<![\w@.])@[A-Za-z][A-Za-z0-9_]{3,31}\b", re.ASCII)
LONGEST = 1000


def cut_contacts(text: str) -> tuple[str, str | None, str | None]:
    """The text without them, the first number as it was typed, and the first @username."""
    text = text[:LONGEST]
    username = _USERNAME.search(text)
    if username is not None:
        text = f"{text[: username.start()]} {text[username.end() :]}"
    phone = _PHONE.search(text)
    if phone is not None:
        text = f"{text[: phone.start()]} {text[phone.end() :]}"
    return text, None if phone is None else phone[0].strip(), None if username is None else username[0]
