"""Restarts the clients' bots when their code changes, so that a developer sees the change in the chat."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from scripts.local_platform.children import ROOT
from services.shared.master_api.client import MasterApi
from services.shared.master_api.errors import MasterApiError

logger = logging.getLogger(__name__)

WATCHED = (ROOT / "services" / "booking_bot", ROOT / "services" / "shared", ROOT / "scripts" / "gallery")
SUFFIXES = {".py", ".po", ".sql"}


def newest_change(folders: Iterable[Path]) -> float:
    """The latest modification time of any watched file, in seconds."""
    files = (path for folder in folders for path in folder.rglob("*") if path.suffix in SUFFIXES)
    return max((path.stat().st_mtime for path in files if path.exists()), default=0.0)


@dataclass(slots=True)
class CodeWatcher:
    """``look`` is called every now and then; it calls ``changed`` once after each change."""

    folders: tuple[Path, ...]
    changed: Callable[[], None]
    _seen: float = field(init=False)

    def __post_init__(self) -> None:
        self._seen = newest_change(self.folders)

    def look(self) -> None:
        newest = newest_change(self.folders)
        if newest > self._seen:
            self._seen = newest
            self.changed()


def restart_bots(api: MasterApi) -> None:
    """Ask the master to restart every running client."""
    try:
        for client in api.clients(state="running", limit=100).items:
            logger.warning("the code has changed: restarting %s", client.client_id)
            api.restart(client.client_id)
    except MasterApiError as error:
        logger.warning("the bots were not restarted: %s", error)
