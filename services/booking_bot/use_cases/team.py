"""The people of the business, as the use cases change them."""

from __future__ import annotations

from services.booking_bot.domain.team import Team
from services.booking_bot.storage.ports import Tables


async def save_team(tables: Tables, before: Team, after: Team) -> None:
    """Write down what is different in ``after``."""
    for member in before.members:
        if after.member(member.user_id) is None:
            await tables.staff.remove(member.user_id)
    for member in after.members:
        if member != before.member(member.user_id):
            await tables.staff.put(member)
