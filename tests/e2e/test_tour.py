"""The tour can be played to its end: what its pictures show is what the bot does today."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.tour.chapters import numbered
from scripts.tour.prologue import play_prologue
from scripts.tour.stage import BOT, open_stage


@pytest.mark.timeout(300)
async def test_all_stops_can_be_played(tmp_path: Path) -> None:
    played = []
    async with open_stage(tmp_path) as stage:
        await play_prologue(stage)
        for name, stop in numbered():
            await stop.play(stage)
            await stage.person(stop.side).opens(BOT)
            assert stage.person(stop.side).last_message
            played.append(name)

    assert played == list(dict(numbered()))
