"""The chat page's surroundings for tests: two people, a proposal each, a bot that does as the test says."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial

from scripts.simulators.telegram.chat_page import PageConfig, ProposedChat, Story, Words, add_page
from scripts.simulators.telegram.server import ThreadedTelegramServer
from scripts.simulators.telegram.world.accounts import add_user, register_bot
from scripts.simulators.telegram.world.world import World
from tests.support.scripted_bot import Json, ScriptedBot

ANNA, BORIS = 501, 502
SALES_TOKEN, SALON_TOKEN = "7001:AAsales", "7002:AAsalon"
CONFIG = PageConfig(
    chats=(
        ProposedChat(
            person=ANNA,
            name=Words("Анна", "Anna"),
            role=Words("владелица", "owner"),
            bot="sales_bot",
            title=Words("Покупка", "Buying"),
            hint=Words("Здесь покупают бота", "Bots are bought here"),
        ),
        ProposedChat(
            person=BORIS,
            name=Words("Борис", "Boris"),
            role=Words("клиент", "customer"),
            bot="",
            title=Words("Запись", "Booking"),
            hint=Words("Здесь записываются", "Visits are booked here"),
        ),
    ),
    story=Story(buyer=ANNA, sales_bot="sales_bot", customer=BORIS),
)


class Telegram:
    """The stand-in with its page, and what the running bot does with updates: `reacts["text or data"](bot, update)`."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.reacts: dict[str, Callable[[ScriptedBot, Json], object]] = {}
        self.start()

    def start(self, port: int = 0) -> None:
        page = partial(add_page, config=CONFIG)
        self.server = ThreadedTelegramServer(self.world, port=port, extras=[page])
        self.server.__enter__()

    def stop(self) -> None:
        self.server.__exit__(None, None, None)

    @property
    def url(self) -> str:
        return self.server.url

    def react(self, bot: ScriptedBot, update: Json) -> None:
        heard = update.get("callback_query", {}).get("data") or update.get("message", {}).get("text", "")
        if reaction := self.reacts.get(heard):
            reaction(bot, update)


def story_world() -> World:
    """Anna, Boris and the sales bot; nobody has said anything yet."""
    made = World(time.time)
    add_user(made, "Анна", user_id=ANNA, phone="+79990000101")
    add_user(made, "Борис", user_id=BORIS, phone="+79990000102")
    register_bot(made, "Запись", "sales_bot", token=SALES_TOKEN, can_manage_bots=True)
    return made


def say(text: str, **more: object) -> Callable[[ScriptedBot, Json], object]:
    """Let the bot answer with this message."""
    return lambda bot, update: bot.call("sendMessage", chat_id=chat_of(update), text=text, **more)


def answer(**more: object) -> Callable[[ScriptedBot, Json], object]:
    """Let the bot answer the press."""
    return lambda bot, update: bot.call("answerCallbackQuery", callback_query_id=update["callback_query"]["id"], **more)


def chat_of(update: Json) -> int:
    message = update.get("message") or update["callback_query"]["message"]
    return int(message["chat"]["id"])


def inline(*rows: list[Json]) -> Json:
    return {"inline_keyboard": list(rows)}


def wait_until(true: Callable[[], bool], seconds: float = 5) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.02)
