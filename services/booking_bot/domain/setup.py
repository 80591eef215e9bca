"""How far an owner has come with setting the bot up: the steps of the way, and what is done already."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from services.booking_bot.domain.services import Service


class SetupStep(StrEnum):
    """In the order in which they are walked; each can be skipped and come back to."""

    KIND = "kind"
    SERVICES = "services"
    HOURS = "hours"
    ADDRESS = "address"
    LOOK = "look"
    """All was asked: a look at the bot as a customer has it."""

    @property
    def next(self) -> SetupStep:
        every = list(SetupStep)
        return every[min(every.index(self) + 1, len(every) - 1)]


class Task(StrEnum):
    """What a bot has once it is ready, in the order of the checklist."""

    SERVICES = "services"
    HOURS = "hours"
    ADDRESS = "address"
    PHONE = "phone"
    PROFILE = "profile"
    LINK = "link"


@dataclass(frozen=True, slots=True)
class Setup:
    """``kind``: a key of ``templates.KINDS``, "" while none is chosen; ``chosen``: the places of its services.

    ``done`` holds what the settings themselves do not say: hours were confirmed, the profile set, the link sent.
    """

    step: SetupStep = SetupStep.KIND
    kind: str = ""
    chosen: tuple[int, ...] = ()
    done: frozenset[Task] = frozenset()
    dismissed: bool = False


@dataclass(frozen=True, slots=True)
class Readiness:
    """``fresh``: nothing was set yet and nobody has booked."""

    setup: Setup
    done: frozenset[Task]
    fresh: bool

    @property
    def wants_list(self) -> bool:
        """Whether the owner is still reminded of what is missing."""
        return not self.setup.dismissed and len(self.done) < len(Task)


@dataclass(frozen=True, slots=True)
class Placeholder:
    """The service that a new business gets, so that it can be booked at once."""

    id: int
    name: str
    minutes: int

    def is_untouched(self, service: Service) -> bool:
        """Whether it is still the service that nobody chose."""
        same = (service.id, service.name, service.minutes) == (self.id, self.name, self.minutes)
        return same and not service.costs("").is_stated


def services_priced(services: Sequence[Service], placeholder: Placeholder | None) -> bool:
    """Whether customers are offered something of the owner's own, and are told what each costs."""
    own = [service for service in services if placeholder is None or not placeholder.is_untouched(service)]
    return bool(own) and len(own) == len(services) and all(service.costs("").is_stated for service in own)
