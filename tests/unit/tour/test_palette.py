from __future__ import annotations

import struct
import zlib

import pytest

from scripts.tour.palette import SIGNATURE, with_palette

Row = list[tuple[int, int, int]]


def chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def picture(rows: list[bytes], width: int, kind: int = 2, depth: int = 8) -> bytes:
    """A PNG of rows that are filtered already, each with its filter's number in front."""
    header = struct.pack(">IIBBBBB", width, len(rows), depth, kind, 0, 0, 0)
    data = zlib.compress(b"".join(rows))
    parts = ((b"IHDR", header), (b"IDAT", data[:7]), (b"IDAT", data[7:]), (b"IEND", b""))
    return SIGNATURE + b"".join(chunk(*part) for part in parts)


def seen(png: bytes) -> list[Row]:
    """The colours of a picture with a palette and without filters."""
    chunks, place = {}, len(SIGNATURE)
    while place < len(png):
        (length,) = struct.unpack_from(">I", png, place)
        chunks[png[place + 4 : place + 8]] = png[place + 8 : place + 8 + length]
        place += 12 + length
    width, height, depth, kind = struct.unpack_from(">IIBB", chunks[b"IHDR"])
    assert (depth, kind) == (8, 3)
    palette, data = chunks[b"PLTE"], zlib.decompress(chunks[b"IDAT"])
    rows = [data[y * (width + 1) : (y + 1) * (width + 1)] for y in range(height)]
    assert {row[0] for row in rows} == {0}
    return [[(palette[3 * i], palette[3 * i + 1], palette[3 * i + 2]) for i in row[1:]] for row in rows]


def test_colours_stay_whatever_filter_the_rows_have() -> None:
    """Each row says (10, 20, 30), (15, 26, 37): as it is, then less the left, the above, their mean, Paeth's."""
    rows = [
        bytes([0, 10, 20, 30, 15, 26, 37]),
        bytes([1, 10, 20, 30, 5, 6, 7]),
        bytes([2, 0, 0, 0, 0, 0, 0]),
        bytes([3, 5, 10, 15, 3, 3, 4]),
        bytes([4, 0, 0, 0, 0, 0, 0]),
    ]

    assert seen(with_palette(picture(rows, width=2))) == [[(10, 20, 30), (15, 26, 37)]] * 5


def test_opaque_fourth_channel_is_left_out() -> None:
    rows = [bytes([0, 1, 2, 3, 255, 4, 5, 6, 255])]

    assert seen(with_palette(picture(rows, width=2, kind=6))) == [[(1, 2, 3), (4, 5, 6)]]


def test_rare_colours_become_the_nearest_frequent_ones() -> None:
    often = [(red, 0, 200) for red in range(256)]
    row = b"\x00" + b"".join(bytes(colour) for colour in (*often, *often, (7, 1, 200)))

    assert seen(with_palette(picture([row], width=513)))[0][-1] == (7, 0, 200)


def test_picture_of_another_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="16 bits"):
        with_palette(picture([bytes(13)], width=2, depth=16))
