"""Putting messages into chats and taking note of their changes, for both sides."""

from __future__ import annotations

from scripts.simulators.telegram.world.keyboards import Markup
from scripts.simulators.telegram.world.render import message_json, seen_message_json
from scripts.simulators.telegram.world.state import Bot, Dialog, Message
from scripts.simulators.telegram.world.types import Json
from scripts.simulators.telegram.world.world import World


def post_by_bot(
    world: World, bot: Bot, dialog: Dialog, content: Json, markup: Markup, reply_to: int | None = None
) -> Message:
    """A message from the bot; a reply keyboard stays with the chat, an inline one with the message."""
    message = _post(world, bot, dialog, bot.id, content, reply_to)
    message.inline_keyboard = markup.inline
    message.has_reply_keyboard = markup.reply is not None
    world.tell("message", dialog, message=seen_message_json(world, message))
    if markup.reply is not None or (markup.removes and dialog.reply_keyboard is not None):
        dialog.reply_keyboard = markup.reply
        world.tell("keyboard", dialog, reply_keyboard=markup.reply)
    return message


def post_by_person(
    world: World,
    bot: Bot,
    dialog: Dialog,
    user_id: int,
    content: Json,
    reply_to: int | None = None,
    *,
    unheard: bool = False,
) -> Message:
    """A message from a person; the bot gets it as an update unless it is `unheard` or the person may not use it."""
    message = _post(world, bot, dialog, user_id, content, reply_to)
    world.tell("message", dialog, message=seen_message_json(world, message))
    if bot.admits(user_id) and not unheard:
        world.queue_update(bot, "message", message_json(world, message))
    return message


def note_edit(world: World, message: Message) -> None:
    dialog = world.state.dialogs[message.bot_id][message.chat_id]
    world.tell("edit", dialog, message=seen_message_json(world, message))


def remove_messages(world: World, dialog: Dialog, message_ids: list[int]) -> list[int]:
    """Delete those that exist and return their ids."""
    gone = [message_id for message_id in message_ids if dialog.messages.pop(message_id, None) is not None]
    if dialog.pinned_id in gone:
        dialog.pinned_id = None
    if gone:
        world.tell("delete", dialog, message_ids=gone)
    return gone


def _post(world: World, bot: Bot, dialog: Dialog, sender_id: int, content: Json, reply_to: int | None) -> Message:
    now = world.clock()
    message = Message(bot.next_message_id, bot.id, dialog.chat_id, sender_id, now, content, reply_to=reply_to)
    bot.next_message_id += 1
    dialog.messages[message.id] = message
    dialog.touched_at = now
    return message
