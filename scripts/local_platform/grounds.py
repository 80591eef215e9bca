"""Which ground the command line asks for."""

from __future__ import annotations

from pathlib import Path

from scripts.local_platform.containers import ContainerGround
from scripts.local_platform.ground import Ground, ProcessGround

RUNNER_HELP = (
    "process: bots and servers as processes (the default); docker: as containers of the engine on this computer"
    " (there a bot is not restarted by itself when its code changes)"
)


def choose_ground(runner: str, folder: Path) -> Ground:
    """Raises ``ServerError`` when containers are wanted and no engine answers."""
    return ContainerGround.connect(folder) if runner == "docker" else ProcessGround()
