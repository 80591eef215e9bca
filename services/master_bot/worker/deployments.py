"""The deploy worker: takes one deployment at a time from the queue, carries it out, records each step and the end."""

from __future__ import annotations

import logging
import os
import socket
import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from psycopg.types.json import Jsonb

from deploy.errors import DeployError, DeployRefused, EngineAway, LeaseLost, NotWanted
from deploy.manager import DeployManager, Outcome
from deploy.render import hand_edits
from deploy.specs import ClientBot, Removal
from deploy.steps import Report, Steps
from services.master_bot.storage import clients, deployments, subscriptions
from services.master_bot.storage.cipher import Cipher
from services.master_bot.storage.deployments import Deployment, DeploymentStep, End
from services.master_bot.use_cases.adopt_edits import AdoptEdits
from services.master_bot.use_cases.refusals import Refusal
from services.master_bot.use_cases.remove_client import REMOVE, facts_for_backup, record_removal
from services.master_bot.use_cases.tell_about_deployment import tell_about_deployment
from services.shared.postgres.pool import Pool, Transaction, transaction
from services.shared.runtime.clock import Clock, utc_now

logger = logging.getLogger(__name__)

LEASE = timedelta(seconds=20)
RENEW_SECONDS = 5.0
TRIES = 30
FIRST_PAUSE = timedelta(seconds=5)
LONGEST_PAUSE = timedelta(minutes=5)

# What the registry says of the client once its deployment has ended so.
_STATE_AFTER = {"stop": "stopped", "suspend": "suspended"}


