"""The Redis commands that a bot uses, and so all that its Redis user is allowed."""

from __future__ import annotations

CLIENT_COMMANDS: tuple[str, ...] = (
    # Connecting.
    "hello",
    "ping",
    "select",
    "client|setinfo",
    "client|setname",
    # Dialogs, lease and heartbeat: always by name, never a search.
    "get",
    "mget",
    "set",
    "del",
    # Both halves of a dialog at once.
    "multi",
    "exec",
    "expire",
    "pexpire",
    # "Renew or give back the lease if it is still mine."
    "eval",
    "evalsha",
    "script|load",
)
