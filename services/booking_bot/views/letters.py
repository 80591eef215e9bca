"""What one reader is told, as messages: each settles the rows of what it says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from services.booking_bot.domain.deliveries import Delivery, Owed
from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.views.digest import morning
from services.booking_bot.views.notice_groups import group, in_messages
from services.booking_bot.views.notices import notice
from services.booking_bot.views.words import Html, Words
from services.shared.telegram.screens import Screen


@dataclass(frozen=True, slots=True)
class Letter:
    screen: Screen
    owed: Owed


def letters(words: Words, settings: BusinessSettings, delivery: Delivery, now: datetime) -> Iterator[Letter]:
    """In the order in which they are sent."""
    manages = delivery.member is None or delivery.member.manages
    if delivery.digest is not None:
        yield Letter(morning(words, delivery.digest, manages=manages), Owed(digest=delivery.digest.id))
    elif len(delivery.notices) == 1:
        told = delivery.notices[0]
        shown = notice(words, settings, told, now, delivery.holes, manages=manages)
        yield Letter(shown, Owed((told,)))
        return
    messages = list(in_messages(words, delivery.notices))
    for number, told_together in enumerate(messages, start=1):
        is_last = number == len(messages)
        title = _title(words, delivery, f" {number}/{len(messages)}" if len(messages) > 1 else "")
        shown = group(words, told_together, delivery.holes if is_last else (), now, title=title, manages=manages)
        yield Letter(shown, Owed(tuple(told_together)))


def _title(words: Words, delivery: Delivery, part: str) -> Html:
    count = len(delivery.notices)
    if delivery.digest is not None:
        return words("📮 <b>Since the last digest: {n}</b>{part}", n=count, part=part)
    changes = words.plural("{n} change", "{n} changes", count)
    return words("🔔 <b>{changes}</b>{part}", changes=changes, part=part)
