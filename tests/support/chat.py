"""The people of the Telegram stand-in, where tests look for them."""

from __future__ import annotations

from scripts.simulators.telegram.people import PATIENCE, People, Person, RefusedByTelegram
from scripts.simulators.telegram.people_view import ChatView, Pressed, Seen

__all__ = ["PATIENCE", "ChatView", "People", "Person", "Pressed", "RefusedByTelegram", "Seen"]
