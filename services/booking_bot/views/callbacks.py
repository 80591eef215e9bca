"""What the buttons carry: typed, at most 64 bytes, and all that their screen needs, so that none depends on memory."""

from __future__ import annotations

from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Annotated, TypedDict

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

from services.booking_bot.domain.bookings import Actor, CancelReason, Side
from services.booking_bot.domain.consent import PhoneRule
from services.booking_bot.domain.specialists import AnyRule
from services.booking_bot.use_cases.free_times import ForMove, ForService, Purpose

FIRST_DAY, LAST_DAY = date(2000, 1, 1).toordinal(), date(2199, 12, 31).toordinal()

RowId = Annotated[int, Field(gt=0, lt=2**63)]
AnyOrRowId = Annotated[int, Field(ge=0, lt=2**63)]
DayNumber = Annotated[int, Field(ge=FIRST_DAY, le=LAST_DAY)]
Minute = Annotated[int, Field(ge=0, lt=120_000_000)]
PageNumber = Annotated[int, Field(ge=0, lt=1000)]
Weekday = Annotated[int, Field(ge=0, le=6)]


class Place(StrEnum):
    """Screens that need no more than their name."""

    HOME = "home"
    MINE = "mine"
    LANGUAGE = "lang"
    MANAGE = "manage"
    TODAY = "today"
    TOMORROW = "tomorrow"
    HOURS = "hours"
    REMINDERS = "remind"
    RULES = "rules"
    PHONE = "phone"
    SHOP_PHONE = "number"
    PRIVACY = "privacy"
    ASK_FORGET = "forget?"
    FORGET = "forget"
    SPECIALISTS = "staff"
    ADD_SPECIALIST = "hire"
    ADD_SERVICE = "add"
    OWN_SERVICE = "own"


class Open(CallbackData, prefix="o"):
    place: Place


class ListPage(StrEnum):
    """Lists that are turned page by page."""

    SERVICES = "s"
    OWNER_SERVICES = "v"
    HAND_SERVICES = "h"
    MY_BOOKINGS = "m"


class OpenList(CallbackData, prefix="l"):
    which: ListPage
    page: PageNumber = 0


class OpenDay(CallbackData, prefix="b"):
    """The business's list of one day."""

    day: DayNumber
    page: PageNumber = 0

    @property
    def wanted(self) -> date:
        return date.fromordinal(self.day)


class ChooseLanguage(CallbackData, prefix="g"):
    language: Annotated[str, Field(max_length=8)]


class Errand(StrEnum):
    """Why a time is being chosen."""

    BOOK = "b"
    """A customer books a service."""
    MOVE = "m"
    """A customer moves a booking."""
    HAND = "h"
    """An admin books somebody by hand."""
    SHIFT = "s"
    """An admin moves somebody's booking."""


class Way(TypedDict):
    errand: Errand
    id: int
    who: int


class Choice(CallbackData, prefix="-"):
    """The way to a time: ``id`` is a service's or, to move it, a booking's; ``who`` a specialist's, 0 anybody."""

    errand: Errand
    id: RowId
    who: AnyOrRowId = 0

    @property
    def purpose(self) -> Purpose:
        moves = self.errand in {Errand.MOVE, Errand.SHIFT}
        return ForMove(self.id) if moves else ForService(self.id, self.who or None)

    @property
    def way(self) -> Way:
        """What the next button on the way says again."""
        return {"errand": self.errand, "id": self.id, "who": self.who}

    @property
    def side(self) -> Side:
        return Side.BUSINESS if self.errand in {Errand.HAND, Errand.SHIFT} else Side.CUSTOMER

    def actor(self, user_id: int) -> Actor:
        return Actor(user_id, self.side)


class PickService(CallbackData, prefix="s"):
    """Leads to the specialists who do it, or past them if there is no choice."""

    errand: Errand
    id: RowId
    page: PageNumber = 0


class PickMonth(Choice, prefix="c"):
    """``day``: any day of the month to show; 0 for the first month with a free day."""

    day: Annotated[int, Field(ge=0, le=LAST_DAY)] = 0

    @property
    def wanted(self) -> date | None:
        return date.fromordinal(self.day) if self.day >= FIRST_DAY else None


class PickDay(Choice, prefix="d"):
    day: DayNumber
    page: PageNumber = 0

    @property
    def wanted(self) -> date:
        return date.fromordinal(self.day)


