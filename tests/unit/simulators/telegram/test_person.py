from __future__ import annotations

import pytest

from scripts.simulators.telegram.world import person
from scripts.simulators.telegram.world.accounts import add_user, create_managed_bot, register_bot
from scripts.simulators.telegram.world.errors import SimError
from scripts.simulators.telegram.world.groups import create_group, say_in_group
from scripts.simulators.telegram.world.pressing import inline_data, press_reply
from scripts.simulators.telegram.world.state import Dialog, User
from scripts.simulators.telegram.world.types import Upload
from scripts.simulators.telegram.world.world import World
from tests.support.telegram_world import BotHand

KEYBOARD = {"inline_keyboard": [[{"text": "Да", "callback_data": "yes"}, {"text": "Карта", "url": "https://a.ru"}]]}


def code_of(error: pytest.ExceptionInfo[SimError]) -> str:
    return error.value.code


def test_start_brings_the_payload_of_the_link(world: World, alice: User, salon: BotHand) -> None:
    person.press_start(world, alice.id, salon.bot, "promo_7")

    message = salon.updates()[0]["message"]
    assert message["text"] == "/start promo_7"
    assert message["entities"] == [{"type": "bot_command", "offset": 0, "length": 6}]
    assert message["from"] == {
        "id": alice.id, "is_bot": False, "first_name": "Алиса", "last_name": "Лис", "username": "alice",
        "language_code": "ru",
    }  # fmt: skip


def test_nothing_can_be_said_before_start(world: World, alice: User, salon: BotHand) -> None:
    with pytest.raises(SimError) as error:
        person.say(world, alice.id, salon.bot, "привет")

    assert code_of(error) == "NOT_STARTED"


def test_a_very_long_text_arrives_in_parts(world: World, alice: User, salon: BotHand, chat: Dialog) -> None:
    person.say(world, alice.id, salon.bot, "я" * 10_000)

    assert [len(update["message"]["text"]) for update in salon.updates()] == [4096, 4096, 1808]


def test_an_edit_reaches_the_bot(world: World, alice: User, salon: BotHand, chat: Dialog) -> None:
    message = person.say(world, alice.id, salon.bot, "завтра")

    person.edit_text(world, alice.id, salon.bot, message.id, "послезавтра")

    edited = salon.updates()[-1]["edited_message"]
    assert (edited["message_id"], edited["text"]) == (message.id, "послезавтра")


def test_a_shared_place_reaches_the_bot(world: World, alice: User, salon: BotHand, chat: Dialog) -> None:
    person.share_location(world, alice.id, salon.bot, 55.75, 37.62)
    with pytest.raises(SimError) as error:
        person.share_location(world, alice.id, salon.bot, 55.75, 180.01)

    places = [update["message"]["location"] for update in salon.updates()]
    assert (places, code_of(error)) == ([{"latitude": 55.75, "longitude": 37.62}], "LOCATION")


def test_a_shared_contact_carries_the_own_user_id(world: World, alice: User, salon: BotHand, chat: Dialog) -> None:
    person.share_contact(world, alice.id, salon.bot)
    person.share_contact(world, alice.id, salon.bot, {"phone_number": "+7900", "first_name": "Боб"})

    own, other = (update["message"]["contact"] for update in salon.updates())
    assert own == {"phone_number": "+79001112233", "first_name": "Алиса", "last_name": "Лис", "user_id": alice.id}
    assert other == {"phone_number": "+7900", "first_name": "Боб"}


def test_a_photo_comes_in_several_sizes(
    world: World, alice: User, salon: BotHand, chat: Dialog, picture: Upload
) -> None:
    person.send_photo(world, alice.id, salon.bot, picture, "кот")

    message = salon.updates()[0]["message"]
    assert [(size["width"], size["height"]) for size in message["photo"]] == [(320, 240), (640, 480)]
    assert message["caption"] == "кот"


def test_a_blocked_bot_is_told_and_hears_nothing_more(world: World, alice: User, salon: BotHand, chat: Dialog) -> None:
    person.set_blocked(world, alice.id, salon.bot, blocked=True)

    member = salon.updates()[0]["my_chat_member"]
    assert (member["old_chat_member"]["status"], member["new_chat_member"]["status"]) == ("member", "kicked")
    with pytest.raises(SimError) as error:
        person.say(world, alice.id, salon.bot, "привет")
    assert code_of(error) == "BLOCKED"


def test_start_ends_a_block(world: World, alice: User, salon: BotHand, chat: Dialog) -> None:
    person.set_blocked(world, alice.id, salon.bot, blocked=True)
    salon.updates()

    person.press_start(world, alice.id, salon.bot)

    assert [next(iter(update)) for update in salon.updates()] == ["my_chat_member", "message"]


