"""What the buttons of displaced visits carry."""

from __future__ import annotations

from datetime import date
from typing import Annotated, TypedDict

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

from services.booking_bot.domain.bookings import Actor, Side
from services.booking_bot.domain.displacements import Scope
from services.booking_bot.views.callbacks import FIRST_DAY, LAST_DAY, PageNumber, RowId
from services.booking_bot.views.schedule_buttons import Who, who_of

NO_DAY = 0
DayOrNone = Annotated[int, Field(ge=NO_DAY, le=LAST_DAY)]


class ScopeCode(TypedDict):
    who: int
    first: int
    last: int


def code_of(scope: Scope) -> ScopeCode:
    """``AskDisplace(**code_of(scope))``."""
    first, last = (NO_DAY if day is None else day.toordinal() for day in (scope.first, scope.last))
    return {"who": who_of(scope.specialist_id), "first": first, "last": last}


class AskWhoIsIll(CallbackData, prefix="iw"):
    """Who does not come today; with one specialist alone it is she."""

    page: PageNumber = 0


class AskIll(CallbackData, prefix="iq"):
    """What would be done if the specialist ``who`` were ill today."""

    who: RowId
    page: PageNumber = 0


class SayIll(CallbackData, prefix="iy"):
    who: RowId


class _InScope(CallbackData, prefix="-"):
    who: Who
    first: DayOrNone = NO_DAY
    last: DayOrNone = NO_DAY

    @property
    def scope(self) -> Scope:
        return Scope(self.who or None, _day(self.first), _day(self.last))


class OpenAffected(_InScope, prefix="da"):
    """The visits that lie outside the schedule."""

    page: PageNumber = 0


class AskDisplace(_InScope, prefix="dq"):
    """Who would be written to."""

    page: PageNumber = 0


class Displace(_InScope, prefix="dy"):
    """Writes to them."""


class OpenDisplacementLists(CallbackData, prefix="do"):
    """Those with visits that are not settled; the list of the only one at once."""

    page: PageNumber = 0


class ShowDisplacement(CallbackData, prefix="ds"):
    """Sends the list of the displacement ``id``."""

    id: RowId


class TurnDisplacement(CallbackData, prefix="dt"):
    """Another page of the list, in the list itself."""

    id: RowId
    page: PageNumber


class OpenDisplacedCard(CallbackData, prefix="dk"):
    """The card of the booking ``id`` as a message of its own, so that the list stays what it is."""

    id: RowId


class TapCalled(CallbackData, prefix="dc"):
    """The displaced visit ``id`` was settled by hand; or it was not, after all."""

    id: RowId
    called: bool


class AskLift(CallbackData, prefix="dl"):
    """Whether she comes after all."""

    id: RowId


class Lift(CallbackData, prefix="dz"):
    id: RowId


class OfDisplaced(CallbackData, prefix="-"):
    """Of the booking ``id``, from the customer's screen or the business's."""

    side: Side
    id: RowId

    def actor(self, user_id: int) -> Actor:
        return Actor(user_id, self.side)


class OpenChoices(OfDisplaced, prefix="dx"):
    """What can be done about it."""


class Reassign(OfDisplaced, prefix="dr"):
    """The specialist ``who`` does it, at the same time."""

    who: RowId


def _day(number: int) -> date | None:
    return date.fromordinal(number) if number >= FIRST_DAY else None
