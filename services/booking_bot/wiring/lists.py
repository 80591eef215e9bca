"""The part of the wiring that serves the lists that are kept up to date."""

from __future__ import annotations

from services.booking_bot.live_lists import ListRows
from services.booking_bot.storage.ports import Storage
from services.booking_bot.use_cases.displacement_lists import ListGone, ListLater, ListShown, NextList, NextListDue
from services.shared.runtime.clock import Clock


def list_rows(storage: Storage, clock: Clock) -> ListRows:
    return ListRows(
        next=NextList(storage, clock),
        shown=ListShown(storage, clock),
        later=ListLater(storage, clock),
        gone=ListGone(storage),
        next_due=NextListDue(storage),
    )
