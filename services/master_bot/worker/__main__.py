"""The master's background programs: ``deployments`` (engine, clients' folders), ``housekeeping`` (money, messages)."""

from __future__ import annotations

import argparse
import threading
from collections.abc import Callable

from services.master_bot.settings import HousekeepingSettings
from services.master_bot.storage import deployments, log_requests, workers
from services.master_bot.use_cases.monitor_subscriptions import SubscriptionMonitor
from services.master_bot.use_cases.reconcile import Reconciler
from services.master_bot.use_cases.refund import RefundWorker
from services.master_bot.use_cases.watch_receipts import ReceiptWatch
from services.master_bot.use_cases.watch_setup import SetupWatch
from services.master_bot.worker.context import make_context
from services.master_bot.worker.log_answers import LogAnswers
from services.master_bot.worker.outbox import build_outbox_sender
from services.master_bot.worker.settings import DeployWorkerSettings
from services.master_bot.worker.supervisor import Supervisor
from services.master_bot.worker.wiring import make_manager, make_worker
from services.shared.postgres.listener import Listener
from services.shared.postgres.pool import Pool, open_pool, transaction
from services.shared.runtime.clock import utc_now
from services.shared.runtime.environment import Environment
from services.shared.runtime.logs import configure_logging
from services.shared.runtime.program import run_program, stop_on_signals
from services.shared.runtime.work_loop import WorkLoop, run_loops

ALIVE_SECONDS = 5.0


def deployment_loops(environment: Environment, stop: threading.Event) -> tuple[Pool, list[WorkLoop]]:
    settings = DeployWorkerSettings.load(environment)
    pool = open_pool(settings.database_url, max_size=8)
    manager = make_manager(settings)
    worker = make_worker(settings, pool, manager)
    deploying = WorkLoop("deployments", worker.run_once, 2.0, stop)
    answering = WorkLoop("log answers", LogAnswers(pool, manager.runner).run_once, 2.0, stop)
    wakers = [
        Listener(settings.database_url, deployments.CHANNEL, deploying.wake),
        Listener(settings.database_url, log_requests.CHANNEL, answering.wake),
    ]
    listening = [WorkLoop(f"listen {waker.channel}", waker.run_once, 1.0, stop) for waker in wakers]
    supervising = WorkLoop("supervisor", Supervisor(pool, manager).run_once, 3.0, stop)
    return pool, [deploying, answering, supervising, *listening]


def housekeeping_loops(environment: Environment, stop: threading.Event) -> tuple[Pool, list[WorkLoop]]:
    settings = HousekeepingSettings.load(environment)
    pool = open_pool(settings.database_url)
    sending = WorkLoop("outbox", build_outbox_sender(settings, pool), 1.0, stop)
    context = make_context(settings, pool)
    reconciling = WorkLoop("reconciler", Reconciler(context).run_once, 2.0, stop)
    refunding = WorkLoop("refunds", RefundWorker(context).run_once, 5.0, stop)
    watching = WorkLoop("setup watch", SetupWatch(context).run_once, 15.0, stop)
    monitoring = WorkLoop("subscriptions", SubscriptionMonitor(context).run_once, 5.0, stop)
    receipts = WorkLoop("receipts", ReceiptWatch(context).run_once, 15.0, stop)
    return pool, [reconciling, monitoring, refunding, receipts, watching, sending]


def alive_loop(name: str, pool: Pool, stop: threading.Event) -> WorkLoop:
    def say() -> bool:
        with transaction(pool) as tx:
            workers.report(tx, name, now=utc_now())
        return False

    return WorkLoop(f"{name} alive", say, ALIVE_SECONDS, stop)


LOOPS: dict[str, Callable[[Environment, threading.Event], tuple[Pool, list[WorkLoop]]]] = {
    "deployments": deployment_loops,
    "housekeeping": housekeeping_loops,
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m services.master_bot.worker", description=__doc__)
    parser.add_argument("name", choices=sorted(LOOPS), help="which of the two programs")
    name = parser.parse_args().name
    environment = Environment.load()
    configure_logging(environment.choice("LOG_FORMAT", ("text", "json"), "text"))
    stop = stop_on_signals()
    pool, loops = LOOPS[name](environment, stop)
    try:
        run_loops([*loops, alive_loop(name, pool, stop)], stop)
        with transaction(pool) as tx:
            workers.leave(tx, name)
    finally:
        pool.close()


if __name__ == "__main__":
    run_program(main)
