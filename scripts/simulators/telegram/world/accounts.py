"""Accounts: people, bots and their tokens, bots that manage bots."""

from __future__ import annotations

import re

from scripts.simulators.telegram.world.errors import bad_input, bad_request, not_now, unauthorized
from scripts.simulators.telegram.world.render import bot_user_json, user_json
from scripts.simulators.telegram.world.state import Bot, User
from scripts.simulators.telegram.world.types import Json
from scripts.simulators.telegram.world.world import World, require

BOTS_PER_OWNER = 20
_TOKEN = re.compile(r"([1-9][0-9]{0,18}):.+")
_USERNAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{1,28}bot", re.IGNORECASE | re.ASCII)
_MAX_TOKEN = 80


def add_user(
    world: World,
    first_name: str,
    *,
    last_name: str = "",
    username: str = "",
    language_code: str = "ru",
    phone: str = "",
    user_id: int | None = None,
) -> User:
    """Make a person, or change the one with this id."""
    if user_id is None:
        user_id = world.state.counters.user
        world.state.counters.user += 1
    phone = phone or f"+7900{user_id % 10_000_000:07d}"
    user = User(user_id, first_name, last_name, username.removeprefix("@"), language_code, phone)
    world.state.users[user_id] = user
    world.tell_of_user(user)
    return user


def authorize(world: World, token: str) -> Bot:
    """The bot of a token. A well-formed token that nobody has seen yet is a new bot of its own."""
    match = _TOKEN.fullmatch(token)
    if match is None or len(token) > _MAX_TOKEN:
        raise unauthorized("invalid token specified")
    bot_id = int(match[1])
    bot = world.state.bots.get(bot_id)
    if bot is None:
        return _add_bot(world, token, f"sim{bot_id}_bot", f"Bot {bot_id}")
    if bot.deleted or token != bot.token:
        raise unauthorized()
    return bot


def register_bot(
    world: World,
    name: str,
    username: str,
    *,
    token: str = "",
    owner_id: int | None = None,
    can_manage_bots: bool = False,
) -> Bot:
    """What BotFather does: a new bot with a name of its own, or, with a known token, the old one renamed."""
    match = _TOKEN.fullmatch(token)
    require(not token or match is not None, bad_input("TOKEN_INVALID", "a token is <id>:<secret>"))
    bot = world.state.bots.get(int(match[1])) if match else None
    require(bot is None or bot.token == token, bad_input("TOKEN_INVALID", "a bot with this id has another token"))
    check_new_name(world, name, username, but=bot)
    if bot is None:
        return _add_bot(world, token, username.removeprefix("@"), name, owner_id, can_manage_bots)
    bot.username, bot.first_name = username.removeprefix("@"), name
    bot.owner_id = owner_id if owner_id is not None else bot.owner_id
    bot.can_manage_bots = bot.can_manage_bots or can_manage_bots
    world.tell_of_bot(bot)
    return bot


def check_new_name(world: World, name: str, username: str, *, but: Bot | None = None) -> None:
    """Raise SimError unless a bot may be called so."""
    wanted = username.removeprefix("@")
    require(1 <= len(name.strip()) <= 64, bad_input("NAME_INVALID", "a bot's name has 1 to 64 characters"))
    require(
        _USERNAME.fullmatch(wanted) is not None and 5 <= len(wanted) <= 32,
        bad_input("USERNAME_INVALID", "a bot's username has 5 to 32 of A-Z a-z 0-9 _ and ends in bot"),
    )
    holder = world.bot_by_username(wanted)
    taken = holder is not None and holder is not but
    require(not taken, bad_input("USERNAME_OCCUPIED", f"@{wanted} is taken"))


def revoke_token(world: World, bot: Bot) -> str:
    """End the present token and return the new one."""
    bot.token = world.next_token(bot.id)
    world.tell_of_bot(bot)
    manager = world.state.bots.get(bot.managed_by or 0)
    owner = world.state.users.get(bot.owner_id or 0)
    if manager is not None and owner is not None:
        _tell_manager(world, manager, owner, bot)
    return bot.token


def delete_bot(world: World, bot: Bot) -> None:
    bot.deleted = True
    bot.queue.clear()
    world.tell_of_bot(bot)


def create_managed_bot(world: World, owner: User, manager: Bot, name: str, username: str) -> Bot:
    """A person makes a bot for a manager bot (Bot API 9.6); the manager is told by a `managed_bot` update."""
    require(manager.can_manage_bots, not_now("NOT_A_MANAGER", f"@{manager.username} does not manage bots"))
    check_new_name(world, name, username)
    owned = sum(bot.owner_id == owner.id and not bot.deleted for bot in world.state.bots.values())
    require(owned < BOTS_PER_OWNER, not_now("BOT_CREATE_LIMIT_EXCEEDED", "20 bots are the limit of one person"))
    bot = _add_bot(world, "", username.removeprefix("@"), name.strip(), owner.id)
    bot.managed_by = manager.id
    _tell_manager(world, manager, owner, bot)
    return bot


def managed_bot(world: World, manager: Bot, bot_id: int) -> Bot:
    """The bot with this id if this manager manages it."""
    bot = world.state.bots.get(bot_id)
    if bot is None or bot.deleted or bot.managed_by != manager.id:
        raise bad_request("bot not found")  # our wording: the official one is not known
    return bot


def _tell_manager(world: World, manager: Bot, owner: User, bot: Bot) -> None:
    body: Json = {"user": user_json(owner), "bot": bot_user_json(bot)}
    world.queue_update(manager, "managed_bot", body)


def _add_bot(
    world: World, token: str, username: str, name: str, owner_id: int | None = None, can_manage_bots: bool = False
) -> Bot:
    if token:
        bot_id = int(token.partition(":")[0])
    else:
        bot_id = _free_bot_id(world)
        token = world.next_token(bot_id)
    bot = Bot(bot_id, token, username, name, can_manage_bots=can_manage_bots, owner_id=owner_id)
    bot.names.put("", name)
    world.state.bots[bot_id] = bot
    world.tell_of_bot(bot)
    return bot


def _free_bot_id(world: World) -> int:
    counters = world.state.counters
    while counters.bot in world.state.bots:
        counters.bot += 1
    return counters.bot
