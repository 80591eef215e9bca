"""Webhooks: setting them, and sending updates to them until they are taken."""

from __future__ import annotations

import asyncio
import ipaddress
import json
import re
from collections.abc import Callable
from urllib.parse import urlsplit

import aiohttp

from scripts.simulators.telegram.methods.params import Params
from scripts.simulators.telegram.methods.table import count_call, run
from scripts.simulators.telegram.web.polling import WEBHOOK_SET, Polling
from scripts.simulators.telegram.web.timing import Timing
from scripts.simulators.telegram.world.errors import ApiError, bad_request, conflict, too_many_requests
from scripts.simulators.telegram.world.queues import Waiting
from scripts.simulators.telegram.world.state import Bot, Webhook
from scripts.simulators.telegram.world.types import Json
from scripts.simulators.telegram.world.world import World

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header
ANSWER_SECONDS = 60.0
GONE_SECONDS = 23 * 3600
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")


class Webhooks:
    """Sends each bot's updates to its webhook: one at a time within a chat, chats side by side."""

    def __init__(self, world: World, polling: Polling, clock: Callable[[], float], timing: Timing) -> None:
        self._world = world
        self._polling = polling
        self._clock = clock
        self._timing = timing
        self._next_set_at: dict[int, float] = {}
        self._gone_since: dict[int, float] = {}
        self._senders: dict[tuple[int, int], asyncio.Task[None]] = {}
        self._session: aiohttp.ClientSession | None = None

    def start(self) -> None:
        self._world.on_update(self._wake)
        for bot in self._world.state.bots.values():
            self._wake(bot.id)

    async def close(self) -> None:
        self._world.off_update(self._wake)
        tasks = list(self._senders.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        if self._session is not None:
            await self._session.close()

    def set_webhook(self, bot: Bot, params: Params, *, delete: bool) -> str:
        """Set or (with an empty url) delete; returns Telegram's remark."""
        count_call(bot, "deleteWebhook" if delete else "setWebhook")
        wanted = None if delete else _read_webhook(params)
        if "allowed_updates" in params:
            kinds = params.decoded("allowed_updates")
            bot.queue.allow([str(kind) for kind in kinds] if isinstance(kinds, list) else [])
        if params.flag("drop_pending_updates"):
            bot.queue.clear()
        if _same(bot.webhook, wanted):
            return "Webhook is already set" if wanted else "Webhook is already deleted"
        self._check_pace(bot)
        self._stop(bot.id)
        bot.webhook = wanted
        if wanted is None:
            return "Webhook was deleted"
        self._polling.end_poll(bot.id, conflict(WEBHOOK_SET))
        self._wake(bot.id)
        return "Webhook was set"

    def info(self, bot: Bot) -> Json:
        count_call(bot, "getWebhookInfo")
        bot.queue.drop_expired(self._world.clock())
        shown: Json = {"url": "", "has_custom_certificate": False, "pending_update_count": len(bot.queue.waiting)}
        if bot.queue.allowed:
            shown["allowed_updates"] = bot.queue.allowed
        if bot.webhook is None:
            return shown
        shown |= {"url": bot.webhook.url, "max_connections": bot.webhook.max_connections, "ip_address": "127.0.0.1"}
        if bot.webhook.last_error_at is not None:
            shown["last_error_date"] = int(bot.webhook.last_error_at)
            shown["last_error_message"] = bot.webhook.last_error
        return shown

    def _check_pace(self, bot: Bot) -> None:
        now = self._clock()
        if now < self._next_set_at.get(bot.id, 0.0):
            raise too_many_requests(1)
        self._next_set_at[bot.id] = now + 1.0

    def _stop(self, bot_id: int) -> None:
        for key in [key for key in self._senders if key[0] == bot_id]:
            self._senders.pop(key).cancel()

    def _wake(self, bot_id: int) -> None:
        """Give every chat with waiting updates a sender of its own."""
        bot = self._world.state.bots.get(bot_id)
        if bot is None or bot.webhook is None:
            return
        for update in bot.queue.waiting:
            key = (bot_id, _chat_of(update))
            busy = sum(at == bot_id for at, _ in self._senders)
            if key not in self._senders and busy < bot.webhook.max_connections:
                self._senders[key] = asyncio.get_running_loop().create_task(self._send_chat(bot, key))

    async def _send_chat(self, bot: Bot, key: tuple[int, int]) -> None:
        pause = self._timing.first_pause
        while bot.webhook is not None:
            update = next((waiting for waiting in bot.queue.waiting if _chat_of(waiting) == key[1]), None)
            if update is None:
                break
            asked = await self._try(bot, bot.webhook, update)
            if asked is None:
                pause = self._timing.first_pause
                bot.queue.confirm(update.id)
                continue
            await asyncio.sleep(max(pause, asked))
            pause = min(pause * 2, self._timing.longest_pause)
        self._senders.pop(key, None)
        self._wake(bot.id)

    async def _try(self, bot: Bot, webhook: Webhook, update: Waiting) -> float | None:
        """Send one update: None if it was taken, else the seconds the bot asks to wait at least."""
        if self._session is None:
            self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=ANSWER_SECONDS))
        headers = {SECRET_HEADER: webhook.secret_token} if webhook.secret_token else {}
        try:
            async with self._session.post(webhook.url, json=update.render(), headers=headers) as response:
                if response.status // 100 == 2:
                    self._gone_since.pop(bot.id, None)
                    self._carry_out(bot, await response.read())
                    return None
                self._note(webhook, f"Wrong response from the webhook: {response.status} {response.reason}")
                self._close_if_gone(bot, response.status)
                return _retry_after(response.headers.get("Retry-After", ""))
        except (aiohttp.ClientError, TimeoutError) as error:
            refused = isinstance(error, aiohttp.ClientConnectorError)
            self._note(webhook, "Connection refused" if refused else "Read timeout expired")
            return 0.0

    def _close_if_gone(self, bot: Bot, status: int) -> None:
        """A webhook that answers 410 for 23 hours is deleted."""
        if status != 410:
            self._gone_since.pop(bot.id, None)
            return
        since = self._gone_since.setdefault(bot.id, self._world.clock())
        if self._world.clock() - since >= GONE_SECONDS:
            bot.webhook = None

    def _note(self, webhook: Webhook, text: str) -> None:
        webhook.last_error_at, webhook.last_error = self._world.clock(), text

    def _carry_out(self, bot: Bot, body: bytes) -> None:
        """A method call in the answer; its result reaches nobody, nor does a refusal."""
        try:
            call = json.loads(body)
            if isinstance(call, dict) and isinstance(call.get("method"), str):
                run(self._world, bot, call.pop("method"), Params(call))
        except (ValueError, ApiError):
            return


