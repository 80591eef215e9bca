"""The photo of a service or a specialist: the present one, another one, none."""

from __future__ import annotations

from dataclasses import dataclass, replace

from services.booking_bot.domain.services import Service
from services.booking_bot.domain.specialists import Specialist
from services.booking_bot.views.callbacks import (
    AskPhoto,
    OfService,
    OfSpecialist,
    PhotoOf,
    RemovePhoto,
    ServiceAct,
    SpecialistAct,
)
from services.booking_bot.views.screen import Row, button, question, screen
from services.booking_bot.views.words import Words
from services.shared.telegram.screens import Screen


@dataclass(frozen=True, slots=True)
class Pictured:
    """Whose photo it is; ``photo`` is the present one's file id."""

    of: PhotoOf
    id: int
    name: str
    photo: str | None

    @classmethod
    def service(cls, service: Service) -> Pictured:
        return cls(PhotoOf.SERVICE, service.id, service.name, service.photo)

    @classmethod
    def specialist(cls, specialist: Specialist) -> Pictured:
        return cls(PhotoOf.SPECIALIST, specialist.id, specialist.name, specialist.photo)


def ask_photo(words: Words, pictured: Pictured) -> Screen:
    if pictured.photo is None:
        text = words("<b>{name}</b>\nSend a photo: customers see it while they choose.", name=pictured.name)
        return screen(text, (_back_row(words, pictured),))
    text = words("<b>{name}</b>\nCustomers see this photo. Send another one to replace it.", name=pictured.name)
    remove = [button(words.label("🗑 Remove the photo"), RemovePhoto(of=pictured.of, id=pictured.id))]
    return replace(screen(text, (remove, _back_row(words, pictured))), photo=pictured.photo)


def ask_remove(words: Words, pictured: Pictured) -> Screen:
    text = words("<b>{name}</b>\nRemove this photo? To have it back, you would send it again.", name=pictured.name)
    yes = button(words.label("Yes, remove"), RemovePhoto(of=pictured.of, id=pictured.id, sure=True))
    no = button(words.label("No, keep it"), AskPhoto(of=pictured.of, id=pictured.id))
    return replace(question(text, yes, no), photo=pictured.photo)


def not_a_photo(words: Words, pictured: Pictured) -> Screen:
    text = words("Please send the picture as a photo, not as a file or a text.")
    return screen(text, (_back_row(words, pictured),))


def photo_row(words: Words, pictured: Pictured) -> Row:
    return [button(words.label("🖼 Photo"), AskPhoto(of=pictured.of, id=pictured.id))]


def _back_row(words: Words, pictured: Pictured) -> Row:
    if pictured.of is PhotoOf.SERVICE:
        return [button(words.label("‹ Back"), OfService(act=ServiceAct.SHOW, id=pictured.id))]
    return [button(words.label("‹ Back"), OfSpecialist(act=SpecialistAct.SHOW, id=pictured.id))]
