"""`/sim/bots`, `/sim/groups`, `/sim/events`, `/sim/faults`, `/sim/limits`, `/sim/files`, `/sim/health`."""

from __future__ import annotations

from dataclasses import asdict, fields

from aiohttp import web

from scripts.simulators.telegram.web.bells import Bells
from scripts.simulators.telegram.web.polling import Polling
from scripts.simulators.telegram.web.shown import bot_shown, chat_with_messages
from scripts.simulators.telegram.web.sim_tools import answer, bot_of, field, guarded, number, optional, read_json, real
from scripts.simulators.telegram.world.accounts import delete_bot, register_bot, revoke_token
from scripts.simulators.telegram.world.errors import bad_input, not_here, unauthorized
from scripts.simulators.telegram.world.faults import Fault
from scripts.simulators.telegram.world.groups import create_group, say_in_group
from scripts.simulators.telegram.world.limits import Rates
from scripts.simulators.telegram.world.render import seen_message_json
from scripts.simulators.telegram.world.state import Bot
from scripts.simulators.telegram.world.types import Json
from scripts.simulators.telegram.world.world import World

_FAULT_FIELDS: dict[str, type] = {
    "method": str,
    "chat_id": int,
    "when": str,
    "retry_after": int,
    "status": int,
    "description": str,
}


