"""The order of steps by which a client's bot comes up, goes down or goes back.

A deployment is stop-first: two bots that poll with one token fight. Everything is prepared, the old bot is recorded
and ended, the new one is started and watched; when it is ill, the old one is started again by the same path. Each step
may be repeated, so that a deployment whose worker was killed anywhere is simply begun anew.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import redis

from deploy import provision, render
from deploy.backup import Backup, Backups, has_schema
from deploy.errors import DeployError, DeployFailed, DeployRefused, NotWanted
from deploy.health import HOPELESS, Heartbeat, forget_bot, read_heartbeat, read_heartbeats, watch
from deploy.records import Records
from deploy.runners.runner import Runner
from deploy.specs import ClientBot, Launch, Placement, Removal
from deploy.steps import Report, Steps
from services.shared.postgres.pool import connect
from services.shared.runtime.secret import Secret

WATCH_SECONDS = 60.0
LOG_LINES = 20


@dataclass(frozen=True, slots=True)
class Outcome:
    """How it ended: ``succeeded``, ``recovered`` (what ran before runs now, for the reason in ``error``), ``failed``.

    ``target`` is what runs now; None: nothing that is known to be well.
    """

    state: str
    target: str | None = None
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
    backups: Backups
    watch_seconds: float = WATCH_SECONDS

    def deploy(self, bot: ClientBot, report: Report, *, anew: bool = False) -> Outcome:
        """Bring the bot up with the newest program; one that is up so already is left alone, unless ``anew``.

        Raises:
            EngineAway: worth another try.
            LeaseLost: from ``report``.
        """
        steps = Steps(report)
        return self._replace(bot, lambda: self._newest(bot, steps), steps, anew=anew)

    def rollback(self, bot: ClientBot, report: Report, target: str | None, *, anew: bool = False) -> Outcome:
        """Go back to ``target``. The schema stays: a newer one serves the version before it (expand, then contract)."""
        steps = Steps(report)
        return self._replace(bot, lambda: self._earlier(bot, target, steps), steps, anew=anew)

    def restart(self, bot: ClientBot, report: Report, target: str | None) -> Outcome:
        """The same program anew, whatever state it is in; one that is not here any more gives way to the newest."""
        newest = Steps(report).run("look", self.runner.target)
        if target is not None and target != newest and self.runner.has(target):
            return self.rollback(bot, report, target, anew=True)
        return self.deploy(bot, report, anew=True)

    def stop(self, client_id: str, report: Report) -> Outcome:
        Steps(report).run("stop", lambda: self._end(client_id))
        self.records.forget(client_id)
        return Outcome("succeeded")

    def suspend(self, client_id: str, report: Report) -> Outcome:
        """End the bot and lock its role and its Redis user, so that nobody can wake it by hand."""
        self.stop(client_id, report)
        Steps(report).run("lock", lambda: self._lock(client_id))
        return Outcome("succeeded")

    def remove(self, removal: Removal, report: Report, begin: Callable[[str], str]) -> Outcome:
        """End the bot, back the data up, and take away all that the client has; the backup stays.

        ``begin`` is told where the backup lies, before anything is taken away: from then on there is no way back. It
        raises ``NotWanted`` where somebody wants the client to stay.
        """
        client_id, steps = removal.client_id, Steps(report)
        try:
            steps.run("prepare", lambda: self.backups.programs.check(self.database_url))
            steps.run("stop", lambda: self._end(client_id))
            steps.run("lock", lambda: self._lock(client_id))
            backup = steps.run("backup", lambda: self._back_up(removal))
            steps.run("begin", lambda: begin(str(backup.folder)))
            steps.run("data", lambda: self._remove_data(client_id))
            steps.run("files", lambda: self._remove_files(client_id))
        except NotWanted as failure:
            return Outcome("recovered", None, str(failure))
        except (DeployRefused, DeployFailed) as failure:
            return Outcome("failed", None, str(failure), failure.log_tail)
        return Outcome("succeeded")

    def heartbeats(self, client_ids: Sequence[str]) -> dict[str, Heartbeat]:
        """What the bots say of themselves."""
        return read_heartbeats(self.admin, client_ids)

    def untouched(self, client_id: str, failure: DeployError) -> Outcome:
        """How a deployment ended that failed before it touched anything: what runs goes on."""
        running = self.runner.running(client_id)
        if running is not None and read_heartbeat(self.admin, client_id).healthy:
            return Outcome("recovered", running.target, str(failure), failure.log_tail)
        return Outcome("failed", None, str(failure), failure.log_tail)

    def _replace(self, bot: ClientBot, choose: Callable[[], str], steps: Steps, *, anew: bool) -> Outcome:
        client_id = bot.client_id
        try:
            target = choose()
            rendered = steps.run("render", lambda: render.render(bot, self.placement, target))
        except (DeployRefused, DeployFailed) as failure:
            return self.untouched(client_id, failure)
        launch = Launch(client_id, target, rendered.files)
        if not anew and self._is_up(launch):
            steps.run("write", lambda: render.write(client_id, launch.files, self.placement))
            steps.report("watch", "done", "it runs already and is well: nothing to change")
        else:
            steps.run("stop", lambda: self._set_aside(launch))
            try:
                self._bring_up(launch, steps)
            except (DeployRefused, DeployFailed) as failure:
                return self._recover(client_id, failure, steps)
        self.records.forget(client_id)
        return Outcome("succeeded", target)

    def _newest(self, bot: ClientBot, steps: Steps) -> str:
        target = steps.run("prepare", self.runner.target)
        steps.run("provision", lambda: self._provision(bot))
        steps.run("migrate", lambda: self.runner.migrate(target, [bot.client_id], self.database_url))
        return target

    def _earlier(self, bot: ClientBot, target: str | None, steps: Steps) -> str:
        known = steps.run("prepare", lambda: self._still_here(target))
        steps.run("provision", lambda: self._provision(bot))
        return known

    def _still_here(self, target: str | None) -> str:
        if target is None:
            raise DeployRefused("nothing ran before: there is nothing to go back to")
        if not self.runner.has(target):
            raise DeployRefused(f"what ran before is not here any more: {target}")
        return target

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

    def _back_up(self, removal: Removal) -> Backup:
        """An earlier try that has taken the data away already made its backup before that."""
        with connect(self.database_url) as owner:
            there = has_schema(owner, removal.client_id)
        if removal.backup is not None and not there:
            return self.backups.read(removal.backup)
        return self.backups.make(removal.client_id, removal.facts, self.database_url, removal.asked_at)

    def _remove_data(self, client_id: str) -> str:
        with connect(self.database_url, autocommit=True) as owner:
            provision.remove_database(owner, client_id)
        keys = provision.remove_redis(self.admin, client_id)
        return f"schema, role, Redis user and {keys} keys"

    def _remove_files(self, client_id: str) -> None:
        self.runner.forget(client_id)
        self.records.forget(client_id)
        folder = self.placement.clients_dir / client_id
        if folder.exists():
            shutil.rmtree(folder)

    def _is_up(self, launch: Launch) -> bool:
        running = self.runner.running(launch.client_id)
        return (
            running is not None
            and running.fingerprint == launch.fingerprint
            and read_heartbeat(self.admin, launch.client_id).healthy
        )

    def _set_aside(self, successor: Launch) -> str:
        """Record what runs, then end it.

        An earlier try's record stays when what runs now is that try's own bot, or is not well: it is of the last bot
        that was.
        """
        client_id = successor.client_id
        running = self.runner.running(client_id)
        if running and running.fingerprint != successor.fingerprint and read_heartbeat(self.admin, client_id).healthy:
            self.records.keep(client_id, running.target, render.read_files(client_id, self.placement))
        return self._end(client_id)

    def _end(self, client_id: str) -> str:
        was_running = self.runner.running(client_id) is not None
        self.runner.stop(client_id)
        forget_bot(self.admin, client_id)
        return "the old bot has ended" if was_running else "nothing was running"

    def _bring_up(self, launch: Launch, steps: Steps) -> None:
        steps.run("write", lambda: render.write(launch.client_id, launch.files, self.placement))
        steps.run("start", lambda: self.runner.start(launch))
        steps.run("watch", lambda: self._watch(launch.client_id))

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

    def _recover(self, client_id: str, failure: DeployError, steps: Steps) -> Outcome:
        """The new bot is ill: end it, and start again what ran before, if anything did."""
        before = self.records.read(client_id)
        steps.run("undo", lambda: self._end(client_id))
        if before is None:
            return Outcome("failed", None, str(failure), failure.log_tail)
        try:
            self._bring_up(before, steps)
        except DeployError as second:
            error = f"{failure}; what ran before did not come up either: {second}"
            return Outcome("failed", None, error, failure.log_tail)
        self.records.forget(client_id)
        return Outcome("recovered", before.target, str(failure), failure.log_tail)
