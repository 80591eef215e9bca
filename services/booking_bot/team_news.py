"""Tells who sent an invitation to the team that somebody has joined by it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from services.booking_bot.team_letters import SendLetter
from services.booking_bot.use_cases.invitations import JoinedTold, NextJoined
from services.booking_bot.views.invitations import told as told_screen


@dataclass(frozen=True, slots=True)
class TellJoined:
    """Each is told at least once: after a crash between sending and remembering it comes again.

    Raises what Telegram answers when another try can help; it is called again then.
    """

    next_joined: NextJoined
    joined_told: JoinedTold
    send_letter: SendLetter

    async def __call__(self) -> None:
        while (found := await self.next_joined()) is not None:
            invitation, person = found
            written = partial(told_screen, invitation=invitation, person=person)
            await self.send_letter(invitation.invited_by, written)
            await self.joined_told(invitation)
