"""Text with entities: lengths in UTF-16 units, trimming, and what Telegram finds by itself (links, commands, names)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from scripts.simulators.telegram.world.types import Json

_FOUND = re.compile(
    r"(?P<url>https?://[^\s<>\"«»]+[^\s<>\"«».,!?;:)\]])"
    r"|(?P<email>[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)"
    r"|(?<![\w@/])(?P<mention>@[A-Za-z][A-Za-z0-9_]{3,31})"
    r"|(?<![\w/<>])(?P<bot_command>/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?)(?![\w/])"
    r"|(?<!\w)(?P<phone_number>\+\d[\d ()-]{8,16}\d)"
    r"|(?<!\w)(?P<hashtag>#\w{1,64})"
)
_PAYLOAD = re.compile(r"[A-Za-z0-9_-]{0,64}")


def utf16_length(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def find_entities(text: str) -> list[Json]:
    """Commands, links, mentions, addresses, phone numbers and hashtags in a text."""
    found: list[Json] = []
    for match in _FOUND.finditer(text):
        offset = utf16_length(text[: match.start()])
        found.append({"type": str(match.lastgroup), "offset": offset, "length": utf16_length(match.group())})
    return found


def merge_entities(given: Iterable[Json], found: Iterable[Json]) -> list[Json]:
    """Those given, and those found where no given one is."""
    kept = list(given)
    kept += [entity for entity in found if not any(_overlap(entity, other) for other in kept)]
    return sorted(kept, key=lambda entity: (entity["offset"], -entity["length"]))


def trim(text: str, entities: Iterable[Json]) -> tuple[str, list[Json]]:
    """Cut white space at both ends, as Telegram does, and move the entities with the text."""
    shift = utf16_length(text[: len(text) - len(text.lstrip())])
    trimmed = text.strip()
    end = utf16_length(trimmed)
    moved: list[Json] = []
    for entity in entities:
        start = max(0, entity["offset"] - shift)
        stop = min(end, entity["offset"] - shift + entity["length"])
        if stop > start:
            moved.append({**entity, "offset": start, "length": stop - start})
    return trimmed, moved


def is_start_payload(payload: str) -> bool:
    """Whether a deep link may carry it: up to 64 of A-Z a-z 0-9 _ -."""
    return _PAYLOAD.fullmatch(payload) is not None


def _overlap(one: Json, other: Json) -> bool:
    apart = one["offset"] + one["length"] <= other["offset"] or other["offset"] + other["length"] <= one["offset"]
    return not apart
