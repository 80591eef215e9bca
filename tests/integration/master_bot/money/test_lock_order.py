"""A deployment that ends while its client is asked for something else: both happen, nobody is thrown out."""

from __future__ import annotations

import threading
import time
from typing import Any, cast

from deploy.manager import DeployManager, Outcome
from services.master_bot.storage import clients, deployments
from services.master_bot.use_cases.adopt_edits import AdoptEdits
from services.master_bot.worker.deployments import DeploymentWorker
from services.shared.postgres.pool import transaction
from services.shared.runtime.clock import utc_now
from tests.support.money import Money


class InstantManager:
    """Stops any bot at once."""

    def stop(self, client_id: str, _report: Any) -> Outcome:
        return Outcome("succeeded")


def test_end_of_a_deployment_and_a_new_wish_do_not_deadlock(money: Money) -> None:
    money.order(plan="trial")
    now = utc_now()
    with transaction(money.context.pool) as tx:
        deployments.enqueue(tx, "client_001", "stop", requested_by="test", now=now)
    manager, adopt_edits = cast("DeployManager", InstantManager()), cast("AdoptEdits", None)
    worker = DeploymentWorker(money.context.pool, money.context.cipher, manager, adopt_edits)
    working = threading.Thread(target=worker.run_once)

    with transaction(money.context.pool) as tx:
        clients.change(tx, "client_001", business_name="Роза")  # the first half of what asks for a deployment
        working.start()
        time.sleep(0.5)  # the worker has carried it out and wants to record the end
        deployments.enqueue(tx, "client_001", "restart", requested_by="test", now=now)
    working.join(10)

    states = [row["state"] for row in money.rows("SELECT state FROM deployments ORDER BY id")]
    assert (states, working.is_alive()) == (["succeeded"], False)
    assert money.rows("SELECT desired_state, actual_state FROM clients") == [
        {"desired_state": "running", "actual_state": "stopped"}
    ]
