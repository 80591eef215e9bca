"""`/sim/users…`: people and what they do in their chats."""

from __future__ import annotations

import asyncio

from aiohttp import web

from scripts.simulators.telegram.web.bells import Bells
from scripts.simulators.telegram.web.reading import read_upload
from scripts.simulators.telegram.web.shown import bot_shown, chat_in_list, chat_shown, chat_with_messages, user_shown
from scripts.simulators.telegram.web.sim_tools import (
    answer,
    bot_of,
    dialog_of,
    field,
    guarded,
    number,
    optional,
    read_json,
    real,
    user_of,
)
from scripts.simulators.telegram.world import person
from scripts.simulators.telegram.world.accounts import add_user, create_managed_bot
from scripts.simulators.telegram.world.errors import bad_input
from scripts.simulators.telegram.world.pressing import inline_data, press_reply
from scripts.simulators.telegram.world.render import seen_message_json
from scripts.simulators.telegram.world.state import Callback, Message
from scripts.simulators.telegram.world.types import Upload
from scripts.simulators.telegram.world.world import World

_CHAT = r"/sim/users/{user:\d+}/chats/{bot}"
_MAX_MESSAGES = 1000
ANSWER_SECONDS = 5.0


class People:
    """The routes of people. `answers` ring with a callback's id when the bot has answered it."""

    def __init__(self, world: World, answers: Bells) -> None:
        self._world = world
        self._answers = answers

    def add_routes(self, app: web.Application) -> None:
        add = app.router.add_route
        add("GET", "/sim/users", guarded(self.list_users))
        add("POST", "/sim/users", guarded(self.create_user))
        add("GET", r"/sim/users/{user:\d+}", guarded(self.show_user))
        add("POST", r"/sim/users/{user:\d+}/deactivate", guarded(self.deactivate))
        add("GET", r"/sim/users/{user:\d+}/chats", guarded(self.list_chats))
        add("GET", _CHAT, guarded(self.show_chat))
        add("POST", f"{_CHAT}/start", guarded(self.start))
        add("POST", f"{_CHAT}/messages", guarded(self.say))
        add("POST", rf"{_CHAT}/messages/{{message:\d+}}/edit", guarded(self.edit))
        add("POST", f"{_CHAT}/press", guarded(self.press))
        add("POST", f"{_CHAT}/reply-button", guarded(self.press_reply))
        add("POST", f"{_CHAT}/contact", guarded(self.share_contact))
        add("POST", f"{_CHAT}/location", guarded(self.share_location))
        add("POST", f"{_CHAT}/{{kind:photo|document}}", guarded(self.send_file))
        add("POST", f"{_CHAT}/managed-bot", guarded(self.create_bot))
        add("POST", f"{_CHAT}/{{act:block|unblock}}", guarded(self.block))

    async def list_users(self, _request: web.Request) -> web.StreamResponse:
        users = [user_shown(user) for user in self._world.state.users.values()]
        return answer({"users": users, "event": self._world.journal.last})

    async def create_user(self, request: web.Request) -> web.StreamResponse:
        body = await read_json(request)
        user = add_user(
            self._world,
            field(body, "first_name", str),
            last_name=optional(body, "last_name", str, ""),
            username=optional(body, "username", str, ""),
            language_code=optional(body, "language_code", str, "ru"),
            phone=optional(body, "phone", str, ""),
            user_id=optional(body, "id", int),
        )
        return answer(user_shown(user))

    async def show_user(self, request: web.Request) -> web.StreamResponse:
        return answer(user_shown(self._world.user(user_of(request))))

    async def deactivate(self, request: web.Request) -> web.StreamResponse:
        user = self._world.user(user_of(request))
        user.deactivated = True
        self._world.tell_of_user(user)
        return answer(user_shown(user))

    async def list_chats(self, request: web.Request) -> web.StreamResponse:
        user = self._world.user(user_of(request))
        mine = [chats[user.id] for chats in self._world.state.dialogs.values() if user.id in chats]
        mine.sort(key=lambda dialog: dialog.touched_at, reverse=True)
        chats = [chat_in_list(self._world, dialog) for dialog in mine]
        return answer({"chats": chats, "event": self._world.journal.last})

    async def show_chat(self, request: web.Request) -> web.StreamResponse:
        limit = int(number(request.query.get("limit"), "limit", 200, least=0, most=_MAX_MESSAGES))
        before = request.query.get("before")
        before_id = int(number(before, "before", 0, least=0, most=2**53)) if before else None
        return answer(chat_with_messages(self._world, dialog_of(self._world, request), limit, before_id))

    async def start(self, request: web.Request) -> web.StreamResponse:
        payload = optional(await read_json(request), "payload", str, "")
        bot = bot_of(self._world, request)
        return self._sent(person.press_start(self._world, user_of(request), bot, payload))

    async def say(self, request: web.Request) -> web.StreamResponse:
        body = await read_json(request)
        text, reply_to = field(body, "text", str), optional(body, "reply_to", int)
        return self._sent(person.say(self._world, user_of(request), bot_of(self._world, request), text, reply_to))

    async def edit(self, request: web.Request) -> web.StreamResponse:
        text = field(await read_json(request), "text", str)
        bot, message_id = bot_of(self._world, request), int(request.match_info["message"])
        return self._sent(person.edit_text(self._world, user_of(request), bot, message_id, text))

    async def press(self, request: web.Request) -> web.StreamResponse:
        body = await read_json(request)
        dialog, message_id = dialog_of(self._world, request), field(body, "message_id", int)
        wait = real(body, "wait") if "wait" in body else ANSWER_SECONDS
        data = optional(body, "data", str)
        if data is None:
            data = inline_data(dialog, message_id, field(body, "row", int), field(body, "column", int))
        callback = person.press_inline(self._world, user_of(request), dialog, message_id, data)
        return answer(await self._answer_to(callback, min(wait, 30.0)))

    async def press_reply(self, request: web.Request) -> web.StreamResponse:
        body = await read_json(request)
        return self._sent(press_reply(self._world, user_of(request), bot_of(self._world, request), body))

    async def share_contact(self, request: web.Request) -> web.StreamResponse:
        body = await read_json(request)
        names = ("phone_number", "first_name", "last_name", "user_id")
        contact = {name: body[name] for name in names if body.get(name)}
        if contact and not {"phone_number", "first_name"} <= contact.keys():
            raise bad_input("FIELD", "a contact has phone_number and first_name")
        bot = bot_of(self._world, request)
        return self._sent(person.share_contact(self._world, user_of(request), bot, contact or None))

    async def share_location(self, request: web.Request) -> web.StreamResponse:
        body = await read_json(request)
        place = real(body, "latitude"), real(body, "longitude")
        bot = bot_of(self._world, request)
        return self._sent(person.share_location(self._world, user_of(request), bot, *place))

    async def send_file(self, request: web.Request) -> web.StreamResponse:
        upload, caption = await _read_file(request)
        send = person.send_photo if request.match_info["kind"] == "photo" else person.send_document
        return self._sent(send(self._world, user_of(request), bot_of(self._world, request), upload, caption))

    async def create_bot(self, request: web.Request) -> web.StreamResponse:
        body = await read_json(request)
        name, username = field(body, "name", str), field(body, "username", str)
        owner, manager = self._world.user(user_of(request)), bot_of(self._world, request)
        return answer({"bot": bot_shown(self._world, create_managed_bot(self._world, owner, manager, name, username))})

    async def block(self, request: web.Request) -> web.StreamResponse:
        blocked = request.match_info["act"] == "block"
        bot = bot_of(self._world, request)
        return answer(chat_shown(self._world, person.set_blocked(self._world, user_of(request), bot, blocked=blocked)))

    def _sent(self, message: Message) -> web.Response:
        return answer(seen_message_json(self._world, message))

    async def _answer_to(self, callback: Callback, wait: float) -> dict[str, object]:
        if callback.answer is None and wait > 0:
            await self._answers.wait(callback.id, wait)
        given = callback.answer or {"text": None, "show_alert": False, "url": None}
        return {"query_id": callback.id, "answered": callback.answer is not None, **given}


async def _read_file(request: web.Request) -> tuple[Upload, str]:
    if not request.content_type.startswith("multipart/"):
        raise bad_input("MULTIPART", "send multipart/form-data with a file")
    form = await request.post()
    file, caption = form.get("file"), form.get("caption", "")
    if not isinstance(file, web.FileField):
        raise bad_input("FIELD", "the form has no file")
    return await asyncio.to_thread(read_upload, file), str(caption)
