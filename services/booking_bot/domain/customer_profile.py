"""What the business keeps about a customer, for itself alone: a note, tags, the birthday."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from services.booking_bot.domain.birthdays import Birthday
from services.booking_bot.domain.errors_customers import InvalidNote, InvalidTag, TooManyTags
from services.booking_bot.domain.texts import tidied

LONGEST_NOTE = 500
LONGEST_TAG = 20
MOST_TAGS = 10
LONGEST_MERGED_NOTE = 1500
MOST_MERGED_TAGS = 2 * MOST_TAGS


@dataclass(frozen=True, slots=True)
class CustomerProfile:
    note: str = ""
    tags: tuple[str, ...] = ()
    birthday: Birthday | None = None


NO_PROFILE = CustomerProfile()


def checked_note(text: str) -> str:
    """One line; raises ``InvalidNote`` when nothing is left or more than 500 characters are."""
    note = tidied(text)
    if not 0 < len(note) <= LONGEST_NOTE:
        raise InvalidNote(LONGEST_NOTE)
    return note


def with_typed_tags(tags: tuple[str, ...], text: str) -> tuple[str, ...]:
    """``tags`` and those typed, separated by commas; one that is there already (capitals aside) is not added again.

    Raises:
        InvalidTag: nothing was typed, or one is longer than 20 characters.
        TooManyTags: there would be more than ten.
    """
    typed = [tag for part in re.split(r"[,;\n]", text) if (tag := tidied(part).lstrip("#").strip())]
    if not typed or any(len(tag) > LONGEST_TAG for tag in typed):
        raise InvalidTag(LONGEST_TAG)
    every = _each_once((*tags, *typed))
    if len(every) > max(MOST_TAGS, len(tags)):
        raise TooManyTags(MOST_TAGS)
    return every


def merged_profile(kept: CustomerProfile, other: CustomerProfile) -> CustomerProfile:
    """Nothing of the two is lost, as far as there is room: notes one after the other, all tags, a known birthday."""
    notes = "\n".join(dict.fromkeys(note for note in (kept.note, other.note) if note))
    return CustomerProfile(
        notes[:LONGEST_MERGED_NOTE],
        _each_once((*kept.tags, *other.tags))[:MOST_MERGED_TAGS],
        kept.birthday or other.birthday,
    )


def _each_once(tags: Iterable[str]) -> tuple[str, ...]:
    known: dict[str, str] = {}
    for tag in tags:
        known.setdefault(tag.casefold(), tag)
    return tuple(known.values())
