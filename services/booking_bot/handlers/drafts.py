"""A draft of a booking by hand: completed by buttons, changed, and booked by one tap."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery

from services.booking_bot.domain.errors import TimeRefused
from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.handlers.hand_guests import HandStep, line_of, text_of
from services.booking_bot.handlers.steps import hand_out_steps
from services.booking_bot.handlers.visitors import IsStaff
from services.booking_bot.use_cases.book_by_hand import Guest
from services.booking_bot.views import drafts, hand
from services.booking_bot.views.choices import Errand, PickTime, to_draft
from services.booking_bot.views.hand_buttons import AskGuest, AskService, BookDraft, DropDraft
from services.booking_bot.views.words import Words
from services.shared.telegram.screens import show


async def open_draft(query: CallbackQuery, callback_data: PickTime, step: HandStep) -> None:
    guest = await step.guest(callback_data, text_of(line_of(query)))
    await show(query, await step.draft(callback_data, guest))


async def ask_service(
    query: CallbackQuery, callback_data: AskService, words: Words, settings: BusinessSettings, step: HandStep
) -> None:
    offered = await step.by_hand.services(by=step.user.id)
    await show(query, drafts.all_services(words, settings, callback_data, offered.every))


async def ask_guest(query: CallbackQuery, callback_data: AskGuest, step: HandStep) -> None:
    """Who was named in the line may be somebody else than the customer with that number."""
    said = await step.guest(PickTime(**to_draft(callback_data.plan), minute=0), text_of(line_of(query)))
    await show(query, await step.ask_guest(callback_data, newcomer=said.name))


async def book_draft(
    query: CallbackQuery, callback_data: BookDraft, words: Words, state: FSMContext, step: HandStep
) -> None:
    guest = await step.guest(callback_data, text_of(line_of(query)))
    if guest == Guest():
        await show(query, await step.draft(callback_data, guest))
        return
    try:
        shown = hand.booked(words, await step.book(callback_data, guest, anyway=callback_data.anyway))
    except TimeRefused:
        shown = await step.draft(callback_data, guest)
    await state.clear()
    await show(query, shown)


async def drop_draft(query: CallbackQuery, words: Words, state: FSMContext) -> None:
    await state.clear()
    await show(query, drafts.dropped(words))


def make_router() -> Router:
    router = Router(name="drafts")
    router.message.filter(IsStaff())
    router.callback_query.filter(IsStaff())
    hand_out_steps(router, HandStep.of)
    router.callback_query.register(open_draft, PickTime.filter(F.errand == Errand.DRAFT))
    router.callback_query.register(ask_service, AskService.filter())
    router.callback_query.register(ask_guest, AskGuest.filter())
    router.callback_query.register(book_draft, BookDraft.filter())
    router.callback_query.register(drop_draft, DropDraft.filter())
    return router
