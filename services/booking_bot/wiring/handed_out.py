"""What handlers ask for, by the names of their parameters."""

from __future__ import annotations

from services.booking_bot.storage.ports import Storage
from services.booking_bot.wiring.business import for_business
from services.booking_bot.wiring.people import for_people
from services.booking_bot.wiring.setup import for_setup
from services.booking_bot.wiring.team import for_team
from services.booking_bot.wiring.visits import for_visits
from services.shared.runtime.clock import Clock


def handed_out(storage: Storage, clock: Clock) -> dict[str, object]:
    """No name stands in two parts: each is one use case, or a few that go together."""
    parts = (for_visits, for_business, for_people, for_setup, for_team)
    return {name: use_case for part in parts for name, use_case in part(storage, clock).items()}
