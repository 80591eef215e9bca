"""How this project starts a Chromium: Debian's, without a screen, without talking to anybody by itself."""

from __future__ import annotations

from collections.abc import Mapping

DEBIANS = "/usr/bin/chromium"
ARGUMENTS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def chromium_path(environment: Mapping[str, str]) -> str:
    """Where the browser is: `CHROMIUM`, or Debian's place."""
    return environment.get("CHROMIUM") or DEBIANS