def test_a_press_brings_message_and_data(world: World, alice: User, salon: BotHand, chat: Dialog) -> None:
    sent = salon.call("sendMessage", chat_id=alice.id, text="Верно?", reply_markup=KEYBOARD)

    data = inline_data(chat, sent["message_id"], 0, 0)
    callback = person.press_inline(world, alice.id, chat, sent["message_id"], data)

    query = salon.updates()[0]["callback_query"]
    assert (query["id"], query["data"], query["message"]) == (callback.id, "yes", sent)
    assert query["from"]["id"] == alice.id
    assert query["chat_instance"]


def test_a_link_button_sends_nothing(world: World, alice: User, salon: BotHand, chat: Dialog) -> None:
    sent = salon.call("sendMessage", chat_id=alice.id, text="Верно?", reply_markup=KEYBOARD)

    with pytest.raises(SimError) as error:
        inline_data(chat, sent["message_id"], 0, 1)

    assert code_of(error) == "NO_CALLBACK"


def test_a_reply_button_sends_its_text_or_what_it_asks_for(
    world: World, alice: User, salon: BotHand, chat: Dialog
) -> None:
    keyboard = {"keyboard": [["Записаться", {"text": "Телефон", "request_contact": True}]], "one_time_keyboard": True}
    salon.call("sendMessage", chat_id=alice.id, text="Что?", reply_markup=keyboard)

    press_reply(world, alice.id, salon.bot, {"row": 0, "column": 1})

    assert salon.updates()[0]["message"]["contact"]["user_id"] == alice.id
    assert chat.reply_keyboard is None


def test_a_removed_reply_keyboard_has_no_buttons(world: World, alice: User, salon: BotHand, chat: Dialog) -> None:
    salon.call("sendMessage", chat_id=alice.id, text="Что?", reply_markup={"keyboard": [["Записаться"]]})
    salon.call("sendMessage", chat_id=alice.id, text="Всё", reply_markup={"remove_keyboard": True})

    with pytest.raises(SimError) as error:
        press_reply(world, alice.id, salon.bot, {"text": "Записаться"})

    assert code_of(error) == "NOT_FOUND"


def test_a_managed_bot_made_by_a_button_is_announced_in_the_chat(world: World, alice: User) -> None:
    manager = BotHand(world, register_bot(world, "Zapis", "zapis_bot", can_manage_bots=True))
    person.press_start(world, alice.id, manager.bot)
    button = {"text": "Создать", "request_managed_bot": {"request_id": 1, "suggested_name": "Барбер"}}
    manager.call("sendMessage", chat_id=alice.id, text="Бот?", reply_markup={"keyboard": [[button]]})
    manager.updates()

    press_reply(world, alice.id, manager.bot, {"text": "Создать", "username": "barber_bot"})

    managed, message = manager.updates()
    assert message["message"]["managed_bot_created"]["bot"] == managed["managed_bot"]["bot"]
    assert managed["managed_bot"]["bot"]["first_name"] == "Барбер"


def test_a_restricted_bot_hears_only_those_who_may_use_it(world: World, alice: User) -> None:
    manager = BotHand(world, register_bot(world, "Zapis", "zapis_bot", can_manage_bots=True))
    bob = add_user(world, "Боб")
    barber = BotHand(world, create_managed_bot(world, alice, manager.bot, "Барбер", "barber_bot"))
    manager.call("setManagedBotAccessSettings", user_id=barber.bot.id, is_access_restricted=True)

    person.press_start(world, bob.id, barber.bot)
    person.press_start(world, alice.id, barber.bot)

    assert [update["message"]["from"]["id"] for update in barber.updates()] == [alice.id]
    assert manager.call("getManagedBotAccessSettings", user_id=barber.bot.id) == {
        "is_access_restricted": True,
        "added_users": [],
    }


def test_a_bot_in_a_group_hears_commands_and_its_name(world: World, alice: User, salon: BotHand) -> None:
    group = create_group(world, salon.bot, "Салон: смена", [alice.id])

    say_in_group(world, group, alice.id, "всем привет")
    say_in_group(world, group, alice.id, "/today")
    say_in_group(world, group, alice.id, "@salon_bot что завтра?")

    messages = [update["message"] for update in salon.updates()]
    assert [message["text"] for message in messages] == ["/today", "@salon_bot что завтра?"]
    assert messages[0]["chat"] == {"id": group.chat_id, "type": "supergroup", "title": "Салон: смена"}
