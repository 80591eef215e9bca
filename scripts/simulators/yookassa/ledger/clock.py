"""The simulator's idea of now."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta


class SettableClock:
    """Real time until it is set; then it goes on from there, or stands still while frozen. Always aware, UTC."""

    def __init__(self, now: datetime | None = None, *, frozen: bool = False) -> None:
        self._offset = timedelta()
        self._stopped_at: datetime | None = None
        if frozen:
            self.freeze()
        if now is not None:
            self.set(now)

    def now(self) -> datetime:
        return self._stopped_at or datetime.now(UTC) + self._offset

    def set(self, now: datetime) -> None:
        """Jump to `now` (aware), backwards too."""
        if now.tzinfo is None:
            raise ValueError("the clock needs a time zone")
        if self._stopped_at is None:
            self._offset = now - datetime.now(UTC)
        else:
            self._stopped_at = now.astimezone(UTC)

    def advance(self, by: timedelta) -> None:
        self.set(self.now() + by)

    def freeze(self) -> None:
        self._stopped_at = self.now()

    def thaw(self) -> None:
        now = self.now()
        self._stopped_at = None
        self.set(now)

    def reset(self) -> None:
        self._offset, self._stopped_at = timedelta(), None

    @property
    def frozen(self) -> bool:
        return self._stopped_at is not None
