"""A pasted bot token waits in Redis until the order is placed; it waits encrypted."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass

from cryptography.fernet import Fernet, InvalidToken

from services.shared.runtime.secret import Secret


@dataclass(frozen=True, slots=True)
class Seal:
    """``key``: any secret of this program; what was sealed with another key cannot be opened."""

    key: Secret

    def close(self, token: Secret) -> str:
        return self._fernet.encrypt(token.reveal().encode()).decode()

    def open(self, sealed: str) -> Secret | None:
        """None when the key has changed since: the buyer has to paste the token again."""
        try:
            return Secret(self._fernet.decrypt(sealed.encode()).decode())
        except InvalidToken:
            return None

    @property
    def _fernet(self) -> Fernet:
        digest = hashlib.sha256(b"tokens in dialogs of the sales bot:" + self.key.reveal().encode()).digest()
        return Fernet(base64.urlsafe_b64encode(digest))
