"""QR codes, drawn by a process that ends afterwards.

An owner wants one once or twice in a bot's life, and a bot runs a thousand times: what draws them would be carried in
memory by each for ever. A child that lives for a fraction of a second costs nothing afterwards.
"""

from __future__ import annotations

import asyncio
import logging
import sys

logger = logging.getLogger(__name__)

DRAWER = "services.booking_bot.qr"
PATIENCE = 20.0


async def draw(link: str, *, drawer: str = DRAWER, patience: float = PATIENCE) -> bytes | None:
    """A PNG; None when it could not be drawn, which the log explains."""
    try:
        child = await asyncio.create_subprocess_exec(
            sys.executable, "-m", drawer, link, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE
        )
    except OSError as error:
        logger.warning("a QR code was not drawn: %s", error)
        return None
    try:
        png, said = await asyncio.wait_for(child.communicate(), patience)
    except TimeoutError:
        logger.warning("a QR code was not drawn within %.0f s", patience)
        return None
    finally:
        if child.returncode is None:
            child.kill()
            await child.wait()
    if child.returncode != 0:
        logger.warning("a QR code was not drawn: %s", said.decode(errors="replace").strip()[-300:])
        return None
    return png
