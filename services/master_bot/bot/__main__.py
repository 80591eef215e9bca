"""``python -m services.master_bot.bot``: the bot in which the operator runs the platform."""

from __future__ import annotations

from services.shared.runtime.program import run_program
from services.shared.telegram.lean import import_lean

import_lean()

from services.master_bot.bot.program import main  # noqa: E402 - aiogram is imported leanly or not at all

if __name__ == "__main__":
    run_program(main)
