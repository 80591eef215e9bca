"""Which bot is to be the booking bot, and how the business is called."""

from __future__ import annotations

from html import escape

from aiogram.types import KeyboardButton, KeyboardButtonRequestManagedBot, ReplyKeyboardMarkup

from services.sales_bot.basket import ChosenBot
from services.shared.runtime.translations import Texts
from services.shared.telegram.screens import Screen

CREATE_BUTTON = "✨ Create the bot for me"
TOKEN_BUTTON = "🔑 I have a token"  # noqa: S105 - the words on a button
BACK_BUTTON = "⬅️ Back"
LONGEST_NAME = 64
REQUEST_ID = 1


def choose(texts: Texts, *, can_create: bool) -> Screen:
    """How the buyer gets a bot; where Telegram does not offer to create one, a token is asked for at once."""
    if not can_create:
        return ask_token(texts)
    request = KeyboardButtonRequestManagedBot(request_id=REQUEST_ID)
    keyboard = _keyboard(
        [KeyboardButton(text=texts(CREATE_BUTTON), request_managed_bot=request)],
        [KeyboardButton(text=texts(TOKEN_BUTTON))],
        [KeyboardButton(text=texts(BACK_BUTTON))],
    )
    text = texts(
        "<b>Your bot</b>\n\n"
        "The easy way: Telegram creates it for you, you only choose its name. It is yours, and you can take it back at "
        "any time.\n\nOr take a bot that you have already made with @BotFather: send me its token."
    )
    return Screen(text, keyboard)


def ask_token(texts: Texts) -> Screen:
    text = texts(
        "<b>The token of your bot</b>\n\n"
        "1. Open @BotFather and send /newbot (or /mybots for one that you have).\n"
        "2. Choose a name and a username.\n"
        "3. Send me the token: a long line like <code>123456789:AAF…</code>\n\n"
        "I delete your message as soon as I have read it."
    )
    return Screen(text, _keyboard([KeyboardButton(text=texts(BACK_BUTTON))]))


def no_token(texts: Texts) -> Screen:
    return Screen(
        texts("There is no token in this message. A token looks like <code>123456789:AAF…</code>; @BotFather has it.")
    )


def token_refused(texts: Texts) -> Screen:
    return Screen(
        texts("Telegram does not accept this token. Copy it anew from @BotFather (/mybots → API Token) and send it.")
    )


def token_in_use(texts: Texts) -> Screen:
    return Screen(
        texts(
            "This bot already has an order or works for a business. If it is yours, see “My bots”; "
            "otherwise send the token of another bot."
        )
    )


def ask_name(texts: Texts, bot: ChosenBot) -> Screen:
    """The bot's own name is offered on a button."""
    text = texts(
        "@{bot} it is. <b>How is your business called?</b>\nYour customers will read it, as in “Studio Anna”.",
        bot=escape(bot.username),
    )
    return Screen(text, _keyboard([KeyboardButton(text=bot.name)], [KeyboardButton(text=texts(BACK_BUTTON))]))


def name_expected(texts: Texts) -> Screen:
    return Screen(
        texts.plural(
            "Please send the name as text, {n} character at most.",
            "Please send the name as text, {n} characters at most.",
            LONGEST_NAME,
        )
    )


def telegram_away(texts: Texts) -> Screen:
    return Screen(texts("Telegram does not answer just now. Please send it once more in a minute."))


def _keyboard(*buttons: list[KeyboardButton]) -> ReplyKeyboardMarkup:
    return ReplyKeyboardMarkup(keyboard=list(buttons), resize_keyboard=True)
