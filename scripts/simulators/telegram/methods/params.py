"""The parameters of one call, however they were sent: form fields are strings, JSON bodies have types."""

from __future__ import annotations

import json
from collections.abc import Mapping
from math import isfinite

from scripts.simulators.telegram.world.errors import bad_request
from scripts.simulators.telegram.world.types import Json, Upload

_TRUE = {"true", "1", "yes", "t"}
_ATTACHED = "attach://"


class Params:
    """Typed reading of a call's parameters; like Telegram's server it takes a default for what it cannot read."""

    def __init__(self, values: Mapping[str, object], files: Mapping[str, Upload] | None = None) -> None:
        self._values = values
        self._files = files or {}

    def __contains__(self, name: str) -> bool:
        return name in self._values

    def text(self, name: str) -> str:
        value = self._values.get(name)
        if value is None:
            return ""
        return value if isinstance(value, str) else json.dumps(value)

    def integer(self, name: str, default: int = 0) -> int:
        value = self._values.get(name)
        if isinstance(value, (int, float)):
            return int(value)
        try:
            return int(str(value))
        except ValueError:
            return default

    def number(self, name: str) -> float:
        """What cannot be read is 0, as with Telegram's server; what is missing is refused."""
        text = self.text(name).strip()
        if not text:
            raise bad_request(f"{name} is empty")
        try:
            number = float(text)
        except ValueError:
            return 0.0
        return number if isfinite(number) else 0.0

    def flag(self, name: str) -> bool:
        return self.text(name).strip().lower() in _TRUE

    def decoded(self, name: str) -> object:
        """The JSON value of a parameter, None if it was not sent."""
        value = self._values.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            decoded: object = json.loads(value)
        except ValueError:
            raise bad_request(f"can't parse {name.replace('_', ' ')} JSON object") from None
        return decoded

    def objects(self, name: str) -> list[Json]:
        """A JSON array of objects; empty if it was not sent."""
        value = self.decoded(name)
        if value is None:
            return []
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            raise bad_request(f'field "{name}" must be of type Array of Object')
        return value

    def integers(self, name: str) -> list[int]:
        value = self.decoded(name)
        if not isinstance(value, list) or not all(isinstance(item, int) for item in value):
            raise bad_request(f'field "{name}" must be of type Array of Integer')
        return value

    def upload(self, name: str) -> Upload | None:
        """The file sent as this parameter: as the field itself, or by an attach:// reference."""
        return self._files.get(name) or self.attached(self.text(name))

    def attached(self, reference: str) -> Upload | None:
        return self._files.get(reference.removeprefix(_ATTACHED)) if reference.startswith(_ATTACHED) else None