class Control:
    """Everything under `/sim` that is not done by a person. `news` ring with a user's id, and with None for all."""

    def __init__(self, world: World, news: Bells, polling: Polling) -> None:
        self._world = world
        self._news = news
        self._polling = polling

    def add_routes(self, app: web.Application) -> None:
        add = app.router.add_route
        add("GET", "/sim/health", guarded(self.health))
        add("GET", "/sim/events", guarded(self.events))
        add("GET", "/sim/bots", guarded(self.list_bots))
        add("POST", "/sim/bots", guarded(self.create_bot))
        add("GET", "/sim/bots/{bot}", guarded(self.show_bot))
        add("DELETE", "/sim/bots/{bot}", guarded(self.delete_bot))
        add("POST", "/sim/bots/{bot}/revoke", guarded(self.revoke))
        add("POST", "/sim/groups", guarded(self.create_group))
        add("GET", r"/sim/groups/{chat:-\d+}", guarded(self.show_group))
        add("POST", r"/sim/groups/{chat:-\d+}/messages", guarded(self.say_in_group))
        add("GET", "/sim/files/{file_id}", guarded(self.file))
        add("GET", "/sim/faults", guarded(self.list_faults))
        add("POST", "/sim/faults", guarded(self.add_fault))
        add("DELETE", "/sim/faults", guarded(self.clear_faults))
        add("DELETE", r"/sim/faults/{fault:\d+}", guarded(self.clear_faults))
        add("GET", "/sim/limits", guarded(self.show_limits))
        add("PUT", "/sim/limits", guarded(self.set_limits))

    async def health(self, _request: web.Request) -> web.StreamResponse:
        state = self._world.state
        counts = {"users": len(state.users), "bots": len(state.bots), "event": self._world.journal.last}
        return answer({"ok": True, **counts})

    async def events(self, request: web.Request) -> web.StreamResponse:
        journal = self._world.journal
        if "after" not in request.query:
            return answer({"next": journal.last, "reset": False, "events": []})
        after = int(number(request.query["after"], "after", 0, least=0, most=2**53))
        timeout = number(request.query.get("timeout"), "timeout", 25, least=0, most=50)
        user = request.query.get("user")
        user_id = int(number(user, "user", 0, least=0, most=2**53)) if user else None
        if not journal.bridges(after):
            return answer({"next": journal.last, "reset": True, "events": []})
        found = journal.since(after, user_id)
        if not found and timeout and await self._news.wait(user_id, timeout):
            found = journal.since(after, user_id)
        return answer({"next": journal.last, "reset": False, "events": [event.render() for event in found]})

    async def list_bots(self, _request: web.Request) -> web.StreamResponse:
        bots = [bot_shown(self._world, bot) for bot in self._world.state.bots.values()]
        return answer({"bots": bots, "event": self._world.journal.last})

    async def create_bot(self, request: web.Request) -> web.StreamResponse:
        body = await read_json(request)
        bot = register_bot(
            self._world,
            field(body, "name", str),
            field(body, "username", str),
            token=optional(body, "token", str, ""),
            owner_id=optional(body, "owner_id", int),
            can_manage_bots=bool(body.get("can_manage_bots")),
        )
        return answer(self._bot_in_full(bot))

    async def show_bot(self, request: web.Request) -> web.StreamResponse:
        return answer(self._bot_in_full(bot_of(self._world, request)))

    async def delete_bot(self, request: web.Request) -> web.StreamResponse:
        bot = bot_of(self._world, request)
        delete_bot(self._world, bot)
        self._polling.end_poll(bot.id, unauthorized())
        return answer({})

    async def revoke(self, request: web.Request) -> web.StreamResponse:
        bot = bot_of(self._world, request)
        token = revoke_token(self._world, bot)
        self._polling.end_poll(bot.id, unauthorized())
        return answer({"token": token})

    async def create_group(self, request: web.Request) -> web.StreamResponse:
        body = await read_json(request)
        bot = self._world.find_bot(field(body, "bot", str))
        members = [self._world.user(int(user_id)).id for user_id in field(body, "members", list)]
        dialog = create_group(self._world, bot, field(body, "title", str), members)
        return answer(chat_with_messages(self._world, dialog, 0, None))

    async def show_group(self, request: web.Request) -> web.StreamResponse:
        return answer(chat_with_messages(self._world, self._world.group(int(request.match_info["chat"])), 200, None))

    async def say_in_group(self, request: web.Request) -> web.StreamResponse:
        body = await read_json(request)
        dialog = self._world.group(int(request.match_info["chat"]))
        message = say_in_group(self._world, dialog, field(body, "user", int), field(body, "text", str))
        return answer(seen_message_json(self._world, message))

    async def file(self, request: web.Request) -> web.StreamResponse:
        stored = self._world.state.files.get(request.match_info["file_id"])
        if stored is None:
            raise not_here("file")
        shown_inline = stored.mime_type.startswith("image/") and "svg" not in stored.mime_type
        headers = {"X-Content-Type-Options": "nosniff"}
        if not shown_inline:
            headers["Content-Disposition"] = "attachment"
        return web.Response(body=self._world.blobs[stored.blob], content_type=stored.mime_type, headers=headers)

    async def list_faults(self, _request: web.Request) -> web.StreamResponse:
        return answer({"faults": [fault.render() for fault in self._world.faults.waiting]})

    async def add_fault(self, request: web.Request) -> web.StreamResponse:
        body = await read_json(request)
        wanted = {name: field(body, name, kind) for name, kind in _FAULT_FIELDS.items() if body.get(name) is not None}
        if "times" in body:
            wanted["times"] = optional(body, "times", int)
        if body.get("bot") is not None:
            wanted["bot_id"] = self._world.find_bot(str(body["bot"])).id
        if body.get("seconds") is not None:
            wanted["seconds"] = real(body, "seconds")
        return answer({"id": self._world.faults.add(Fault(field(body, "kind", str), **wanted))})

    async def clear_faults(self, request: web.Request) -> web.StreamResponse:
        fault = request.match_info.get("fault")
        self._world.faults.remove(int(fault) if fault else None)
        return answer({})

    async def show_limits(self, _request: web.Request) -> web.StreamResponse:
        return answer(asdict(self._world.limiter.rates))

    async def set_limits(self, request: web.Request) -> web.StreamResponse:
        body = await read_json(request)
        unknown = body.keys() - {rate.name for rate in fields(Rates)}
        if unknown:
            raise bad_input("LIMITS", f"unknown limit {sorted(unknown)[0]}")
        for name, value in body.items():
            if name != "enabled" and (isinstance(value, bool) or not isinstance(value, (int, float)) or value <= 0):
                raise bad_input("LIMITS", f"{name} must be a number above 0")
            setattr(self._world.limiter.rates, name, value)
        self._world.limiter.forget()
        return answer(asdict(self._world.limiter.rates))

    def _bot_in_full(self, bot: Bot) -> Json:
        return {**bot_shown(self._world, bot), "token": bot.token, "calls": bot.calls}
