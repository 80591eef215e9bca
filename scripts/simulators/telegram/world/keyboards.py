"""Keyboards under messages: what Telegram refuses, and which kind it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from scripts.simulators.telegram.world.errors import ApiError, bad_request
from scripts.simulators.telegram.world.types import Json

CALLBACK_DATA_BYTES = 64
MAX_INLINE_BUTTONS = 100
_STYLES = ("danger", "success", "primary")
_OTHER_ACTIONS = (
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
    "disabled",
)


@dataclass(frozen=True, slots=True)
class Markup:
    """A parsed reply_markup: at most one of the two keyboards; `removes` takes the reply keyboard away."""

    inline: Json | None = None
    reply: Json | None = None
    removes: bool = False
    forces_reply: bool = False


def parse_markup(raw: object, *, can_manage_bots: bool = False) -> Markup:
    """Check a reply_markup as sent by a bot (already decoded from JSON); raises ApiError in Telegram's words."""
    if raw is None or raw == {}:
        return Markup()
    if not isinstance(raw, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" in raw:
        return Markup(inline=_inline(raw["inline_keyboard"]))
    if "keyboard" in raw:
        return Markup(reply=_reply(raw, can_manage_bots=can_manage_bots))
    if raw.get("remove_keyboard"):
        return Markup(removes=True)
    return Markup(forces_reply=bool(raw.get("force_reply")))


def parse_inline(raw: object) -> Json | None:
    """The keyboard of an edited message; only inline ones can be put there, None takes it away."""
    markup = parse_markup(raw)
    if markup.reply or markup.removes or markup.forces_reply:
        raise bad_request("inline keyboard expected")
    return markup.inline


def buttons_of(keyboard: Json) -> Iterator[tuple[int, int, Json]]:
    """Row, column and button of either kind of keyboard."""
    for row_number, row in enumerate(keyboard.get("inline_keyboard") or keyboard.get("keyboard") or ()):
        for column, button in enumerate(row):
            yield row_number, column, button


def _inline(rows: object) -> Json | None:
    checked = [[_inline_button(button) for button in row] for row in _rows(rows, "inline keyboard")]
    checked = [row for row in checked if row]
    if sum(len(row) for row in checked) > MAX_INLINE_BUTTONS:
        raise bad_request("REPLY_MARKUP_TOO_LONG")
    return {"inline_keyboard": checked} if checked else None


def _reply(raw: Json, *, can_manage_bots: bool) -> Json:
    rows = [[_reply_button(button, can_manage_bots) for button in row] for row in _rows(raw["keyboard"], "keyboard")]
    return {**raw, "keyboard": [row for row in rows if row]}


def _rows(rows: object, what: str) -> list[list[object]]:
    if not isinstance(rows, list):
        raise bad_request(f'field "{what.replace(" ", "_")}" must be of type Array')
    for row in rows:
        if not isinstance(row, list):
            raise bad_request(f"can't parse {what}: expected an Array of Array")
    return rows


def _inline_button(button: object) -> Json:
    if not isinstance(button, dict):
        raise _bad_button("expected an Object")
    if not isinstance(button.get("text"), str) or not button["text"]:
        raise _bad_button('Field "text" must be of type String')
    if button.get("style") not in (None, *_STYLES):
        raise _bad_button("invalid button style specified")
    if url := button.get("url"):
        return {**button, "url": _button_url(str(url))}
    if data := button.get("callback_data"):
        if len(str(data).encode()) > CALLBACK_DATA_BYTES:
            raise bad_request("BUTTON_DATA_INVALID")
        return button
    if web_app := button.get("web_app"):
        _check_web_app(web_app)
        return button
    if any(button.get(name) is not None for name in _OTHER_ACTIONS):
        return button
    raise _bad_button("Text buttons are unallowed in the inline keyboard")


def _reply_button(button: object, can_manage_bots: bool) -> Json:
    if isinstance(button, str):
        return {"text": button}
    if not isinstance(button, dict) or not isinstance(button.get("text"), str):
        raise bad_request('can\'t parse keyboard button: Field "text" must be of type String')
    if button.get("request_managed_bot") and not can_manage_bots:
        raise bad_request("BOT_MANAGER_REQUIRED")  # our wording: the official one is not known
    if web_app := button.get("web_app"):
        _check_web_app(web_app)
    return button


def _button_url(url: str) -> str:
    parts = urlsplit(url if "://" in url else f"http://{url}")
    if parts.scheme in ("tg", "tonsite"):
        return url
    # Like Telegram: an address needs a dot or is a number, so "localhost" is refused and 127.0.0.1 is not.
    if parts.scheme not in ("http", "https") or "." not in (parts.hostname or ""):
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
    return parts.geturl()


def _check_web_app(web_app: object) -> None:
    url = web_app.get("url", "") if isinstance(web_app, dict) else ""
    if not str(url).startswith("https://"):
        raise bad_request(f"inline keyboard button Web App URL '{url}' is invalid: Only HTTPS links are allowed")


def _bad_button(reason: str) -> ApiError:
    return bad_request(f"can't parse inline keyboard button: {reason}")
