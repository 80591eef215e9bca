"""PNG pictures with at most 256 colours: a chat needs no more, and the file is a third."""

from __future__ import annotations

import struct
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence

SIGNATURE = b"\x89PNG\r\n\x1a\n"
COLOURS = 256
_CHANNELS = {2: 3, 6: 4}
Colour = tuple[int, ...]


def with_palette(png: bytes) -> bytes:
    """The same picture with its most used colours; those left out become the nearest ones.

    Takes what a browser writes: 8 bits a channel, RGB or opaque RGBA, not interlaced; else ``ValueError``.
    """
    width, height, pixels = _read(png)
    counted = Counter(pixels)
    palette = [colour for colour, _ in counted.most_common(COLOURS)]
    places = {colour: place for place, colour in enumerate(palette)}
    for colour in counted.keys() - places.keys():
        places[colour] = min(range(len(palette)), key=lambda place: _distance(palette[place], colour))
    return png_of(width, height, bytes(places[pixel] for pixel in pixels), palette)


def png_of(width: int, height: int, indexes: bytes, palette: Sequence[Colour]) -> bytes:
    """A PNG whose pixels, row by row, are places in ``palette``."""
    rows = b"".join(b"\x00" + indexes[y * width : (y + 1) * width] for y in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    parts = ((b"IHDR", header), (b"PLTE", bytes(sum(palette, ()))), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return SIGNATURE + b"".join(_chunk(name, body) for name, body in parts)


def _distance(one: Colour, other: Colour) -> int:
    return sum((a - b) ** 2 for a, b in zip(one, other, strict=True))


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def _chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    place = len(SIGNATURE)
    while place < len(png):
        (length,) = struct.unpack_from(">I", png, place)
        yield png[place + 4 : place + 8], png[place + 8 : place + 8 + length]
        place += 12 + length


def _read(png: bytes) -> tuple[int, int, list[Colour]]:
    """Width, height, and the pixels row by row as red, green, blue."""
    chunks = list(_chunks(png))
    width, height, depth, kind, _, _, interlaced = struct.unpack(">IIBBBBB", chunks[0][1])
    if depth != 8 or kind not in _CHANNELS or interlaced:
        raise ValueError(f"not a picture of a browser: {depth} bits, kind {kind}, interlaced {interlaced}")
    channels = _CHANNELS[kind]
    data = zlib.decompress(b"".join(body for name, body in chunks if name == b"IDAT"))
    length = width * channels
    above, pixels = bytearray(length), list[Colour]()
    for y in range(height):
        start = y * (length + 1)
        above = _unfilter(data[start], bytearray(data[start + 1 : start + 1 + length]), above, channels)
        pixels += zip(above[0::channels], above[1::channels], above[2::channels], strict=True)
    return width, height, pixels


def _unfilter(kind: int, row: bytearray, above: bytearray, channels: int) -> bytearray:
    """A row as it was before PNG's filter (none, left, above, their mean, Paeth's choice)."""
    for x in range(len(row)) if kind else ():
        left = row[x - channels] if x >= channels else 0
        corner = above[x - channels] if x >= channels else 0
        guess = (0, left, above[x], (left + above[x]) // 2, _paeth(left, above[x], corner))[kind]
        row[x] = (row[x] + guess) & 255
    return row


def _paeth(left: int, above: int, corner: int) -> int:
    estimate = left + above - corner
    return min((left, above, corner), key=lambda value: abs(estimate - value))
