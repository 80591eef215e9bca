"""The loop that carries notifications to the shop."""

from __future__ import annotations

import asyncio
import ipaddress
import json
from collections.abc import Collection
from urllib.parse import urlsplit

import aiohttp

from scripts.simulators.yookassa.notifications.queue import NotificationQueue


class ForeignAddressError(ValueError):
    """The notify URL leads off this machine."""


def check_notify_url(url: str, allowed_hosts: Collection[str] = ()) -> str:
    """The same URL, when it leads to the loopback or an allowed host name. Raises ForeignAddressError."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    if parts.scheme not in ("http", "https") or not host:
        raise ForeignAddressError(f"{url!r} is no http address")
    if host == "localhost" or host in allowed_hosts or _is_loopback(host):
        return url
    raise ForeignAddressError(f"{url!r} is not on the loopback, and its host is not among --notify-host")


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


class Sender:
    """Sends one notification at a time, in the queue's order. `wake` after every change of the queue."""

    def __init__(self, queue: NotificationQueue, *, url: str | None, timeout: float = 10.0) -> None:
        self.url = url
        self._queue = queue
        self._timeout = aiohttp.ClientTimeout(total=timeout)
        self._changed = asyncio.Event()

    def wake(self) -> None:
        self._changed.set()

    def change_url(self, url: str | None, allowed_hosts: Collection[str] = ()) -> None:
        """Send to another address from now on. Raises ForeignAddressError."""
        self.url = None if url is None else check_notify_url(url, allowed_hosts)
        self.wake()

    async def run(self) -> None:
        """For ever; without a URL nothing is sent and everything waits."""
        async with aiohttp.ClientSession(timeout=self._timeout) as session:
            while True:
                await self._rest()
                while self.url is not None and (note := self._queue.next_due()) is not None:
                    status = await self._post(session, json.dumps(note.body).encode())
                    self._queue.answered(note, status)

    async def send_once(self, body: bytes) -> int:
        """A body that is in no queue; the shop's status, 0 when it did not answer."""
        async with aiohttp.ClientSession(timeout=self._timeout) as session:
            return await self._post(session, body)

    async def _rest(self) -> None:
        pause = self._queue.pause() if self.url is not None else None
        try:
            await asyncio.wait_for(self._changed.wait(), pause)
        except TimeoutError:
            pass
        self._changed.clear()

    async def _post(self, session: aiohttp.ClientSession, body: bytes) -> int:
        if self.url is None:
            return 0
        try:
            headers = {"Content-Type": "application/json"}
            async with session.post(self.url, data=body, headers=headers, allow_redirects=False) as answer:
                return answer.status
        except (aiohttp.ClientError, TimeoutError, OSError):
            return 0
