"""What an owner hears of a subscription: that it ends, what that means for the bot, and how it goes on."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from services.master_bot.views.renewing import leading_to_my_bots
from services.master_bot.views.screen import MessageScreen
from services.master_bot.views.words import day
from services.shared.runtime.translations import Texts


def _extended(facts: Mapping[str, str], texts: Texts) -> MessageScreen:
    return MessageScreen(
        texts(
            "✅ Thank you! @{bot_username} (“{business_name}”) is paid until {day}.",
            **facts,
            day=day(facts, "until", texts),
        )
    )


def _expires(facts: Mapping[str, str], texts: Texts) -> str:
    return texts(
        "⏳ @{bot_username} (“{business_name}”) is paid until {day}.\n\nTo renew it, open {my_bots} and press"
        " “Renew”: the new period follows the present one, no day is lost.",
        **facts,
    )


def _grace(facts: Mapping[str, str], texts: Texts) -> str:
    return texts(
        "⚠️ The time that was paid for @{bot_username} (“{business_name}”) is over. The bot works as before until"
        " {day}; after that it takes no new bookings.\n\nTo renew it, open {my_bots} and press “Renew”.",
        **facts,
    )


def _read_only(facts: Mapping[str, str], texts: Texts) -> str:
    return texts(
        "⏸ @{bot_username} (“{business_name}”) takes no new bookings any more: it gives your phone number instead."
        " Until {day} customers still see and cancel their bookings and are reminded of them; after that the bot is"
        " switched off.\n\nRenew it under {my_bots}, and within a minute everything works as before.",
        **facts,
    )


def _suspended(facts: Mapping[str, str], texts: Texts) -> str:
    return texts(
        "⛔ @{bot_username} (“{business_name}”) is switched off. Your bookings, customers and settings are kept"
        " until {day}.\n\nRenew it under {my_bots}, and within a minute the bot is back with all of them.",
        **facts,
    )


def _deletion(facts: Mapping[str, str], texts: Texts) -> str:
    return texts(
        "🗑 The data of @{bot_username} (“{business_name}”) are kept until {day}; after that they are deleted:"
        " bookings, customers, settings.\n\nTo keep them, renew the bot under {my_bots}.",
        **facts,
    )


def _deleted(facts: Mapping[str, str], texts: Texts) -> MessageScreen:
    return MessageScreen(
        texts(
            "🗑 The data of @{bot_username} (“{business_name}”) were deleted: bookings, customers, settings. The bot"
            " itself is still yours: you can buy it again here, and it begins anew.",
            **facts,
        )
    )


def _referral(facts: Mapping[str, str], texts: Texts) -> MessageScreen:
    return MessageScreen(
        texts(
            "🎁 Somebody has bought a bot by your code. Thank you! You get {days} days: @{bot_username} is paid until"
            " {day}.",
            **facts,
            day=day(facts, "until", texts),
        )
    )


def _price(facts: Mapping[str, str], texts: Texts) -> str:
    return texts(
        "💰 The plan “{plan}” of @{bot_username} (“{business_name}”) will cost {price} ₽ instead of {old_price} ₽."
        " What you have paid for stays as it is, and until {day} you can still renew at the old price.\n\nIf the"
        " bot renews itself, it does not do so at the new price without your consent.",
        **facts,
    )


SUBSCRIPTION_MESSAGES: dict[str, Callable[[Mapping[str, str], Texts], MessageScreen]] = {
    "subscription_extended": _extended,
    "subscription_expires_7": leading_to_my_bots(_expires),
    "subscription_expires_3": leading_to_my_bots(_expires),
    "subscription_expires_1": leading_to_my_bots(_expires),
    "subscription_grace": leading_to_my_bots(_grace),
    "subscription_read_only": leading_to_my_bots(_read_only),
    "subscription_suspended": leading_to_my_bots(_suspended),
    "subscription_deletion_7": leading_to_my_bots(_deletion),
    "subscription_deletion_1": leading_to_my_bots(_deletion),
    "subscription_deleted": _deleted,
    "subscription_referral": _referral,
    "subscription_price": leading_to_my_bots(_price),
}