class _AtTime(Choice, prefix="-"):
    minute: Minute

    @property
    def start(self) -> datetime:
        return datetime.fromtimestamp(self.minute * 60, UTC)


class PickTime(_AtTime, prefix="t"):
    """Shows what would be booked or moved."""


class Agree(_AtTime, prefix="y"):
    """Books or moves it."""


class GiveConsent(_AtTime, prefix="p"):
    """Whether the customer agrees that his number is kept; on the way to booking this time."""

    agrees: bool


class FindTimesFor(CallbackData, prefix="for"):
    """Finds times of the service ``id`` for the message to which the button's own is a reply."""

    id: RowId


class PassOn(CallbackData, prefix="ask"):
    """Passes the message to which the button's own is a reply on to the shop."""


class NotFree(CallbackData, prefix="n"):
    """A day of the month view that has nothing free."""


class BookingAct(StrEnum):
    SHOW = "s"
    ASK_CANCEL = "a"
    CANCEL = "c"
    CONFIRM = "y"
    """The customer comes."""
    CALENDAR = "i"
    """Sends the visit as a file for the phone's calendar."""
    ASK_LATE = "l"


class OfBooking(CallbackData, prefix="k"):
    act: BookingAct
    side: Side
    id: RowId

    def actor(self, user_id: int) -> Actor:
        return Actor(user_id, self.side)


class Cancel(CallbackData, prefix="u"):
    """Cancels it, and says why."""

    side: Side
    id: RowId
    reason: CancelReason

    def actor(self, user_id: int) -> Actor:
        return Actor(user_id, self.side)


class Late(CallbackData, prefix="a"):
    """The customer comes ``minutes`` late to the booking ``id``."""

    id: RowId
    minutes: Annotated[int, Field(gt=0, le=60)]


class ServiceAct(StrEnum):
    SHOW = "s"
    RENAME = "n"
    RETIME = "t"
    REPRICE = "p"
    HIDE = "h"
    UNHIDE = "u"


class OfService(CallbackData, prefix="v"):
    act: ServiceAct
    id: RowId


class SpecialistAct(StrEnum):
    SHOW = "s"
    RENAME = "n"
    DESCRIBE = "d"
    HOURS = "w"
    LEAVE = "l"
    RETURN = "r"


class OfSpecialist(CallbackData, prefix="m"):
    act: SpecialistAct
    id: RowId


class OwnAct(StrEnum):
    SHOW = "s"
    RETIME = "t"
    REPRICE = "p"
    STOP = "h"
    OFFER = "u"


class OfOwnTerms(CallbackData, prefix="f"):
    """How the specialist ``id`` does the service ``service``."""

    act: OwnAct
    id: RowId
    service: RowId


class SetPhoneRule(CallbackData, prefix="i"):
    """Whether customers are asked for their number."""

    rule: PhoneRule


class SetAnyRule(CallbackData, prefix="j"):
    """Who gets a visit for which the customer named nobody."""

    rule: AnyRule


class AddTemplate(CallbackData, prefix="e"):
    number: Annotated[int, Field(ge=0, lt=100)]


class SetMinutes(CallbackData, prefix="q"):
    """A length offered while a service is added or changed."""

    minutes: Annotated[int, Field(gt=0, le=24 * 60)]


class SetNoPrice(CallbackData, prefix="z"):
    """ "No price", offered while a service is added or changed."""


class SetRule(CallbackData, prefix="r"):
    """One of the business's rules of reminding, by its place in the lists of the screen."""

    rule: Annotated[int, Field(ge=0, lt=10)]
    number: Annotated[int, Field(ge=0, lt=100)]


class SetBookingRule(CallbackData, prefix="h"):
    """One of the business's rules of booking, by its place in the lists of the screen."""

    rule: Annotated[int, Field(ge=0, lt=10)]
    number: Annotated[int, Field(ge=0, lt=100)]


class OpenWeekday(CallbackData, prefix="w"):
    who: RowId
    weekday: Weekday


class SetPreset(CallbackData, prefix="x"):
    """The hours of a weekday from a list of usual ones; ``number`` is its place in the list."""

    who: RowId
    weekday: Weekday
    number: Annotated[int, Field(ge=0, lt=100)]


def minute_of(start: datetime) -> int:
    """An instant as buttons carry it: whole minutes since 1970."""
    return int(start.timestamp()) // 60
