"""What storage can answer beside rows."""

from __future__ import annotations


class StorageAway(Exception):
    """The database cannot be reached, is full, or did not answer in time: the same call may work later."""


class TimeOverlaps(Exception):
    """The database refused a row because the specialist's time is taken. The transaction is lost."""
