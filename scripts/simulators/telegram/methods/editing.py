"""Methods that change, copy, pin or delete messages."""

from __future__ import annotations

from scripts.simulators.telegram.methods.call import Call
from scripts.simulators.telegram.methods.sending import media_content
from scripts.simulators.telegram.world.errors import bad_request
from scripts.simulators.telegram.world.keyboards import Markup, parse_inline
from scripts.simulators.telegram.world.messages import note_edit, post_by_bot, remove_messages
from scripts.simulators.telegram.world.render import message_json, sender_json
from scripts.simulators.telegram.world.state import Dialog, Message
from scripts.simulators.telegram.world.types import Json

NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current content "
    "and reply markup of the message"
)
DELETABLE_SECONDS = 48 * 3600
_CAPTIONED = ("photo", "document")


def edit_text(call: Call) -> Json:
    message = _editable(call)
    if "text" not in message.content:
        raise bad_request("there is no text in the message to edit")
    return _change(call, message, call.text_content(), _new_keyboard(call))


def edit_caption(call: Call) -> Json:
    message = _editable(call)
    if not any(kind in message.content for kind in _CAPTIONED):
        raise bad_request("there is no caption in the message to edit")
    kept = {name: value for name, value in message.content.items() if not name.startswith("caption")}
    return _change(call, message, kept | call.caption_content(), _new_keyboard(call))


def edit_media(call: Call) -> Json:
    """Put another photo or document (and caption) into a message; a text becomes a media message too."""
    message = _editable(call)
    item = call.params.decoded("media")
    if not isinstance(item, dict):
        raise bad_request("can't parse input media: expected an Object")
    return _change(call, message, media_content(call, item), _new_keyboard(call))


def edit_reply_markup(call: Call) -> Json:
    message = _editable(call)
    return _change(call, message, message.content, _new_keyboard(call))


def delete_message(call: Call) -> bool:
    dialog = call.chat()
    message = call.message(dialog, "delete")
    if call.world.clock() - message.date > DELETABLE_SECONDS:
        raise bad_request("message can't be deleted for everyone")
    remove_messages(call.world, dialog, [message.id])
    return True


def delete_messages(call: Call) -> bool:
    """Delete those of the list that can be; the others are passed over in silence."""
    dialog = call.chat()
    oldest = call.world.clock() - DELETABLE_SECONDS
    wanted = [dialog.messages.get(message_id) for message_id in call.params.integers("message_ids")]
    remove_messages(call.world, dialog, [message.id for message in wanted if message and message.date >= oldest])
    return True


def copy_message(call: Call) -> Json:
    """Send the content anew, without saying where it is from; the caption may be replaced."""
    dialog = call.open_chat()
    source = call.message(call.chat("from_chat_id"), "copy")
    content = dict(source.content)
    if "caption" in call.params and not content.get("text"):
        content = {name: value for name, value in content.items() if not name.startswith("caption")}
        content |= call.caption_content()
    message = post_by_bot(call.world, call.bot, dialog, content, call.markup(), call.reply_to(dialog))
    return {"message_id": message.id}


def forward_message(call: Call) -> Json:
    dialog = call.open_chat()
    source = call.message(call.chat("from_chat_id"), "forward")
    origin = {"type": "user", "date": int(source.date), "sender_user": sender_json(call.world, source.sender_id)}
    content = {**source.content, "forward_origin": origin}
    return message_json(call.world, post_by_bot(call.world, call.bot, dialog, content, Markup()))


def pin_message(call: Call) -> bool:
    dialog = call.open_chat()
    message = call.message(dialog, "pin")
    if dialog.pinned_id == message.id:
        raise bad_request("CHAT_NOT_MODIFIED")
    dialog.pinned_id = message.id
    notice = {"pinned_message": message_json(call.world, message, with_reply=False)}
    post_by_bot(call.world, call.bot, dialog, notice, Markup())
    call.world.tell("chat", dialog)
    return True


def unpin_message(call: Call) -> bool:
    dialog = call.open_chat()
    wanted = call.params.integer("message_id") or dialog.pinned_id
    if dialog.pinned_id is None or wanted != dialog.pinned_id:
        raise bad_request("message to unpin not found")
    return _unpin(call, dialog)


def unpin_all(call: Call) -> bool:
    return _unpin(call, call.open_chat())


def _unpin(call: Call, dialog: Dialog) -> bool:
    dialog.pinned_id = None
    call.world.tell("chat", dialog)
    return True


def _editable(call: Call) -> Message:
    dialog = call.open_chat()
    message = call.message(dialog, "edit")
    # Telegram lets a bot edit only its own messages, and none that brought a reply keyboard.
    if message.sender_id != call.bot.id or message.has_reply_keyboard or "pinned_message" in message.content:
        raise bad_request("message can't be edited")
    return message


def _new_keyboard(call: Call) -> Json | None:
    return parse_inline(call.params.decoded("reply_markup"))


def _change(call: Call, message: Message, content: Json, keyboard: Json | None) -> Json:
    if content == message.content and keyboard == message.inline_keyboard:
        raise bad_request(NOT_MODIFIED)
    if content != message.content:
        message.edit_date = call.world.clock()
    message.content, message.inline_keyboard = content, keyboard
    note_edit(call.world, message)
    return message_json(call.world, message)
