"""QR codes are drawn by a process that ends."""

from __future__ import annotations

import subprocess
import sys

from services.booking_bot.qr_codes import draw

PNG = b"\x89PNG\r\n\x1a\n"


async def test_code_is_a_png_that_differs_by_link() -> None:
    one, same, other = [await draw(f"https://t.me/salon_bot?start=s{number}") for number in (1, 1, 2)]

    assert one is not None
    assert other is not None
    assert one.startswith(PNG)
    assert other.startswith(PNG)
    assert one == same
    assert one != other


async def test_drawer_that_fails_or_hangs_gives_nothing() -> None:
    assert await draw("https://t.me/salon_bot", drawer="services.booking_bot.no_such_module") is None
    assert await draw("https://t.me/salon_bot", drawer="http.server", patience=0.01) is None


def test_bot_does_not_carry_what_draws() -> None:
    asked = "import sys, services.booking_bot.app; print('segno' in sys.modules)"

    said = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)

    assert said.stdout.strip() == "False"
