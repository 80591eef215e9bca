"""What the owner sees while setting the bot up, and of what serves a price list as a whole."""

from __future__ import annotations

from dataclasses import replace

from scripts.gallery.making import Make
from scripts.gallery.samples import PLACED, SERVICE, SETTINGS
from services.booking_bot.domain.setup import Readiness, Setup, SetupStep, Task
from services.booking_bot.domain.templates import KINDS
from services.booking_bot.views import home, owner, setup

CHOSEN = Setup(step=SetupStep.SERVICES, kind="hair", chosen=KINDS["hair"].usual)
FRESH = Readiness(Setup(), frozenset(), fresh=True)
HALF_READY = Readiness(CHOSEN, frozenset({Task.HOURS, Task.ADDRESS, Task.LINK}), fresh=False)

SETUP_SCREENS: dict[str, Make] = {
    "home of a new business": lambda words: home.home(words, SETTINGS, [SERVICE], is_admin=True, readiness=FRESH),
    "manage, half ready": lambda words: owner.manage(words, SETTINGS, HALF_READY),
    "kind of business?": setup.ask_kind,
    **{
        f"services of {key}?": lambda words, key=key: setup.step(  # type: ignore[misc]
            words, SETTINGS, replace(CHOSEN, kind=key, chosen=KINDS[key].usual)
        )
        for key in KINDS
    },
    "services, none ticked": lambda words: setup.step(
        words, replace(SETTINGS, currency="EUR"), replace(CHOSEN, chosen=())
    ),
    "week?": lambda words: setup.step(words, SETTINGS, replace(CHOSEN, step=SetupStep.HOURS)),
    "not a week": setup.not_a_week,
    "address of a new business?": lambda words: setup.step(words, PLACED, replace(CHOSEN, step=SetupStep.ADDRESS)),
    "set up": lambda words: setup.step(words, SETTINGS, replace(CHOSEN, step=SetupStep.LOOK)),
}
