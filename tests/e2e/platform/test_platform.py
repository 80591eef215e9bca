"""The promises of the whole platform, kept by its real processes: nothing here is called, only lived."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from scripts.demo_check import Story, take_first_free_time
from scripts.local_platform.programs import platform_programs
from scripts.local_platform.story import OPERATOR, SCREENS_BOT
from scripts.simulators.telegram.people import People
from tests.support.platform import RunningPlatform, processes_in

pytestmark = pytest.mark.timeout(240)


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningPlatform]:
    with RunningPlatform(tmp_path_factory.mktemp("platform")).running() as platform:
        yield platform


@pytest.fixture
async def people(running: RunningPlatform) -> AsyncIterator[People]:
    async with People(running.settings.outside.telegram) as those:
        yield those


def clients_of(running: RunningPlatform, bot: str) -> list[str]:
    return [client.client_id for client in running.api.clients(limit=100).items if client.bot_username == bot]


def came_up_once(running: RunningPlatform, bot: str) -> bool:
    """One client, one extension, one process."""
    (client_id,) = clients_of(running, bot)
    done = [row.state for row in running.api.deployments(client_id).items if row.action == "deploy"]
    return done == ["succeeded"] and len(running.bots_of(client_id)) == 1


async def test_sale_payment_deployment_and_booking(running: RunningPlatform, people: People) -> None:
    story = running.story(people, "studio_one_bot")

    await story.play()

    assert came_up_once(running, "studio_one_bot")


async def paid(running: RunningPlatform, people: People, bot: str) -> Story:
    story = running.story(people, bot)
    await story.pay(await story.buy())
    return story


async def test_kill_9_of_every_program_after_the_payment_still_ends_in_one_bot_each(
    running: RunningPlatform, people: People
) -> None:
    bots = ["studio_two_bot", "studio_three_bot", "studio_four_bot"]
    stories = []
    for bot in bots:  # each payment is somewhere else on its way when the plug is pulled
        stories.append(await paid(running, people, bot))
        await asyncio.sleep(0.4)

    for program in platform_programs(running.settings):
        os.kill(running.platform.programs[program.name].pid, signal.SIGKILL)
    for story in stories:
        await story.boris.opens(story.new_bot)
        await story.boris.sees("Студия Анны", within=120, anywhere=True)
        await story.anna.sees("готов и принимает записи", within=60, anywhere=True)

    assert [came_up_once(running, bot) for bot in bots] == [True, True, True]


async def test_everything_ends_with_the_demo_and_is_back_at_its_next_start(tmp_path: Path) -> None:
    first = RunningPlatform(tmp_path)
    with first.running():
        async with People(first.settings.outside.telegram) as people:
            story = first.story(people, "studio_again_bot")
            await story.pay(await story.buy())
            await story.boris.opens("studio_again_bot")
            await story.boris.sees("Студия Анны", within=60, anywhere=True)
            await take_first_free_time(story.boris)
    left = processes_in(tmp_path)

    second = RunningPlatform(tmp_path)
    with second.running():
        async with People(second.settings.outside.telegram) as people:
            boris = people.person("Борис", user_id=story.boris.id)
            await boris.opens("studio_again_bot")
            await boris.says("/my")
            await boris.sees("предстоящая запись", within=60)

    assert left == []


async def test_screens_can_be_looked_at(running: RunningPlatform, people: People) -> None:
    olga = people.person(OPERATOR.name, user_id=OPERATOR.id)

    await olga.opens(SCREENS_BOT.username)
    await olga.sees("Экраны бота записи", within=30)
    await olga.taps("home, nothing to book")

    await olga.sees("Записаться пока не на что")
