"""All routers, in the order in which they are asked; the catch-all is the last."""

from __future__ import annotations

from aiogram import Dispatcher, F
from aiogram.enums import ChatType

from services.booking_bot.handlers import (
    address,
    board,
    bookings,
    bot_profile,
    categories,
    choosing,
    contact,
    customer_links,
    displaced,
    drafts,
    errors,
    fallback,
    guests,
    holes,
    home,
    invitations,
    lines,
    links,
    log,
    more,
    my_day,
    own_texts,
    owner,
    owner_address,
    owner_blocks,
    owner_calls,
    owner_categories,
    owner_contact,
    owner_customer_profile,
    owner_customers,
    owner_displacement,
    owner_fixed_times,
    owner_hand,
    owner_hours,
    owner_outcomes,
    owner_photos,
    owner_region,
    owner_resources,
    owner_retention,
    owner_rules,
    owner_schedule,
    owner_service_rules,
    owner_service_steps,
    owner_services,
    owner_shifts,
    owner_shop,
    owner_specialists,
    owner_zone,
    pay,
    personal_data,
    preferences,
    price_list,
    prices,
    questions,
    requests,
    service_order,
    setup,
    shop,
    team,
)
from services.booking_bot.handlers.taps import LeaveDialog
from services.booking_bot.handlers.visitors import KnowVisitor

IN_ORDER = (
    errors,
    questions,  # first: a reply to a question is no answer to anything else
    bookings,  # before home: /start my
    links,  # before home: /start m5
    customer_links,  # before home: /start v…
    invitations,  # before home: /start t and a code
    home,
    categories,
    personal_data,
    owner,
    my_day,
    board,
    more,
    own_texts,
    owner_region,
    owner_zone,
    owner_retention,
    owner_hand,  # before choosing: an admin's steps are the same and one more
    drafts,
    choosing,
    displaced,
    address,
    shop,
    owner_shop,
    owner_services,
    owner_service_steps,
    owner_service_rules,
    owner_fixed_times,
    owner_specialists,
    owner_categories,
    owner_photos,
    owner_resources,
    owner_hours,
    owner_schedule,
    owner_shifts,
    owner_blocks,
    holes,
    preferences,
    owner_displacement,
    owner_rules,
    owner_address,
    owner_contact,
    owner_outcomes,
    owner_calls,
    owner_customers,
    owner_customer_profile,
    setup,
    bot_profile,
    price_list,
    prices,
    service_order,
    team,
    log,
    pay,
    contact,
    guests,
    lines,  # after all that expect a text
    requests,
    fallback,
)


def add_handlers(dispatcher: Dispatcher, know_visitor: KnowVisitor) -> None:
    """Everything that answers a person, in private chats alone."""
    dispatcher.update.outer_middleware(know_visitor)
    dispatcher.message.filter(F.chat.type == ChatType.PRIVATE)
    for module in IN_ORDER:
        router = module.make_router()
        router.message.middleware(LeaveDialog())
        router.callback_query.middleware(LeaveDialog())
        dispatcher.include_router(router)
