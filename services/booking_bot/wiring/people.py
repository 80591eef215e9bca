"""The part of the wiring that serves the owner's customers, what became of their visits, and how the team is told."""

from __future__ import annotations

from services.booking_bot.storage.ports import Storage
from services.booking_bot.use_cases.calls import ListCalls, MarkCall
from services.booking_bot.use_cases.clientele import (
    EditCustomerProfile,
    FindCustomers,
    GetCustomerCard,
    ListCustomers,
    SetAccess,
)
from services.booking_bot.use_cases.closing import DayToMark, RestCame
from services.booking_bot.use_cases.customer_links import MakeCustomerLink, OpenCustomerLink
from services.booking_bot.use_cases.mark_visit import MarkVisit, SetReceived
from services.booking_bot.use_cases.merge_customers import MergeCustomers, PreviewMerge
from services.booking_bot.use_cases.own_phone import GiveOwnPhone
from services.booking_bot.use_cases.preferences import ChoosePreferences, GetPreferences
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
        "list_calls": ListCalls(storage, clock),
        "mark_call": MarkCall(storage, clock),
        "make_customer_link": MakeCustomerLink(storage, clock),
        "open_customer_link": OpenCustomerLink(storage, clock),
        "give_own_phone": GiveOwnPhone(storage, clock),
        "mark_visit": MarkVisit(storage, clock),
        "set_received": SetReceived(storage, clock),
        "day_to_mark": DayToMark(storage, clock),
        "rest_came": RestCame(storage, clock),
        "get_preferences": GetPreferences(storage),
        "choose_preferences": ChoosePreferences(storage, clock),
    }
