"""The whole platform on one computer: data servers, simulators, programs; started in order, ended in reverse."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

import requests

from scripts.local_platform.children import Children
from scripts.local_platform.ground import Ground, ProcessGround
from scripts.local_platform.outside import Outside
from scripts.local_platform.programs import PlatformSettings, command_line, migrators, platform_programs
from scripts.local_platform.simulators import prepare_telegram
from scripts.local_platform.state import DemoState
from scripts.servers.postgres import postgres_programs
from scripts.servers.process import ServerError

READY_SECONDS = 60
Say = Callable[[str], None]


@dataclass(slots=True)
class LocalPlatform:
    """``start`` brings everything up and returns when the master API and the chat page answer."""

    state: DemoState
    choose_outside: Callable[[DemoState], Outside]
    say: Say
    ground: Ground = field(default_factory=ProcessGround)
    settings: PlatformSettings | None = None
    simulators: Children = field(init=False)
    programs: Children = field(init=False)

    def __post_init__(self) -> None:
        self.simulators = Children(self.state.folder)
        self.programs = Children(self.state.folder)

    def start(self) -> None:
        for remark in self.state.choose_ports():
            self.say(remark)
        outside = self.choose_outside(self.state)
        self.ground.start(self.state, simulated=outside.simulated)
        self.say("the servers answer")
        settings = self.settings = self._settings(outside)
        self._write_command_line_settings(settings)
        if settings.outside.simulated:
            self._start_simulators(settings)
        for program in migrators(settings):
            self.programs.start(program)
        self._wait_for_migrations()
        if settings.outside.simulated:
            self._wait_for(f"{settings.outside.telegram}/sim/health", self.simulators)
            prepare_telegram(settings)
        for program in platform_programs(settings):
            self.programs.start(program)
        self._wait_for(f"{settings.master_api_url}/health", self.programs)
        self.say("the platform answers")

    def revive(self) -> None:
        self.simulators.revive()
        self.programs.revive()

    def stop(self) -> None:
        """End the programs, then the clients' bots, then what they all stand on."""
        self.programs.stop()
        if self.settings is not None:
            self.ground.stop_bots(self.settings)
        self.simulators.stop()
        self.ground.stop()

    def _start_simulators(self, settings: PlatformSettings) -> None:
        for program in self.ground.stand_ins(self.state, settings):
            self.simulators.start(program)

    def _settings(self, outside: Outside) -> PlatformSettings:
        state, folder = self.state, self.state.folder.resolve()
        settings = PlatformSettings(
            addresses=self.ground.addresses(state, outside),
            outside=outside,
            master_api_port=state.ports["master_api"],
            webhook_port=state.ports["webhook"],
            runner=self.ground.runner,
            booking_bot_image="zapis/booking-bot",
            client_network=self.ground.network,
            clients_dir=folder / "clients",
            run_dir=folder / "run",
            backups_dir=folder / "backups",
            postgres_programs=postgres_programs(),
            master_api_token=state.secret("master_api_token"),
            encryption_key=state.encryption_key(),
            webhook_path_secret=state.secret("webhook_path_secret"),
        )
        settings.clients_dir.mkdir(exist_ok=True)
        settings.run_dir.mkdir(exist_ok=True)
        state.save()
        return settings

    def _write_command_line_settings(self, settings: PlatformSettings) -> None:
        """``zapis`` and ``make deploy`` find the demo through this file when there is no ``.env``."""
        path = self.state.folder / "demo.env"
        path.touch(mode=0o600)
        path.write_text(
            "".join(f"{name}={value}\n" for name, value in command_line(settings).items()), encoding="utf-8"
        )

    def _wait_for_migrations(self) -> None:
        for name in ("master_migrate", "webhook_migrate"):
            status = self.programs[name].process.process.wait(READY_SECONDS)
            if status:
                raise ServerError(f"the migration failed: {'; '.join(self.programs.dead())}")
        self.programs.forget("master_migrate", "webhook_migrate")

    def _wait_for(self, url: str, children: Children) -> None:
        deadline = time.monotonic() + READY_SECONDS
        while time.monotonic() < deadline:
            try:
                if requests.get(url, timeout=2).ok:
                    return
            except requests.RequestException:
                pass
            if dead := children.dead():
                raise ServerError(f"did not start: {'; '.join(dead)}")
            time.sleep(0.05)
        raise ServerError(f"{url} does not answer after {READY_SECONDS} s: see {self.state.folder / 'logs'}")
