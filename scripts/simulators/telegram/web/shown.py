"""Chats and bots as the `/sim` API shows them."""

from __future__ import annotations

from scripts.simulators.telegram.methods.profile import seen_commands, seen_menu_button
from scripts.simulators.telegram.world.render import bot_user_json, file_url, seen_message_json
from scripts.simulators.telegram.world.state import Bot, Dialog, User
from scripts.simulators.telegram.world.types import Json
from scripts.simulators.telegram.world.world import World

ONLINE_SECONDS = 5.0


def user_shown(user: User) -> Json:
    shown: Json = {
        "id": user.id,
        "first_name": user.first_name,
        "language_code": user.language_code,
        "phone": user.phone,
        "deactivated": user.deactivated,
    }
    for name in ("last_name", "username"):
        if value := getattr(user, name):
            shown[name] = value
    return shown


def bot_shown(world: World, bot: Bot, language: str = "") -> Json:
    polled = bot.open_polls > 0 or world.clock() - bot.polled_at <= ONLINE_SECONDS
    return {
        "id": bot.id,
        "first_name": bot.names.get(language) or bot_user_json(bot)["first_name"],
        "username": bot.username,
        "can_manage_bots": bot.can_manage_bots,
        "owner_id": bot.owner_id,
        "managed_by": bot.managed_by,
        "description": bot.descriptions.get(language),
        "short_description": bot.short_descriptions.get(language),
        "photo_url": file_url(bot.photo_id) if bot.photo_id else None,
        "deleted": bot.deleted,
        "online": not bot.deleted and (polled or bot.webhook is not None),
        "webhook_url": bot.webhook.url if bot.webhook else "",
        "pending_update_count": len(bot.queue.waiting),
    }


def chat_shown(world: World, dialog: Dialog) -> Json:
    """A chat without its messages."""
    bot = world.state.bots[dialog.bot_id]
    user = world.state.users.get(dialog.chat_id)
    language = user.language_code if user else ""
    return {
        "user_id": user.id if user else None,
        "chat_id": dialog.chat_id,
        "title": dialog.title or None,
        "members": dialog.members,
        "bot": bot_shown(world, bot, language),
        "started": dialog.started,
        "blocked": dialog.blocked,
        "reply_keyboard": dialog.reply_keyboard,
        "commands": list(seen_commands(bot, dialog, language)),
        "menu_button": seen_menu_button(bot, dialog.chat_id),
        "pinned_message_id": dialog.pinned_id,
        "event": world.journal.last,
    }


def chat_with_messages(world: World, dialog: Dialog, limit: int, before: int | None) -> Json:
    """A chat with its latest messages (before an id, when given), the oldest first."""
    messages = [message for message in dialog.messages.values() if before is None or message.id < before]
    shown = messages[-limit:] if limit else []
    return {
        **chat_shown(world, dialog),
        "messages": [seen_message_json(world, message) for message in shown],
        "has_more": len(messages) > len(shown),
    }


def chat_in_list(world: World, dialog: Dialog) -> Json:
    last = next(reversed(dialog.messages.values()), None)
    return {**chat_shown(world, dialog), "last_message": seen_message_json(world, last) if last else None}
