"""How a screen of the gallery is made."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from services import booking_bot
from services.booking_bot.views.words import Words
from services.shared.telegram.screens import Screen

Make = Callable[[Words], Screen]
LOCALES = Path(booking_bot.__path__[0]) / "locales"
