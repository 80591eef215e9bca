"""Points on the map."""

from __future__ import annotations


def is_on_earth(latitude: float, longitude: float) -> bool:
    """In degrees; what is not a number is nowhere."""
    return -90 <= latitude <= 90 and -180 <= longitude <= 180
