"""Since when more is used than the plan holds, and who was told."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from services.booking_bot.domain.intervals import Interval
from services.booking_bot.domain.plan_limits import Limit, Overage, PlanNews
from services.booking_bot.storage.sql.executor import Executor, instant

USED = """
SELECT (SELECT count(*) FROM specialists WHERE active) AS specialists,
       (SELECT count(*) FROM bookings WHERE created_at >= %(starts)s AND created_at < %(ends)s) AS bookings
"""
ALL = "SELECT limit_name, since, ended_at FROM plan_overages"
PUT = """
INSERT INTO plan_overages (limit_name, since, ended_at) VALUES (%(limit_name)s, %(since)s, %(ended_at)s)
ON CONFLICT (limit_name) DO UPDATE SET since = excluded.since, ended_at = excluded.ended_at
"""
FORGET_NEWS = "DELETE FROM plan_news WHERE limit_name = %(limit_name)s"
TOLD = "SELECT limit_name, news, user_id FROM plan_news"
TELL = """
INSERT INTO plan_news (limit_name, news, user_id) VALUES (%(limit_name)s, %(news)s, %(user_id)s)
ON CONFLICT DO NOTHING
"""


@dataclass(frozen=True, slots=True)
class SqlPlanOverages:
    executor: Executor

    async def used(self, month: Interval) -> dict[Limit, int]:
        row = await self.executor.row(USED, starts=month.start, ends=month.end)
        assert row is not None
        return {limit: row[limit.value] for limit in Limit}

    async def all(self) -> dict[Limit, Overage]:
        return {
            Limit(row["limit_name"]): Overage(
                Limit(row["limit_name"]),
                instant(row["since"]),
                None if row["ended_at"] is None else instant(row["ended_at"]),
            )
            for row in await self.executor.rows(ALL)
        }

    async def put(self, overage: Overage) -> None:
        name = overage.limit.value
        await self.executor.run(PUT, limit_name=name, since=overage.since, ended_at=overage.ended_at)
        if overage.ended_at is None:
            await self.executor.run(FORGET_NEWS, limit_name=name)

    async def told(self) -> dict[Limit, frozenset[tuple[PlanNews, int]]]:
        found: defaultdict[Limit, set[tuple[PlanNews, int]]] = defaultdict(set)
        for row in await self.executor.rows(TOLD):
            found[Limit(row["limit_name"])].add((PlanNews(row["news"]), row["user_id"]))
        return {limit: frozenset(told) for limit, told in found.items()}

    async def tell(self, limit: Limit, news: PlanNews, user_id: int) -> None:
        await self.executor.run(TELL, limit_name=limit.value, news=news.value, user_id=user_id)
