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
    INVITED = "invited"
    INVITATION_CALLED_OFF = "invitation_called_off"
    JOINED = "joined"
    ROLE_CHANGED = "role_changed"
    OWN_SCHEDULE_CHANGED = "own_schedule_changed"
    """Whose visits are those of a member."""
    REMOVED_FROM_TEAM = "removed_from_team"
    BROUGHT_BACK = "brought_back"
    PAY_SET = "pay_set"
    PAY_DROPPED = "pay_dropped"
    """Terms that were to hold from a day to come."""

    SERVICE_ADDED = "service_added"
    SERVICE_RENAMED = "service_renamed"
    SERVICE_LENGTH = "service_length"
    SERVICE_PRICE = "service_price"
    SERVICE_TIMES = "service_times"
    SERVICE_RULE = "service_rule"
    SERVICE_HIDDEN = "service_hidden"
    SERVICE_SHOWN = "service_shown"
    SERVICE_CATEGORY = "service_category"
    SERVICE_PHOTO = "service_photo"
    PRICES_PLANNED = "prices_planned"
    PLANNED_PRICES_CALLED_OFF = "planned_prices_called_off"
    PRICE_LIST_TAKEN = "price_list_taken"

    SPECIALIST_ADDED = "specialist_added"
    SPECIALIST_RENAMED = "specialist_renamed"
    SPECIALIST_ABOUT = "specialist_about"
    SPECIALIST_LEFT = "specialist_left"
    SPECIALIST_RETURNED = "specialist_returned"
    SPECIALIST_PHOTO = "specialist_photo"
    OWN_OFFER = "own_offer"
    OWN_LENGTH = "own_length"
    OWN_PRICE = "own_price"

    HOURS_SET = "hours_set"
    WEEK_SET = "week_set"
    SHIFTS_SET = "shifts_set"
    SHIFTS_DROPPED = "shifts_dropped"
    EXCEPTION_ADDED = "exception_added"
    EXCEPTION_REMOVED = "exception_removed"
    BLOCKED = "blocked"
    UNBLOCKED = "unblocked"

    ILL_TODAY = "ill_today"
    """She is closed for the rest of the day, and the customers are asked."""
    NOT_ILL = "not_ill"
    """That was taken back."""
    DISPLACED = "displaced"
    """The customers of so many visits (``after``) that lie outside the schedule are asked."""

    SETTING_CHANGED = "setting_changed"
    """One of the business's settings; the subject is its name in ``BusinessSettings``."""
    TEXT_CHANGED = "text_changed"
    """One of the owner's own texts; the subject is its kind and its language."""
    BOT_TEXT = "bot_text"
    BOT_TEXTS_PUT = "bot_texts_put"
    """Into Telegram, where everybody reads them."""
    BOT_PHOTO = "bot_photo"
    RESOURCE_ADDED = "resource_added"
    RESOURCE_RENAMED = "resource_renamed"
    RESOURCE_UNITS = "resource_units"
    RESOURCE_NEED = "resource_need"
    RESOURCE_REMOVED = "resource_removed"

    CUSTOMER_ACCESS = "customer_access"
    CUSTOMER_NOTE = "customer_note"
    CUSTOMER_TAGS = "customer_tags"
    CUSTOMER_BIRTHDAY = "customer_birthday"
    CUSTOMERS_MERGED = "customers_merged"
    MERGED_BY_PHONE = "merged_by_phone"
    """A customer sent his own number, which was that of somebody entered by hand: the two rows are one."""
    MERGED_BY_LINK = "merged_by_link"
    """A customer entered by hand opened his link: his row and the one in Telegram are one."""
    DATA_DELETED = "data_deleted"
    """By the customer, whose name is not kept."""
    DATA_FORGOTTEN = "data_forgotten"
    """Of so many customers (``after``) who had come no more for longer than the owner keeps data."""

    BOOKED_BY_HAND = "booked_by_hand"
    BOOKED_ANYWAY = "booked_anyway"
    """The same, over what was there or outside the hours."""
    MOVED = "moved"
    MOVED_ANYWAY = "moved_anyway"
    """The same, over what was there or outside the hours."""
    REASSIGNED = "reassigned"
    """Somebody else does a displaced visit."""
    CALLED = "called"
    """A displaced visit was settled by hand, and stands as it is."""
    CANCELLED = "cancelled"
    PART_CANCELLED = "part_cancelled"
    MARKED = "marked"
    RECEIVED = "received"
    REST_CAME = "rest_came"


NAMING = (Act.CUSTOMER_TAGS,)
"""Lines with words about a person: they lose them when the person has the data deleted."""


@dataclass(frozen=True, slots=True)
class LogEntry:
    """``by`` is the Telegram id of who did it, None for the platform; ``by_name`` is set when it is read.

    ``subject`` is what was changed (a service, a specialist, a time); ``before`` and ``after`` are its values, empty
    where there is nothing to say; all three as ``log_values`` keep them. ``booking_id``, ``customer_id``: the booking
    or person that it is about; whose names are not kept here, ``customer_name`` is set when it is read.
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
    customer_id: int | None = None