def _read_webhook(params: Params) -> Webhook | None:
    url = params.text("url")
    if not url:
        return None
    _check_url(url)
    secret = params.text("secret_token")
    if secret and not _SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    return Webhook(url, secret, min(max(params.integer("max_connections", 40), 1), 100))


def _check_url(url: str) -> None:
    """Only this machine is called: no test and no demo shall ever reach out."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https"):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    try:
        loopback = parts.hostname == "localhost" or ipaddress.ip_address(parts.hostname or "").is_loopback
    except ValueError:
        loopback = False
    if not loopback:
        raise bad_request("bad webhook: this stand-in calls loopback addresses only")


def _same(present: Webhook | None, wanted: Webhook | None) -> bool:
    if present is None or wanted is None:
        return present is wanted
    return (present.url, present.secret_token, present.max_connections) == (
        wanted.url,
        wanted.secret_token,
        wanted.max_connections,
    )


def _chat_of(update: Waiting) -> int:
    """The queue an update belongs to: its chat, so that a chat's updates keep their order."""
    body = next(iter(update.body.values()))
    chat = body.get("chat") or body.get("message", {}).get("chat") or body.get("user") or {}
    return int(chat.get("id", 0))


def _retry_after(header: str) -> float:
    return float(header) if header.isdecimal() else 0.0
