"""Where the business is: what stands on the door, and the point on the map."""

from __future__ import annotations

from dataclasses import dataclass

from services.booking_bot.domain.errors_setup import InvalidAddress, InvalidPoint
from services.booking_bot.domain.texts import tidied

LONGEST_ADDRESS = 200


@dataclass(frozen=True, slots=True)
class Point:
    """Degrees (WGS 84). Raises ``InvalidPoint`` for one that is not on the Earth."""

    latitude: float
    longitude: float

    def __post_init__(self) -> None:
        if not (-90 <= self.latitude <= 90 and -180 <= self.longitude <= 180):
            raise InvalidPoint(str(self))

    @classmethod
    def read(cls, stored: str) -> Point:
        """The other way of ``str``."""
        latitude, longitude = stored.split(", ")
        return cls(float(latitude), float(longitude))

    def __str__(self) -> str:
        """ "55.752200, 37.615600": a millionth of a degree is a hand's breadth."""
        return f"{self.latitude:.6f}, {self.longitude:.6f}"


def checked_address(text: str) -> str:
    """One line with its blanks tidied. Raises ``InvalidAddress`` when nothing is left or above 200 characters."""
    address = tidied(text)
    if not 0 < len(address) <= LONGEST_ADDRESS:
        raise InvalidAddress(LONGEST_ADDRESS)
    return address
