"""Pictures, drawn by processes that end afterwards.

An owner wants one now and then, and a bot runs a thousand times: what draws them would be carried in memory by each for
ever. A child that lives for a second or a few costs nothing afterwards. It may need as much memory as the bot itself,
so there is one at a time: whoever comes meanwhile waits.
"""

from __future__ import annotations

import asyncio
import logging
import os
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from services.booking_bot.drawing.day_picture import DayPicture

logger = logging.getLogger(__name__)

PATIENCE = 30.0
"""Seconds for the picture, those of waiting for others included."""


class Program(StrEnum):
    """What draws; each reads standard input and writes a PNG to standard output."""

    DAY = "services.booking_bot.drawing.draw_day"
    QR = "services.booking_bot.drawing.draw_qr"


@dataclass(frozen=True, slots=True)
class Drawing:
    """Each call gives a PNG; None when it could not be drawn, which the log explains. One for the whole bot."""

    patience: float = PATIENCE
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def qr_code(self, link: str) -> bytes | None:
        return await self.png(Program.QR, link.encode())

    async def day(self, picture: DayPicture) -> bytes | None:
        return await self.png(Program.DAY, picture.dumped())

    async def png(self, program: str, said: bytes) -> bytes | None:
        """What ``program`` (a module) writes when it is told ``said``."""
        try:
            async with asyncio.timeout(self.patience), self.turn:
                return await _output_of(program, said)
        except TimeoutError:
            logger.warning("%s: nothing was drawn within %.0f s", program, self.patience)
        except OSError as error:
            logger.warning("%s: nothing was drawn: %s", program, error)
        return None


async def _output_of(program: str, said: bytes) -> bytes | None:
    pipe = asyncio.subprocess.PIPE
    child = await asyncio.create_subprocess_exec(
        sys.executable, "-m", program, stdin=pipe, stdout=pipe, stderr=pipe, env=_surroundings()
    )
    try:
        png, complaint = await child.communicate(said)
    finally:
        if child.returncode is None:
            child.kill()
            await child.wait()
    if child.returncode != 0:
        logger.warning("%s: nothing was drawn: %s", program, complaint.decode(errors="replace").strip()[-300:])
        return None
    return png


def _surroundings() -> Mapping[str, str]:
    """One thread is enough; and a folder for matplotlib's list of fonts, for a bot's home cannot be written to."""
    fonts = Path(tempfile.gettempdir()) / f"zapis-drawing-{os.getuid()}"
    return {**os.environ, "MPLCONFIGDIR": str(fonts), "OPENBLAS_NUM_THREADS": "1"}
