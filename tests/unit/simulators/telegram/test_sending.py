from __future__ import annotations

from typing import Any

import pytest

from scripts.simulators.telegram.world.limits import Rates
from scripts.simulators.telegram.world.person import set_blocked
from scripts.simulators.telegram.world.state import Dialog, User
from scripts.simulators.telegram.world.types import Upload
from scripts.simulators.telegram.world.world import World
from tests.support.telegram_world import BotHand, Clock, png

INLINE = {"inline_keyboard": [[{"text": "Да", "callback_data": "yes"}]]}


def test_a_message_comes_back_as_telegram_shows_it(salon: BotHand, alice: User, chat: Dialog, clock: Clock) -> None:
    sent = salon.call("sendMessage", chat_id=alice.id, text="<b>Верно?</b> ", parse_mode="HTML", reply_markup=INLINE)

    assert sent == {
        "message_id": 2,
        "from": {"id": salon.bot.id, "is_bot": True, "first_name": "Салон", "username": "salon_bot"},
        "chat": {"id": alice.id, "type": "private", "first_name": "Алиса", "last_name": "Лис", "username": "alice"},
        "date": int(clock.now),
        "text": "Верно?",
        "entities": [{"type": "bold", "offset": 0, "length": 6}],
        "reply_markup": INLINE,
    }


def test_a_reply_keyboard_is_not_part_of_the_message(salon: BotHand, alice: User, chat: Dialog) -> None:
    sent = salon.call("sendMessage", chat_id=alice.id, text="Что?", reply_markup={"keyboard": [["Записаться"]]})

    assert "reply_markup" not in sent
    assert chat.reply_keyboard == {"keyboard": [[{"text": "Записаться"}]]}


def test_parameters_may_be_strings_as_a_form_sends_them(salon: BotHand, alice: User, chat: Dialog) -> None:
    markup = '{"inline_keyboard": [[{"text": "Да", "callback_data": "yes"}]]}'

    sent = salon.call("sendMessage", chat_id=str(alice.id), text="Верно?", reply_markup=markup)

    assert sent["reply_markup"] == INLINE


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"chat_id": 1, "text": "x"}, "chat not found"),
        ({"text": "x"}, "chat_id is empty"),
        ({"text": ""}, "message text is empty"),
        ({"text": "  \n"}, "message text is empty"),
        ({"text": "я" * 4097}, "message is too long"),
        ({"text": "x", "parse_mode": "MarkdownV2"}, "unsupported parse_mode"),
        ({"text": "<b>x", "parse_mode": "HTML"}, "can't parse entities: Can't find end tag corresponding to start tag"),
        ({"text": "x", "reply_markup": "{bad"}, "can't parse reply markup JSON object"),
        ({"text": "x", "reply_parameters": {"message_id": 99}}, "message to be replied not found"),
    ],
)
def test_what_telegram_refuses_is_refused(
    salon: BotHand, alice: User, chat: Dialog, values: dict[str, Any], words: str
) -> None:
    given = values if "chat_id is" in words else {"chat_id": alice.id, **values}

    assert salon.refused("sendMessage", **given).startswith(f"Bad Request: {words}")


def test_4096_characters_after_the_markup_is_gone_are_not_too_long(salon: BotHand, alice: User, chat: Dialog) -> None:
    text = "<b>" + "я" * 4096 + "</b>"

    assert len(salon.call("sendMessage", chat_id=alice.id, text=text, parse_mode="HTML")["text"]) == 4096


def test_a_bot_can_write_only_to_those_who_started_it(world: World, salon: BotHand, alice: User) -> None:
    assert salon.refused("sendMessage", chat_id=alice.id, text="x") == "Bad Request: chat not found"


def test_a_bot_that_is_blocked_is_told_so(world: World, salon: BotHand, alice: User, chat: Dialog) -> None:
    set_blocked(world, alice.id, salon.bot, blocked=True)

    assert salon.refused("sendMessage", chat_id=alice.id, text="x") == "Forbidden: bot was blocked by the user"


def test_a_person_who_left_telegram_is_deactivated(salon: BotHand, alice: User, chat: Dialog) -> None:
    alice.deactivated = True

    assert salon.refused("sendMessage", chat_id=alice.id, text="x") == "Forbidden: user is deactivated"


def test_an_unknown_method_is_not_found(salon: BotHand) -> None:
    assert salon.refused("sendDreams") == "Not Found: method not found"


def test_method_names_ignore_case(salon: BotHand) -> None:
    assert salon.call("GETME")["username"] == "salon_bot"


def test_too_many_messages_are_refused_with_a_pause(world: World, salon: BotHand, alice: User, chat: Dialog) -> None:
    world.limiter.rates = Rates(enabled=True, per_chat_burst=2)
    for _ in range(2):
        salon.call("sendMessage", chat_id=alice.id, text="x")

    assert salon.refused("sendMessage", chat_id=alice.id, text="x") == "Too Many Requests: retry after 1"
    assert len(chat.messages) == 3


