from __future__ import annotations

import struct

import pytest

from scripts.simulators.telegram.world.images import image_size
from tests.support.telegram_world import png

JPEG = (
    b"\xff\xd8\xff\xe0" + struct.pack(">H", 4) + b"JF" + b"\xff\xc0" + struct.pack(">HBHHB", 8, 8, 300, 400, 3) + b"\0"
)
GIF = b"GIF89a" + struct.pack("<HH", 20, 10) + b"\0"
WEBP = b"RIFF\0\0\0\0WEBPVP8X" + b"\0" * 8 + (99).to_bytes(3, "little") + (49).to_bytes(3, "little")


@pytest.mark.parametrize(
    ("data", "size"),
    [
        (png(40, 30), (40, 30)),
        (JPEG, (400, 300)),
        (GIF, (20, 10)),
        (WEBP, (100, 50)),
        (b"", None),
        (b"%PDF-1.7", None),
        (b"\xff\xd8", None),
    ],
)
def test_the_size_of_a_picture_stands_in_its_first_bytes(data: bytes, size: tuple[int, int] | None) -> None:
    assert image_size(data) == size
