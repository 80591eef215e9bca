"""The log of changes: who changed what, from what to what. It is written with the change and read in the chat."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

KEEP_LOG = timedelta(days=366)


class Act(StrEnum):
    """What was done; the view words it."""

    TEAM_SET_BY_FILE = "team_set_by_file"
    """The settings file named other owners."""
    SETTING_CHANGED = "setting_changed"
    """One of the business's settings; the subject is its name in ``BusinessSettings``."""
    DATA_FORGOTTEN = "data_forgotten"
    """Of so many customers (``after``) who had come no more for longer than the owner keeps data."""
    TEXT_CHANGED = "text_changed"
    """One of the owner's own texts; the subject is its kind and its language."""


@dataclass(frozen=True, slots=True)
class LogEntry:
    """``by`` is the Telegram id of who did it, None for the platform; ``by_name`` is set when it is read.

    ``subject`` is what was changed, by its name (a service, a customer, a time); ``before`` and ``after`` are its
    values as people write them, empty where there is nothing to say. ``booking_id``: the booking that it is about;
    its customer's name is not kept here, ``customer_name`` is set when it is read.
    """

    act: Act
    at: datetime
    by: int | None
    subject: str = ""
    before: str = ""
    after: str = ""
    booking_id: int | None = None
    id: int = 0
    by_name: str | None = None
    customer_name: str | None = None
