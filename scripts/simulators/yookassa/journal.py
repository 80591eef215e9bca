"""Records in a file, a line each; of one id the last line counts."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from scripts.simulators.yookassa.ledger.codec import from_json, to_json
from scripts.simulators.yookassa.ledger.records import (
    Method,
    Notification,
    Payment,
    Receipt,
    Record,
    Refund,
    StoredAnswer,
)

KINDS: dict[str, type[Record]] = {
    kind.__name__: kind for kind in (Payment, Refund, Receipt, Method, StoredAnswer, Notification)
}


class Journal:
    """Opens the file, gives what it holds, and appends. A line cut short by a crash is left out."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: TextIO | None = None

    def open(self) -> list[Record]:
        """The records of earlier lives, in the order they were first written; the file is rewritten without repeats."""
        last = {(type(record).__name__, record.id): record for record in self._read()}
        fresh = self._path.with_name(self._path.name + ".new")
        with open(fresh, "w", encoding="utf-8", opener=_private) as file:
            file.writelines(_line(record) for record in last.values())
        fresh.replace(self._path)
        self._file = self._path.open("a", encoding="utf-8", buffering=1)
        return list(last.values())

    def write(self, record: Record) -> None:
        if self._file is not None:
            self._file.write(_line(record))

    def close(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None

    def _read(self) -> Iterator[Record]:
        if not self._path.exists():
            return
        with self._path.open(encoding="utf-8") as file:
            for line in file:
                if line.endswith("\n"):
                    entry = json.loads(line)
                    yield from_json(KINDS[entry["kind"]], entry["data"])


def _line(record: Record) -> str:
    return json.dumps({"kind": type(record).__name__, "data": to_json(record)}) + "\n"


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
