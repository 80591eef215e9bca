from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from scripts.simulators.telegram.server import ThreadedTelegramServer
from scripts.simulators.telegram.world.accounts import register_bot
from scripts.simulators.telegram.world.faults import Fault
from scripts.simulators.telegram.world.world import World
from services.shared.runtime.secret import Secret
from services.shared.telegram.plain_api import (
    BotAccount,
    PlainTelegram,
    TelegramAway,
    TelegramRefused,
    looks_like_token,
)

TOKEN = Secret(f"7300001:{'A' * 35}")


@pytest.fixture(scope="module")
def server() -> Iterator[ThreadedTelegramServer]:
    with ThreadedTelegramServer(World(time.time)) as server:
        server.call(lambda world: register_bot(world, "Салон", "salon_bot", token=TOKEN.reveal()))
        yield server


@pytest.fixture
def telegram(server: ThreadedTelegramServer) -> PlainTelegram:
    server.call(lambda world: world.faults.remove())
    return PlainTelegram(server.url)


def test_good_token_is_a_bot(telegram: PlainTelegram) -> None:
    assert telegram.get_me(TOKEN) == BotAccount(7300001, "salon_bot")


def test_wrong_token_is_refused_without_being_shown(telegram: PlainTelegram) -> None:
    wrong = Secret(f"7300001:{'B' * 35}")

    with pytest.raises(TelegramRefused) as refused:
        telegram.get_me(wrong)

    assert refused.value.code == 401
    assert "B" * 35 not in repr(refused.value)


def test_retry_after_is_handed_on(telegram: PlainTelegram, server: ThreadedTelegramServer) -> None:
    server.call(lambda world: world.faults.add(Fault("too_many_requests", method="getMe", retry_after=7)))

    with pytest.raises(TelegramRefused) as refused:
        telegram.get_me(TOKEN)

    assert (refused.value.code, refused.value.retry_after) == (429, 7)


@pytest.mark.parametrize("kind", ["reset", "bad_gateway"])
def test_answer_that_cannot_be_read_is_no_answer(
    telegram: PlainTelegram, server: ThreadedTelegramServer, kind: str
) -> None:
    server.call(lambda world: world.faults.add(Fault(kind, method="getMe")))

    with pytest.raises(TelegramAway):
        telegram.get_me(TOKEN)


def test_server_that_is_away_does_not_show_the_token() -> None:
    with pytest.raises(TelegramAway) as away:
        PlainTelegram("http://127.0.0.1:1").get_me(TOKEN)

    assert "A" * 35 not in f"{away.value!r} {away.value.__cause__!r}"
    assert away.value.__suppress_context__


@pytest.mark.parametrize(
    ("text", "looks"),
    [
        (TOKEN.reveal(), True),
        ("", False),
        ("123:abc", False),
        ("١٢٣٤٥:" + "A" * 35, False),
        ("12345:" + "A" * 90, False),
    ],
)
def test_shape_of_a_token(text: str, looks: bool) -> None:
    assert looks_like_token(Secret(text)) is looks
