"""A sheet to draw on, in pixels from its upper left corner; what is drawn later covers what was drawn before.

matplotlib's own texts would read "$" as mathematics and warn of each letter that the font lacks: both are kept away.
For the processes that draw alone: the bot does not carry matplotlib.
"""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO, Literal

import matplotlib as mpl
from matplotlib.artist import Artist
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, get_font
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.text import Text

DPI = 100
FONTS = Path(mpl.get_data_path()) / "fonts" / "ttf"
PLAIN, BOLD = FONTS / "DejaVuSans.ttf", FONTS / "DejaVuSans-Bold.ttf"
KNOWN = {font: frozenset(get_font(font).get_charmap()) for font in (PLAIN, BOLD)}


class Paper:
    def __init__(self, width: int, height: int, colour: str) -> None:
        self.width, self.height = width, height
        self._figure = Figure(figsize=(width / DPI, height / DPI), dpi=DPI, facecolor=colour)
        self._canvas = FigureCanvasAgg(self._figure)
        self._drawn = 0

    def save(self, to: BinaryIO) -> None:
        """As PNG."""
        self._figure.savefig(to, format="png", dpi=DPI)

    def rectangle(
        self, x: float, y: float, width: float, height: float, inside: str, edge: str, *, border: float, hatched: bool
    ) -> None:
        self._add(
            Rectangle(
                (x, self.height - y - height),
                width,
                height,
                facecolor=inside,
                edgecolor=edge,
                linewidth=border,
                hatch="//" if hatched else None,
                transform=None,
            )
        )

    def line(self, x: float, y: float, to_x: float, to_y: float, colour: str, width: float) -> None:
        ys = [self.height - y, self.height - to_y]
        self._add(Line2D([x, to_x], ys, color=colour, linewidth=width * 72 / DPI, transform=None))

    def text(
        self,
        x: float,
        y: float,
        text: str,
        size: float,
        room: float,
        *,
        colour: str,
        bold: bool = False,
        align: Literal["left", "right"] = "left",
    ) -> float:
        """What of ``text`` fits into ``room`` pixels, in one line around ``y``; gives the width that it took."""
        font = FontProperties(fname=BOLD if bold else PLAIN, size=size)
        letters = KNOWN[BOLD if bold else PLAIN]
        shown = self._fitting("".join(letter for letter in text if ord(letter) in letters).strip(), font, room)
        if shown:
            place = (x, self.height - y)
            self._add(
                Text(
                    *place,
                    shown,
                    color=colour,
                    ha=align,
                    va="center",
                    fontproperties=font,
                    parse_math=False,
                    transform=None,
                )
            )
        return self._width(shown, font)

    def _fitting(self, text: str, font: FontProperties, room: float) -> str:
        """The longest beginning that fits, found by halving, with "…" where something is left out."""
        if self._width(text, font) <= room:
            return text
        fits, too_long = 0, len(text)
        while too_long - fits > 1:
            middle = (fits + too_long) // 2
            if self._width(f"{text[:middle]}…", font) <= room:
                fits = middle
            else:
                too_long = middle
        return f"{text[:fits].rstrip()}…" if fits else ""

    def _width(self, text: str, font: FontProperties) -> float:
        renderer = self._canvas.get_renderer()  # type: ignore[no-untyped-call]  # matplotlib's stub leaves it open
        width, _, _ = renderer.get_text_width_height_descent(text, font, ismath=False)
        return float(width)

    def _add(self, artist: Artist) -> None:
        self._drawn += 1
        artist.set_zorder(self._drawn)
        self._figure.add_artist(artist)
