"""Which button a person means, and what pressing a reply button does."""

from __future__ import annotations

from scripts.simulators.telegram.world.accounts import create_managed_bot
from scripts.simulators.telegram.world.errors import bad_input, not_here, not_now
from scripts.simulators.telegram.world.keyboards import buttons_of
from scripts.simulators.telegram.world.messages import post_by_person
from scripts.simulators.telegram.world.person import open_chat, say, share_contact, share_location
from scripts.simulators.telegram.world.render import bot_user_json
from scripts.simulators.telegram.world.state import Bot, Dialog, Message
from scripts.simulators.telegram.world.types import Json
from scripts.simulators.telegram.world.world import World, require


def inline_data(dialog: Dialog, message_id: int, row: int, column: int) -> str:
    """The callback data of a button, if it is one that sends data."""
    message = dialog.messages.get(message_id)
    if message is None:
        raise not_here("message")
    for at_row, at_column, button in buttons_of(message.inline_keyboard or {}):
        if (at_row, at_column) == (row, column):
            require("callback_data" in button, not_now("NO_CALLBACK", "this button sends nothing to the bot"))
            return str(button["callback_data"])
    raise not_here("button")


def press_reply(world: World, user_id: int, bot: Bot, act: Json) -> Message:
    """Press a button of the reply keyboard, named by row and column or by text; `act` brings what it asks for."""
    dialog = open_chat(world, user_id, bot)
    button = _reply_button(dialog, act)
    if dialog.reply_keyboard and dialog.reply_keyboard.get("one_time_keyboard"):
        dialog.reply_keyboard = None
        world.tell("keyboard", dialog, reply_keyboard=None)
    if button.get("request_contact"):
        return share_contact(world, user_id, bot)
    if button.get("request_location"):
        require("latitude" in act and "longitude" in act, bad_input("LOCATION", "latitude and longitude are needed"))
        return share_location(world, user_id, bot, _degrees(act["latitude"]), _degrees(act["longitude"]))
    if request := button.get("request_managed_bot"):
        return _request_bot(world, user_id, bot, dialog, request, act)
    return say(world, user_id, bot, str(button["text"]))


def _degrees(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise bad_input("LOCATION", "latitude and longitude are numbers")
    return float(value)


def _reply_button(dialog: Dialog, act: Json) -> Json:
    for row, column, button in buttons_of(dialog.reply_keyboard or {}):
        if (row, column) == (act.get("row"), act.get("column")) or button["text"] == act.get("text"):
            return button
    raise not_here("button on the reply keyboard")


def _request_bot(world: World, user_id: int, manager: Bot, dialog: Dialog, request: Json, act: Json) -> Message:
    name = str(act.get("name") or request.get("suggested_name") or "")
    username = str(act.get("username") or request.get("suggested_username") or "")
    bot = create_managed_bot(world, world.user(user_id), manager, name, username)
    return post_by_person(world, manager, dialog, user_id, {"managed_bot_created": {"bot": bot_user_json(bot)}})
