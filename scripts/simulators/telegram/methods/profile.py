"""Methods about the bot itself: name, texts, picture, commands, menu button; and about bots that it manages."""

from __future__ import annotations

import re
from collections.abc import Sequence

from scripts.simulators.telegram.methods.call import Call
from scripts.simulators.telegram.world.accounts import managed_bot, revoke_token
from scripts.simulators.telegram.world.errors import bad_request
from scripts.simulators.telegram.world.files import keep_photo
from scripts.simulators.telegram.world.render import me_json, user_json
from scripts.simulators.telegram.world.state import Bot, Dialog, Localized
from scripts.simulators.telegram.world.types import Json

MAX_COMMANDS = 100
_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_LANGUAGE = re.compile(r"[a-z]{2}")
_PLAIN_SCOPES = ("default", "all_private_chats", "all_group_chats", "all_chat_administrators")


def get_me(call: Call) -> Json:
    return me_json(call.bot)


def set_name(call: Call) -> bool:
    name, language = call.params.text("name"), _language(call)
    if len(name) > 64 or (not name and not language):
        raise bad_request("BOT_TITLE_INVALID")
    call.bot.names.put(language, name)
    call.world.tell_of_bot(call.bot)
    return True


def get_name(call: Call) -> Json:
    return {"name": call.bot.names.get(_language(call))}


def set_description(call: Call) -> bool:
    return _set_text(call, call.bot.descriptions, "description", 512)


def get_description(call: Call) -> Json:
    return {"description": call.bot.descriptions.get(_language(call))}


def set_short_description(call: Call) -> bool:
    return _set_text(call, call.bot.short_descriptions, "short_description", 120)


def get_short_description(call: Call) -> Json:
    return {"short_description": call.bot.short_descriptions.get(_language(call))}


def set_profile_photo(call: Call) -> bool:
    photo = call.params.decoded("photo")
    if not isinstance(photo, dict) or photo.get("type") != "static":
        raise bad_request("there is no static photo in the request")
    upload = call.params.attached(str(photo.get("photo")))
    if upload is None:
        raise bad_request("profile photo must be uploaded as a new file")
    call.bot.photo_id = keep_photo(call.world, call.bot.id, upload)[-1]["file_id"]
    call.world.tell_of_bot(call.bot)
    return True


def remove_profile_photo(call: Call) -> bool:
    call.bot.photo_id = ""
    call.world.tell_of_bot(call.bot)
    return True


def set_commands(call: Call) -> bool:
    commands = call.params.objects("commands")
    if len(commands) > MAX_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    checked = [_command(item) for item in commands]
    by_language = call.bot.commands.setdefault(_scope(call), {})
    if checked:
        by_language[_language(call)] = checked
    else:
        by_language.pop(_language(call), None)
    call.world.tell_of_bot(call.bot)
    return True


def get_commands(call: Call) -> list[Json]:
    return call.bot.commands.get(_scope(call), {}).get(_language(call), [])


def delete_commands(call: Call) -> bool:
    call.bot.commands.get(_scope(call), {}).pop(_language(call), None)
    call.world.tell_of_bot(call.bot)
    return True


def set_menu_button(call: Call) -> bool:
    button = call.params.decoded("menu_button") or {"type": "default"}
    if not isinstance(button, dict) or button.get("type") not in ("commands", "web_app", "default"):
        raise bad_request("can't parse menu button: unallowed type specified")
    chat_id = call.chat().chat_id if "chat_id" in call.params else 0
    call.bot.menu_buttons[chat_id] = button
    call.world.tell_of_bot(call.bot)
    return True


def get_menu_button(call: Call) -> Json:
    return seen_menu_button(call.bot, call.chat().chat_id if "chat_id" in call.params else 0)


def get_managed_token(call: Call) -> str:
    return managed_bot(call.world, call.bot, call.params.integer("user_id")).token


def replace_managed_token(call: Call) -> str:
    return revoke_token(call.world, managed_bot(call.world, call.bot, call.params.integer("user_id")))


def get_managed_access(call: Call) -> Json:
    bot = managed_bot(call.world, call.bot, call.params.integer("user_id"))
    settings: Json = {"is_access_restricted": bot.access_restricted}
    if bot.access_restricted:
        settings["added_users"] = [user_json(call.world.user(user_id)) for user_id in bot.access_user_ids]
    return settings


def set_managed_access(call: Call) -> bool:
    bot = managed_bot(call.world, call.bot, call.params.integer("user_id"))
    users = call.params.integers("added_user_ids") if "added_user_ids" in call.params else []
    if len(users) > 10 or any(user_id not in call.world.state.users for user_id in users):
        raise bad_request("USER_ID_INVALID")
    bot.access_restricted = call.params.flag("is_access_restricted")
    bot.access_user_ids = users if bot.access_restricted else []
    return True


def seen_commands(bot: Bot, dialog: Dialog, language: str) -> Sequence[Json]:
    """The commands a person sees in a chat: the narrowest scope wins, in it the person's language."""
    broad = "all_group_chats" if dialog.is_group else "all_private_chats"
    for scope in (f"chat:{dialog.chat_id}", broad, "default"):
        by_language = bot.commands.get(scope, {})
        if found := by_language.get(language) or by_language.get(""):
            return found
    return ()


def seen_menu_button(bot: Bot, chat_id: int) -> Json:
    return bot.menu_buttons.get(chat_id) or bot.menu_buttons.get(0) or {"type": "default"}


def _set_text(call: Call, texts: Localized, name: str, limit: int) -> bool:
    text = call.params.text(name)
    if len(text) > limit:
        raise bad_request("BOT_TEXT_TOO_LONG")  # our wording: the official one is not known
    texts.put(_language(call), text)
    call.world.tell_of_bot(call.bot)
    return True


def _command(item: Json) -> Json:
    command, description = str(item.get("command", "")).removeprefix("/"), str(item.get("description", ""))
    if not _COMMAND.fullmatch(command):
        raise bad_request("BOT_COMMAND_INVALID")
    if not 1 <= len(description) <= 256:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": command, "description": description}


def _language(call: Call) -> str:
    language = call.params.text("language_code")
    if language and not _LANGUAGE.fullmatch(language):
        raise bad_request("invalid language code specified")
    return language


def _scope(call: Call) -> str:
    scope = call.params.decoded("scope") or {"type": "default"}
    kind = scope.get("type") if isinstance(scope, dict) else None
    if kind in _PLAIN_SCOPES:
        return str(kind)
    if not isinstance(scope, dict) or kind not in ("chat", "chat_administrators", "chat_member"):
        raise bad_request("can't parse BotCommandScope: unsupported type specified")
    chat_id = int(scope.get("chat_id", 0))
    if call.world.dialog(call.bot.id, chat_id) is None:
        raise bad_request("chat not found")
    return f"chat:{chat_id}" if kind == "chat" else f"{kind}:{chat_id}:{scope.get('user_id', '')}"
