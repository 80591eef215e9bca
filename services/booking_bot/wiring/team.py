"""The part of the wiring that serves the team: who is of it, what it changed, what it is paid."""

from __future__ import annotations

from services.booking_bot.handlers.pay import PayUseCases
from services.booking_bot.handlers.team import TeamChanges
from services.booking_bot.storage.ports import Storage
from services.booking_bot.use_cases.invitations import (
    AcceptInvitation,
    CallOffInvitation,
    InviteToTeam,
    LookAtInvitation,
)
from services.booking_bot.use_cases.log import ReadLog
from services.booking_bot.use_cases.pay import DropPlannedPay, GetPay, GetPayCard, SetPay
from services.booking_bot.use_cases.settings import ReadSettings
from services.booking_bot.use_cases.team import BringBack, ChangeRole, GetTeam, RemoveMember, SetOwnSchedule
from services.shared.runtime.clock import Clock


def for_team(storage: Storage, clock: Clock) -> dict[str, object]:
    """What the handlers of the team, of invitations, of the log and of pay ask for."""
    return {
        "read_settings": ReadSettings(storage),
        "get_team": GetTeam(storage, clock),
        "team_changes": TeamChanges(
            ChangeRole(storage, clock),
            SetOwnSchedule(storage, clock),
            RemoveMember(storage, clock),
            BringBack(storage, clock),
        ),
        "invite_to_team": InviteToTeam(storage, clock),
        "call_off_invitation": CallOffInvitation(storage, clock),
        "look_at_invitation": LookAtInvitation(storage, clock),
        "accept_invitation": AcceptInvitation(storage, clock),
        "read_log": ReadLog(storage),
        "pay": PayUseCases(
            GetPay(storage, clock), GetPayCard(storage, clock), SetPay(storage, clock), DropPlannedPay(storage, clock)
        ),
    }
