"""Keeping the world across restarts: one JSON file, and a folder beside it with the bytes of its files."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from pathlib import Path

from scripts.simulators.telegram.codec import decode, encode
from scripts.simulators.telegram.world.journal import KEPT_EVENTS, Event
from scripts.simulators.telegram.world.world import State, World

FORMAT = 1
PAUSE = 1.0
"""Seconds between two saves at least."""


class SnapshotError(Exception):
    """The file is not one of ours; the text says so in one line."""


class Snapshot:
    """The world's file. `load` once before the start, `keep` as a task while it runs, `save` at the end."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._blobs = path.with_suffix(".files")

    def load(self, world: World) -> None:
        """Fill the world from the file, if there is one."""
        if not self._path.exists():
            return
        try:
            data = json.loads(self._path.read_text())
            if data["format"] != FORMAT:
                raise SnapshotError(f"{self._path} has format {data['format']}, expected {FORMAT}: delete it")
            world.state = decode(State, data["state"])
            for bot in world.state.bots.values():
                bot.open_polls = 0  # no connection survives a restart
            blobs = {stored.blob for stored in world.state.files.values()}
            world.blobs = {blob: (self._blobs / blob).read_bytes() for blob in blobs}
        except (ValueError, KeyError, TypeError, AttributeError, OSError) as error:
            raise SnapshotError(f"cannot read {self._path}: {error!r}; delete it to start anew") from error
        # Numbers that nobody has seen: whoever followed the feed before must read the chats anew.
        world.journal.last = int(data["event"]) + KEPT_EVENTS

    def save(self, world: World) -> None:
        """Write everything; the old file stays whole until the new one is."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        if world.blobs:
            self._blobs.mkdir(exist_ok=True)
        for blob, data in world.blobs.items():
            if not (self._blobs / blob).exists():
                _replace(self._blobs / blob, data)
        state = {"format": FORMAT, "event": world.journal.last, "state": encode(world.state)}
        _replace(self._path, json.dumps(state, ensure_ascii=False).encode())

    async def keep(self, world: World, clock: Callable[[], float]) -> None:
        """Save soon after every change, for ever; a big world is saved less often, so that it stays quick."""
        changed = asyncio.Event()

        def note(_what: Event | int) -> None:
            changed.set()

        world.journal.watch(note)
        world.on_update(note)
        try:
            while True:
                await changed.wait()
                changed.clear()
                begun = clock()
                self.save(world)
                await asyncio.sleep(max(PAUSE, 10 * (clock() - begun)))
        finally:
            world.journal.unwatch(note)
            world.off_update(note)


def _replace(path: Path, data: bytes) -> None:
    fresh = path.with_name(path.name + ".new")
    fresh.write_bytes(data)
    fresh.replace(path)
