from __future__ import annotations

import pytest

from scripts.simulators.telegram.world.accounts import (
    authorize,
    create_managed_bot,
    delete_bot,
    register_bot,
    revoke_token,
)
from scripts.simulators.telegram.world.errors import ApiError, SimError
from scripts.simulators.telegram.world.state import User
from scripts.simulators.telegram.world.world import World
from tests.support.telegram_world import BotHand


def refusal(world: World, token: str) -> tuple[int, str]:
    with pytest.raises(ApiError) as caught:
        authorize(world, token)
    return caught.value.status, caught.value.description


@pytest.fixture
def manager(world: World) -> BotHand:
    return BotHand(world, register_bot(world, "Zapis", "zapis_bot", can_manage_bots=True))


def test_any_wellformed_token_is_a_bot_of_its_own(world: World) -> None:
    first, second = authorize(world, "123:abc"), authorize(world, "124:abc")

    assert (first.id, second.id) == (123, 124)
    assert authorize(world, "123:abc") is first


@pytest.mark.parametrize("token", ["abc", "0123:abc", "12a:abc", ":abc", "123:", "1:" + "x" * 79])
def test_a_misshapen_token_is_refused(world: World, token: str) -> None:
    assert refusal(world, token) == (401, "Unauthorized: invalid token specified")


def test_a_bots_other_secret_is_refused(world: World) -> None:
    authorize(world, "123:abc")

    assert refusal(world, "123:abd") == (401, "Unauthorized")


def test_a_revoked_token_is_refused_and_the_new_one_works(world: World, salon: BotHand) -> None:
    old = salon.bot.token

    new = revoke_token(world, salon.bot)

    assert refusal(world, old) == (401, "Unauthorized")
    assert authorize(world, new) is salon.bot


def test_a_deleted_bot_is_refused_for_ever(world: World, salon: BotHand) -> None:
    delete_bot(world, salon.bot)

    assert refusal(world, salon.bot.token) == (401, "Unauthorized")
    assert world.bot_by_username("salon_bot") is None


def test_registering_a_known_token_renames_its_bot(world: World) -> None:
    bot = authorize(world, "123:abc")

    register_bot(world, "Zapis", "@zapis_bot", token="123:abc", can_manage_bots=True)

    assert (bot.username, bot.first_name, bot.can_manage_bots) == ("zapis_bot", "Zapis", True)


@pytest.mark.parametrize(
    ("name", "username", "code"),
    [
        ("Салон", "SALON_bot", "USERNAME_OCCUPIED"),
        ("Салон", "salon", "USERNAME_INVALID"),
        ("Салон", "1salon_bot", "USERNAME_INVALID"),
        ("Салон", "салон_bot", "USERNAME_INVALID"),
        ("Салон", "x" * 30 + "bot", "USERNAME_INVALID"),
        (" ", "other_bot", "NAME_INVALID"),
    ],
)
def test_a_managed_bot_needs_a_free_and_fitting_name(
    world: World, alice: User, salon: BotHand, manager: BotHand, name: str, username: str, code: str
) -> None:
    with pytest.raises(SimError) as caught:
        create_managed_bot(world, alice, manager.bot, name, username)

    assert caught.value.code == code


def test_a_managed_bot_belongs_to_the_person_and_the_manager_gets_its_token(
    world: World, alice: User, manager: BotHand
) -> None:
    bot = create_managed_bot(world, alice, manager.bot, "Барбер", "barber_bot")

    assert bot.owner_id == alice.id
    update = manager.updates()[0]["managed_bot"]
    assert (update["user"]["id"], update["bot"]["username"]) == (alice.id, "barber_bot")
    assert authorize(world, manager.call("getManagedBotToken", user_id=bot.id)) is bot


def test_a_replaced_token_is_reported_to_the_manager(world: World, alice: User, manager: BotHand) -> None:
    bot = create_managed_bot(world, alice, manager.bot, "Барбер", "barber_bot")
    old = bot.token
    manager.updates()

    new = manager.call("replaceManagedBotToken", user_id=bot.id)

    assert new == bot.token != old
    assert [update["managed_bot"]["bot"]["id"] for update in manager.updates()] == [bot.id]


def test_a_bot_gets_no_token_of_a_bot_it_does_not_manage(salon: BotHand, manager: BotHand) -> None:
    assert manager.refused("getManagedBotToken", user_id=salon.bot.id) == "Bad Request: bot not found"


def test_a_person_owns_twenty_bots_at_most(world: World, alice: User, manager: BotHand) -> None:
    for number in range(20):
        create_managed_bot(world, alice, manager.bot, "Барбер", f"barber{number}_bot")

    with pytest.raises(SimError) as caught:
        create_managed_bot(world, alice, manager.bot, "Барбер", "barber20_bot")

    assert caught.value.code == "BOT_CREATE_LIMIT_EXCEEDED"


def test_a_bot_that_manages_none_cannot_be_asked_for_one(world: World, alice: User, salon: BotHand) -> None:
    with pytest.raises(SimError) as caught:
        create_managed_bot(world, alice, salon.bot, "Барбер", "barber_bot")

    assert caught.value.code == "NOT_A_MANAGER"
