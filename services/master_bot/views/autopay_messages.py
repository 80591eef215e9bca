"""What an owner hears of automatic renewal: that money will be taken, that it could not be, and why."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from services.master_bot.views.renewing import my_bots, to_my_bots
from services.master_bot.views.screen import MessageScreen
from services.master_bot.views.words import day
from services.shared.runtime.translations import Texts


def _ahead(facts: Mapping[str, str], texts: Texts) -> MessageScreen:
    return MessageScreen(
        texts(
            "🔁 @{bot_username} (“{business_name}”) is paid until {day}. Tomorrow {price} ₽ will be charged to"
            " {method}, and the bot goes on without a break.\n\nYou can switch this off under {my_bots}.",
            **facts,
            day=day(facts, "until", texts),
            my_bots=my_bots(facts, texts),
        ),
        to_my_bots(facts, texts),
    )


def _failed(facts: Mapping[str, str], texts: Texts) -> MessageScreen:
    return MessageScreen(
        texts(
            "⚠️ @{bot_username} (“{business_name}”) could not be renewed: {cause}. I try again tomorrow.\n\nOr pay"
            " yourself: {my_bots}, “Renew”.",
            **facts,
            cause=_cause(facts["reason"], texts),
            my_bots=my_bots(facts, texts),
        ),
        to_my_bots(facts, texts),
    )


def _gave_up(facts: Mapping[str, str], texts: Texts) -> MessageScreen:
    return MessageScreen(
        texts(
            "⚠️ @{bot_username} (“{business_name}”) could not be renewed: {cause}. I do not try again.\n\nPlease pay"
            " yourself, so that the bot goes on working: {my_bots}, “Renew”.",
            **facts,
            cause=_cause(facts["reason"], texts),
            my_bots=my_bots(facts, texts),
        ),
        to_my_bots(facts, texts),
    )


def _off(facts: Mapping[str, str], texts: Texts) -> MessageScreen:
    return MessageScreen(
        texts(
            "⚠️ @{bot_username} (“{business_name}”) could not be renewed: {cause}. Automatic renewal is switched off."
            "\n\nPlease pay yourself, so that the bot goes on working: {my_bots}, “Renew”.",
            **facts,
            cause=_cause(facts["reason"], texts),
            my_bots=my_bots(facts, texts),
        ),
        to_my_bots(facts, texts),
    )


def _consent(facts: Mapping[str, str], texts: Texts) -> MessageScreen:
    return MessageScreen(
        texts(
            "💰 @{bot_username} (“{business_name}”) now costs {price} ₽, more than you have agreed to be charged. So"
            " nothing is charged.\n\nTo go on after {day}, renew it yourself: {my_bots}, “Renew”.",
            **facts,
            day=day(facts, "until", texts),
            my_bots=my_bots(facts, texts),
        ),
        to_my_bots(facts, texts),
    )


def _email(facts: Mapping[str, str], texts: Texts) -> MessageScreen:
    return MessageScreen(
        texts(
            "✉️ @{bot_username} (“{business_name}”) cannot be renewed by itself: I have no e-mail to send the receipt"
            " to, and nothing is charged without one.\n\nTo go on after {day}, renew it once yourself: {my_bots},"
            " “Renew”. I ask for the e-mail there, and from then on it renews by itself again.",
            **facts,
            day=day(facts, "until", texts),
            my_bots=my_bots(facts, texts),
        ),
        to_my_bots(facts, texts),
    )


def _not_saved(facts: Mapping[str, str], texts: Texts) -> MessageScreen:
    return MessageScreen(
        texts(
            "🔁 @{bot_username} (“{business_name}”): what you have paid with could not be saved, so the bot does not"
            " renew by it.\n\nWhether it renews by itself you see under {my_bots}. If it does not, I remind you before"
            " the paid time ends.",
            **facts,
            my_bots=my_bots(facts, texts),
        ),
        to_my_bots(facts, texts),
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
    "autopay_ahead": _ahead,
    "autopay_failed": _failed,
    "autopay_gave_up": _gave_up,
    "autopay_off": _off,
    "autopay_consent": _consent,
    "autopay_email": _email,
    "autopay_not_saved": _not_saved,
}
