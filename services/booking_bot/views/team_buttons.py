"""What the buttons of the team carry."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from aiogram.filters.callback_data import CallbackData
from pydantic import Field, StringConstraints

from services.booking_bot.domain.one_time_codes import PATTERN
from services.booking_bot.domain.team import Role
from services.booking_bot.views.callbacks import PageNumber, RowId
from services.booking_bot.views.schedule_buttons import Who

UserId = Annotated[int, Field(gt=0, lt=2**53)]
"""Telegram's."""
NOBODYS = 0
"""Of ``Who``: no specialist."""


class OpenTeam(CallbackData, prefix="tm"):
    page: PageNumber = 0


class MemberAct(StrEnum):
    SHOW = "s"
    ASK_REMOVE = "a"
    REMOVE = "x"
    BRING_BACK = "b"


class OfMember(CallbackData, prefix="tw"):
    act: MemberAct
    user: UserId


class SetRole(CallbackData, prefix="tr"):
    """``who``: as whom a specialist works; nobody: as before, or it is asked.

    ``sure``: who gives up being an owner himself was asked.
    """

    user: UserId
    role: Role
    who: Who = NOBODYS
    sure: bool = False


class AskOwnSchedule(CallbackData, prefix="ta"):
    """Whose visits are the member's own."""

    user: UserId
    page: PageNumber = 0


class SetOwnSchedule(CallbackData, prefix="ts"):
    user: UserId
    who: Who


class AskRole(CallbackData, prefix="tq"):
    """As what somebody is to be invited."""


class Invite(CallbackData, prefix="ti"):
    """``who``: as whom a specialist works; nobody: it is asked, page by page."""

    role: Role
    who: Who = NOBODYS
    page: PageNumber = 0


class InvitationAct(StrEnum):
    SHOW = "s"
    CALL_OFF = "c"


class OfInvitation(CallbackData, prefix="tg"):
    act: InvitationAct
    id: RowId


class Join(CallbackData, prefix="tj"):
    """Accepts the invitation with this code."""

    code: Annotated[str, StringConstraints(pattern=rf"^{PATTERN}$")]


class SetOwnHours(CallbackData, prefix="to"):
    """Whether specialists set their own hours."""

    allowed: bool
