"""Groups: one bot and some people, as much as its messages and limits need."""

from __future__ import annotations

from scripts.simulators.telegram.world.entities import find_entities
from scripts.simulators.telegram.world.errors import bad_input, not_now
from scripts.simulators.telegram.world.messages import post_by_person
from scripts.simulators.telegram.world.state import Bot, Dialog, Message
from scripts.simulators.telegram.world.types import Json
from scripts.simulators.telegram.world.world import World, require


def create_group(world: World, bot: Bot, title: str, members: list[int]) -> Dialog:
    """A group that the bot is a member of from the start."""
    require(bool(title.strip()), bad_input("TITLE_EMPTY", "a group has a title"))
    chat_id = world.state.counters.group
    world.state.counters.group -= 1
    dialog = Dialog(bot.id, chat_id, title=title.strip(), members=list(members))
    world.state.dialogs.setdefault(bot.id, {})[chat_id] = dialog
    world.tell("chat", dialog)
    return dialog


def say_in_group(world: World, dialog: Dialog, user_id: int, text: str) -> Message:
    """A member's text. The bot sees it if it is a command or names the bot (privacy mode is on, as by default)."""
    require(user_id in dialog.members, not_now("NOT_A_MEMBER", "this person is not in the group"))
    bot = world.state.bots[dialog.bot_id]
    entities = find_entities(text)
    content: Json = {"text": text, "entities": entities} if entities else {"text": text}
    addressed = text.startswith("/") or f"@{bot.username}".lower() in text.lower()
    return post_by_person(world, bot, dialog, user_id, content, unheard=not addressed)
