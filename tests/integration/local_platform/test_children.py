"""The demo's processes, with one that any Python has."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from scripts.local_platform.children import Children, Program

SERVER = Program("server", "http.server", {}, ["0", "--bind", "127.0.0.1"])


@pytest.fixture
def children(tmp_path: Path) -> Iterator[Children]:
    started = Children(tmp_path)
    yield started
    started.stop()


def test_restart_ends_the_old_process_and_starts_a_new_one(children: Children) -> None:
    old = children.start(SERVER)

    children.restart("server")

    assert not old.process.running
    assert children["server"].process.running
    assert children["server"].pid != old.pid


def test_restart_passes_over_what_was_never_started(children: Children) -> None:
    children.restart("screens_bot")

    assert children.dead() == []
