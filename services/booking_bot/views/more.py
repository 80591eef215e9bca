"""What an owner sets once and rarely changes, away from what each day needs."""

from __future__ import annotations

from collections.abc import Sequence

from services.booking_bot.use_cases.plan_limits import PlanState
from services.booking_bot.views.bot_profile_buttons import OpenBotProfile
from services.booking_bot.views.callbacks import AddressAct, OfAddress, Open, Place
from services.booking_bot.views.log_buttons import OpenLog
from services.booking_bot.views.own_text_buttons import OpenTexts
from services.booking_bot.views.owner import manage_row
from services.booking_bot.views.pay_buttons import OpenPay
from services.booking_bot.views.plan import now_held
from services.booking_bot.views.preference_buttons import preferences_row
from services.booking_bot.views.resource_buttons import OpenResources
from services.booking_bot.views.screen import Row, button, in_rows, screen
from services.booking_bot.views.team_buttons import OpenTeam
from services.booking_bot.views.words import Html, Words
from services.shared.telegram.screens import Screen


def more(words: Words, plan: Sequence[PlanState] = ()) -> Screen:
    """Each button leads to a screen that leads back here. ``plan``: what is used of it."""
    text = words("<b>More</b>\n\nWhat is set once and seldom changed.")
    held = now_held(words, plan)
    if held:
        text = Html("\n".join([text, "", words("📦 <b>Your plan</b>"), *held]))
    buttons = (
        button(words.label("📏 Rules of booking"), Open(place=Place.RULES)),
        button(words.label("🙋 Name and phone"), Open(place=Place.CONTACT)),
        button(words.label("⏰ Reminders"), Open(place=Place.REMINDERS)),
        button(words.label("☎️ Contacts"), Open(place=Place.SHOP)),
        button(words.label("📍 Address"), OfAddress(act=AddressAct.SHOW)),
        button(words.label("🪑 Chairs and rooms"), OpenResources()),
        button(words.label("🤖 Name and photo"), OpenBotProfile()),
        button(words.label("📝 Texts"), OpenTexts()),
        button(words.label("🌍 Language and zone"), Open(place=Place.REGION)),
        button(words.label("🗄 Data retention"), Open(place=Place.RETENTION)),
        *preferences_row(words),
        button(words.label("👥 Team"), OpenTeam()),
        button(words.label("💰 Pay"), OpenPay()),
        button(words.label("📜 Log"), OpenLog()),
    )
    return screen(text, (*in_rows(buttons, 2), manage_row(words)))


def more_row(words: Words) -> Row:
    return [button(words.label("‹ More"), Open(place=Place.MORE))]
