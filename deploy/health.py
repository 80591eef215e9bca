"""Is a bot well? Told by its heartbeat in Redis: a bot that answers but does not poll is deaf, not well."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

import redis

POLL_SECONDS = 0.1
_GIVE_BACK = "if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1]) end return 0"


class BotState(StrEnum):
    """What a bot says of itself. ``SILENT``: no heartbeat, or none that can be read."""

    SILENT = "silent"
    STARTING = "starting"
    WAITING_LEASE = "waiting_lease"
    POLLING = "polling"
    UNAUTHORIZED = "unauthorized"
    CONFLICT = "conflict"
    MISCONFIGURED = "misconfigured"
    STOPPING = "stopping"


HOPELESS = frozenset({BotState.UNAUTHORIZED, BotState.CONFLICT, BotState.MISCONFIGURED})
"""Waiting longer does not help: somebody has to change something."""


@dataclass(frozen=True, slots=True)
class Heartbeat:
    state: BotState
    last_poll_at: datetime | None
    instance: str = ""
    version: str = ""
    detail: str = ""

    @property
    def healthy(self) -> bool:
        """It polls, and Telegram has answered a poll."""
        return self.state is BotState.POLLING and self.last_poll_at is not None


SILENCE = Heartbeat(BotState.SILENT, None)


def parse_heartbeat(text: bytes | str | None) -> Heartbeat:
    """Read what a bot has written; anything unreadable is silence."""
    if text is None:
        return SILENCE
    try:
        beat = json.loads(text)
        polled = beat.get("last_poll_at")
        return Heartbeat(
            state=BotState(beat["state"]),
            last_poll_at=datetime.fromisoformat(polled) if polled else None,
            instance=str(beat.get("instance", "")),
            version=str(beat.get("version", "")),
            detail=str(beat.get("detail", "")),
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        return SILENCE


def heartbeat_key(client_id: str) -> str:
    return f"{client_id}:heartbeat"


def read_heartbeat(admin: redis.Redis, client_id: str) -> Heartbeat:
    return parse_heartbeat(admin.get(heartbeat_key(client_id)))


def read_heartbeats(admin: redis.Redis, client_ids: Sequence[str]) -> dict[str, Heartbeat]:
    """Those of many clients in one question."""
    if not client_ids:
        return {}
    texts = admin.mget([heartbeat_key(client_id) for client_id in client_ids])
    return {client_id: parse_heartbeat(text) for client_id, text in zip(client_ids, texts, strict=True)}


def forget_bot(admin: redis.Redis, client_id: str) -> None:
    """Once a bot has ended: what is read of its client afterwards comes from a bot that was started afterwards.

    One that was killed has not given back its lease, and its successor would wait for that; a lease that another holds
    is left alone.
    """
    beat = read_heartbeat(admin, client_id)
    admin.delete(heartbeat_key(client_id))
    if beat.instance:
        admin.eval(_GIVE_BACK, 1, f"{client_id}:poller", beat.instance)


def watch(
    look: Callable[[], Heartbeat], *, alive: Callable[[], bool], seconds: float, pause: float = POLL_SECONDS
) -> Heartbeat:
    """Wait until the bot is healthy, hopeless or dead, or the time is up; the last heartbeat tells which."""
    deadline = time.monotonic() + seconds
    while True:
        beat = look()
        if beat.healthy or beat.state in HOPELESS or time.monotonic() >= deadline or not alive():
            return beat
        time.sleep(pause)
