"""What a person sees of one chat: kept up to date from the change feed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]
_SPACES = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2009": " "})


@dataclass(frozen=True, slots=True)
class Seen:
    """A message or a pop-up on the screen; `id` is 0 for a pop-up."""

    id: int
    text: str
    raw: Json = field(default_factory=dict)

    @property
    def buttons(self) -> list[list[str]]:
        rows = self.raw.get("reply_markup", {}).get("inline_keyboard", [])
        return [[button["text"] for button in row] for row in rows]

    @property
    def photo_url(self) -> str | None:
        sizes = self.raw.get("photo")
        return sizes[-1]["url"] if sizes else None


@dataclass(frozen=True, slots=True)
class Pressed:
    """What a press brought: the pop-up's text, whether it must be closed by hand, a link to open."""

    text: str | None = None
    show_alert: bool = False
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Button:
    """A button on the screen; `message_id` is None on the reply keyboard."""

    message_id: int | None
    row: int
    column: int
    raw: Json

    @property
    def text(self) -> str:
        return plain(str(self.raw["text"]))


class ChatView:
    """One chat on one phone. `mark` is the number of the last event before the person's latest act."""

    def __init__(self, chat: Json) -> None:
        self.bot_id = int(chat["bot"]["id"])
        self.bot_name = str(chat["bot"]["username"])
        self.mark = 0
        self._messages: dict[int, Json] = {}
        self._changed: dict[int, int] = {}
        self._popups: list[tuple[int, Seen]] = []
        self._reply_keyboard: Json | None = None
        self.started = False
        self.load(chat)

    def load(self, chat: Json) -> None:
        """Take the chat as it is now."""
        self.started = bool(chat["started"])
        self._messages = {message["message_id"]: message for message in chat["messages"]}
        self._reply_keyboard = chat["reply_keyboard"]

    def take(self, event: Json) -> None:
        """Take in one event of the feed, if it is about this chat."""
        if event["bot_id"] != self.bot_id:
            return
        if event["type"] in ("message", "edit"):
            message = event["message"]
            self._messages[message["message_id"]] = message
            self._changed[message["message_id"]] = event["n"]
        elif event["type"] == "delete":
            for message_id in event["message_ids"]:
                self._messages.pop(message_id, None)
        elif event["type"] == "keyboard":
            self._reply_keyboard = event["reply_keyboard"]
        elif event["type"] == "callback_answer" and event["text"]:
            self._popups.append((event["n"], Seen(0, event["text"])))

    def last_message(self) -> Seen:
        incoming = [message for message in self._messages.values() if not message["outgoing"]]
        assert incoming, f"@{self.bot_name} has sent nothing yet"
        return _seen(max(incoming, key=lambda message: int(message["message_id"])))

    def buttons(self) -> list[str]:
        latest = [button.text for button in self._inline_of(self.last_message().raw)]
        return latest + [button.text for button in self._reply_buttons()]

    def find_text(self, text: str, *, anywhere: bool) -> Seen | None:
        """The newest thing with this text that the bot showed since the mark, or anywhere."""
        wanted = plain(text)
        for number, popup in reversed(self._popups):
            if wanted in plain(popup.text) and (anywhere or number > self.mark):
                return popup
        for message_id in sorted(self._messages, reverse=True):
            message = self._messages[message_id]
            fresh = anywhere or self._changed.get(message_id, 0) > self.mark
            if fresh and not message["outgoing"] and wanted in plain(_text(message)):
                return _seen(message)
        return None

    def find_button(self, text: str) -> Button | None:
        """A button with this text: in the newest message, on the reply keyboard, then in older messages."""
        wanted = plain(text)
        for buttons in self._keyboards():
            found = [button for button in buttons if wanted in button.text]
            if found:  # the exact one first, then one that begins so
                return min(found, key=lambda button: (button.text != wanted, not button.text.startswith(wanted)))
        return None

    def find_request(self, request: str) -> Button | None:
        """A button of the reply keyboard that asks for something."""
        return next((button for button in self._reply_buttons() if button.raw.get(request)), None)

    def as_text(self, person: str) -> str:
        """The conversation, readable: who said what, edits, buttons, pop-ups, the reply keyboard."""
        lines = [f"── {person} ↔ @{self.bot_name} ──"]
        for message_id in sorted(self._messages):
            message = self._messages[message_id]
            who = person if message["outgoing"] else "bot"
            edited = " (edited)" if "edit_date" in message else ""
            lines += [f"{message_id:>4} {who}{edited}: {_text(message)}", *_rows(message.get("reply_markup"))]
        lines += [f"     pop-up: {popup.text}" for _, popup in self._popups[-5:]]
        lines += ["     reply keyboard:", *_rows(self._reply_keyboard)] if self._reply_keyboard else []
        return "\n".join(lines)

    def _keyboards(self) -> Iterator[list[Button]]:
        incoming = [self._messages[key] for key in sorted(self._messages, reverse=True)]
        incoming = [message for message in incoming if not message["outgoing"]]
        yield self._inline_of(incoming[0]) if incoming else []
        yield list(self._reply_buttons())
        for message in incoming[1:]:
            yield self._inline_of(message)

    def _inline_of(self, message: Json) -> list[Button]:
        rows = message.get("reply_markup", {}).get("inline_keyboard", [])
        return list(_buttons(message["message_id"], rows))

    def _reply_buttons(self) -> Iterator[Button]:
        return _buttons(None, (self._reply_keyboard or {}).get("keyboard", []))


def plain(text: str) -> str:
    """With ordinary spaces, so that a test can write them."""
    return text.translate(_SPACES)


def _buttons(message_id: int | None, rows: list[list[Json]]) -> Iterator[Button]:
    for row, buttons in enumerate(rows):
        for column, button in enumerate(buttons):
            if "disabled" not in button:
                yield Button(message_id, row, column, button)


def _seen(message: Json) -> Seen:
    return Seen(int(message["message_id"]), _text(message), message)


def _text(message: Json) -> str:
    """What stands in a message, in one text: its words, and its media in brackets."""
    parts = [message.get("text") or message.get("caption") or ""]
    if "photo" in message:
        parts.insert(0, "[photo]")
    if "document" in message:
        parts.insert(0, f"[file {message['document'].get('file_name', '')}]")
    if "contact" in message:
        parts.append(f"[contact {message['contact']['phone_number']}]")
    if "venue" in message:
        parts.append(f"[place {message['venue']['title']}, {message['venue']['address']}]")
    elif "location" in message:
        parts.append(f"[place {message['location']['latitude']}, {message['location']['longitude']}]")
    if "managed_bot_created" in message:
        parts.append(f"[bot @{message['managed_bot_created']['bot']['username']} created]")
    return " ".join(part for part in parts if part)


def _rows(keyboard: Json | None) -> list[str]:
    rows = (keyboard or {}).get("inline_keyboard") or (keyboard or {}).get("keyboard") or []
    return ["       " + " ".join(f"[{button['text']}]" for button in row) for row in rows]
