"""The whole platform on one computer: data servers, simulators, programs; started in order, ended in reverse."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

import requests

from deploy.runners.process import ProcessRunner
from scripts.local_platform.children import ROOT, Children
from scripts.local_platform.outside import Outside
from scripts.local_platform.programs import Addresses, PlatformSettings, command_line, migrators, platform_programs
from scripts.local_platform.servers import DataServers, start_data_servers
from scripts.local_platform.simulators import prepare_telegram, simulator_programs
from scripts.local_platform.state import DemoState
from scripts.servers.process import ServerError
from services.shared.runtime.version import VERSION

READY_SECONDS = 60
Say = Callable[[str], None]


@dataclass(slots=True)
class LocalPlatform:
    """``start`` brings everything up and returns when the master API and the chat page answer."""

    state: DemoState
    choose_outside: Callable[[DemoState], Outside]
    say: Say
    servers: DataServers | None = None
    settings: PlatformSettings | None = None
    simulators: Children = field(init=False)
    programs: Children = field(init=False)

    def __post_init__(self) -> None:
        self.simulators = Children(self.state.folder)
        self.programs = Children(self.state.folder)

    def start(self) -> None:
        for remark in self.state.choose_ports():
            self.say(remark)
        self.servers = start_data_servers(self.state, self.state.folder)
        self.say("PostgreSQL and Valkey answer")
        settings = self.settings = self._settings(self.servers, self.choose_outside(self.state))
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
            _bots(self.settings).stop_all()
        self.simulators.stop()
        if self.servers is not None:
            self.servers.stop()

    def _start_simulators(self, settings: PlatformSettings) -> None:
        for program in simulator_programs(self.state, settings):
            self.simulators.start(program)

    def _settings(self, servers: DataServers, outside: Outside) -> PlatformSettings:
        state, folder = self.state, self.state.folder.resolve()
        settings = PlatformSettings(
            addresses=_addresses(servers, outside),
            outside=outside,
            master_api_port=state.ports["master_api"],
            webhook_port=state.ports["webhook"],
            runner="process",
            booking_bot_image="zapis/booking-bot",
            client_network="zapis_clients_00",
            clients_dir=folder / "clients",
            run_dir=folder / "run",
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


def _addresses(servers: DataServers, outside: Outside) -> Addresses:
    roles, users = servers.roles, servers.users
    return Addresses(
        owner_database=servers.database_url("booking_user", roles.booking_user),
        master_database=servers.database_url("zapis_master", roles.zapis_master),
        webhook_database=servers.database_url("zapis_webhook", roles.zapis_webhook),
        redis_admin=servers.valkey.admin_url,
        redis_bots=servers.valkey.url("zapis_bots", users.zapis_bots),
        client_database_host=servers.postgres.host,
        client_database_port=servers.postgres.port,
        client_redis_host=servers.valkey.host,
        client_redis_port=servers.valkey.port,
        client_telegram=outside.telegram,
    )


def _bots(settings: PlatformSettings) -> ProcessRunner:
    return ProcessRunner(root=ROOT, clients_dir=settings.clients_dir, run_dir=settings.run_dir, version=VERSION)
