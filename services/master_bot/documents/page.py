"""One A4 page in Russian: paragraphs and tables under one another, made smaller together where they do not fit."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape

import fontpkg_pt_sans
from reportlab.lib.enums import TA_CENTER, TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, KeepInFrame, Paragraph, Spacer, Table, TableStyle

REGULAR, BOLD = "PT Sans", "PT Sans Bold"
_FILES = {REGULAR: "PT_Sans-Web-Regular.ttf", BOLD: "PT_Sans-Web-Bold.ttf"}
MARGIN = 18 * mm
WIDTH = A4[0] - 2 * MARGIN
_MONTHS = (
    "января", "февраля", "марта", "апреля", "мая", "июня",
    "июля", "августа", "сентября", "октября", "ноября", "декабря",
)  # fmt: skip

_TEXT = ParagraphStyle("text", fontName=REGULAR, fontSize=9.5, leading=12.5)
_STYLES = {
    "text": _TEXT,
    "bold": ParagraphStyle("bold", _TEXT, fontName=BOLD),
    "title": ParagraphStyle("title", _TEXT, fontName=BOLD, fontSize=14, leading=18),
    "small": ParagraphStyle("small", _TEXT, fontSize=8, leading=10),
    "right": ParagraphStyle("right", _TEXT, alignment=TA_RIGHT),
    "center": ParagraphStyle("center", _TEXT, alignment=TA_CENTER),
}
_LINES = TableStyle([("GRID", (0, 0), (-1, -1), 0.5, "black"), ("VALIGN", (0, 0), (-1, -1), "TOP")])
_BARE = TableStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (-1, -1), 0)])
Cell = str | Flowable


def day(at: date) -> str:
    return f"{at.day} {_MONTHS[at.month - 1]} {at.year} г."


def money(amount: Decimal) -> str:
    """``9 500,00``"""
    return f"{amount:,.2f}".replace(",", "\u00a0").replace(".", ",")


def words(text: str, style: str = "text") -> Paragraph:
    """A plain text, whatever stands in it; characters that the font lacks are a question mark."""
    _register()
    shown = "".join(character if ord(character) in _known() else "?" for character in text)
    return Paragraph(escape(shown), _STYLES[style])


def gap(millimetres: float) -> Flowable:
    return Spacer(1, millimetres * mm)


def table(rows: Sequence[Sequence[Cell]], shares: Sequence[float], *, lines: bool = True) -> Table:
    """``shares``: of the page's width, by column. A text in a cell is broken into lines."""
    cells = [[words(cell) if isinstance(cell, str) else cell for cell in row] for row in rows]
    widths = [WIDTH * share for share in shares]
    return Table(cells, colWidths=widths, style=_LINES if lines else _BARE)


def draw(title: str, content: Sequence[Flowable]) -> bytes:
    """The PDF. The same content gives the same bytes."""
    _register()
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4, invariant=1, lang="ru")
    canvas.setTitle(title)
    height = A4[1] - 2 * MARGIN
    frame = KeepInFrame(WIDTH, height, list(content), mode="shrink")
    _, used = frame.wrapOn(canvas, WIDTH, height)
    frame.drawOn(canvas, MARGIN, A4[1] - MARGIN - used)
    canvas.showPage()
    canvas.save()
    return file.getvalue()


@cache
def _fonts() -> dict[str, TTFont]:
    folder = Path(fontpkg_pt_sans.ROOT) / "files"
    return {name: TTFont(name, str(folder / file)) for name, file in _FILES.items()}


@cache
def _register() -> None:
    for font in _fonts().values():
        pdfmetrics.registerFont(font)


def _known() -> Mapping[int, int]:
    """The characters that the font has."""
    glyphs: Mapping[int, int] = _fonts()[REGULAR].face.charToGlyph
    return glyphs
