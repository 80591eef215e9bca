from __future__ import annotations

from typing import Any

import pytest

from scripts.simulators.telegram.world.errors import ApiError
from scripts.simulators.telegram.world.keyboards import Markup, parse_inline, parse_markup

BUTTON = {"text": "Стрижка", "callback_data": "service:1"}


def inline(*buttons: object) -> dict[str, Any]:
    return {"inline_keyboard": [list(buttons)]}


def refusal(raw: object) -> str:
    with pytest.raises(ApiError) as caught:
        parse_markup(raw)
    return caught.value.description


@pytest.mark.parametrize(
    "button",
    [
        BUTTON,
        {"text": "x", "callback_data": "я" * 32},
        {"text": "x", "copy_text": {"text": "y"}},
        {"text": "x", "disabled": {}},
        {"text": "x", "style": "danger", "url": "http://127.0.0.1:8080/pay"},
        {"text": "x", "web_app": {"url": "https://a.ru"}},
        {"text": "x", "switch_inline_query": ""},
    ],
)
def test_a_button_with_an_action_is_taken(button: dict[str, Any]) -> None:
    assert parse_markup(inline(button)) == Markup(inline=inline(button))


@pytest.mark.parametrize(
    ("button", "words"),
    [
        ({"text": "x", "callback_data": "я" * 33}, "BUTTON_DATA_INVALID"),
        ({"text": "x"}, "Text buttons are unallowed in the inline keyboard"),
        ({"text": "x", "callback_data": ""}, "Text buttons are unallowed in the inline keyboard"),
        ({"callback_data": "y"}, 'Field "text" must be of type String'),
        ({"text": "x", "url": "http://localhost:8080"}, "is invalid: Wrong HTTP URL"),
        ({"text": "x", "url": "ftp://a.ru"}, "is invalid: Wrong HTTP URL"),
        ({"text": "x", "web_app": {"url": "http://a.ru"}}, "Only HTTPS links are allowed"),
        ({"text": "x", "callback_data": "y", "style": "pink"}, "invalid button style specified"),
    ],
)
def test_a_bad_button_is_refused(button: dict[str, Any], words: str) -> None:
    assert words in refusal(inline(BUTTON, button))


def test_a_hundred_inline_buttons_are_the_limit() -> None:
    rows = [[BUTTON] * 5] * 20

    assert parse_markup({"inline_keyboard": rows}).inline == {"inline_keyboard": rows}
    assert refusal({"inline_keyboard": [*rows, [BUTTON]]}) == "Bad Request: REPLY_MARKUP_TOO_LONG"


def test_a_reply_keyboard_may_have_plain_texts_as_buttons() -> None:
    raw = {"keyboard": [["Да", {"text": "Телефон", "request_contact": True}], []], "resize_keyboard": True}

    keyboard = parse_markup(raw).reply

    assert keyboard == {
        "keyboard": [[{"text": "Да"}, {"text": "Телефон", "request_contact": True}]],
        "resize_keyboard": True,
    }


def test_only_a_manager_bot_may_ask_for_a_managed_bot() -> None:
    raw = {"keyboard": [[{"text": "Создать бота", "request_managed_bot": {"request_id": 1}}]]}

    assert parse_markup(raw, can_manage_bots=True).reply is not None
    assert "BOT_MANAGER_REQUIRED" in refusal(raw)


def test_an_edited_message_takes_inline_keyboards_only() -> None:
    assert parse_inline(inline(BUTTON)) == inline(BUTTON)
    assert parse_inline(None) is None
    with pytest.raises(ApiError, match="inline keyboard expected"):
        parse_inline({"keyboard": [["x"]]})
    with pytest.raises(ApiError, match="inline keyboard expected"):
        parse_inline({"remove_keyboard": True})
