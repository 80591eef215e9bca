"""A QR code as squares on the page, so that it is sharp on paper."""

from __future__ import annotations

from itertools import groupby

import segno
from reportlab.lib.units import mm
from reportlab.platypus import Flowable

QUIET = 4  # modules left white on each side, by the standard
SIDE = 38 * mm


class PaymentQr(Flowable):
    """``text``: as of ``domain.documents.payment_code``."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.modules = [list(row) for row in segno.make(text, error="m", micro=False, encoding="utf-8").matrix]
        self.width = self.height = SIDE

    def draw(self) -> None:
        step = SIDE / (len(self.modules) + 2 * QUIET)
        path = self.canv.beginPath()
        for y, row in enumerate(reversed(self.modules)):
            x = 0
            for dark, run in groupby(row):
                length = len(list(run))
                if dark:  # one piece: squares side by side show hair lines
                    path.rect((x + QUIET) * step, (y + QUIET) * step, length * step, step)
                x += length
        self.canv.drawPath(path, stroke=0, fill=1)
