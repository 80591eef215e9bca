from __future__ import annotations

from typing import Any

import pytest

from scripts.simulators.telegram.methods.editing import NOT_MODIFIED
from scripts.simulators.telegram.world.person import press_inline, say
from scripts.simulators.telegram.world.state import Dialog, User
from scripts.simulators.telegram.world.types import Upload
from scripts.simulators.telegram.world.world import CALLBACK_LIFETIME, World
from tests.support.telegram_world import BotHand, Clock

INLINE = {"inline_keyboard": [[{"text": "Да", "callback_data": "yes"}]]}
TOO_OLD = "Bad Request: query is too old and response timeout expired or query ID is invalid"


@pytest.fixture
def message_id(salon: BotHand, alice: User, chat: Dialog) -> int:
    return int(salon.call("sendMessage", chat_id=alice.id, text="Верно?", reply_markup=INLINE)["message_id"])


def test_an_edit_keeps_the_id_and_takes_the_keyboard_away_unless_given(
    salon: BotHand, alice: User, message_id: int, clock: Clock
) -> None:
    clock.pass_seconds(5)

    edited = salon.call("editMessageText", chat_id=alice.id, message_id=message_id, text="Готово")

    assert (edited["message_id"], edited["text"], edited["edit_date"]) == (message_id, "Готово", int(clock.now))
    assert "reply_markup" not in edited


def test_an_edit_that_changes_nothing_is_refused(salon: BotHand, alice: User, message_id: int) -> None:
    same: dict[str, Any] = {"chat_id": alice.id, "message_id": message_id, "text": "Верно?"}

    assert salon.refused("editMessageText", **same, reply_markup=INLINE) == f"Bad Request: {NOT_MODIFIED}"
    assert salon.refused("editMessageReplyMarkup", chat_id=alice.id, message_id=message_id, reply_markup=INLINE) == (
        f"Bad Request: {NOT_MODIFIED}"
    )
    assert salon.call("editMessageText", **same)["text"] == "Верно?"


def test_only_own_messages_without_reply_keyboard_can_be_edited(
    world: World, salon: BotHand, alice: User, chat: Dialog
) -> None:
    hers = say(world, alice.id, salon.bot, "привет").id
    with_keyboard = salon.call("sendMessage", chat_id=alice.id, text="Что?", reply_markup={"keyboard": [["Да"]]})

    for message_id in (hers, with_keyboard["message_id"]):
        refused = salon.refused("editMessageText", chat_id=alice.id, message_id=message_id, text="x")
        assert refused == "Bad Request: message can't be edited"


def test_a_message_that_is_not_there_cannot_be_edited_or_deleted(salon: BotHand, alice: User, message_id: int) -> None:
    place: dict[str, Any] = {"chat_id": alice.id, "message_id": 99}

    assert salon.refused("editMessageText", **place, text="x") == "Bad Request: message to edit not found"
    assert salon.refused("deleteMessage", **place) == "Bad Request: message to delete not found"


def test_text_and_caption_are_not_mixed_up(salon: BotHand, alice: User, message_id: int, picture: Upload) -> None:
    photo = salon.call("sendPhoto", chat_id=alice.id, caption="кот", files={"photo": picture})["message_id"]

    edited = salon.call("editMessageCaption", chat_id=alice.id, message_id=photo, caption="пёс")

    assert edited["caption"] == "пёс"
    assert salon.refused("editMessageText", chat_id=alice.id, message_id=photo, text="x").endswith(
        "there is no text in the message to edit"
    )
    assert salon.refused("editMessageCaption", chat_id=alice.id, message_id=message_id, caption="x").endswith(
        "there is no caption in the message to edit"
    )


def test_other_media_can_be_put_into_a_message(salon: BotHand, alice: User, message_id: int, picture: Upload) -> None:
    media = {"type": "photo", "media": "attach://new", "caption": "кот"}

    edited = salon.call(
        "editMessageMedia", chat_id=alice.id, message_id=message_id, media=media, files={"new": picture}
    )

    assert (edited["caption"], len(edited["photo"]), "text" in edited) == ("кот", 2, False)


def test_messages_older_than_two_days_cannot_be_deleted(
    salon: BotHand, alice: User, message_id: int, clock: Clock, chat: Dialog
) -> None:
    clock.pass_seconds(48 * 3600 + 1)

    refused = salon.refused("deleteMessage", chat_id=alice.id, message_id=message_id)

    assert refused == "Bad Request: message can't be deleted for everyone"
    assert message_id in chat.messages


def test_deleting_several_passes_over_those_that_are_gone(
    salon: BotHand, alice: User, message_id: int, chat: Dialog
) -> None:
    assert salon.call("deleteMessages", chat_id=alice.id, message_ids=[message_id, 98, 99]) is True
    assert message_id not in chat.messages


def test_a_copy_has_no_origin_and_a_forward_has_one(salon: BotHand, alice: User, message_id: int) -> None:
    place: dict[str, Any] = {"chat_id": alice.id, "from_chat_id": alice.id, "message_id": message_id}

    copied = salon.call("copyMessage", **place)["message_id"]
    forwarded = salon.call("forwardMessage", **place)

    assert copied == message_id + 1
    assert forwarded["forward_origin"]["sender_user"]["username"] == "salon_bot"
    assert "reply_markup" not in forwarded


def test_a_pinned_message_is_announced_and_shown_in_the_chat(salon: BotHand, alice: User, message_id: int) -> None:
    salon.call("pinChatMessage", chat_id=alice.id, message_id=message_id)

    assert salon.call("getChat", chat_id=alice.id)["pinned_message"]["message_id"] == message_id
    salon.call("unpinChatMessage", chat_id=alice.id)
    assert "pinned_message" not in salon.call("getChat", chat_id=alice.id)


def test_a_press_is_answered_once_and_a_second_answer_does_no_harm(
    world: World, salon: BotHand, alice: User, message_id: int, chat: Dialog
) -> None:
    callback = press_inline(world, alice.id, chat, message_id, "yes")

    assert salon.call("answerCallbackQuery", callback_query_id=callback.id, text="Готово", show_alert=True) is True
    assert salon.call("answerCallbackQuery", callback_query_id=callback.id, text="Снова") is True
    assert callback.answer == {"text": "Готово", "show_alert": True, "url": None}


def test_a_press_that_is_too_old_or_unknown_cannot_be_answered(
    world: World, salon: BotHand, alice: User, message_id: int, chat: Dialog, clock: Clock
) -> None:
    callback = press_inline(world, alice.id, chat, message_id, "yes")
    clock.pass_seconds(CALLBACK_LIFETIME + 1)

    assert salon.refused("answerCallbackQuery", callback_query_id=callback.id) == TOO_OLD
    assert salon.refused("answerCallbackQuery", callback_query_id="1") == TOO_OLD
