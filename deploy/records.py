"""How the last well bot of a client was run, kept outside the client's folder while its successor is being tried.

A file, not memory: the worker may be killed between ending the old bot and finding the new one ill.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path

from deploy.specs import BotFiles, Launch
from services.shared.runtime.secret import Secret


@dataclass(frozen=True, slots=True)
class Records:
    folder: Path

    def keep(self, client_id: str, target: str, files: BotFiles) -> None:
        """Written whole or not at all; readable by the worker alone, for it holds what ``.env`` holds."""
        path = self._path(client_id)
        part = path.with_suffix(".part")
        text = json.dumps({"target": target, "env": files.env.reveal(), "compose": files.compose})
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)

    def read(self, client_id: str) -> Launch | None:
        path = self._path(client_id)
        if not path.exists():
            return None
        kept = json.loads(path.read_text(encoding="utf-8"))
        return Launch(client_id, kept["target"], BotFiles(Secret(kept["env"]), kept["compose"]))

    def forget(self, client_id: str) -> None:
        self._path(client_id).unlink(missing_ok=True)

    def _path(self, client_id: str) -> Path:
        return self.folder / f"{client_id}.before.json"
