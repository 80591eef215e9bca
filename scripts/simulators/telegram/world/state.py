"""What exists in the world. Everything here is plain data and goes into the snapshot."""

from __future__ import annotations

from dataclasses import dataclass, field

from scripts.simulators.telegram.world.queues import UpdateQueue
from scripts.simulators.telegram.world.types import Json


@dataclass(slots=True)
class User:
    """A person."""

    id: int
    first_name: str
    last_name: str = ""
    username: str = ""
    language_code: str = "ru"
    phone: str = ""
    deactivated: bool = False


@dataclass(slots=True)
class Webhook:
    """Where a bot wants its updates sent, and how the last try went."""

    url: str
    secret_token: str = ""
    max_connections: int = 40
    last_error_at: float | None = None
    last_error: str = ""


@dataclass(slots=True)
class Localized:
    """A text by language code; "" is the default one."""

    texts: dict[str, str] = field(default_factory=dict)

    def get(self, language: str) -> str:
        return self.texts.get(language) or self.texts.get("", "")

    def put(self, language: str, text: str) -> None:
        if text:
            self.texts[language] = text
        else:
            self.texts.pop(language, None)


@dataclass(slots=True)
class Bot:
    """A bot's account. `commands` is scope → language → list of commands; `menu_buttons` has 0 for the default."""

    id: int
    token: str
    username: str
    first_name: str
    can_manage_bots: bool = False
    owner_id: int | None = None
    managed_by: int | None = None
    deleted: bool = False
    names: Localized = field(default_factory=Localized)
    descriptions: Localized = field(default_factory=Localized)
    short_descriptions: Localized = field(default_factory=Localized)
    commands: dict[str, dict[str, list[Json]]] = field(default_factory=dict)
    menu_buttons: dict[int, Json] = field(default_factory=dict)
    photo_id: str = ""
    access_restricted: bool = False
    access_user_ids: list[int] = field(default_factory=list)
    queue: UpdateQueue = field(default_factory=UpdateQueue)
    webhook: Webhook | None = None
    next_message_id: int = 1
    calls: dict[str, int] = field(default_factory=dict)
    open_polls: int = 0
    polled_at: float = 0.0

    def admits(self, user_id: int) -> bool:
        """Whether this user's acts reach the bot (access to a managed bot may be restricted)."""
        return not self.access_restricted or user_id == self.owner_id or user_id in self.access_user_ids


@dataclass(slots=True)
class Message:
    """One message of a chat. `content` holds Telegram's own fields (text, entities, photo, …)."""

    id: int
    bot_id: int
    chat_id: int
    sender_id: int
    date: float
    content: Json
    inline_keyboard: Json | None = None
    has_reply_keyboard: bool = False
    reply_to: int | None = None
    edit_date: float | None = None


@dataclass(slots=True)
class Dialog:
    """The chat of one bot with one person, or one group that the bot is in (then `title` and `members`)."""

    bot_id: int
    chat_id: int
    title: str = ""
    members: list[int] = field(default_factory=list)
    started: bool = False
    blocked: bool = False
    reply_keyboard: Json | None = None
    pinned_id: int | None = None
    touched_at: float = 0.0
    messages: dict[int, Message] = field(default_factory=dict)

    @property
    def is_group(self) -> bool:
        return self.chat_id < 0


@dataclass(slots=True)
class Callback:
    """A press of an inline button that waits for its answer."""

    id: str
    user_id: int
    bot_id: int
    chat_id: int
    message_id: int
    at: float
    answer: Json | None = None


@dataclass(slots=True)
class StoredFile:
    """A file one bot may use: the id it knows it by, where it downloads it, and the blob with the bytes."""

    file_id: str
    unique_id: str
    bot_id: int
    path: str
    blob: str
    mime_type: str
    size: int
    name: str = ""
    width: int = 0
    height: int = 0
