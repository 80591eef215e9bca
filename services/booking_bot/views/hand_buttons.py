"""What the buttons of booking by hand carry, beside those on the way to any time."""

from __future__ import annotations

from typing import Annotated, Self

from aiogram.filters.callback_data import CallbackData
from pydantic import Field, model_validator

from services.booking_bot.views.callbacks import LAST_DAY, PageNumber, RowId
from services.booking_bot.views.choices import HIGHEST_ROW, AtTime, Errand, to_draft
from services.booking_bot.views.plan_codes import HIGHEST


class OpenHand(CallbackData, prefix="ha"):
    """Begins a booking by hand, past what there is only one of."""


class BookFor(AtTime, prefix="hw"):
    """Books it for the customer, at once; ``anyway``: over what is in the way."""

    customer: RowId
    anyway: bool = False

    def as_draft(self) -> AtTime:
        """The same, to be confirmed."""
        return AtTime(**to_draft(self.plan, self.customer), minute=self.minute)


class Anyway(AtTime, prefix="aw"):
    """Asks who comes to a time that is not free, or moves a booking there."""


class _OfDraft(AtTime, prefix="-"):
    @model_validator(mode="after")
    def _is_draft(self) -> Self:
        if self.errand is not Errand.DRAFT:
            raise ValueError("this is no draft")
        return self


class BookDraft(_OfDraft, prefix="hb"):
    """Books it as it is shown."""

    anyway: bool = False


class AskGuest(_OfDraft, prefix="hq"):
    """Somebody else comes: who?"""


class AskService(CallbackData, prefix="hs"):
    """Which service a draft is for; what is known of it else, 0 where it is not. ``guest`` as ``guest_id``."""

    specialist: Annotated[int, Field(ge=0, le=HIGHEST)] = 0
    day: Annotated[int, Field(ge=0, le=LAST_DAY)] = 0
    minute: Annotated[int, Field(ge=0, lt=120_000_000)] = 0
    guest: Annotated[int, Field(ge=0, le=HIGHEST_ROW)] | None = None
    page: PageNumber = 0


class DropDraft(CallbackData, prefix="hx"):
    """Nothing is booked."""
