"""A line in which one of the team says in words of his own who is to be booked."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.types import Message

from services.booking_bot.domain.plans import Plan
from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.handlers.hand_guests import HandStep, reply
from services.booking_bot.handlers.steps import hand_out_steps
from services.booking_bot.handlers.taps import IN_DIALOG
from services.booking_bot.handlers.visitors import IsStaff
from services.booking_bot.use_cases.read_line import HandLine
from services.booking_bot.views import drafts
from services.booking_bot.views.choices import PickTime, minute_of, to_draft
from services.booking_bot.views.words import Words
from services.shared.telegram.screens import Screen


async def take_line(message: Message, words: Words, settings: BusinessSettings, step: HandStep) -> None:
    """The answer is a reply: the words are read from there again, and kept nowhere else."""
    line = await step.by_hand.read_line(message.text or "", by=step.user.id)
    if line is None:
        raise SkipHandler
    await reply(message, await _what_is_missing(line, words, settings, step))


async def _what_is_missing(line: HandLine, words: Words, settings: BusinessSettings, step: HandStep) -> Screen:
    """The service, the time, or nothing."""
    if line.service is None:
        return drafts.which_service(words, settings, line)
    if line.start is None:
        return drafts.which_time(words, line)
    plan = Plan.of(line.service.id, line.specialist_id)
    choice = PickTime(**to_draft(plan, line.guest.customer_id), minute=minute_of(line.start))
    return await step.draft(choice, line.guest)


def make_router() -> Router:
    router = Router(name="lines")
    router.message.filter(IsStaff())
    hand_out_steps(router, HandStep.of)
    router.message.register(take_line, F.text, ~F.text.startswith("/"), flags=IN_DIALOG)
    return router
