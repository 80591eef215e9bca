"""Settings from the environment, then from ``.env``; a wrong value stops the program with one line."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from urllib.parse import urlsplit

from dotenv import dotenv_values

from services.shared.runtime.secret import Secret


class SettingsError(Exception):
    """A setting is missing or wrong. The message names the variable, what was found and what is expected."""


class Environment:
    """Named texts, each read as one kind of value.

    A name that is absent, or empty, takes its default; without a default it is an error. ``NAME_FILE`` reads a
    secret from the file that it names.
    """

    def __init__(self, values: Mapping[str, str]) -> None:
        self._values = values

    @classmethod
    def load(cls, environ: Mapping[str, str] | None = None) -> Environment:
        """The process's environment over the lines of ``.env`` in the working directory (or of ``ENV_FILE``)."""
        outside = dict(os.environ if environ is None else environ)
        try:
            lines = dotenv_values(Path(outside.get("ENV_FILE") or ".env"), interpolate=False)
        except (OSError, UnicodeDecodeError) as error:
            raise SettingsError(f"the settings file cannot be read: {error}") from None
        values = {name: value for name, value in lines.items() if value is not None}
        return cls(values | outside)

    def text(self, name: str, default: str | None = None, *, expected: str = "a text") -> str:
        value = self._values.get(name, "").strip()
        if value:
            return value
        if default is None:
            raise SettingsError(f"{name} is not set: expected {expected}")
        return default

    def secret(self, name: str, default: str | None = None, *, expected: str = "a secret") -> Secret:
        path = self._values.get(f"{name}_FILE", "").strip()
        if not path:
            return Secret(self.text(name, default, expected=f"{expected} (or {name}_FILE with the path of a file)"))
        try:
            return Secret(Path(path).read_text(encoding="utf-8").strip())
        except (OSError, UnicodeDecodeError) as error:
            raise SettingsError(f"{name}_FILE={path!r} cannot be read: {error}") from None

    def integer(self, name: str, default: int | None = None, *, minimum: int = 0, maximum: int = 2**53) -> int:
        expected = f"a whole number from {minimum} to {maximum}"
        text = self.text(name, None if default is None else str(default), expected=expected)
        if not _is_number(text) or not minimum <= int(text) <= maximum:
            raise SettingsError(f"{name}={text!r}: expected {expected}")
        return int(text)

    def port(self, name: str, default: int | None = None) -> int:
        return self.integer(name, default, minimum=1, maximum=65535)

    def integers(self, name: str, default: str | None = None) -> tuple[int, ...]:
        """Numbers separated by commas or blanks, as in ``ADMIN_IDS=123,456``."""
        expected = "whole numbers separated by commas, as in 123456789,987654321"
        parts = self.text(name, default, expected=expected).replace(",", " ").split()
        if not all(map(_is_number, parts)):
            raise SettingsError(f"{name}={' '.join(parts)!r}: expected {expected}")
        return tuple(int(part) for part in parts)

    def boolean(self, name: str, default: bool | None = None) -> bool:
        text = self.text(name, None if default is None else str(int(default)), expected="1 or 0")
        if text not in {"0", "1", "true", "false"}:
            raise SettingsError(f"{name}={text!r}: expected 1 or 0")
        return text in {"1", "true"}

    def choice(self, name: str, options: Iterable[str], default: str | None = None) -> str:
        allowed = tuple(options)
        text = self.text(name, default, expected=f"one of {', '.join(allowed)}")
        if text not in allowed:
            raise SettingsError(f"{name}={text!r}: expected one of {', '.join(allowed)}")
        return text

    def url(self, name: str, default: str | None = None, *, schemes: Iterable[str] = ("http", "https")) -> str:
        """An address without its last slash; user and password in it are not shown in the error."""
        allowed = tuple(schemes)
        expected = f"an address that starts with {' or '.join(f'{scheme}://' for scheme in allowed)}"
        text = self.text(name, default, expected=expected)
        self._check_address(name, text, allowed, expected)
        return text.rstrip("/")

    def secret_url(self, name: str, default: str | None = None, *, schemes: Iterable[str]) -> Secret:
        """An address that holds a password, as ``DATABASE_URL`` and ``REDIS_URL``."""
        allowed = tuple(schemes)
        expected = f"an address that starts with {' or '.join(f'{scheme}://' for scheme in allowed)}"
        secret = self.secret(name, default, expected=expected)
        self._check_address(name, secret.reveal(), allowed, expected)
        return secret

    def _check_address(self, name: str, text: str, schemes: tuple[str, ...], expected: str) -> None:
        try:
            parts = urlsplit(text)
            reachable = parts.scheme in schemes and bool(parts.hostname or parts.query) and (parts.port or 1) > 0
        except ValueError:
            reachable = False
        if not reachable:
            raise SettingsError(f"{name} is not an address this program can use: expected {expected}")


def _is_number(text: str) -> bool:
    return text.isascii() and text.removeprefix("-").isdecimal()
