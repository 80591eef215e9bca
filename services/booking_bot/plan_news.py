"""Tells the owners that more is used than their plan holds, and when that is over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import partial

from services.booking_bot.team_letters import SendLetter
from services.booking_bot.use_cases.plan_limits import LookAtPlan, PlanTold
from services.booking_bot.views.plan import letter as plan_letter


@dataclass(frozen=True, slots=True)
class TellPlanNews:
    """Each owner is told at least once: after a crash between sending and remembering it comes again.

    Gives when there is something to do next. Raises what Telegram answers when another try can help.
    """

    look: LookAtPlan
    told: PlanTold
    send_letter: SendLetter

    async def __call__(self) -> datetime | None:
        look = await self.look()
        for letter in look.letters:
            await self.send_letter(letter.user_id, partial(plan_letter, told=letter))
            await self.told(letter)
        return look.next_at
