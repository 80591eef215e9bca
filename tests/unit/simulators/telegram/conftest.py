from __future__ import annotations

import pytest

from scripts.simulators.telegram.world.accounts import add_user, register_bot
from scripts.simulators.telegram.world.person import press_start
from scripts.simulators.telegram.world.state import Dialog, User
from scripts.simulators.telegram.world.types import Upload
from scripts.simulators.telegram.world.world import World
from tests.support.telegram_world import BotHand, Clock, png


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def world(clock: Clock) -> World:
    return World(clock)


@pytest.fixture
def alice(world: World) -> User:
    return add_user(world, "Алиса", last_name="Лис", username="alice", phone="+79001112233")


@pytest.fixture
def salon(world: World) -> BotHand:
    return BotHand(world, register_bot(world, "Салон", "salon_bot"))


@pytest.fixture
def chat(world: World, alice: User, salon: BotHand) -> Dialog:
    """Alice has pressed Start in the salon's chat, and the bot has read it."""
    press_start(world, alice.id, salon.bot)
    salon.updates()
    return world.open_dialog(salon.bot.id, alice.id)


@pytest.fixture
def picture() -> Upload:
    return Upload("cat.png", "image/png", png(640, 480))
