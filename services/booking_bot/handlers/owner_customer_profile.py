"""What the owner keeps about a customer: each is a question, and an answer that is typed."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message, User

from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.handlers.states import DescribingCustomer
from services.booking_bot.handlers.taps import IN_DIALOG
from services.booking_bot.handlers.visitors import IsAdmin
from services.booking_bot.use_cases.clientele import EditCustomerProfile, GetCustomerCard
from services.booking_bot.views import customer_card
from services.booking_bot.views.customer_buttons import CustomerAct, DropTag, OfCustomer
from services.booking_bot.views.words import Words
from services.shared.runtime.clock import Clock
from services.shared.telegram.screens import show

WHO = "customer_id"
QUESTIONS = {
    CustomerAct.NOTE: (DescribingCustomer.note, customer_card.ask_note),
    CustomerAct.TAGS: (DescribingCustomer.tags, customer_card.ask_tags),
    CustomerAct.BIRTHDAY: (DescribingCustomer.birthday, customer_card.ask_birthday),
}


async def ask(
    query: CallbackQuery, callback_data: OfCustomer, words: Words, state: FSMContext, get_customer_card: GetCustomerCard
) -> None:
    shown = await get_customer_card(callback_data.id, by=query.from_user.id)
    step, question = QUESTIONS[callback_data.act]
    await state.set_data({WHO: shown.customer.id})
    await state.set_state(step)
    await show(query, question(words, shown))


async def take_answer(
    message: Message,
    words: Words,
    settings: BusinessSettings,
    event_from_user: User,
    state: FSMContext,
    raw_state: str,
    edit_customer_profile: EditCustomerProfile,
    clock: Clock,
) -> None:
    """The note, or the birthday."""
    edit = edit_customer_profile
    change = edit.note if raw_state == DescribingCustomer.note.state else edit.birthday
    shown = await change((await state.get_data())[WHO], message.text or "", by=event_from_user.id)
    await state.clear()
    await show(message, customer_card.card(words, settings, shown, clock(), words("✅ Saved.")))


async def take_tags(
    message: Message, words: Words, event_from_user: User, state: FSMContext, edit_customer_profile: EditCustomerProfile
) -> None:
    who = (await state.get_data())[WHO]
    shown = await edit_customer_profile.tags(who, message.text or "", by=event_from_user.id)
    await show(message, customer_card.ask_tags(words, shown))


async def drop_tag(
    query: CallbackQuery,
    callback_data: DropTag,
    words: Words,
    state: FSMContext,
    get_customer_card: GetCustomerCard,
    edit_customer_profile: EditCustomerProfile,
) -> None:
    by, who = query.from_user.id, callback_data.id
    before = await get_customer_card(who, by=by)
    shown = await edit_customer_profile.drop_tag(who, callback_data.means, by=by)
    await state.set_data({WHO: shown.customer.id})
    await state.set_state(DescribingCustomer.tags)
    dropped = next(filter(callback_data.means, before.profile.tags), None)
    await show(query, customer_card.ask_tags(words, shown, dropped))


async def ask_drop(
    query: CallbackQuery,
    callback_data: OfCustomer,
    words: Words,
    get_customer_card: GetCustomerCard,
) -> None:
    shown = await get_customer_card(callback_data.id, by=query.from_user.id)
    of_note = callback_data.act is CustomerAct.ASK_DROP_NOTE
    asked = customer_card.ask_drop_note if of_note else customer_card.ask_drop_birthday
    await show(query, asked(words, shown))


async def drop(
    query: CallbackQuery,
    callback_data: OfCustomer,
    words: Words,
    settings: BusinessSettings,
    edit_customer_profile: EditCustomerProfile,
    clock: Clock,
) -> None:
    edit = edit_customer_profile
    change = edit.note if callback_data.act is CustomerAct.DROP_NOTE else edit.birthday
    shown = await change(callback_data.id, None, by=query.from_user.id)
    await show(query, customer_card.card(words, settings, shown, clock(), words("✅ Saved.")))


def make_router() -> Router:
    router = Router(name="owner_customer_profile")
    router.message.filter(IsAdmin())
    router.callback_query.filter(IsAdmin())
    router.callback_query.register(ask, OfCustomer.filter(F.act.in_(set(QUESTIONS))))
    router.callback_query.register(
        ask_drop, OfCustomer.filter(F.act.in_({CustomerAct.ASK_DROP_NOTE, CustomerAct.ASK_DROP_BIRTHDAY}))
    )
    router.callback_query.register(
        drop, OfCustomer.filter(F.act.in_({CustomerAct.DROP_NOTE, CustomerAct.DROP_BIRTHDAY}))
    )
    router.callback_query.register(drop_tag, DropTag.filter())
    router.message.register(take_answer, DescribingCustomer.note, F.text, flags=IN_DIALOG)
    router.message.register(take_tags, DescribingCustomer.tags, F.text, flags=IN_DIALOG)
    router.message.register(take_answer, DescribingCustomer.birthday, F.text, flags=IN_DIALOG)
    return router
