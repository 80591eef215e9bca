from __future__ import annotations

import asyncio
import logging

import pytest

from services.shared.runtime.nursery import Nursery


async def test_work_of_one_name_runs_once_at_a_time() -> None:
    nursery, done, begun = Nursery(), asyncio.Event(), []

    async def work() -> None:
        begun.append(1)
        await done.wait()

    started = [nursery.start("order 1", work), nursery.start("order 1", work), nursery.start("order 2", work)]
    await asyncio.sleep(0)
    done.set()
    await asyncio.sleep(0.01)
    again = nursery.start("order 1", work)
    await nursery.close()

    assert (started, again) == ([True, False, True], True)
    assert len(begun) == 2


async def test_failure_is_logged_and_hurts_nobody_else(caplog: pytest.LogCaptureFixture) -> None:
    nursery, ended = Nursery(), []

    async def fail() -> None:
        raise ValueError("broken")

    async def work() -> None:
        await asyncio.sleep(0)
        ended.append(1)

    with caplog.at_level(logging.ERROR):
        nursery.start("broken one", fail)
        nursery.start("other", work)
        await asyncio.sleep(0.01)

    assert ended == [1]
    assert [record.getMessage() for record in caplog.records] == ["broken one failed"]


async def test_close_ends_what_runs() -> None:
    nursery, cleaned = Nursery(), []

    async def work() -> None:
        try:
            await asyncio.sleep(60)
        finally:
            cleaned.append(1)

    nursery.start("long", work)
    await asyncio.sleep(0)
    await nursery.close()

    assert cleaned == [1]
