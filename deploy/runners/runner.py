"""What the deploy manager asks of whatever runs the bots: an engine's containers, or plain processes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from deploy.specs import Launch, Running
from services.shared.runtime.secret import Secret


class Runner(Protocol):
    """Every call has a time limit and may raise ``EngineAway``."""

    def target(self) -> str:
        """What a new deployment would run: an image's id, or the program's version."""

    def has(self, target: str) -> bool:
        """Whether ``target``, which ran before, can still be run."""

    def running(self, client_id: str) -> Running | None:
        """What runs for the client now; None when nothing does."""

    def living(self) -> frozenset[str]:
        """Ids of all clients for which something runs, found in one go."""

    def migrate(self, target: str, client_ids: Sequence[str], database_url: Secret) -> str:
        """Bring the clients' schemas up to date with the program of ``target``; gives what it said.

        Raises:
            DeployFailed: with the migration's last lines.
        """

    def start(self, launch: Launch) -> None:
        """Start the bot whose files stand in its folder. Nothing of the client may be running."""

    def stop(self, client_id: str) -> None:
        """End what runs for the client and remove it; nothing to end is no error. Takes up to 50 s: the bot drains."""

    def forget(self, client_id: str) -> None:
        """Nothing of the client stays, neither a bot nor what it has written; there is none to come back."""

    def logs(self, client_id: str, lines: int) -> list[str]:
        """The last lines that the client's bot has written, present or past."""
