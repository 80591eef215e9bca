"""A customer's words to the shop, and whose they are."""

from __future__ import annotations

from dataclasses import dataclass

LONGEST_TEXT = 3000


@dataclass(frozen=True, slots=True)
class Question:
    """A message of a customer, by its id in his chat with the bot."""

    customer_id: int
    message_id: int


@dataclass(frozen=True, slots=True)
class QuestionCopy:
    """Where an admin got it: the message ``message_id`` in the chat with ``admin_id`` (a Telegram user id)."""

    admin_id: int
    message_id: int
