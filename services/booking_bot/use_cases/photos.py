"""What customers see a photo of: a service, a specialist. Telegram keeps the picture, the business its file id."""

from __future__ import annotations

from dataclasses import dataclass, replace

from services.booking_bot.domain.audit import Act
from services.booking_bot.domain.errors import ServiceNotFound, SpecialistNotFound
from services.booking_bot.domain.log_values import text, yes_or_no
from services.booking_bot.domain.services import Service
from services.booking_bot.domain.specialists import Specialist
from services.booking_bot.storage.ports import Storage
from services.booking_bot.use_cases.audit import note
from services.booking_bot.use_cases.settings import read_settings
from services.shared.runtime.clock import Clock, utc_now


@dataclass(frozen=True, slots=True)
class SetServicePhoto:
    """``photo`` is Telegram's file id, None takes the photo away. Raises ``NotAllowed``, ``ServiceNotFound``."""

    storage: Storage
    clock: Clock = utc_now

    async def __call__(self, service_id: int, photo: str | None, *, by: int) -> Service:
        async with self.storage.writing() as tables:
            (await read_settings(tables)).require_admin(by)
            service = await tables.services.get(service_id)
            if service is None:
                raise ServiceNotFound(service_id)
            await tables.services.set_photo(service_id, photo)
            if photo != service.photo:
                subject, after = text(service.name), yes_or_no(photo is not None)
                await note(tables, Act.SERVICE_PHOTO, by=by, now=self.clock(), subject=subject, after=after)
            return replace(service, photo=photo)


@dataclass(frozen=True, slots=True)
class SetSpecialistPhoto:
    """``photo`` is Telegram's file id, None takes the photo away. Raises ``NotAllowed``, ``SpecialistNotFound``."""

    storage: Storage
    clock: Clock = utc_now

    async def __call__(self, specialist_id: int, photo: str | None, *, by: int) -> Specialist:
        async with self.storage.writing() as tables:
            (await read_settings(tables)).require_admin(by)
            for specialist in await tables.specialists.all():
                if specialist.id == specialist_id:
                    await tables.specialists.set_photo(specialist_id, photo)
                    if photo != specialist.photo:
                        subject, after = text(specialist.name), yes_or_no(photo is not None)
                        await note(tables, Act.SPECIALIST_PHOTO, by=by, now=self.clock(), subject=subject, after=after)
                    return replace(specialist, photo=photo)
            raise SpecialistNotFound(specialist_id)
