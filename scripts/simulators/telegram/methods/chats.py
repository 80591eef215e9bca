"""Methods about presses, files and chats."""

from __future__ import annotations

from scripts.simulators.telegram.methods.call import Call
from scripts.simulators.telegram.world.errors import bad_request
from scripts.simulators.telegram.world.files import DOWNLOAD_BYTES, find_file
from scripts.simulators.telegram.world.render import bot_user_json, chat_json, message_json, user_json
from scripts.simulators.telegram.world.types import Json
from scripts.simulators.telegram.world.world import CALLBACK_LIFETIME

ANSWER_LIMIT = 200


def answer_callback_query(call: Call) -> bool:
    """Answer a press; a second answer is accepted and shows nothing."""
    callback = call.world.state.callbacks.get(call.params.text("callback_query_id"))
    now = call.world.clock()
    if callback is None or callback.bot_id != call.bot.id or now - callback.at > CALLBACK_LIFETIME:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    text = call.params.text("text")
    if len(text) > ANSWER_LIMIT:
        raise bad_request("MESSAGE_TOO_LONG")
    if callback.answer is not None:
        return True
    url = call.params.text("url") or None
    callback.answer = {"text": text or None, "show_alert": call.params.flag("show_alert"), "url": url}
    dialog = call.world.dialog(callback.bot_id, callback.chat_id)
    if dialog is not None:
        ids = {"query_id": callback.id, "message_id": callback.message_id, "pressed_by": callback.user_id}
        call.world.tell("callback_answer", dialog, **ids, **callback.answer)
    return True


def get_file(call: Call) -> Json:
    stored = find_file(call.world, call.bot.id, call.params.text("file_id"))
    if stored.size > DOWNLOAD_BYTES:
        raise bad_request("file is too big")
    return {
        "file_id": stored.file_id,
        "file_unique_id": stored.unique_id,
        "file_size": stored.size,
        "file_path": stored.path,
    }


def get_chat(call: Call) -> Json:
    dialog = call.chat()
    gifts = ["unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels"]
    shown: Json = {
        **chat_json(call.world, dialog),
        "accent_color_id": dialog.chat_id % 7,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(gifts, True),
    }
    pinned = dialog.messages.get(dialog.pinned_id or 0)
    if pinned is not None:
        shown["pinned_message"] = message_json(call.world, pinned, with_reply=False)
    return shown


def get_chat_member(call: Call) -> Json:
    dialog = call.chat()
    user_id = call.params.integer("user_id")
    if user_id == call.bot.id:
        return {"status": "member", "user": bot_user_json(call.bot)}
    if user_id != dialog.chat_id and user_id not in dialog.members:
        raise bad_request("member not found")
    return {"status": "member", "user": user_json(call.world.user(user_id))}


def get_user_profile_photos(call: Call) -> Json:
    if call.params.integer("user_id") not in call.world.state.users:
        raise bad_request("user not found")
    return {"total_count": 0, "photos": []}
