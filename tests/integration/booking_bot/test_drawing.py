"""Pictures are drawn by processes that end, one at a time."""

from __future__ import annotations

import asyncio
import io
import subprocess
import sys
from collections.abc import Iterator

import pytest
from PIL import Image

from services.booking_bot.drawing.children import Drawing, Program
from services.booking_bot.drawing.day_picture import Box, Column, DayPicture, Look

PNG = b"\x89PNG\r\n\x1a\n"
HOURS = range(600, 1201, 60)
VISITS = (
    Box((660, 720), Look.CAME, ("11:00–12:00", "Алиса 💅🏽 $\\frac$", "Стрижка")),
    Box((780, 810), Look.NO_SHOW, ("13:00–13:30", "\x00\n" + "Щ" * 500, "𒐫" * 9), 1, 2),
    Box((840, 900), Look.BLOCKED, ("14:00–15:00",)),
)
PICTURE = DayPicture(
    "понедельник, 2 марта",
    (600, 1200),
    tuple((minute, f"{minute // 60}:00") for minute in HOURS),
    (
        Column("Анна", "", ((600, 960), (1020, 1200)), ((960, 1020),), VISITS),
        Column("Мария 👩‍👧", "выходной", (), (), ()),
    ),
    tuple((look, look.value) for look in Look),
    now=1100,
)


def colours_down(image: Image.Image, x: int) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Minute of the day → the colour there, read along a line downwards."""
    top, hour = 128, 112
    for minute in range(605, 1200, 10):
        colour = image.getpixel((x, top + (minute - 600) * hour // 60))
        assert isinstance(colour, tuple)
        yield minute, colour[:3]


async def test_day_is_drawn_where_its_times_are_whatever_the_names(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONWARNINGS", "error")  # a letter without a glyph would be one

    png = await Drawing().day(PICTURE)

    assert png is not None
    assert caplog.messages == []
    image = Image.open(io.BytesIO(png))
    assert image.size == (76 + 2 * 420 + 14, 62 + 66 + 10 * 112 + 56)
    hers, off = (dict(colours_down(image, x)) for x in (76 + 410, 76 + 420 + 410))
    came, missed, free = (205, 236, 207), (247, 208, 205), (251, 252, 245)
    assert {minute for minute, colour in hers.items() if colour == came} == set(range(665, 720, 10))
    assert {minute for minute, colour in hers.items() if colour == missed} == set(range(785, 810, 10))
    assert {minute for minute, colour in hers.items() if colour == free} >= {605, 725, 825, 905, 1025, 1195}
    assert free not in {hers[minute] for minute in (845, 895, 965, 1015)}
    assert set(off.values()) - {(224, 52, 43)} == {(230, 232, 235)}
    across = [
        {image.getpixel((x, 128 + (minute - 600) * 112 // 60)) for x in range(400, 480)} for minute in (890, 1000)
    ]
    assert [len(colours) > 1 for colours in across] == [True, True]  # hatched
    assert len({image.getpixel((x, 128 + 110 * 112 // 60)) for x in range(400, 480)}) == 1
    now = image.getpixel((500, 128 + 500 * 112 // 60))
    assert isinstance(now, tuple)
    assert now[0] > 200 > 100 > now[2]


async def test_code_is_a_png_that_differs_by_link() -> None:
    one, same, other = [await Drawing().qr_code(f"https://t.me/salon_bot?start=s{number}") for number in (1, 1, 2)]

    assert one is not None
    assert other is not None
    assert one.startswith(PNG)
    assert other.startswith(PNG)
    assert one == same
    assert one != other


async def test_drawer_that_fails_or_hangs_gives_nothing(caplog: pytest.LogCaptureFixture) -> None:
    assert await Drawing().png("services.booking_bot.no_such_module", b"") is None
    assert await Drawing(patience=0.01).png("http.server", b"") is None
    assert await Drawing().png(Program.DAY, b"no picture") is None
    assert ["no_such_module" in caplog.text, "within 0 s" in caplog.text, len(caplog.records)] == [True, True, 3]


async def test_whoever_comes_while_a_child_draws_waits_for_it_to_end() -> None:
    drawing = Drawing()

    async with drawing.turn:
        waiting = asyncio.create_task(drawing.qr_code("https://t.me/salon_bot"))
        await asyncio.sleep(0.4)
        assert not waiting.done()

    assert await waiting is not None
    async with (late := Drawing(patience=0.01)).turn:
        assert await late.qr_code("https://t.me/salon_bot") is None


def test_bot_does_not_carry_what_draws() -> None:
    asked = (
        "import sys, services.booking_bot.app;"
        "print({'segno', 'matplotlib', 'numpy', 'PIL'} & {name.partition('.')[0] for name in sys.modules})"
    )

    said = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)

    assert said.stdout.strip() == "set()"
