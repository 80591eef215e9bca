"""Play the tour in a booking bot of its own, take its pictures, and write its pages.

To add a stop, add a function under ``@BOOKING.stop(…)`` in ``booking.py``, or so in ``visits.py`` or ``owner.py``.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
from pathlib import Path

from playwright.async_api import Error

from scripts.tour.camera import PictureError, open_camera
from scripts.tour.chapters import numbered
from scripts.tour.pages import PICTURES, write_pages
from scripts.tour.prologue import play_prologue
from scripts.tour.stage import open_stage

LARGEST_BYTES = 60_000


async def take_all(folder: Path, data: Path) -> None:
    """Play all stops; their pictures go into ``folder``, the bot's database into ``data``."""
    async with open_stage(data) as stage, open_camera(stage) as camera:
        await play_prologue(stage)
        for name, stop in numbered():
            await stop.play(stage)
            keep(folder / name, await camera.take(stage.person(stop.side)))


def keep(path: Path, png: bytes) -> None:
    if len(png) > LARGEST_BYTES:
        raise PictureError(f"{path} has {len(png)} bytes, at most {LARGEST_BYTES}: show less")
    path.write_bytes(png)
    print(path)


def make_pictures(folder: Path) -> None:
    """Pictures of stops that are no more are removed."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as data:
        asyncio.run(take_all(folder, Path(data)))
    wanted = dict(numbered())
    for path in folder.glob("*.png"):
        if path.name not in wanted:
            path.unlink()


def main() -> int:
    parser = argparse.ArgumentParser(prog="make tour", description=__doc__)
    parser.add_argument("--pages", action="store_true", help="write the pages only; the pictures stay as they are")
    if not parser.parse_args().pages:
        try:
            make_pictures(PICTURES)
        except (PictureError, AssertionError) as error:
            print(f"error: {error}", file=sys.stderr)
            return 1
        except Error as error:
            print(f"error: the browser: {str(error).splitlines()[0]}", file=sys.stderr)
            return 1
    write_pages()
    return 0


if __name__ == "__main__":
    sys.exit(main())
