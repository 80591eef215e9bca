"""The version of the programs and the tag of their images; the CHANGELOG's first version line and pyproject agree."""

from __future__ import annotations

VERSION = "0.1.0"
