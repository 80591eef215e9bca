"""``python -m services.booking_bot.drawing.draw_qr``: the QR code of the link on standard input as a PNG."""

from __future__ import annotations

import sys

import segno

PIXELS = 16
"""Of one module: sharp on a poster, too."""


def main() -> int:
    segno.make_qr(sys.stdin.buffer.read().decode(), error="q").save(
        sys.stdout.buffer, kind="png", scale=PIXELS, border=4
    )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
