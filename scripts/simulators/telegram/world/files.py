"""Files: photos and documents that bots and people send. A file id is good for one bot only, as in Telegram."""

from __future__ import annotations

import hashlib
from pathlib import PurePosixPath

from scripts.simulators.telegram.world.errors import bad_request
from scripts.simulators.telegram.world.images import image_size
from scripts.simulators.telegram.world.state import StoredFile
from scripts.simulators.telegram.world.types import Json, Upload
from scripts.simulators.telegram.world.world import World

PHOTO_BYTES = 10 * 1024 * 1024
DOCUMENT_BYTES = 50 * 1024 * 1024
DOWNLOAD_BYTES = 20 * 1024 * 1024
_SIDES = (320, 1280)
"""The longer sides of the sizes that Telegram makes of a photo (the bytes stay the same here)."""


def keep_photo(world: World, bot_id: int, upload: Upload) -> list[Json]:
    """Store a photo and return its sizes, the smallest first."""
    size = image_size(upload.data)
    if size is None:
        raise bad_request("IMAGE_PROCESS_FAILED")
    if len(upload.data) > PHOTO_BYTES:
        raise bad_request("file is too big")
    width, height = size
    if width + height > 10_000 or max(size) > 20 * max(1, min(size)):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    longest = max(size)
    sides = [side for side in _SIDES if side < longest] or [longest]
    if longest <= _SIDES[-1] and longest not in sides:
        sides.append(longest)
    return [photo_json(_store_size(world, bot_id, upload, size, side)) for side in sides]


def keep_document(world: World, bot_id: int, upload: Upload) -> Json:
    """Store a document and return it as Telegram shows it."""
    if not upload.data:
        raise bad_request("file must be non-empty")
    if len(upload.data) > DOCUMENT_BYTES:
        raise bad_request("file is too big")
    return document_json(_store(world, bot_id, upload, "documents"))


def find_file(world: World, bot_id: int, file_id: str) -> StoredFile:
    """The file that this bot knows by the id."""
    stored = world.state.files.get(file_id)
    if stored is None or stored.bot_id != bot_id:
        raise bad_request("wrong file identifier/HTTP URL specified")
    return stored


def photo_sizes(world: World, stored: StoredFile) -> list[Json]:
    """The sizes of the photo that a file id of one of them stands for."""
    same = [
        file
        for file in world.state.files.values()
        if file.blob == stored.blob and file.bot_id == stored.bot_id and file.width
    ]
    by_width = {file.width: file for file in same}
    return [photo_json(by_width[width]) for width in sorted(by_width)]


def photo_json(stored: StoredFile) -> Json:
    return {
        "file_id": stored.file_id,
        "file_unique_id": stored.unique_id,
        "width": stored.width,
        "height": stored.height,
        "file_size": stored.size,
    }


def document_json(stored: StoredFile) -> Json:
    return {
        "file_id": stored.file_id,
        "file_unique_id": stored.unique_id,
        "file_name": stored.name,
        "mime_type": stored.mime_type,
        "file_size": stored.size,
    }


def _store_size(world: World, bot_id: int, upload: Upload, size: tuple[int, int], side: int) -> StoredFile:
    stored = _store(world, bot_id, upload, "photos")
    longest = max(size)
    stored.width = max(1, size[0] * side // longest)
    stored.height = max(1, size[1] * side // longest)
    return stored


def _store(world: World, bot_id: int, upload: Upload, folder: str) -> StoredFile:
    number = world.state.counters.file
    world.state.counters.file += 1
    blob = hashlib.sha256(upload.data).hexdigest()
    world.blobs[blob] = upload.data
    suffix = PurePosixPath(upload.name).suffix.lower() or (".jpg" if folder == "photos" else "")
    file_id = f"AgACAgIAAx0C{blob[:24]}_{bot_id}_{number}"
    stored = StoredFile(
        file_id=file_id,
        unique_id=f"AQAD{blob[:10]}{number}",
        bot_id=bot_id,
        path=f"{folder}/file_{number}{suffix}",
        blob=blob,
        mime_type=upload.mime_type,
        size=len(upload.data),
        name=upload.name,
    )
    world.state.files[file_id] = stored
    return stored
