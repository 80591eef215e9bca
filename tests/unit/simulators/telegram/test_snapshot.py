from __future__ import annotations

from pathlib import Path

import pytest

from scripts.simulators.telegram.codec import decode, encode
from scripts.simulators.telegram.snapshot import Snapshot, SnapshotError
from scripts.simulators.telegram.world.person import press_inline, say, send_photo
from scripts.simulators.telegram.world.state import Dialog, User, Webhook
from scripts.simulators.telegram.world.types import Upload
from scripts.simulators.telegram.world.world import State, World
from tests.support.telegram_world import BotHand, Clock

INLINE = {"inline_keyboard": [[{"text": "Да", "callback_data": "yes"}]]}


@pytest.fixture
def lived_in(world: World, alice: User, salon: BotHand, chat: Dialog, picture: Upload) -> World:
    """A world with something of everything."""
    sent = salon.call("sendMessage", chat_id=alice.id, text="Верно?", reply_markup=INLINE)
    press_inline(world, alice.id, chat, sent["message_id"], "yes")
    send_photo(world, alice.id, salon.bot, picture)
    say(world, alice.id, salon.bot, "привет", reply_to=sent["message_id"])
    salon.call("setMyCommands", commands=[{"command": "a", "description": "b"}], language_code="ru")
    salon.call("setChatMenuButton", menu_button={"type": "commands"})
    salon.bot.webhook = Webhook("http://127.0.0.1:1/", "secret")
    return world


def test_the_state_survives_being_written_and_read(lived_in: World) -> None:
    assert decode(State, encode(lived_in.state)) == lived_in.state


def test_a_world_comes_back_from_its_file(lived_in: World, tmp_path: Path, clock: Clock) -> None:
    snapshot, again = Snapshot(tmp_path / "demo" / "telegram.json"), World(clock)

    snapshot.save(lived_in)
    snapshot.load(again)

    assert (again.state, again.blobs) == (lived_in.state, lived_in.blobs)


def test_who_followed_the_feed_before_the_restart_must_read_anew(lived_in: World, tmp_path: Path, clock: Clock) -> None:
    snapshot, again = Snapshot(tmp_path / "telegram.json"), World(clock)

    snapshot.save(lived_in)
    snapshot.load(again)

    assert not again.journal.bridges(lived_in.journal.last)


def test_no_file_is_an_empty_world(tmp_path: Path, world: World) -> None:
    Snapshot(tmp_path / "telegram.json").load(world)

    assert world.state == State()


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"format": 1, "state": {"users": 5}}', '{"format": 99}'])
def test_a_file_of_another_kind_is_refused_in_one_line(content: str, tmp_path: Path, world: World) -> None:
    path = tmp_path / "telegram.json"
    path.write_text(content)

    with pytest.raises(SnapshotError) as caught:
        Snapshot(path).load(world)

    assert "delete it" in str(caught.value)
    assert "\n" not in str(caught.value)
