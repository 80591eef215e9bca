"""What is kept of the owner's setting up, among the settings: a restart loses nothing."""

from __future__ import annotations

from dataclasses import replace

from services.booking_bot.domain.services import Service
from services.booking_bot.domain.setup import Placeholder, Readiness, Setup, SetupStep, Task, services_priced
from services.booking_bot.storage.ports import StoredSetting, Tables
from services.booking_bot.use_cases.settings import FIRST_HOURS, FIRST_WORKDAYS, read_settings

STEP, KIND, CHOSEN, DONE, DISMISSED = "setup_step", "setup_kind", "setup_chosen", "setup_done", "setup_dismissed"
PLACEHOLDER = "first_service"


async def read_setup(tables: Tables) -> Setup:
    stored = {name: setting.value for name, setting in (await tables.settings.read()).items()}
    return Setup(
        step=SetupStep(stored.get(STEP, SetupStep.KIND)),
        kind=stored.get(KIND, ""),
        chosen=tuple(int(place) for place in stored.get(CHOSEN, "").split()),
        done=frozenset(Task(task) for task in stored.get(DONE, "").split()),
        dismissed=bool(stored.get(DISMISSED)),
    )


async def write_setup(tables: Tables, setup: Setup) -> None:
    values = {
        STEP: setup.step.value,
        KIND: setup.kind,
        CHOSEN: " ".join(str(place) for place in setup.chosen),
        DONE: " ".join(sorted(setup.done)),
        DISMISSED: "yes" if setup.dismissed else "",
    }
    await tables.settings.write({name: StoredSetting(value) for name, value in values.items()})


async def keep_placeholder(tables: Tables, service: Service) -> None:
    """``service`` is the one that a new business begins with."""
    kept = f"{service.id} {service.minutes} {service.name}"
    await tables.settings.write({PLACEHOLDER: StoredSetting(kept)})


async def read_placeholder(tables: Tables) -> Placeholder | None:
    """None for a business that had services before this was kept."""
    stored = (await tables.settings.read()).get(PLACEHOLDER)
    if stored is None:
        return None
    number, minutes, name = stored.value.split(" ", 2)
    return Placeholder(int(number), name, int(minutes))


async def hide_placeholder(tables: Tables, placeholder: Placeholder | None) -> None:
    """It stays while nobody has changed it only until there are services of the owner's own."""
    service = None if placeholder is None else await tables.services.get(placeholder.id)
    if service is not None and placeholder is not None and placeholder.is_untouched(service):
        await tables.services.save(replace(service, hidden=True))


async def readiness(tables: Tables) -> Readiness:
    setup, settings = await read_setup(tables), await read_settings(tables)
    services, placeholder = await tables.services.all(with_hidden=True), await read_placeholder(tables)
    own_hours = await _has_own_hours(tables)
    holds = {
        Task.SERVICES: services_priced([service for service in services if not service.hidden], placeholder),
        Task.HOURS: own_hours,
        Task.ADDRESS: bool(settings.address),
        Task.PHONE: bool(settings.shop_phone),
    }
    untouched = placeholder is not None and [placeholder.is_untouched(service) for service in services] == [True]
    fresh = untouched and not own_hours and not setup.dismissed and not await tables.bookings.any()
    return Readiness(setup, setup.done | {task for task, held in holds.items() if held}, fresh)


async def _has_own_hours(tables: Tables) -> bool:
    """Whether anybody's week differs from the one that a new business begins with."""
    weeks = await tables.weekly_hours.weeks()
    first = dict.fromkeys(FIRST_WORKDAYS, FIRST_HOURS)
    return any({day: hours for day, hours in week.items() if hours} != first for week in weeks.values())