def test_a_photo_can_be_sent_again_by_its_id(salon: BotHand, alice: User, chat: Dialog, picture: Upload) -> None:
    first = salon.call("sendPhoto", chat_id=alice.id, photo="attach://x", caption="<i>кот</i>", parse_mode="HTML",
                       files={"x": picture})  # fmt: skip

    again = salon.call("sendPhoto", chat_id=alice.id, photo=first["photo"][0]["file_id"])

    assert first["caption_entities"] == [{"type": "italic", "offset": 0, "length": 3}]
    assert again["photo"] == first["photo"]


def test_a_file_id_is_good_for_one_bot_only(
    world: World, salon: BotHand, alice: User, chat: Dialog, picture: Upload
) -> None:
    sent = salon.call("sendDocument", chat_id=alice.id, files={"document": picture})
    salon.bot.id, own_id = 1, salon.bot.id

    assert salon.refused("getFile", file_id=sent["document"]["file_id"]).endswith(
        "wrong file identifier/HTTP URL specified"
    )
    salon.bot.id = own_id
    assert salon.call("getFile", file_id=sent["document"]["file_id"])["file_path"] == "documents/file_1.png"


@pytest.mark.parametrize(
    ("data", "words"),
    [(b"no picture", "IMAGE_PROCESS_FAILED"), (png(9_990, 20), "PHOTO_INVALID_DIMENSIONS")],
)
def test_a_bad_photo_is_refused(salon: BotHand, alice: User, chat: Dialog, data: bytes, words: str) -> None:
    upload = Upload("x.png", "image/png", data)

    assert salon.refused("sendPhoto", chat_id=alice.id, files={"photo": upload}) == f"Bad Request: {words}"


def test_an_album_is_several_messages_of_one_group(salon: BotHand, alice: User, chat: Dialog, picture: Upload) -> None:
    media = [
        {"type": "photo", "media": "attach://a", "caption": "Наши работы"},
        {"type": "photo", "media": "attach://b"},
    ]

    sent = salon.call("sendMediaGroup", chat_id=alice.id, media=media, files={"a": picture, "b": picture})

    assert len({message["media_group_id"] for message in sent}) == 1
    assert [message.get("caption") for message in sent] == ["Наши работы", None]
    assert salon.refused("sendMediaGroup", chat_id=alice.id, media=media[:1]).endswith("2 to 10 messages in the album")


def test_a_place_and_a_contact_can_be_sent(salon: BotHand, alice: User, chat: Dialog) -> None:
    place: dict[str, Any] = {"latitude": 55.75, "longitude": 37.62}

    venue = salon.call("sendVenue", chat_id=alice.id, title="Салон", address="Арбат, 1", **place)
    contact = salon.call("sendContact", chat_id=alice.id, phone_number="+7900", first_name="Салон")

    assert venue["venue"] == {"location": place, "title": "Салон", "address": "Арбат, 1"}
    assert contact["contact"] == {"phone_number": "+7900", "first_name": "Салон"}


@pytest.mark.parametrize(
    ("method", "place", "description"),
    [
        ("sendLocation", {"longitude": 37.62}, "latitude is empty"),
        ("sendLocation", {"latitude": 55.75, "longitude": " "}, "longitude is empty"),
        ("sendLocation", {"latitude": 90.01, "longitude": 0}, "invalid location specified"),
        ("sendVenue", {"latitude": 55.75}, "longitude is empty"),
        ("sendVenue", {"latitude": 0, "longitude": -180.5}, "wrong venue location specified"),
    ],
)
def test_a_place_that_is_nowhere_is_refused(
    salon: BotHand, alice: User, chat: Dialog, method: str, place: dict[str, Any], description: str
) -> None:
    assert salon.refused(method, chat_id=alice.id, title="Салон", **place) == f"Bad Request: {description}"


def test_a_place_is_read_as_telegram_reads_it(salon: BotHand, alice: User, chat: Dialog) -> None:
    loose = salon.call("sendLocation", chat_id=alice.id, latitude=" 55.75 ", longitude="nan", horizontal_accuracy=9999)
    nameless = salon.call("sendVenue", chat_id=alice.id, latitude="1", longitude="east")

    assert loose["location"] == {"latitude": 55.75, "longitude": 0.0, "horizontal_accuracy": 1500.0}
    assert nameless["venue"] == {"location": {"latitude": 1.0, "longitude": 0.0}, "title": "", "address": ""}
    assert nameless["location"] == nameless["venue"]["location"]


def test_a_reply_shows_what_it_answers(salon: BotHand, alice: User, chat: Dialog) -> None:
    first = salon.call("sendMessage", chat_id=alice.id, text="раз")

    second = salon.call(
        "sendMessage", chat_id=alice.id, text="два", reply_parameters={"message_id": first["message_id"]}
    )
    lonely = salon.call(
        "sendMessage", chat_id=alice.id, text="три",
        reply_parameters={"message_id": 99, "allow_sending_without_reply": True},
    )  # fmt: skip

    assert second["reply_to_message"] == first
    assert "reply_to_message" not in lonely
