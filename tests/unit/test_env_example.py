"""`.env.example` explains every setting of the platform's programs, and none that nobody reads."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
READ = re.compile(r"environment(?:\.\w+\(\s*|,\s*)\"([A-Z_]+)\"")
EXPLAINED = re.compile(r"^#?([A-Z_]+)=", re.MULTILINE)
OF_A_COMMAND = {"ADMIN_IDS", "BOT_TOKEN", "BUSINESS_NAME", "LOCAL", "LOCALE", "TIMEZONE"}
"""Given to `zapis register` and its like, one client at a time."""


def test_example_has_each_setting_that_a_program_reads() -> None:
    sources = [path for path in (ROOT / "services").rglob("*.py") if "booking_bot" not in path.parts]

    read = {name for path in sources for name in READ.findall(path.read_text(encoding="utf-8"))}

    explained = EXPLAINED.findall((ROOT / ".env.example").read_text(encoding="utf-8"))
    assert sorted(explained) == sorted(read - OF_A_COMMAND)
