"""The methods of the Bot API that this stand-in knows, and the one way to call them."""

from __future__ import annotations

from scripts.simulators.telegram.methods import chats, editing, profile, sending
from scripts.simulators.telegram.methods.call import Call, Handler
from scripts.simulators.telegram.methods.params import Params
from scripts.simulators.telegram.world.errors import method_not_found, too_many_requests
from scripts.simulators.telegram.world.state import Bot
from scripts.simulators.telegram.world.world import World


def _yes(call: Call) -> bool:
    """logOut and close: the account goes on working here, as it would after ten minutes."""
    return not call.bot.deleted


_METHODS: dict[str, Handler] = {
    "getMe": profile.get_me,
    "logOut": _yes,
    "close": _yes,
    "sendMessage": sending.send_message,
    "sendPhoto": sending.send_photo,
    "sendDocument": sending.send_document,
    "sendMediaGroup": sending.send_media_group,
    "sendContact": sending.send_contact,
    "sendLocation": sending.send_location,
    "sendVenue": sending.send_venue,
    "sendChatAction": sending.send_chat_action,
    "copyMessage": editing.copy_message,
    "forwardMessage": editing.forward_message,
    "editMessageText": editing.edit_text,
    "editMessageCaption": editing.edit_caption,
    "editMessageMedia": editing.edit_media,
    "editMessageReplyMarkup": editing.edit_reply_markup,
    "deleteMessage": editing.delete_message,
    "deleteMessages": editing.delete_messages,
    "pinChatMessage": editing.pin_message,
    "unpinChatMessage": editing.unpin_message,
    "unpinAllChatMessages": editing.unpin_all,
    "answerCallbackQuery": chats.answer_callback_query,
    "getFile": chats.get_file,
    "getChat": chats.get_chat,
    "getChatMember": chats.get_chat_member,
    "getUserProfilePhotos": chats.get_user_profile_photos,
    "setMyName": profile.set_name,
    "getMyName": profile.get_name,
    "setMyDescription": profile.set_description,
    "getMyDescription": profile.get_description,
    "setMyShortDescription": profile.set_short_description,
    "getMyShortDescription": profile.get_short_description,
    "setMyProfilePhoto": profile.set_profile_photo,
    "removeMyProfilePhoto": profile.remove_profile_photo,
    "setMyCommands": profile.set_commands,
    "getMyCommands": profile.get_commands,
    "deleteMyCommands": profile.delete_commands,
    "setChatMenuButton": profile.set_menu_button,
    "getChatMenuButton": profile.get_menu_button,
    "getManagedBotToken": profile.get_managed_token,
    "replaceManagedBotToken": profile.replace_managed_token,
    "getManagedBotAccessSettings": profile.get_managed_access,
    "setManagedBotAccessSettings": profile.set_managed_access,
}
_BY_LOWER_NAME = {name.lower(): (name, handler) for name, handler in _METHODS.items()}
_LIMITED = {
    name.lower(): "edit" if name.startswith("edit") else "send"
    for name in _METHODS
    if name.startswith(("send", "edit", "copy", "forward")) and name != "sendChatAction"
}


def run(world: World, bot: Bot, method: str, params: Params) -> object:
    """Carry out one call and return its result as JSON-ready data; raises ApiError."""
    known = _BY_LOWER_NAME.get(method.lower())
    if known is None:
        raise method_not_found()
    name, handler = known
    count_call(bot, name)
    if kind := _LIMITED.get(name.lower()):
        _check_rate(world, bot, kind, params)
    return handler(Call(world, bot, params))


def count_call(bot: Bot, name: str) -> None:
    bot.calls[name] = bot.calls.get(name, 0) + 1


def _check_rate(world: World, bot: Bot, kind: str, params: Params) -> None:
    cost = len(params.objects("media")) or 1 if kind == "send" else 1
    pause = world.limiter.admit(kind, bot.id, params.integer("chat_id"), world.clock(), cost)
    if pause is not None:
        raise too_many_requests(pause)
