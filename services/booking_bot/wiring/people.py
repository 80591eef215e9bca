"""The part of the wiring that serves the owner's customers, and what became of their visits."""

from __future__ import annotations

from services.booking_bot.storage.ports import Storage
from services.booking_bot.use_cases.clientele import (
    EditCustomerProfile,
    FindCustomers,
    GetCustomerCard,
    ListCustomers,
    SetAccess,
)
from services.booking_bot.use_cases.closing import DayToMark, RestCame
from services.booking_bot.use_cases.mark_visit import MarkVisit, SetReceived
from services.booking_bot.use_cases.merge_customers import MergeCustomers, PreviewMerge
from services.shared.runtime.clock import Clock


def for_people(storage: Storage, clock: Clock) -> dict[str, object]:
    """What the owner's handlers ask for about customers, and about what became of their visits."""
    return {
        "list_customers": ListCustomers(storage, clock),
        "find_customers": FindCustomers(storage, clock),
        "get_customer_card": GetCustomerCard(storage, clock),
        "edit_customer_profile": EditCustomerProfile(storage, clock),
        "set_access": SetAccess(storage, clock),
        "preview_merge": PreviewMerge(storage),
        "merge_customers": MergeCustomers(storage, clock),
        "mark_visit": MarkVisit(storage, clock),
        "set_received": SetReceived(storage, clock),
        "day_to_mark": DayToMark(storage, clock),
        "rest_came": RestCame(storage, clock),
    }
