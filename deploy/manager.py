"""The order of steps by which a client's bot comes up, goes down or goes back.

A deployment is stop-first: two bots that poll with one token fight. Everything is prepared, the old bot is recorded
and ended, the new one is started and watched; when it is ill, the old one is started again by the same path. Each step
may be repeated, so that a deployment whose worker was killed anywhere is simply begun anew.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

import psycopg
import redis

from deploy import provision, render
from deploy.errors import DeployError, DeployFailed, EngineAway
from deploy.health import HOPELESS, Heartbeat, forget_heartbeat, read_heartbeat, watch
from deploy.records import Records
from deploy.runners.runner import Runner
from deploy.specs import ClientBot, Launch, Placement
from services.shared.postgres.pool import connect
from services.shared.runtime.logs import redact
from services.shared.runtime.secret import Secret

WATCH_SECONDS = 60.0
LOG_LINES = 20

Result = TypeVar("Result")
Report = Callable[[str, str, str], None]
"""Called with step, ``started`` | ``done`` | ``failed``, and a line of detail. It raises when the lease is lost."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How it ended. ``recovered``: the new bot was ill, what ran before runs again."""

    state: str
    target: str | None
    applied: Mapping[str, str]
    error: str | None = None
    log_tail: str = ""


@dataclass(frozen=True, slots=True)
class DeployManager:
    """``database_url`` is that of ``booking_user``; ``admin`` may make Redis users and read every key."""

    placement: Placement
    database_url: Secret
    admin: redis.Redis
    runner: Runner
    records: Records
    watch_seconds: float = WATCH_SECONDS

    def deploy(
        self, bot: ClientBot, applied: Mapping[str, str], report: Report, *, target: str | None = None
    ) -> Outcome:
        """Bring the bot up with ``target`` (the newest without one), or find that it is up already.

        Raises:
            DeployError: nothing runs that ran not before; ``EngineAway`` is worth another try.
            LeaseLost: from ``report``.
        """
        steps = _Steps(report)
        target = target or steps.run("prepare", self.runner.target)
        steps.run("provision", lambda: self._provision(bot))
        steps.run("migrate", lambda: self.runner.migrate(target, [bot.client_id], self.database_url))
        rendered = render.render(bot, self.placement, target, applied=applied)
        launch = Launch(bot.client_id, target, rendered.files)
        if self._is_up(launch):
            report("watch", "done", "it runs already and is well: nothing to change")
            return Outcome("succeeded", target, rendered.applied)
        steps.run("stop", lambda: self._set_aside(bot.client_id))
        try:
            self._bring_up(launch, steps, rendered.remarks)
        except DeployFailed as failure:
            return self._recover(launch, failure, applied, steps)
        self.records.forget(bot.client_id)
        return Outcome("succeeded", target, rendered.applied)

    def stop(self, client_id: str, report: Report) -> None:
        _Steps(report).run("stop", lambda: self._end(client_id))

    def suspend(self, client_id: str, report: Report) -> None:
        """End the bot and lock its role and its Redis user, so that nobody can wake it by hand."""
        steps = _Steps(report)
        steps.run("stop", lambda: self._end(client_id))
        steps.run("lock", lambda: self._lock(client_id))

    def restart(self, bot: ClientBot, applied: Mapping[str, str], report: Report, *, target: str | None) -> Outcome:
        """The same program anew: the old bot ends, whatever its state, and a deployment of its target follows."""
        self.stop(bot.client_id, report)
        return self.deploy(bot, applied, report, target=target)

    def heartbeat(self, client_id: str) -> Heartbeat:
        return read_heartbeat(self.admin, client_id)

    def _provision(self, bot: ClientBot) -> str:
        with connect(self.database_url, autocommit=True) as owner:
            provision.provision_database(owner, bot.client_id, bot.database_password)
        provision.provision_redis(self.admin, bot.client_id, bot.redis_password)
        return f"schema, role and Redis user {bot.client_id}"

    def _lock(self, client_id: str) -> str:
        with connect(self.database_url, autocommit=True) as owner:
            provision.lock_database(owner, client_id)
        provision.lock_redis(self.admin, client_id)
        return "role without login, Redis user off"

    def _is_up(self, launch: Launch) -> bool:
        running = self.runner.running(launch.client_id)
        return (
            running is not None
            and running.fingerprint == launch.fingerprint
            and read_heartbeat(self.admin, launch.client_id).healthy
        )

    def _set_aside(self, client_id: str) -> str:
        """Record what runs, then end it; an earlier try's record stays, it is of the last bot that was well."""
        running = self.runner.running(client_id)
        if running is not None and read_heartbeat(self.admin, client_id).healthy:
            self.records.keep(client_id, running.target, render.read_files(client_id, self.placement))
        return self._end(client_id)

    def _end(self, client_id: str) -> str:
        was_running = self.runner.running(client_id) is not None
        self.runner.stop(client_id)
        forget_heartbeat(self.admin, client_id)
        return "the old bot has ended" if was_running else "nothing was running"

    def _bring_up(self, launch: Launch, steps: _Steps, remarks: tuple[str, ...]) -> None:
        steps.run("render", lambda: self._write(launch, remarks))
        steps.run("start", lambda: self.runner.start(launch))
        steps.run("watch", lambda: self._watch(launch.client_id))

    def _write(self, launch: Launch, remarks: tuple[str, ...]) -> str:
        render.write(launch.client_id, launch.files, self.placement)
        return "; ".join(remarks)

    def _watch(self, client_id: str) -> str:
        beat = watch(
            lambda: read_heartbeat(self.admin, client_id),
            alive=lambda: self.runner.running(client_id) is not None,
            seconds=self.watch_seconds,
        )
        if beat.healthy:
            return "it polls"
        what = f"the bot says: {beat.state}" if beat.state in HOPELESS else f"the bot does not poll ({beat.state})"
        detail = f", {beat.detail}" if beat.detail else ""
        raise DeployFailed(f"{what}{detail}", "\n".join(self.runner.logs(client_id, LOG_LINES)))

    def _recover(
        self, launch: Launch, failure: DeployFailed, applied_before: Mapping[str, str], steps: _Steps
    ) -> Outcome:
        """The new bot is ill: end it, and start again what ran before, if anything did."""
        before = self.records.read(launch.client_id)
        steps.run("undo", lambda: self._end(launch.client_id))
        if before is None:
            return Outcome("failed", None, {}, str(failure), failure.log_tail)
        try:
            self._bring_up(before, steps, ())
        except DeployError as second:
            error = f"{failure}; what ran before did not come up either: {second}"
            return Outcome("failed", None, {}, error, failure.log_tail)
        self.records.forget(launch.client_id)
        return Outcome("recovered", before.target, applied_before, str(failure), failure.log_tail)


@dataclass(frozen=True, slots=True)
class _Steps:
    """Reports each step before and after it is done; what a server or the engine throws becomes one kind of error."""

    report: Report

    def run(self, name: str, do: Callable[[], Result]) -> Result:
        self.report(name, "started", "")
        try:
            result = do()
        except DeployError as error:
            self.report(name, "failed", str(error))
            raise
        except (psycopg.OperationalError, redis.RedisError, OSError) as error:
            self.report(name, "failed", _one_line(error))
            raise EngineAway(f"{name}: {_one_line(error)}") from error
        self.report(name, "done", result if isinstance(result, str) else "")
        return result


def _one_line(error: Exception) -> str:
    return redact(" ".join(str(error).split()))[:300] or type(error).__name__
