"""Words that the tests of the master API share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from werkzeug.test import TestResponse

from services.shared.runtime.secret import Secret

API_TOKEN = Secret("the-token-of-the-master-api")
Call = Callable[..., TestResponse]
Body = Callable[..., dict[str, Any]]
