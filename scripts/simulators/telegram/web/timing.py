from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Timing:
    """Real waits in seconds, those of Telegram's own server; tests make them shorter.

    `held`: a conflict soon after another one is answered after it, and so is the same offset asked again at once.
    `first_pause`, `longest_pause`: after a failed webhook call; the pause doubles from the first to the longest.
    """

    held: float = 3.0
    first_pause: float = 1.0
    longest_pause: float = 60.0
