"""A stand-in for a client's bot, for tests of what starts, watches and ends it: it only says how it is.

Its business's name tells how: ``ill`` says that Telegram refuses its token, ``dies`` ends at once, ``deaf`` does not
poll, ``stubborn`` does not end when asked.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import redis
from dotenv import dotenv_values

STATES = {"ill": "unauthorized", "deaf": "starting"}


def main() -> None:
    settings = dotenv_values(".env", interpolate=False)
    name = settings["BUSINESS_NAME"] or ""
    with Path("starts.txt").open("a", encoding="utf-8") as starts:
        starts.write(f"{os.getpid()}\n")
    sys.stderr.write(f"I am {name} with {settings['BOT_TOKEN']}\n")
    sys.stderr.write(f"names I see: {','.join(sorted(os.environ))}\n")
    if name == "dies":
        sys.exit("the stand-in dies")
    stopping: list[int] = []
    signal.signal(signal.SIGTERM, lambda number, _frame: stopping.append(number))
    connection = redis.Redis(
        host=settings["REDIS_HOST"] or "",
        port=int(settings["REDIS_PORT"] or 0),
        username=settings["REDIS_USERNAME"],
        password=settings["REDIS_PASSWORD"],
    )
    state = STATES.get(name, "polling")
    while not stopping or name == "stubborn":
        now = datetime.now(UTC).isoformat()
        beat = {"instance": str(os.getpid()), "state": state, "last_poll_at": now, "detail": f"says {name}"}
        connection.set(f"{settings['REDIS_KEY_PREFIX']}heartbeat", json.dumps(beat), ex=60)
        time.sleep(0.05)
    connection.delete(f"{settings['REDIS_KEY_PREFIX']}heartbeat")


if __name__ == "__main__":
    main()
