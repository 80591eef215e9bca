"""What the buttons carry: typed, at most 64 bytes, and all that their screen needs, so that none depends on memory."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

from services.booking_bot.domain.bookings import Actor, CancelReason, Side
from services.booking_bot.domain.consent import PhoneRule
from services.booking_bot.domain.prices import PriceKind
from services.booking_bot.domain.specialists import AnyRule
from services.booking_bot.views.plan_codes import HIGHEST

FIRST_DAY, LAST_DAY = date(2000, 1, 1).toordinal(), date(2199, 12, 31).toordinal()

RowId = Annotated[int, Field(gt=0, lt=2**63)]
DayNumber = Annotated[int, Field(ge=FIRST_DAY, le=LAST_DAY)]
PageNumber = Annotated[int, Field(ge=0, lt=1000)]
Weekday = Annotated[int, Field(ge=0, le=6)]


class Place(StrEnum):
    """Screens that need no more than their name."""

    HOME = "home"
    MINE = "mine"
    LANGUAGE = "lang"
    MANAGE = "manage"
    MORE = "more"
    TODAY = "today"
    TOMORROW = "tomorrow"
    HOURS = "hours"
    REMINDERS = "remind"
    RULES = "rules"
    VISIT_RULES = "visit"
    CONTACT = "contact"
    REGION = "region"
    ZONE = "zone"
    CURRENCY = "currency"
    SHOP = "shop"
    SHOP_NAME = "title"
    SHOP_PHONE = "number"
    SHOP_LINK = "page"
    ASK_DROP_SHOP_PHONE = "number?"
    DROP_SHOP_PHONE = "number-"
    ASK_DROP_SHOP_LINK = "page?"
    DROP_SHOP_LINK = "page-"
    CONTACTS = "reach"
    RETENTION = "keep"
    PRIVACY = "privacy"
    MY_NAME = "name"
    ASK_FORGET = "forget?"
    FORGET = "forget"
    SPECIALISTS = "staff"
    ADD_SPECIALIST = "hire"
    ADD_SERVICE = "add"


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
    """The board of one day; ``who`` 0: everybody's."""

    day: DayNumber
    page: PageNumber = 0
    who: Annotated[int, Field(ge=0, lt=2**63)] = 0

    @property
    def specialist_id(self) -> int | None:
        return self.who or None

    @property
    def wanted(self) -> date:
        return date.fromordinal(self.day)


class ChooseLanguage(CallbackData, prefix="g"):
    language: Annotated[str, Field(max_length=8)]


class FindTimesFor(CallbackData, prefix="for"):
    """Finds times of the service ``id`` for the message to which the button's own is a reply."""

    id: Annotated[int, Field(gt=0, le=HIGHEST)]


class PassOn(CallbackData, prefix="ask"):
    """Passes the message to which the button's own is a reply on to the shop."""


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


class _Ending(CallbackData, prefix="-"):
    """Of the booking ``id``, from the customer's screen or the business's."""

    side: Side
    id: RowId

    def actor(self, user_id: int) -> Actor:
        return Actor(user_id, self.side)


class CancelPart(_Ending, prefix="up"):
    """Cancels one part of it."""

    part: RowId


class Cancel(_Ending, prefix="u"):
    """Cancels it, and says why."""

    reason: CancelReason


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
    RULES = "m"
    """What else it has for itself: windows, gaps, fixed times."""
    ASK_TIMES = "a"
    """At which times alone it begins."""
    ASK_DROP_TIMES = "q"
    DROP_TIMES = "d"


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


class SetPriceKind(CallbackData, prefix="z"):
    """A price without a sum, offered while a service is added or changed; an exact one is not stated."""

    kind: PriceKind


class RuleSheet(StrEnum):
    """Screens with rules of the business."""

    REMINDERS = "r"
    BOOKING = "b"
    VISIT = "v"


class SetRule(CallbackData, prefix="r"):
    """A value of one of the business's rules, both by their places in the lists of the screen."""

    sheet: RuleSheet
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


class SetServiceRule(CallbackData, prefix="h"):
    """A value of one of the service's own rules, both by their places in the lists of the screen."""

    id: RowId
    rule: Annotated[int, Field(ge=0, lt=10)]
    number: Annotated[int, Field(ge=0, lt=100)]


class AddressAct(StrEnum):
    SHOW = "s"
    TYPE = "t"
    PUT_POINT = "p"
    ASK_DROP = "q"
    DROP = "d"
    ASK_DROP_POINT = "w"
    DROP_POINT = "r"


class OfAddress(CallbackData, prefix="ad"):
    """The owner's address of the business."""

    act: AddressAct


class OnMap(CallbackData, prefix="map"):
    """Sends the business's place to the customer."""


class AskCategory(CallbackData, prefix="cq"):
    """Which category the service ``id`` is to be in."""

    id: RowId
    page: PageNumber = 0


class PutInto(CallbackData, prefix="cp"):
    """Puts the service ``id`` into ``category``, 0 none."""

    id: RowId
    category: Annotated[int, Field(ge=0, lt=2**63)]


class PhotoOf(StrEnum):
    SERVICE = "v"
    SPECIALIST = "m"


class AskPhoto(CallbackData, prefix="pa"):
    of: PhotoOf
    id: RowId


class RemovePhoto(CallbackData, prefix="pr"):
    """Asks whether it is to go; when ``sure``, it does."""

    of: PhotoOf
    id: RowId
    sure: bool = False
