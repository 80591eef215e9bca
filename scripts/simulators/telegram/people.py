"""Tests that read like a chat.

    async with People(server.url) as people:
        alice = people.person("Алиса", language="ru")
        await alice.opens("salon_bot", start="promo")
        await alice.taps("Стрижка")
        await alice.sees("Выберите день")

It speaks to the Telegram stand-in over its `/sim` API, so the stand-in may run in the test, in a thread, or as a
process of its own. Every wait has an end, and what fails prints the conversation.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import Any, Self, TypeVar
from urllib.parse import parse_qs, urlsplit

import aiohttp

from scripts.simulators.telegram.people_view import ChatView, Pressed, Seen
from tests.support.sim_client import RefusedByTelegram, SimClient

Json = dict[str, Any]
Found = TypeVar("Found")
__all__ = ["People", "Person", "Pressed", "RefusedByTelegram", "Seen"]
PATIENCE = 5.0
"""Seconds that a person waits for the bot."""


class People(SimClient):
    """The people of one stand-in, and its controls."""

    def person(
        self, name: str, *, language: str = "ru", username: str = "", phone: str = "", user_id: int = 0
    ) -> Person:
        """Somebody new (or the one with this id); made in Telegram at the first act."""
        given = {"first_name": name, "language_code": language, "username": username, "phone": phone, "id": user_id}
        return Person(self, {key: value for key, value in given.items() if value})

    async def bot(self, username: str, *, name: str = "Bot", token: str = "", manages_bots: bool = False) -> str:
        """Make a bot as BotFather does (or rename the one with this token) and return its token."""
        body: Json = {"name": name, "username": username, "token": token, "can_manage_bots": manages_bots}
        return str((await self.call("POST", "/sim/bots", body))["token"])

    async def fault(self, kind: str, **more: object) -> None:
        """Let calls fail: `await people.fault("too_many_requests", method="sendMessage", retry_after=2)`."""
        await self.call("POST", "/sim/faults", {"kind": kind, **more})

    async def limits(self, **changes: object) -> None:
        """Change the rate limits: `await people.limits(enabled=True, per_chat_burst=3)`."""
        await self.call("PUT", "/sim/limits", changes)


class Person:
    """One person with a phone: does what people do, sees what people see, in the chat opened last."""

    def __init__(self, people: People, given: Json) -> None:
        self._people = people
        self._given = given
        self._views: dict[str, ChatView] = {}
        self._current: ChatView | None = None
        self._after = 0
        self._id = 0
        self.taps_count = 0
        """How many buttons were pressed so far."""

    @property
    def name(self) -> str:
        return str(self._given["first_name"])

    @property
    def language(self) -> str:
        """Of the phone, as in ``ru``."""
        return str(self._given["language_code"])

    @property
    def id(self) -> int:
        """The Telegram id; known after the first act (or `await person.arrives()`)."""
        assert self._id, f"{self.name} has not done anything yet"
        return self._id

    @property
    def last_message(self) -> Seen:
        """The bot's latest message as it is now."""
        return self._view.last_message()

    @property
    def buttons(self) -> list[str]:
        """The texts of all buttons that the latest message and the reply keyboard show."""
        return self._view.buttons()

    def conversation(self) -> str:
        """The open chat as text, for people to read."""
        return self._view.as_text(self.name)

    async def arrives(self) -> Self:
        """Come into being; any other act does it too."""
        if not self._id:
            self._id = int((await self._people.call("POST", "/sim/users", self._given))["id"])
            self._after = int((await self._people.call("GET", "/sim/events"))["next"])
        return self

    async def opens(self, bot: str, start: str | None = None) -> None:
        """Open the chat with a bot; presses Start the first time, and whenever a payload is brought."""
        await self.arrives()
        key = bot.lower().removeprefix("@")
        view = self._views.get(key)
        if view is None:
            chat = await self._people.call("GET", f"/sim/users/{self._id}/chats/{bot}")
            view = self._views[key] = ChatView(chat)
        self._current = view
        self._begin_act()
        if start is not None or not view.started:
            await self._act("start", {"payload": start or ""})
            view.started = True

    async def says(self, text: str, *, reply_to: Seen | None = None) -> None:
        self._begin_act()
        await self._act("messages", {"text": text, "reply_to": reply_to.id if reply_to else None})

    async def taps(self, text: str, *, answered: bool = True) -> Pressed:
        """Press the button whose text contains this, waiting for it to appear.

        An exact one is taken first, then one that begins so.

        An inline press must be answered by the bot within 5 seconds unless `answered` is False.
        A button with a link only returns it.
        """
        button = await self._until(lambda view: view.find_button(text), f"no button {text!r}")
        self._begin_act()
        self.taps_count += 1
        if button.message_id is None:
            await self._act("reply-button", {"row": button.row, "column": button.column})
            return Pressed()
        if "callback_data" not in button.raw:
            return Pressed(url=button.raw.get("url"))
        place: Json = {"message_id": button.message_id, "row": button.row, "column": button.column}
        return await self._press(place, answered=answered)

    async def taps_data(self, message: Seen, data: str, *, answered: bool = True) -> Pressed:
        """Send any callback data from under a message, as a modified app can."""
        self._begin_act()
        return await self._press({"message_id": message.id, "data": data}, answered=answered)

    async def sees(self, text: str, *, within: float = PATIENCE, anywhere: bool = False) -> Seen:
        """Wait for a message, an edit or a pop-up with this text since the last own act (or anywhere in the chat)."""
        where = "" if anywhere else " since the last act"
        return await self._until(lambda view: view.find_text(text, anywhere=anywhere), f"no {text!r}{where}", within)

    async def does_not_see(self, text: str, *, within: float = 0.2, anywhere: bool = False) -> None:
        """Watch for this long that no such text appears (or is anywhere in the chat)."""
        end = time.monotonic() + within
        while True:
            left = end - time.monotonic()
            await self._read(max(left, 0))
            found = self._view.find_text(text, anywhere=anywhere)
            assert found is None, f"{self.name} sees {text!r}\n{self.conversation()}"
            if left <= 0:
                return

    async def shares_contact(self, **contact: object) -> None:
        """Send the own contact, or the one given (`phone_number`, `first_name`, …)."""
        self._begin_act()
        await self._act("contact", contact)

    async def shares_location(self, latitude: float, longitude: float) -> None:
        self._begin_act()
        await self._act("location", {"latitude": latitude, "longitude": longitude})

    async def sends_photo(self, data: bytes, caption: str = "", name: str = "photo.png") -> None:
        await self._upload("photo", data, caption, name, "image/png")

    async def sends_document(self, data: bytes, name: str, caption: str = "") -> None:
        await self._upload("document", data, caption, name, "application/octet-stream")

    async def creates_bot(self, name: str, username: str) -> None:
        """Press the button that asks for a managed bot, and fill in the form."""
        button = await self._until(lambda view: view.find_request("request_managed_bot"), "no button asks for a bot")
        self._begin_act()
        self.taps_count += 1
        place = {"row": button.row, "column": button.column}
        await self._act("reply-button", {**place, "name": name, "username": username})

    async def blocks(self, bot: str) -> None:
        await self.arrives()
        await self._people.call("POST", f"/sim/users/{self._id}/chats/{bot}/block", {})

    async def unblocks(self, bot: str) -> None:
        await self._people.call("POST", f"/sim/users/{self._id}/chats/{bot}/unblock", {})

    async def follows(self, link: str) -> None:
        """Open a t.me link to a bot."""
        parts = urlsplit(link)
        assert parts.hostname == "t.me", f"{link} is no t.me link"
        payload = parse_qs(parts.query).get("start")
        await self.opens(parts.path.strip("/"), start=payload[0] if payload else None)

    @property
    def _view(self) -> ChatView:
        assert self._current is not None, f"{self.name} has opened no chat yet"
        return self._current

    def _begin_act(self) -> None:
        self._view.mark = self._after

    async def _act(self, act: str, body: Json) -> None:
        given = {key: value for key, value in body.items() if value is not None}
        await self._people.call("POST", self._path(act), given)
        await self._read(0)

    async def _press(self, place: Json, *, answered: bool) -> Pressed:
        wait = PATIENCE if answered else 0
        answer = await self._people.call("POST", self._path("press"), {**place, "wait": wait})
        await self._read(0)
        assert answer["answered"] or not answered, f"the bot left the press unanswered\n{self.conversation()}"
        return Pressed(answer["text"], answer["show_alert"], answer["url"])

    async def _upload(self, kind: str, data: bytes, caption: str, name: str, mime_type: str) -> None:
        self._begin_act()
        form = aiohttp.FormData()
        form.add_field("file", data, filename=name, content_type=mime_type)
        form.add_field("caption", caption)
        await self._people.call("POST", self._path(kind), data=form)
        await self._read(0)

    def _path(self, act: str) -> str:
        return f"/sim/users/{self._id}/chats/{self._view.bot_id}/{act}"

    async def _until(self, look: Callable[[ChatView], Found | None], failure: str, within: float = PATIENCE) -> Found:
        end = time.monotonic() + within
        await self._read(0)
        while (found := look(self._view)) is None:
            left = end - time.monotonic()
            assert left > 0, f"{self.name}: {failure}\n{self.conversation()}"
            await self._read(left)
        return found

    async def _read(self, wait: float) -> None:
        """Take in what happened in all opened chats, waiting at most so long for something."""
        query = {"after": str(self._after), "user": str(self._id), "timeout": f"{wait:.3f}"}
        feed = await self._people.call("GET", "/sim/events", params=query)
        if feed["reset"]:
            await self._reload()
        for event in feed["events"]:
            for view in self._views.values():
                view.take(event)
        self._after = max(self._after, int(feed["next"])) if not feed["reset"] else int(feed["next"])

    async def _reload(self) -> None:
        """The stand-in was restarted: look at the chats anew."""
        paths = [f"/sim/users/{self._id}/chats/{view.bot_id}" for view in self._views.values()]
        chats = await asyncio.gather(*(self._people.call("GET", path) for path in paths))
        for view, chat in zip(self._views.values(), chats, strict=True):
            view.load(chat)
