"""What is different in a team, written down: by an owner, by who joins, by the settings file."""

from __future__ import annotations

from datetime import datetime

from services.booking_bot.domain.notices import TO_TEAM
from services.booking_bot.domain.team import Team
from services.booking_bot.storage.ports import Tables


async def save_team(tables: Tables, before: Team, after: Team, *, now: datetime) -> None:
    """Write down what is different in ``after``; who manages nothing any more is told nothing more, either."""
    for member in before.members:
        if after.member(member.user_id) is None:
            await tables.staff.remove(member.user_id, now)
        if member.user_id not in after.managers:
            await tables.notices.drop_to(member.user_id, TO_TEAM, now)
    for member in after.members:
        if member != before.member(member.user_id):
            await tables.staff.put(member)
