"""What a command works with: settings, the master API, and a terminal or a pipe to print to."""

from __future__ import annotations

from dataclasses import dataclass, field

from rich.console import Console

from services.shared.master_api.client import MasterApi
from services.shared.runtime.environment import Environment


@dataclass(frozen=True, slots=True)
class Shell:
    environment: Environment
    console: Console = field(default_factory=lambda: Console(highlight=False, soft_wrap=True))

    def api(self) -> MasterApi:
        url = self.environment.url("MASTER_API_URL", "http://127.0.0.1:8000")
        token = self.environment.secret(
            "MASTER_API_TOKEN", expected="the token of the master API (make setup writes it)"
        )
        return MasterApi(url, token)

    @property
    def local(self) -> bool:
        """LOCAL=1: do it here, without the platform."""
        return self.environment.boolean("LOCAL", default=False)
