"""What a person can do in a chat with a bot."""

from __future__ import annotations

from scripts.simulators.telegram.world.entities import find_entities, is_start_payload
from scripts.simulators.telegram.world.errors import bad_input, not_here, not_now
from scripts.simulators.telegram.world.files import keep_document, keep_photo
from scripts.simulators.telegram.world.messages import note_edit, post_by_person
from scripts.simulators.telegram.world.places import is_on_earth
from scripts.simulators.telegram.world.render import bot_user_json, chat_json, message_json, user_json
from scripts.simulators.telegram.world.state import Bot, Callback, Dialog, Message
from scripts.simulators.telegram.world.types import Json, Upload
from scripts.simulators.telegram.world.world import CALLBACK_LIFETIME, World, require

TEXT_LIMIT = 4096


def press_start(world: World, user_id: int, bot: Bot, payload: str = "") -> Message:
    """Press Start, perhaps from a deep link; also ends a block."""
    world.user(user_id)
    require(not bot.deleted, not_now("BOT_DELETED", f"@{bot.username} was deleted"))
    require(is_start_payload(payload), bad_input("PAYLOAD_INVALID", "a payload has up to 64 of A-Z a-z 0-9 _ -"))
    dialog = world.open_dialog(bot.id, user_id)
    if dialog.blocked:
        set_blocked(world, user_id, bot, blocked=False)
    if not dialog.started:
        dialog.started = True
        world.tell("chat", dialog)
    return _post_text(world, bot, dialog, user_id, f"/start {payload}".strip())


def say(world: World, user_id: int, bot: Bot, text: str, reply_to: int | None = None) -> Message:
    """Send a text; one over 4096 characters goes out in several, as the apps do it. Returns the last one."""
    dialog = open_chat(world, user_id, bot)
    text = text.strip()
    require(bool(text), bad_input("TEXT_EMPTY", "the text is empty"))
    require(reply_to is None or reply_to in dialog.messages, not_here("message to reply to"))
    parts = [text[at : at + TEXT_LIMIT] for at in range(0, len(text), TEXT_LIMIT)]
    return [_post_text(world, bot, dialog, user_id, part, reply_to) for part in parts][-1]


def edit_text(world: World, user_id: int, bot: Bot, message_id: int, text: str) -> Message:
    """Change a text of one's own."""
    dialog = open_chat(world, user_id, bot)
    message = dialog.messages.get(message_id)
    if message is None or message.sender_id != user_id or "text" not in message.content:
        raise not_here("text of this person")
    message.content = _text_content(text.strip())
    message.edit_date = world.clock()
    note_edit(world, message)
    if bot.admits(user_id):
        world.queue_update(bot, "edited_message", message_json(world, message))
    return message


def share_contact(world: World, user_id: int, bot: Bot, contact: Json | None = None) -> Message:
    """Send a contact: the one given, or the person's own."""
    dialog = open_chat(world, user_id, bot)
    user = world.user(user_id)
    own: Json = {"phone_number": user.phone, "first_name": user.first_name, "user_id": user.id}
    if user.last_name:
        own["last_name"] = user.last_name
    return post_by_person(world, bot, dialog, user_id, {"contact": contact or own})


def share_location(world: World, user_id: int, bot: Bot, latitude: float, longitude: float) -> Message:
    require(is_on_earth(latitude, longitude), bad_input("LOCATION", "there is no such place"))
    dialog = open_chat(world, user_id, bot)
    content = {"location": {"latitude": latitude, "longitude": longitude}}
    return post_by_person(world, bot, dialog, user_id, content)


def send_photo(world: World, user_id: int, bot: Bot, upload: Upload, caption: str = "") -> Message:
    dialog = open_chat(world, user_id, bot)
    content: Json = {"photo": keep_photo(world, bot.id, upload)}
    return post_by_person(world, bot, dialog, user_id, content | _caption(caption))


def send_document(world: World, user_id: int, bot: Bot, upload: Upload, caption: str = "") -> Message:
    dialog = open_chat(world, user_id, bot)
    content: Json = {"document": keep_document(world, bot.id, upload)}
    return post_by_person(world, bot, dialog, user_id, content | _caption(caption))


def set_blocked(world: World, user_id: int, bot: Bot, *, blocked: bool) -> Dialog:
    """Block a bot or let it again; the bot is told by `my_chat_member`."""
    dialog = world.open_dialog(bot.id, user_id)
    if dialog.blocked == blocked:
        return dialog
    dialog.blocked = blocked
    body: Json = {
        "chat": chat_json(world, dialog),
        "from": user_json(world.user(user_id)),
        "date": int(world.clock()),
        "old_chat_member": _membership(bot, blocked=not blocked),
        "new_chat_member": _membership(bot, blocked=blocked),
    }
    world.queue_update(bot, "my_chat_member", body)
    world.tell("chat", dialog)
    return dialog


def press_inline(world: World, user_id: int, dialog: Dialog, message_id: int, data: str) -> Callback:
    """Press a button with this data under a message. A modified app can send any data: so can this."""
    message = dialog.messages.get(message_id)
    if message is None:
        raise not_here("message")
    bot = world.state.bots[dialog.bot_id]
    counters = world.state.counters
    callback = Callback(str(counters.callback), user_id, bot.id, dialog.chat_id, message_id, world.clock())
    counters.callback += 7_919
    _forget_old_presses(world)
    world.state.callbacks[callback.id] = callback
    body: Json = {
        "id": callback.id,
        "from": user_json(world.user(user_id)),
        "message": message_json(world, message),
        "chat_instance": str(bot.id * 31 + dialog.chat_id),
        "data": data,
    }
    if bot.admits(user_id):
        world.queue_update(bot, "callback_query", body)
    return callback


def _forget_old_presses(world: World) -> None:
    """Drop those that nobody can answer any more, the oldest first."""
    too_old = world.clock() - CALLBACK_LIFETIME
    callbacks = world.state.callbacks
    while callbacks and (oldest := next(iter(callbacks.values()))).at < too_old:
        del callbacks[oldest.id]


def open_chat(world: World, user_id: int, bot: Bot) -> Dialog:
    """The chat, if the person may write into it just now."""
    world.user(user_id)
    require(not bot.deleted, not_now("BOT_DELETED", f"@{bot.username} was deleted"))
    dialog = world.open_dialog(bot.id, user_id)
    require(dialog.started, not_now("NOT_STARTED", f"press Start in the chat with @{bot.username} first"))
    require(not dialog.blocked, not_now("BLOCKED", f"@{bot.username} is blocked by this person"))
    return dialog


def _post_text(world: World, bot: Bot, dialog: Dialog, user_id: int, text: str, reply_to: int | None = None) -> Message:
    return post_by_person(world, bot, dialog, user_id, _text_content(text), reply_to)


def _text_content(text: str) -> Json:
    entities = find_entities(text)
    return {"text": text, "entities": entities} if entities else {"text": text}


def _caption(caption: str) -> Json:
    return {"caption": caption[:1024]} if caption else {}


def _membership(bot: Bot, *, blocked: bool) -> Json:
    if blocked:
        return {"status": "kicked", "user": bot_user_json(bot), "until_date": 0}
    return {"status": "member", "user": bot_user_json(bot)}
