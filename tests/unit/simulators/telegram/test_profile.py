from __future__ import annotations

from typing import Any

import pytest

from scripts.simulators.telegram.methods.profile import seen_commands
from scripts.simulators.telegram.world.state import Dialog, User
from scripts.simulators.telegram.world.types import Upload
from tests.support.telegram_world import BotHand


def command(name: str) -> list[dict[str, str]]:
    return [{"command": name, "description": name.title()}]


def shown(salon: BotHand, chat: Dialog, language: str) -> list[str]:
    return [item["command"] for item in seen_commands(salon.bot, chat, language)]


def test_getme_tells_who_the_bot_is_and_what_it_can(salon: BotHand) -> None:
    me = salon.call("getMe")

    assert (me["id"], me["is_bot"], me["first_name"], me["username"]) == (salon.bot.id, True, "Салон", "salon_bot")
    assert me["can_manage_bots"] is False


def test_the_narrowest_scope_wins_and_in_it_the_own_language(salon: BotHand, alice: User, chat: Dialog) -> None:
    assert shown(salon, chat, "ru") == []
    salon.call("setMyCommands", commands=command("anyone"))
    salon.call("setMyCommands", commands=command("russian"), language_code="ru")
    assert (shown(salon, chat, "ru"), shown(salon, chat, "en")) == (["russian"], ["anyone"])

    salon.call("setMyCommands", commands=command("private"), scope={"type": "all_private_chats"})
    assert shown(salon, chat, "ru") == ["private"]

    scope = {"type": "chat", "chat_id": alice.id}
    salon.call("setMyCommands", commands=command("owner"), scope=scope)
    assert shown(salon, chat, "ru") == ["owner"]

    salon.call("deleteMyCommands", scope=scope)
    assert shown(salon, chat, "ru") == ["private"]
    assert salon.call("getMyCommands", language_code="ru") == command("russian")


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"commands": command("Start")}, "BOT_COMMAND_INVALID"),
        ({"commands": [{"command": "a", "description": ""}]}, "BOT_COMMAND_DESCRIPTION_INVALID"),
        ({"commands": command("a") * 101}, "BOT_COMMANDS_TOO_MUCH"),
        ({"commands": command("a"), "language_code": "russian"}, "invalid language code specified"),
        ({"commands": command("a"), "scope": {"type": "chat", "chat_id": 1}}, "chat not found"),
        ({"commands": command("a"), "scope": {"type": "moon"}}, "can't parse BotCommandScope"),
    ],
)
def test_bad_commands_are_refused(salon: BotHand, values: dict[str, Any], words: str) -> None:
    assert salon.refused("setMyCommands", **values).startswith(f"Bad Request: {words}")


def test_names_and_texts_differ_by_language_and_fall_back(salon: BotHand) -> None:
    salon.call("setMyName", name="Salon", language_code="en")
    salon.call("setMyDescription", description="Запись в салон")
    salon.call("setMyShortDescription", short_description="Салон", language_code="ru")

    assert [salon.call("getMyName", language_code=code)["name"] for code in ("en", "ru", "")] == [
        "Salon",
        "Салон",
        "Салон",
    ]
    assert salon.call("getMyDescription", language_code="en") == {"description": "Запись в салон"}
    assert salon.call("getMyShortDescription") == {"short_description": ""}


def test_the_menu_button_of_a_chat_wins_over_the_default(salon: BotHand, alice: User, chat: Dialog) -> None:
    button = {"type": "web_app", "text": "Запись", "web_app": {"url": "https://a.ru"}}
    assert salon.call("getChatMenuButton", chat_id=alice.id) == {"type": "default"}

    salon.call("setChatMenuButton", menu_button={"type": "commands"})
    salon.call("setChatMenuButton", chat_id=alice.id, menu_button=button)

    assert salon.call("getChatMenuButton") == {"type": "commands"}
    assert salon.call("getChatMenuButton", chat_id=alice.id) == button


def test_a_profile_photo_is_uploaded(salon: BotHand, picture: Upload) -> None:
    photo = {"type": "static", "photo": "attach://x"}

    salon.call("setMyProfilePhoto", photo=photo, files={"x": picture})

    assert salon.bot.photo_id
    assert "must be uploaded" in salon.refused("setMyProfilePhoto", photo={"type": "static", "photo": "abc"})


@pytest.mark.parametrize(
    ("method", "name", "longest", "words"),
    [
        ("setMyName", "name", 64, "BOT_TITLE_INVALID"),
        ("setMyDescription", "description", 512, "BOT_TEXT_TOO_LONG"),
        ("setMyShortDescription", "short_description", 120, "BOT_TEXT_TOO_LONG"),
    ],
)
def test_texts_that_are_too_long_are_refused(salon: BotHand, method: str, name: str, longest: int, words: str) -> None:
    assert salon.call(method, **{name: "Щ" * longest}, language_code="ru") is True

    assert words in salon.refused(method, **{name: "Щ" * (longest + 1)}, language_code="ru")
    assert "invalid language code" in salon.refused(method, **{name: "Щ"}, language_code="russian")


def test_own_text_of_a_language_is_removed_by_an_empty_one_and_the_name_of_all_is_not(salon: BotHand) -> None:
    salon.call("setMyName", name="Salon", language_code="en")
    salon.call("setMyName", name="", language_code="en")

    assert salon.call("getMyName", language_code="en") == {"name": "Салон"}
    assert "BOT_TITLE_INVALID" in salon.refused("setMyName", name="")
