"""Figures for Prometheus. They are counted in the inbox, so they are true whichever of the processes is asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import psycopg
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from services.shared.runtime.clock import Clock
from services.webhook.storage import inbox
from services.webhook.storage.connection import InboxConnection


@dataclass(frozen=True, slots=True, eq=False)
class InboxCollector(Collector):
    connection: InboxConnection
    clock: Clock

    def collect(self) -> Iterator[Metric]:
        try:
            with self.connection.transaction() as tx:
                figures = inbox.figures(tx, now=self.clock())
        except psycopg.Error:
            yield GaugeMetricFamily("zapis_webhook_database_up", "1 when the inbox can be reached", 0)
            return
        yield GaugeMetricFamily("zapis_webhook_database_up", "1 when the inbox can be reached", 1)
        yield from _families(figures)

    def describe(self) -> list[Metric]:
        """Nothing ahead of time: registering must not ask the database."""
        return []


def _families(figures: list[inbox.Figures]) -> Iterator[Metric]:
    rows = GaugeMetricFamily("zapis_webhook_inbox_rows", "Notifications kept", labels=["state"])
    hits = GaugeMetricFamily(
        "zapis_webhook_inbox_deliveries", "Deliveries of these, repeated included", labels=["state"]
    )
    attempts = GaugeMetricFamily(
        "zapis_webhook_inbox_attempts", "Reports to the master that were tried", labels=["state"]
    )
    oldest = GaugeMetricFamily("zapis_webhook_inbox_oldest_seconds", "Age of the oldest", labels=["state"])
    for figure in figures:
        rows.add_metric([figure.state], figure.rows)
        hits.add_metric([figure.state], figure.hits)
        attempts.add_metric([figure.state], figure.attempts)
        oldest.add_metric([figure.state], figure.oldest_seconds)
    yield from (rows, hits, attempts, oldest)