@dataclass(slots=True)
class DeploymentWorker:
    """``run_once`` answers "was there a deployment to carry out?"."""

    pool: Pool
    cipher: Cipher
    manager: DeployManager
    adopt_edits: AdoptEdits
    operators: tuple[int, ...] = ()
    clock: Clock = utc_now
    lease: timedelta = LEASE
    renew_seconds: float = RENEW_SECONDS
    name: str = field(default_factory=lambda: f"{socket.gethostname()}:{os.getpid()}:{uuid.uuid4().hex[:8]}")

    def run_once(self) -> bool:
        with transaction(self.pool) as tx:
            deployment = deployments.claim(tx, self.name, now=self.clock(), lease=self.lease)
        if deployment is None:
            return False
        logger.info("%s %s: attempt %s", deployment.action, deployment.client_id, deployment.attempts)
        try:
            with self._holding(deployment):
                self._carry_out(deployment)
        except LeaseLost:
            logger.warning("%s %s: another worker has taken over", deployment.action, deployment.client_id)
        return True

    def _carry_out(self, deployment: Deployment) -> None:
        try:
            outcome = self._act(deployment)
        except EngineAway as error:
            if deployment.attempts < TRIES:
                self._try_later(deployment, error)
                return
            outcome = Outcome("failed", None, str(error), error.log_tail)
        except NotWanted as error:
            outcome = Outcome("recovered", None, str(error))
        except DeployError as error:
            outcome = self.manager.untouched(deployment.client_id, error)
        self._record(deployment, outcome)

    def _act(self, deployment: Deployment) -> Outcome:
        client_id, report = deployment.client_id, _Reporter(self, deployment)
        if deployment.action == "stop":
            return self.manager.stop(client_id, report)
        if deployment.action == "suspend":
            return self.manager.suspend(client_id, report)
        if deployment.action == REMOVE:
            return self._remove(deployment, report)
        self._take_over_edits(client_id, report)
        with transaction(self.pool) as tx:
            client = clients.required(tx, client_id)
            bot = self._bot(tx, client)
            clients.change(tx, client_id, applied_limits=Jsonb(dict(bot.plan_limits)))
            if client.actual_state != "running":
                clients.change(tx, client_id, actual_state="starting")
        match deployment.action:
            case "deploy" | "resume":
                return self.manager.deploy(bot, report)
            case "restart":
                return self.manager.restart(bot, report, client.image)
            case "rollback":
                return self.manager.rollback(bot, report, client.previous_image)
            case unknown:
                raise DeployRefused(f"this version does not know the action {unknown}")

    def _remove(self, deployment: Deployment, report: Report) -> Outcome:
        client_id = deployment.client_id

        def begin(backup: str) -> str:
            """A payment, or the operator, may have come first: whoever has the client's lock decides."""
            with transaction(self.pool) as tx:
                self._still_to_be_removed(tx, client_id)
                clients.begin_removal(tx, client_id, backup, now=self.clock())
            return "no way back but the backup"

        with transaction(self.pool) as tx:
            client = self._still_to_be_removed(tx, client_id)
            facts = facts_for_backup(tx, client)
        made = None if client.backup is None else Path(client.backup)
        return self.manager.remove(Removal(client_id, facts, deployment.created_at, made), report, begin)

    def _still_to_be_removed(self, tx: Transaction, client_id: str) -> clients.Client:
        client = clients.lock(tx, client_id)
        if client.desired_state != "deleted":
            raise NotWanted("a payment, or an operator, came first: the client stays")
        return client

    def _take_over_edits(self, client_id: str, report: Report) -> None:
        """What an operator has changed in the client's ``.env`` becomes the registry's word before it is rendered."""
        edits = hand_edits(client_id, self.manager.placement)
        if not edits:
            return
        with transaction(self.pool) as tx:
            client = clients.required(tx, client_id)

        def take_over() -> str:
            try:
                return f"edited by hand and taken over: {', '.join(self.adopt_edits(client, edits))}"
            except Refusal as refusal:
                raise (EngineAway if refusal.status >= 500 else DeployRefused)(refusal.detail) from None

        Steps(report).run("edits", take_over)

    def _bot(self, tx: Transaction, client: clients.Client) -> ClientBot:
        kept = clients.secrets(tx, self.cipher, client.id)
        return ClientBot(
            client_id=client.id,
            bot_token=kept.bot_token,
            database_password=kept.database_password,
            redis_password=kept.redis_password,
            admin_ids=tuple(client.admin_ids),
            business_name=client.business_name,
            timezone=client.timezone,
            locale=client.locale,
            plan_limits=subscriptions.limits(tx, client.id),
        )

    def _record(self, deployment: Deployment, outcome: Outcome) -> None:
        """The end, what the registry now says, and the messages about it: one transaction."""
        now = self.clock()
        with transaction(self.pool) as tx:
            client = clients.lock(tx, deployment.client_id)
            end = End(outcome.state, outcome.error, outcome.log_tail or None)
            if not deployments.finish(tx, deployment.id, self.name, end, now=now):
                raise LeaseLost
            if deployment.action == REMOVE:
                record_removal(tx, deployment, client, end, operators=self.operators, now=now)
            else:
                clients.change(tx, client.id, **_registry_after(deployment, client, outcome))
                tell_about_deployment(tx, deployment, client, end, operators=self.operators, now=now)
        logger.info("%s %s: %s", deployment.action, deployment.client_id, outcome.state)

    def _try_later(self, deployment: Deployment, error: DeployError) -> None:
        now = self.clock()
        pause = min(FIRST_PAUSE * 2 ** min(deployment.attempts - 1, 10), LONGEST_PAUSE)
        logger.warning("%s %s: %s; again in %s", deployment.action, deployment.client_id, error, pause)
        with transaction(self.pool) as tx:
            deployments.retry_later(tx, deployment.id, self.name, error=str(error), next_try_at=now + pause)

    @contextmanager
    def _holding(self, deployment: Deployment) -> Iterator[None]:
        """Renew the lease from a thread while the work goes on."""
        done = threading.Event()

        def renew() -> None:
            while not done.wait(self.renew_seconds):
                try:
                    self.hold(deployment)
                except LeaseLost:
                    return
                except Exception:
                    logger.exception("the lease of deployment %s was not renewed", deployment.id)

        thread = threading.Thread(target=renew, name="lease", daemon=True)
        thread.start()
        try:
            yield
        finally:
            done.set()
            thread.join()

    def hold(self, deployment: Deployment) -> None:
        """Raises ``LeaseLost`` when the deployment is another's by now."""
        with transaction(self.pool) as tx:
            if not deployments.renew(tx, deployment.id, self.name, until=self.clock() + self.lease):
                raise LeaseLost


@dataclass(frozen=True, slots=True)
class _Reporter:
    """Writes each step down as it happens, and makes sure before each that the deployment is still ours."""

    worker: DeploymentWorker
    deployment: Deployment

    def __call__(self, name: str, state: str, detail: str) -> None:
        if state == "started":
            self.worker.hold(self.deployment)
        step = DeploymentStep(self.deployment.attempts, name, state, detail, self.worker.clock())
        with transaction(self.worker.pool) as tx:
            deployments.add_step(tx, self.deployment, step)


def _registry_after(deployment: Deployment, client: clients.Client, outcome: Outcome) -> dict[str, object]:
    if outcome.state == "failed":
        return {"actual_state": "ill", "last_error": outcome.error}
    if deployment.action in _STATE_AFTER:
        return {"actual_state": _STATE_AFTER[deployment.action], "last_error": None}
    after: dict[str, object] = {"actual_state": "running", "last_error": outcome.error, "image": outcome.target}
    if client.image and client.image != outcome.target:
        after["previous_image"] = client.image
    return after
