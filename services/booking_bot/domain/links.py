"""A page of the business in the web: its site, or its profile in a network."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from services.booking_bot.domain.errors_setup import InvalidLink

LONGEST_LINK = 200
_HOST = re.compile(r"(?:[\w-]+\.)+[^\W\d_]{2,}")
_UNFIT = re.compile(r"[\s<>\"\x00-\x1f\x7f]")


def checked_link(text: str) -> str:
    """ "instagram.com/salon" → "https://instagram.com/salon".

    Raises:
        InvalidLink: for what is no address of a page, and for one of more than 200 characters.
    """
    typed = text.strip()
    link = typed if re.match(r"https?://", typed, re.IGNORECASE) else f"https://{typed}"
    try:
        host = urlsplit(link).netloc
    except ValueError:
        raise InvalidLink(typed[:40]) from None
    if len(link) > LONGEST_LINK or _UNFIT.search(link) or _HOST.fullmatch(host) is None:
        raise InvalidLink(typed[:40])
    return link
