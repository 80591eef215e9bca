"""Tokens and passwords at rest: Fernet, the first key of ``SECRET_KEYS`` encrypts, all of them decrypt."""

from __future__ import annotations

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from services.shared.runtime.environment import SettingsError
from services.shared.runtime.secret import Secret


class Cipher:
    """Made from the setting ``SECRET_KEYS``: Fernet keys separated by commas or blanks, the newest first."""

    def __init__(self, secret_keys: Secret) -> None:
        keys = secret_keys.reveal().replace(",", " ").split()
        try:
            self._fernet = MultiFernet([Fernet(key) for key in keys])
        except ValueError:
            raise SettingsError("SECRET_KEYS is not a list of Fernet keys: make setup writes one") from None

    def encrypt(self, secret: Secret) -> bytes:
        return self._fernet.encrypt(secret.reveal().encode())

    def decrypt(self, stored: bytes) -> Secret:
        """Raises ``SettingsError`` when none of the keys is the one it was encrypted with."""
        try:
            return Secret(self._fernet.decrypt(bytes(stored)).decode())
        except InvalidToken:
            raise SettingsError("SECRET_KEYS lacks the key that a stored secret was encrypted with") from None
