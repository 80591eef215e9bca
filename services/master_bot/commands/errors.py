"""How a command ends when it does not succeed. Each message is one line."""

from __future__ import annotations


class CommandFailed(Exception):
    """Exit status 1."""


class WrongArguments(Exception):
    """Exit status 2: something has to be given differently."""
