"""One call of a bot, and what nearly every method needs of it: the chat, the text, the keyboard."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from scripts.simulators.telegram.methods.params import Params
from scripts.simulators.telegram.world.entities import find_entities, merge_entities, trim
from scripts.simulators.telegram.world.errors import bad_request, forbidden
from scripts.simulators.telegram.world.html_text import parse_html
from scripts.simulators.telegram.world.keyboards import Markup, parse_markup
from scripts.simulators.telegram.world.state import Bot, Dialog, Message
from scripts.simulators.telegram.world.types import Json
from scripts.simulators.telegram.world.world import World

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024


@dataclass(frozen=True, slots=True)
class Call:
    """Who calls, where, with what."""

    world: World
    bot: Bot
    params: Params

    def chat(self, name: str = "chat_id") -> Dialog:
        """The chat that a parameter names and that the bot has met."""
        raw = self.params.text(name)
        if not raw:
            raise bad_request(f"{name} is empty")
        dialog = self.world.dialog(self.bot.id, self.params.integer(name))
        if dialog is None or not (dialog.started or dialog.is_group):
            raise bad_request("chat not found")
        return dialog

    def open_chat(self) -> Dialog:
        """The chat, if the bot may write into it."""
        if self.params.integer("chat_id") in self.world.state.bots:
            raise forbidden("bot can't send messages to bots")
        dialog = self.chat()
        if dialog.blocked:
            raise forbidden("bot was blocked by the user")
        user = self.world.state.users.get(dialog.chat_id)
        if user is not None and user.deactivated:
            raise forbidden("user is deactivated")
        return dialog

    def message(self, dialog: Dialog, purpose: str, name: str = "message_id") -> Message:
        """The message that a parameter names, or "message to <purpose> not found"."""
        if name not in self.params:
            raise bad_request("message identifier is not specified")
        message = dialog.messages.get(self.params.integer(name))
        if message is None:
            raise bad_request(f"message to {purpose} not found")
        return message

    def markup(self) -> Markup:
        return parse_markup(self.params.decoded("reply_markup"), can_manage_bots=self.bot.can_manage_bots)

    def reply_to(self, dialog: Dialog) -> int | None:
        """The message this one answers, by reply_parameters or the older reply_to_message_id."""
        given = self.params.decoded("reply_parameters")
        reply = given if isinstance(given, dict) else {}
        message_id = int(reply.get("message_id") or self.params.integer("reply_to_message_id"))
        if not message_id or message_id in dialog.messages:
            return message_id or None
        if reply.get("allow_sending_without_reply") or self.params.flag("allow_sending_without_reply"):
            return None
        raise bad_request("message to be replied not found")

    def formatted(self, name: str) -> tuple[str, list[Json]]:
        """A text parameter with its entities, by parse_mode HTML or a list of entities."""
        entities_name = "entities" if name == "text" else f"{name}_entities"
        return formatted_text(
            self.params.text(name), self.params.text("parse_mode"), self.params.objects(entities_name)
        )

    def text_content(self) -> Json:
        text, entities = self.formatted("text")
        if not text:
            raise bad_request("message text is empty")
        if len(text) > TEXT_LIMIT:
            raise bad_request("message is too long")
        content: Json = {"text": text, "entities": entities} if entities else {"text": text}
        if preview := self.params.decoded("link_preview_options"):
            content["link_preview_options"] = preview
        return content

    def caption_content(self) -> Json:
        return caption_content(*self.formatted("caption"))


Handler = Callable[[Call], object]


def formatted_text(raw: str, parse_mode: str, given: list[Json]) -> tuple[str, list[Json]]:
    """Plain text and all its entities. Only HTML is understood here: this product uses no Markdown."""
    mode = parse_mode.lower()
    if mode not in ("", "none", "html"):
        raise bad_request("unsupported parse_mode")
    text, entities = parse_html(raw) if mode == "html" else (raw, given)
    text, entities = trim(text, entities)
    return text, merge_entities(entities, find_entities(text))


def caption_content(text: str, entities: list[Json]) -> Json:
    if len(text) > CAPTION_LIMIT:
        raise bad_request("message caption is too long")
    if not text:
        return {}
    return {"caption": text, "caption_entities": entities} if entities else {"caption": text}
