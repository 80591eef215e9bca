"""``python -m services.booking_bot.qr LINK``: its QR code as a PNG on standard output."""

from __future__ import annotations

import sys

import segno

PIXELS = 16
"""Of one module: sharp on a poster, too."""


def main() -> int:
    segno.make_qr(sys.argv[1], error="q").save(sys.stdout.buffer, kind="png", scale=PIXELS, border=4)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
