"""A picture for a service, drawn here: hair in waves."""

from __future__ import annotations

import math

from scripts.tour.palette import png_of

WIDTH, HEIGHT = 320, 200
STRANDS = ((94, 52, 40), (121, 68, 50), (150, 90, 62), (184, 121, 84), (212, 160, 118))


def waves() -> bytes:
    """A PNG."""
    return png_of(WIDTH, HEIGHT, bytes(_strand(x, y) for y in range(HEIGHT) for x in range(WIDTH)), STRANDS)


def _strand(x: int, y: int) -> int:
    """The number of the colour at a point: strands that run downwards and sway."""
    sway = 18 * math.sin(y / 31) + 7 * math.sin(y / 11 + x / 40)
    return int((x + sway) / 9 + 2 * math.sin(x / 23)) % len(STRANDS)
