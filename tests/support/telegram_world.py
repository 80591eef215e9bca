"""Hands on a world of the Telegram stand-in, for tests without a server."""

from __future__ import annotations

import struct
import zlib
from typing import Any

import pytest

from scripts.simulators.telegram.methods.params import Params
from scripts.simulators.telegram.methods.table import run
from scripts.simulators.telegram.world.errors import ApiError
from scripts.simulators.telegram.world.state import Bot
from scripts.simulators.telegram.world.types import Upload
from scripts.simulators.telegram.world.world import World


class Clock:
    """A clock that moves only when it is told to."""

    def __init__(self) -> None:
        self.now = 1_793_500_000.0

    def __call__(self) -> float:
        return self.now

    def pass_seconds(self, seconds: float) -> None:
        self.now += seconds


class BotHand:
    """A bot's program: calls methods, reads updates."""

    def __init__(self, world: World, bot: Bot) -> None:
        self.world = world
        self.bot = bot

    def call(self, method: str, *, files: dict[str, Upload] | None = None, **values: object) -> Any:
        return run(self.world, self.bot, method, Params(values, files))

    def refused(self, method: str, *, files: dict[str, Upload] | None = None, **values: object) -> str:
        """The words of the refusal."""
        with pytest.raises(ApiError) as caught:
            self.call(method, files=files, **values)
        return caught.value.description

    def updates(self) -> list[dict[str, Any]]:
        """What has come since the last look."""
        waiting = self.bot.queue.fetch(0, 100, self.world.clock())
        self.bot.queue.clear()
        return [update.body for update in waiting]


def png(width: int = 4, height: int = 3) -> bytes:
    """A small grey picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + b"\x80" * width for _ in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
