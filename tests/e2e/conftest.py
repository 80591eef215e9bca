"""Fixtures of the tests that see the whole."""

from __future__ import annotations

from tests.support.browser import chromium, new_visitor

__all__ = ["chromium", "new_visitor"]
