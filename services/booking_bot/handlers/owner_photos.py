"""The owner gives a service or a specialist a photo: sends one, replaces it, takes it away."""

from __future__ import annotations

from dataclasses import dataclass

from aiogram import F, Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message, User

from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.handlers.states import SendingPhoto
from services.booking_bot.handlers.taps import IN_DIALOG
from services.booking_bot.handlers.visitors import IsAdmin
from services.booking_bot.use_cases.photos import SetServicePhoto, SetSpecialistPhoto
from services.booking_bot.use_cases.services import GetService
from services.booking_bot.use_cases.specialists import GetSpecialist
from services.booking_bot.views import owner_photos as views
from services.booking_bot.views.callbacks import AskPhoto, PhotoOf, RemovePhoto
from services.booking_bot.views.owner_photos import Pictured
from services.booking_bot.views.owner_services import service_card
from services.booking_bot.views.owner_specialists import specialist_card
from services.booking_bot.views.words import Words
from services.shared.telegram.screens import Screen, show

OF, ID = "of", "id"


@dataclass(frozen=True, slots=True)
class Photos:
    """One way to the photos of both kinds. Raises as the use cases do."""

    get_service: GetService
    get_specialist: GetSpecialist
    set_service_photo: SetServicePhoto
    set_specialist_photo: SetSpecialistPhoto

    async def pictured(self, of: PhotoOf, number: int, *, by: int) -> Pictured:
        if of is PhotoOf.SERVICE:
            return Pictured.service(await self.get_service(number))
        return Pictured.specialist((await self.get_specialist(number, by=by)).specialist)

    async def save(
        self, of: PhotoOf, number: int, photo: str | None, words: Words, settings: BusinessSettings, *, by: int
    ) -> Screen:
        """The card as it is afterwards."""
        title = words("✅ Saved.")
        if of is PhotoOf.SERVICE:
            service = await self.set_service_photo(number, photo, by=by)
            return service_card(words, settings, service, title)
        await self.set_specialist_photo(number, photo, by=by)
        return specialist_card(words, settings, await self.get_specialist(number, by=by), title)


async def ask_photo(
    query: CallbackQuery, callback_data: AskPhoto, words: Words, state: FSMContext, photos: Photos
) -> None:
    pictured = await photos.pictured(callback_data.of, callback_data.id, by=query.from_user.id)
    await state.set_data({OF: callback_data.of.value, ID: callback_data.id})
    await state.set_state(SendingPhoto.photo)
    await show(query, views.ask_photo(words, pictured))


async def ask_remove(
    query: CallbackQuery, callback_data: RemovePhoto, words: Words, state: FSMContext, photos: Photos
) -> None:
    """Where it is gone already, one is asked for."""
    of, number = callback_data.of, callback_data.id
    pictured = await photos.pictured(of, number, by=query.from_user.id)
    if pictured.photo is None:
        await ask_photo(query, AskPhoto(of=of, id=number), words, state, photos)
        return
    await show(query, views.ask_remove(words, pictured))


async def remove_photo(
    query: CallbackQuery, callback_data: RemovePhoto, words: Words, settings: BusinessSettings, photos: Photos
) -> None:
    by = query.from_user.id
    await show(query, await photos.save(callback_data.of, callback_data.id, None, words, settings, by=by))


async def take_photo(
    message: Message,
    words: Words,
    settings: BusinessSettings,
    event_from_user: User,
    state: FSMContext,
    photos: Photos,
) -> None:
    """Telegram sends several sizes, the largest last."""
    assert message.photo
    data = await state.get_data()
    photo = message.photo[-1].file_id
    card = await photos.save(PhotoOf(data[OF]), data[ID], photo, words, settings, by=event_from_user.id)
    await state.clear()
    await show(message, card)


async def take_something_else(
    message: Message, words: Words, event_from_user: User, state: FSMContext, photos: Photos
) -> None:
    data = await state.get_data()
    pictured = await photos.pictured(PhotoOf(data[OF]), data[ID], by=event_from_user.id)
    await show(message, views.not_a_photo(words, pictured))


def make_router() -> Router:
    router = Router(name="owner_photos")
    router.message.filter(IsAdmin())
    router.callback_query.filter(IsAdmin())
    router.callback_query.register(ask_photo, AskPhoto.filter())
    router.callback_query.register(remove_photo, RemovePhoto.filter(F.sure))
    router.callback_query.register(ask_remove, RemovePhoto.filter())
    router.message.register(take_photo, SendingPhoto.photo, F.photo, flags=IN_DIALOG)
    router.message.register(take_something_else, SendingPhoto.photo, flags=IN_DIALOG)
    return router
