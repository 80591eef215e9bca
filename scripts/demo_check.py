"""The demo's story without a person: sale, payment, webhook, deployment, booking; each step with its time.

Starts a demo of its own in a temporary folder, acts as the people would, and ends everything. Exit status 0 when the
whole story was seen, 1 with the step that failed.
"""

from __future__ import annotations

import argparse
import asyncio
import re
import shutil
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import requests
from rich.console import Console

from scripts.local_platform.grounds import RUNNER_HELP, choose_ground
from scripts.local_platform.outside import simulated_outside
from scripts.local_platform.platform import LocalPlatform
from scripts.local_platform.state import DemoState
from scripts.local_platform.story import BUYER, CUSTOMER, OPERATOR
from scripts.servers.process import ServerError
from scripts.simulators.telegram.people import People, Person
from services.shared.runtime.program import run_program

CLOCK = re.compile(r"\d{1,2}:\d\d")
NEW_BOT = "studio_anna_bot"
BOT_SECONDS = 120.0
PAYMENT_SECONDS = 15.0


@dataclass(slots=True)
class Steps:
    """Prints each step when it is done, with how long it took."""

    console: Console
    began: float = field(default_factory=time.monotonic)

    @asynccontextmanager
    async def step(self, words: str) -> AsyncIterator[None]:
        began = time.monotonic()
        yield
        self.console.print(f"  ✓ {words:<58} {time.monotonic() - began:6.2f} s", highlight=False)


@dataclass(slots=True)
class Story:
    """Anna buys, pays and owns; Boris books; Olga looks after the fleet."""

    steps: Steps
    people: People
    yookassa: str
    anna: Person
    boris: Person
    olga: Person
    new_bot: str = NEW_BOT

    async def play(self) -> float:
        """The whole story; gives the seconds from "payment succeeded" to "the new bot answers /start"."""
        payment = await self.buy()
        paid_at = time.monotonic()
        await self.pay(payment)
        seconds = await self.wait_for_bot(paid_at)
        await self.book()
        await self.look_at_fleet()
        return seconds

    async def buy(self) -> str:
        """Choose a plan, create a bot, name the business; gives the payment's id."""
        async with self.steps.step("Anna opens the sales bot and chooses a plan"):
            await self.anna.opens("zapis_sales_bot")
            await self.anna.taps("Месяц")
            await self.anna.sees("Ваш бот")
        async with self.steps.step("she creates her bot and names her business"):
            await self.anna.creates_bot("Студия Анны", self.new_bot)
            await self.anna.sees("называется")
            await self.anna.says("Студия Анны")
        async with self.steps.step("she looks her order over and gets a payment button"):
            await self.anna.sees("Ваш заказ")
            await self.anna.taps("Оформить заказ")
            await self.anna.sees("К оплате")
            pressed = await self.anna.taps("Оплатить")
        assert pressed.url is not None, "the button has no address"
        return pressed.url.rstrip("/").rpartition("/")[2]

    async def pay(self, payment: str) -> None:
        async with self.steps.step("she pays on the checkout page"):
            answer = await asyncio.to_thread(
                requests.post, f"{self.yookassa}/sim/payments/{payment}/pay", json={"method": "sbp"}, timeout=10
            )
            answer.raise_for_status()

    async def wait_for_bot(self, paid_at: float) -> float:
        async with self.steps.step("she is told that the payment has arrived"):
            await self.anna.sees("Оплата получена", within=PAYMENT_SECONDS, anywhere=True)
        async with self.steps.step("the new bot answers Boris's /start"):
            await self.boris.opens(self.new_bot)
            await self.boris.sees("Студия Анны", within=BOT_SECONDS, anywhere=True)
            seconds = time.monotonic() - paid_at
        async with self.steps.step("Anna is told that her bot is ready"):
            await self.anna.sees("готов и принимает записи", within=BOT_SECONDS, anywhere=True)
        return seconds

    async def book(self) -> None:
        async with self.steps.step("Anna opens her bot as its owner"):
            await self.anna.opens(self.new_bot)
            await self.anna.sees("Студия Анны")
        async with self.steps.step("Boris books the first free time"):
            await take_first_free_time(self.boris)
        async with self.steps.step("Anna hears of the booking"):
            await self.anna.sees("Борис", within=10, anywhere=True)

    async def look_at_fleet(self) -> None:
        async with self.steps.step("Olga sees the client in the master bot"):
            await self.olga.opens("zapis_master_bot")
            await self.olga.taps("client_001")
            await self.olga.sees("работает")


async def take_first_free_time(person: Person) -> None:
    """The first service, the first free day, its first time, yes."""
    await person.taps("Консультация")
    await person.sees("Выберите день")
    await person.taps(next(text for text in person.buttons if text.isdecimal()))
    await person.sees("Выберите время")
    await person.taps(next(text for text in person.buttons if CLOCK.fullmatch(text)))
    await person.taps("✅")
    await person.sees("Вы записаны")


@asynccontextmanager
async def story(platform: LocalPlatform, console: Console) -> AsyncIterator[Story]:
    assert platform.settings is not None
    outside = platform.settings.outside
    async with People(outside.telegram) as people:
        anna, boris, olga = (
            people.person(person.name, language=person.language, user_id=person.id)
            for person in (BUYER, CUSTOMER, OPERATOR)
        )
        yookassa = outside.yookassa.removesuffix("/v3")
        yield Story(Steps(console), people, yookassa, anna, boris, olga)


async def play(platform: LocalPlatform, console: Console) -> float:
    async with story(platform, console) as told:
        return await told.play()


def main() -> int:
    parser = argparse.ArgumentParser(prog="make demo-check", description=__doc__)
    parser.add_argument("--runner", choices=("process", "docker"), default="process", help=RUNNER_HELP)
    parser.add_argument("--keep", action="store_true", help="leave the temporary folder with its logs behind")
    arguments = parser.parse_args()
    console = Console(highlight=False)
    folder = Path(tempfile.mkdtemp(prefix="zapis-check-"))
    ground = choose_ground(arguments.runner, folder)
    platform = LocalPlatform(DemoState.load(folder), simulated_outside, lambda _line: None, ground)
    try:
        began = time.monotonic()
        platform.start()
        console.print(f"  ✓ {'the platform is up':<58} {time.monotonic() - began:6.2f} s")
        seconds = asyncio.run(play(platform, console))
        console.print(
            f"\npayment succeeded → the new bot answers /start: [bold]{seconds:.1f} s[/bold] ({arguments.runner})"
        )
    except (ServerError, AssertionError) as error:
        print(f"error: {error}\nlogs: {folder}/logs", file=sys.stderr)
        return 1
    else:
        return 0
    finally:
        platform.stop()
        if not arguments.keep:
            ground.clean(platform.state)
            shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    run_program(main)
