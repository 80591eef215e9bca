"""The world in Telegram's JSON: for bots as the Bot API shows it, for people with a little more."""

from __future__ import annotations

from scripts.simulators.telegram.world.state import Bot, Dialog, Message, User
from scripts.simulators.telegram.world.types import Json
from scripts.simulators.telegram.world.world import World

_MEDIA = ("document",)


def user_json(user: User) -> Json:
    shown: Json = {"id": user.id, "is_bot": False, "first_name": user.first_name}
    for name in ("last_name", "username", "language_code"):
        if value := getattr(user, name):
            shown[name] = value
    return shown


def bot_user_json(bot: Bot) -> Json:
    return {"id": bot.id, "is_bot": True, "first_name": bot.names.get("") or bot.first_name, "username": bot.username}


def me_json(bot: Bot) -> Json:
    """What getMe returns: the bot with its abilities."""
    return {
        **bot_user_json(bot),
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
        "can_manage_bots": bot.can_manage_bots,
    }


def sender_json(world: World, sender_id: int) -> Json:
    if sender_id in world.state.bots:
        return bot_user_json(world.state.bots[sender_id])
    return user_json(world.state.users[sender_id])


def chat_json(world: World, dialog: Dialog) -> Json:
    if dialog.is_group:
        return {"id": dialog.chat_id, "type": "supergroup", "title": dialog.title}
    user = world.state.users[dialog.chat_id]
    shown: Json = {"id": user.id, "type": "private", "first_name": user.first_name}
    for name in ("last_name", "username"):
        if value := getattr(user, name):
            shown[name] = value
    return shown


def message_json(world: World, message: Message, *, with_reply: bool = True) -> Json:
    """The Message object of the Bot API. Reply keyboards are never part of it, only inline ones."""
    dialog = world.state.dialogs[message.bot_id][message.chat_id]
    shown: Json = {
        "message_id": message.id,
        "from": sender_json(world, message.sender_id),
        "chat": chat_json(world, dialog),
        "date": int(message.date),
    }
    if message.edit_date is not None:
        shown["edit_date"] = int(message.edit_date)
    replied = dialog.messages.get(message.reply_to) if message.reply_to and with_reply else None
    if replied is not None:
        shown["reply_to_message"] = message_json(world, replied, with_reply=False)
    shown.update(message.content)
    if message.inline_keyboard is not None:
        shown["reply_markup"] = message.inline_keyboard
    return shown


def seen_message_json(world: World, message: Message) -> Json:
    """The same for the person's eyes: who sent it, and where the bytes of its files are."""
    shown = message_json(world, message)
    shown["outgoing"] = message.sender_id != message.bot_id
    shown["has_reply_keyboard"] = message.has_reply_keyboard
    if sizes := shown.get("photo"):
        shown["photo"] = [_with_url(size) for size in sizes]
    for kind in _MEDIA:
        if kind in shown:
            shown[kind] = _with_url(shown[kind])
    return shown


def file_url(file_id: str) -> str:
    return f"/sim/files/{file_id}"


def _with_url(media: Json) -> Json:
    return {**media, "url": file_url(media["file_id"])}
