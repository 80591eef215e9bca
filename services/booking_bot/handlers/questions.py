"""A human: what no step expects goes to the shop on one tap, and the owner answers by replying."""

from __future__ import annotations

import logging

from aiogram import Bot, F, Router
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.exceptions import AiogramError
from aiogram.types import CallbackQuery, Message, ReplyParameters, User

from services.booking_bot.domain.errors import QuestionUnknown
from services.booking_bot.domain.questions import QuestionCopy
from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.handlers.taps import IN_DIALOG
from services.booking_bot.handlers.visitors import IsAdmin, Speech
from services.booking_bot.use_cases.customers import GetCustomer
from services.booking_bot.use_cases.questions import Asked, AskShop, RememberCopy, WhoAsked
from services.booking_bot.views import questions
from services.booking_bot.views.callbacks import PassOn
from services.booking_bot.views.words import Words
from services.shared.telegram.screens import show

logger = logging.getLogger(__name__)


async def pass_on(
    query: CallbackQuery,
    bot: Bot,
    words: Words,
    settings: BusinessSettings,
    speech: Speech,
    ask_shop: AskShop,
    get_customer: GetCustomer,
    remember_copy: RememberCopy,
) -> None:
    """The bot's offer is a reply to the customer's words: they are read from there, and kept nowhere else."""
    asked_in = query.message.reply_to_message if isinstance(query.message, Message) else None
    if asked_in is None or not asked_in.text:
        await show(query, questions.not_passed_on(words))
        return
    asked = await ask_shop(asked_in.message_id, user_id=query.from_user.id)
    delivered = 0
    for admin_id in asked.readers:
        reader = await get_customer(user_id=admin_id)
        in_his_words = speech(None if reader is None else reader.language, settings)
        delivered += await _copy_to(bot, admin_id, in_his_words, asked, asked_in.text, remember_copy)
    done = delivered or not asked.readers
    await show(query, questions.passed_on(words) if done else questions.not_passed_on(words))


async def _copy_to(bot: Bot, admin_id: int, words: Words, asked: Asked, text: str, remember_copy: RememberCopy) -> bool:
    try:
        sent = await bot.send_message(admin_id, questions.question(words, asked.customer, text).text)
    except AiogramError as error:
        logger.info("a question did not reach an admin: %s", type(error).__name__)
        return False
    await remember_copy(asked.question, QuestionCopy(admin_id, sent.message_id))
    return True


async def answer(
    message: Message,
    bot: Bot,
    words: Words,
    settings: BusinessSettings,
    event_from_user: User,
    speech: Speech,
    who_asked: WhoAsked,
    get_customer: GetCustomer,
) -> None:
    """A reply to anything but a question is for the other handlers."""
    assert message.reply_to_message is not None
    try:
        question, user_id = await who_asked(QuestionCopy(event_from_user.id, message.reply_to_message.message_id))
    except QuestionUnknown:
        raise SkipHandler from None
    customer = await get_customer(user_id=user_id)
    told = questions.answer(
        speech(None if customer is None else customer.language, settings), settings, message.text or ""
    )
    to_question = ReplyParameters(message_id=question.message_id, allow_sending_without_reply=True)
    try:
        await bot.send_message(user_id, told.text, reply_parameters=to_question)
    except AiogramError as error:
        logger.info("an answer did not reach a customer: %s", type(error).__name__)
        await show(message, questions.not_answered(words))
        return
    await show(message, questions.answered(words))


def make_router() -> Router:
    router = Router(name="questions")
    router.callback_query.register(pass_on, PassOn.filter())
    router.message.register(answer, IsAdmin(), F.reply_to_message, F.text, ~F.text.startswith("/"), flags=IN_DIALOG)
    return router
