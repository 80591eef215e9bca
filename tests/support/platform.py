"""The whole platform as processes, for tests that act in its chats and kill its programs."""

from __future__ import annotations

import contextlib
import os
import random
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from rich.console import Console

from scripts.demo_check import Steps, Story
from scripts.local_platform.outside import simulated_outside
from scripts.local_platform.platform import LocalPlatform
from scripts.local_platform.programs import PlatformSettings
from scripts.local_platform.state import PREFERRED_PORTS, DemoState
from scripts.local_platform.story import OPERATOR
from scripts.simulators.telegram.people import People
from services.shared.master_api.client import MasterApi

REVIVE_SECONDS = 0.2


@dataclass
class RunningPlatform:
    """``revive`` runs in a thread as the demo's own loop does: what is killed is started again."""

    folder: Path
    platform: LocalPlatform = field(init=False)
    _ended: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        state = DemoState.load(self.folder)
        if not state.ports:
            # Other tests start platforms at the same moment; and below the ports that the system gives to callers, so
            # that a killed server finds its own again.
            first = random.randrange(20_000, 30_000, 20)
            state.ports = {name: first + number for number, name in enumerate(PREFERRED_PORTS)}
        self.platform = LocalPlatform(state, simulated_outside, lambda _line: None)

    @property
    def settings(self) -> PlatformSettings:
        assert self.platform.settings is not None
        return self.platform.settings

    @property
    def api(self) -> MasterApi:
        return MasterApi(self.settings.master_api_url, self.settings.master_api_token)

    @property
    def yookassa(self) -> str:
        return self.settings.outside.yookassa.removesuffix("/v3")

    @contextlib.contextmanager
    def running(self) -> Iterator[RunningPlatform]:
        reviving = threading.Thread(target=self._revive, daemon=True)
        try:
            self.platform.start()
            reviving.start()
            yield self
        finally:
            self._ended.set()
            if reviving.is_alive():
                reviving.join()
            self.platform.stop()

    def _revive(self) -> None:
        while not self._ended.wait(REVIVE_SECONDS):
            self.platform.revive()

    def story(self, people: People, bot: str) -> Story:
        """A buyer and a customer of their own, and the bot that is bought; the operator is the platform's."""
        buyer, customer = people.person("Анна", language="ru"), people.person("Борис", language="ru")
        operator = people.person(OPERATOR.name, language="ru", user_id=OPERATOR.id)
        steps = Steps(Console(quiet=True))
        return Story(steps, people, self.yookassa, buyer, customer, operator, new_bot=bot)

    def bots_of(self, client_id: str) -> list[int]:
        """The processes that run in the client's folder."""
        return processes_in(self.settings.clients_dir / client_id)


def processes_in(folder: Path) -> list[int]:
    """Those whose working directory is ``folder`` or lies in it."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            where = (entry / "cwd").readlink()
            if where == folder or folder in where.parents:
                found.append(int(entry.name))
    return [pid for pid in found if pid != os.getpid()]
