"""``python -m services.booking_bot.drawing.draw_day``: a day of the business as PNG, from JSON on standard input.

Nothing is decided here: what is drawn where in time, and every word, stands in the ``DayPicture``.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

from services.booking_bot.drawing.day_picture import Box, Column, DayPicture, Look, Span
from services.booking_bot.drawing.paper import Paper

CLOCK, MARGIN = 76, 14
"""Widths of what stands left and right of the columns, in pixels like all below."""
TITLE, HEAD, LEGEND, LINE = 62, 66, 56, 20
"""Heights."""
COLUMN_WIDTHS = ((1, 620), (2, 420), (4, 300), (6, 230), (12, 180))
"""Up to so many columns → the width of each: the fewer they are, the more of a name can be read."""
TALLEST, LEAST_HOUR, MOST_HOUR = 1500, 44, 112
WHITE, CLOSED, OPEN, INK, FAINT, GRID, NOW = "#ffffff", "#e6e8eb", "#fbfcf5", "#1d2733", "#6b7684", "#d3d7dc", "#e0342b"
COLOURS = {
    Look.BOOKED: ("#dcebfd", "#5b96d8"),
    Look.CONFIRMED: ("#a9cbf7", "#1f5fae"),
    Look.CAME: ("#cdeccf", "#3b9442"),
    Look.NO_SHOW: ("#f7d0cd", "#c2463d"),
    Look.BLOCKED: ("#e2e2e2", "#9a9a9a"),
}
"""The inside and the edge."""


def main() -> int:
    sheet = Sheet(DayPicture.loaded(sys.stdin.buffer.read()))
    sheet.draw()
    sheet.paper.save(sys.stdout.buffer)
    return 0


class Sheet:
    """The picture's measures, and its parts from the back to the front."""

    def __init__(self, picture: DayPicture) -> None:
        self.picture = picture
        first, last = picture.span
        count = max(1, len(picture.columns))
        self.column = next(width for most, width in COLUMN_WIDTHS if count <= most)
        self.hour = min(MOST_HOUR, max(LEAST_HOUR, TALLEST * 60 // (last - first)))
        self.right = CLOCK + count * self.column
        self.bottom = int(self.y(last))
        self.paper = Paper(self.right + MARGIN, self.bottom + LEGEND, WHITE)

    def y(self, minute: int) -> float:
        return TITLE + HEAD + (minute - self.picture.span[0]) * self.hour / 60

    def draw(self) -> None:
        picture, paper = self.picture, self.paper
        paper.text(MARGIN, TITLE / 2, picture.title, 19, self.right - MARGIN, colour=INK, bold=True)
        columns = [(CLOCK + number * self.column, column) for number, column in enumerate(picture.columns)]
        for x, column in columns:
            self._draw_column(x, column)
        for minute, clock in picture.hours:
            y = self.y(minute)
            paper.line(CLOCK, y, self.right, y, GRID, 1)
            paper.text(CLOCK - 8, y, clock, 13, CLOCK, colour=FAINT, align="right")
        for x, column in columns:
            for box in column.boxes:
                self._draw_box(x, box)
        if picture.now is not None:
            paper.line(CLOCK, self.y(picture.now), self.right, self.y(picture.now), NOW, 3)
        self._draw_legend()

    def _draw_column(self, x: int, column: Column) -> None:
        inside = self.column - 12
        self.paper.text(x + 6, TITLE + 22, column.name, 15, inside, colour=INK, bold=True)
        self.paper.text(x + 6, TITLE + 47, column.note, 12, inside, colour=FAINT)
        self._stretch(x, self.picture.span, CLOSED)
        for span in column.opening:
            self._stretch(x, span, OPEN)
        for span in column.breaks:
            self._stretch(x, span, CLOSED, hatched=True)
        self.paper.line(x, TITLE, x, self.bottom, GRID, 1)

    def _stretch(self, x: int, span: Span, colour: str, *, hatched: bool = False) -> None:
        above, below = self.y(span[0]), self.y(span[1])
        self.paper.rectangle(x, above, self.column, below - above, colour, GRID, border=0, hatched=hatched)

    def _draw_box(self, x: int, box: Box) -> None:
        inside, edge = COLOURS[Look(box.look)]
        width = (self.column - 8) / box.lanes
        left, above, below = x + 4 + box.lane * width, self.y(box.span[0]) + 1, self.y(box.span[1]) - 1
        hatched = box.look == Look.BLOCKED
        height = max(below - above, 4)
        self.paper.rectangle(left, above, width - 2, height, inside, edge, border=1.5, hatched=hatched)
        places = list(_places(above, below))[: len(box.lines)]
        kept = [*box.lines[: len(places) - 1], " · ".join(box.lines[len(places) - 1 :])]
        for number, (line, y) in enumerate(zip(kept, places, strict=True)):
            self.paper.text(left + 6, y, line, 11.5, width - 14, colour=INK, bold=number == 0)

    def _draw_legend(self) -> None:
        x, y = float(CLOCK), self.bottom + LEGEND / 2
        for look, label in self.picture.legend:
            inside, edge = COLOURS[Look(look)]
            self.paper.rectangle(x, y - 9, 18, 18, inside, edge, border=1.5, hatched=look == Look.BLOCKED)
            x += 46 + self.paper.text(x + 24, y, label, 12, max(0.0, self.right - x - 24), colour=FAINT)


def _places(above: float, below: float) -> Iterator[float]:
    """Where the lines of a box go: one at least, further ones as long as there is room."""
    at = above + min(13.0, (below - above) / 2)
    yield at
    while (at := at + LINE) + 8 <= below:
        yield at


if __name__ == "__main__":
    raise SystemExit(main())
