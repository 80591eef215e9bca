"""The buttons on the way to a time: each says all that is known so far, so that none depends on memory."""

from __future__ import annotations

from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Annotated, Self, TypedDict

from aiogram.filters.callback_data import CallbackData
from pydantic import Field, StringConstraints, model_validator

from services.booking_bot.domain.bookings import Actor, Side
from services.booking_bot.domain.plans import Plan
from services.booking_bot.use_cases.free_times import ForMove, ForVisit, Purpose
from services.booking_bot.views.callbacks import FIRST_DAY, LAST_DAY, DayNumber, PageNumber, RowId
from services.booking_bot.views.plan_codes import CODE, ITEM, code_of, number_code, plan_of

HIGHEST_ROW = 2**63 - 1
Minute = Annotated[int, Field(ge=0, lt=120_000_000)]
What = Annotated[
    str,
    StringConstraints(pattern=rf"^(?:{CODE.pattern}|{ITEM}@(?:0|[1-9a-z][0-9a-z]{{0,12}})|#[1-9][0-9]{{0,18}})$"),
]
"""The code of a plan, or "#" and a booking's id. Behind the plan of a draft "@" and who comes: ``Choice.guest_id``."""
THE_MESSAGE = 0
"""In place of a customer's id: who comes is all that the message says to which the screen is a reply."""


class Errand(StrEnum):
    """Why a time is being chosen."""

    BOOK = "b"
    """A customer books a visit."""
    MOVE = "m"
    """A customer moves a booking."""
    HAND = "h"
    """An admin books somebody by hand."""
    SHIFT = "s"
    """An admin moves somebody's booking."""
    DRAFT = "d"
    """An admin books somebody who has been named already."""


class Way(TypedDict):
    errand: Errand
    what: str


def to_book(plan: Plan, errand: Errand = Errand.BOOK) -> Way:
    return {"errand": errand, "what": code_of(plan)}


def to_move(booking_id: int, errand: Errand = Errand.MOVE) -> Way:
    return {"errand": errand, "what": f"#{booking_id}"}


def to_draft(plan: Plan, guest_id: int | None = None) -> Way:
    """``guest_id``: as in ``Choice``."""
    code = code_of(plan)
    if guest_id is not None:
        code += "@0" if guest_id == THE_MESSAGE else f"@{number_code(guest_id, HIGHEST_ROW)}"
    return {"errand": Errand.DRAFT, "what": code}


class Choice(CallbackData, prefix="-"):
    """The way to a time: what is to be booked, or which booking is to move."""

    errand: Errand
    what: What

    @model_validator(mode="after")
    def _errand_fits(self) -> Self:
        if self.moves is not (self.errand in {Errand.MOVE, Errand.SHIFT}):
            raise ValueError("only a booking can be moved, and only a plan booked")
        if "@" in self.what and self.errand is not Errand.DRAFT:
            raise ValueError("only in a draft somebody has been named")
        return self

    @property
    def purpose(self) -> Purpose:
        return ForMove(self.booking_id) if self.moves else ForVisit(self.plan)

    @property
    def moves(self) -> bool:
        return self.what.startswith("#")

    @property
    def plan(self) -> Plan:
        """Raises ``ValueError`` where a booking moves."""
        return plan_of(self.what.partition("@")[0])

    @property
    def guest_id(self) -> int | None:
        """Of a draft: the customer who comes, or ``THE_MESSAGE``. None: the line to which the screen is a reply says it
        among other things."""
        _, named, code = self.what.partition("@")
        return int(code, 36) if named else None

    @property
    def booking_id(self) -> int:
        """Raises ``ValueError`` where nothing moves."""
        return int(self.what.removeprefix("#"))

    @property
    def way(self) -> Way:
        """What the next button on the way says again."""
        return {"errand": self.errand, "what": self.what}

    def way_with(self, specialist_id: int | None) -> Way:
        """The same way, with this specialist. Raises ``ValueError`` where a booking moves."""
        plan = self.plan.with_whom(specialist_id)
        return to_draft(plan, self.guest_id) if self.errand is Errand.DRAFT else to_book(plan, self.errand)

    @property
    def side(self) -> Side:
        return Side.CUSTOMER if self.errand in {Errand.BOOK, Errand.MOVE} else Side.BUSINESS

    def actor(self, user_id: int) -> Actor:
        return Actor(user_id, self.side)


class ToBook(Choice, prefix="-"):
    """One that makes sense on the way to a booking alone, and on no way to move one."""

    @model_validator(mode="after")
    def _books(self) -> Self:
        if self.moves:
            raise ValueError("nothing is booked on the way to move a booking")
        return self


class PickService(ToBook, prefix="s"):
    """Leads to the specialists who do the last service of the plan, or past them if there is no choice."""

    page: PageNumber = 0


class AddToVisit(ToBook, prefix="&"):
    """The services that can be added to the visit."""

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


class AtTime(Choice, prefix="-"):
    minute: Minute

    @property
    def start(self) -> datetime:
        return datetime.fromtimestamp(self.minute * 60, UTC)


class PickTime(AtTime, prefix="t"):
    """Shows what would be booked or moved, and keeps the time for a while."""


class Agree(AtTime, prefix="y"):
    """Books or moves it."""


class ForSomebody(AtTime, ToBook, prefix="b+"):
    """Books it for somebody else, whose name is asked for."""


class GiveConsent(AtTime, ToBook, prefix="p"):
    """Whether the customer agrees that his number is kept; on the way to booking this time."""

    agrees: bool


class GiveGuestConsent(GiveConsent, prefix="P"):
    """The same, on the way to booking it for somebody who was named before, and for nobody else."""


class OpenCategory(CallbackData, prefix="ca"):
    """The services of the category ``id``."""

    errand: Errand
    id: RowId
    page: PageNumber = 0


class NotFree(CallbackData, prefix="n"):
    """A day of the month view that has nothing free."""


def minute_of(start: datetime) -> int:
    """An instant as buttons carry it: whole minutes since 1970."""
    return int(start.timestamp()) // 60
