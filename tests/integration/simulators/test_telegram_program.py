"""The stand-in as a program: started, asked, ended, started again."""

from __future__ import annotations

import asyncio
import signal
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from scripts.simulators.telegram.people import People

ROOT = Path(__file__).parents[3]
COMMAND = (sys.executable, "-m", "scripts.simulators.telegram")
MANAGER = ("--manager-bot", "900:abc:zapis_sales_bot")


@asynccontextmanager
async def program(*options: str) -> AsyncIterator[tuple[asyncio.subprocess.Process, str]]:
    """The running program and its first address."""
    process = await asyncio.create_subprocess_exec(
        *COMMAND, "--port", "0", *options, cwd=ROOT, stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    try:
        line = await asyncio.wait_for(process.stdout.readline(), 20)
        yield process, line.decode().split()[2]
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


async def outcome(*options: str) -> tuple[int | None, str]:
    process = await asyncio.create_subprocess_exec(
        *COMMAND, *options, cwd=ROOT, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT
    )
    output, _ = await asyncio.wait_for(process.communicate(), 20)
    return process.returncode, output.decode()


async def test_chats_survive_a_restart_and_even_a_crash(tmp_path: Path) -> None:
    options = (*MANAGER, "--state", str(tmp_path / "telegram.json"))
    async with program(*options) as (process, url), People(url) as people:
        alice = people.person("Алиса")
        await alice.opens("zapis_sales_bot", start="hello")
        poll = asyncio.create_task(people.call("GET", "/bot900:abc/getUpdates?timeout=50&offset=800000000"))
        await asyncio.sleep(0.1)
        begun = time.monotonic()
        process.send_signal(signal.SIGTERM)
        status = await process.wait()
        took = time.monotonic() - begun
        await asyncio.wait([poll])
    assert poll.exception() is not None
    assert status == 0
    assert took < 1.5, "SIGTERM must not wait for open polls"

    async with program(*options) as (process, url), People(url) as people:
        chat = await people.call("GET", f"/sim/users/{alice.id}/chats/zapis_sales_bot")
        assert [message["text"] for message in chat["messages"]] == ["/start hello"]
        assert chat["bot"]["can_manage_bots"] is True
        await people.call("POST", f"/sim/users/{alice.id}/chats/zapis_sales_bot/messages", {"text": "привет"})
        await asyncio.sleep(1.5)
        process.kill()

    async with program(*options) as (_, url), People(url) as people:
        updates = (await people.call("GET", "/bot900:abc/getUpdates"))["result"]
    assert [update["message"]["text"] for update in updates] == ["привет"]


async def test_wrong_arguments_get_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "state.json").write_text("no json")

    helped, taken, misnamed, unreadable = await asyncio.gather(
        outcome("--help"),
        outcome("--port", "1", "--host", "192.0.2.1"),
        outcome("--bot", "1:a:salon"),
        outcome("--state", str(tmp_path / "state.json")),
    )

    assert helped[0] == 0
    assert "--manager-bot" in helped[1]
    assert (taken[0], len(taken[1].splitlines())) == (1, 1)
    assert misnamed == (2, "telegram stand-in: a bot's username has 5 to 32 of A-Z a-z 0-9 _ and ends in bot\n")
    assert unreadable[0] == 2
    assert "delete it to start anew" in unreadable[1]
