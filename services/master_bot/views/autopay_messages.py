"""What an owner hears of automatic renewal: that money will be taken, that it could not be, and why."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from services.master_bot.views.renewing import leading_to_my_bots
from services.master_bot.views.screen import MessageScreen
from services.shared.runtime.translations import Texts


def _ahead(facts: Mapping[str, str], texts: Texts) -> str:
    return texts(
        "🔁 @{bot_username} (“{business_name}”) is paid until {day}. Tomorrow {price} ₽ will be charged to"
        " {method}, and the bot goes on without a break.\n\nYou can switch this off under {my_bots}.",
        **facts,
    )


def _failed(facts: Mapping[str, str], texts: Texts) -> str:
    return texts(
        "⚠️ @{bot_username} (“{business_name}”) could not be renewed: {cause}. I try again tomorrow.\n\nOr pay"
        " yourself: {my_bots}, “Renew”.",
        **facts,
        cause=_cause(facts["reason"], texts),
    )


def _gave_up(facts: Mapping[str, str], texts: Texts) -> str:
    return texts(
        "⚠️ @{bot_username} (“{business_name}”) could not be renewed: {cause}. I do not try again.\n\nPlease pay"
        " yourself, so that the bot goes on working: {my_bots}, “Renew”.",
        **facts,
        cause=_cause(facts["reason"], texts),
    )


def _off(facts: Mapping[str, str], texts: Texts) -> str:
    return texts(
        "⚠️ @{bot_username} (“{business_name}”) could not be renewed: {cause}. Automatic renewal is switched off."
        "\n\nPlease pay yourself, so that the bot goes on working: {my_bots}, “Renew”.",
        **facts,
        cause=_cause(facts["reason"], texts),
    )


def _consent(facts: Mapping[str, str], texts: Texts) -> str:
    return texts(
        "💰 @{bot_username} (“{business_name}”) now costs {price} ₽, more than you have agreed to be charged. So"
        " nothing is charged.\n\nTo go on after {day}, renew it yourself: {my_bots}, “Renew”.",
        **facts,
    )


def _email(facts: Mapping[str, str], texts: Texts) -> str:
    return texts(
        "✉️ @{bot_username} (“{business_name}”) cannot be renewed by itself: I have no e-mail to send the receipt"
        " to, and nothing is charged without one.\n\nTo go on after {day}, renew it once yourself: {my_bots},"
        " “Renew”. I ask for the e-mail there, and from then on it renews by itself again.",
        **facts,
    )


def _not_saved(facts: Mapping[str, str], texts: Texts) -> str:
    return texts(
        "🔁 @{bot_username} (“{business_name}”): what you have paid with could not be saved, so the bot does not"
        " renew by it.\n\nWhether it renews by itself you see under {my_bots}. If it does not, I remind you before"
        " the paid time ends.",
        **facts,
    )


def _cause(reason: str, texts: Texts) -> str:
    words = {
        "insufficient_funds": texts("there is not enough money on the card"),
        "card_expired": texts("the card has expired"),
        "permission_revoked": texts("the permission to charge was withdrawn"),
        "fraud_suspected": texts("the bank suspects fraud"),
        "payment_method_limit_exceeded": texts("the limit of the card is exceeded"),
    }
    return words.get(reason, texts("the bank refused the payment"))


AUTOPAY_MESSAGES: dict[str, Callable[[Mapping[str, str], Texts], MessageScreen]] = {
    "autopay_ahead": leading_to_my_bots(_ahead),
    "autopay_failed": leading_to_my_bots(_failed),
    "autopay_gave_up": leading_to_my_bots(_gave_up),
    "autopay_off": leading_to_my_bots(_off),
    "autopay_consent": leading_to_my_bots(_consent),
    "autopay_email": leading_to_my_bots(_email),
    "autopay_not_saved": leading_to_my_bots(_not_saved),
}
