"""Each step of a deployment: reported before and after, its errors told in one line and as one of our classes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

import psycopg
import redis

from deploy.errors import DeployError, EngineAway
from services.shared.runtime.logs import redact

Result = TypeVar("Result")
Report = Callable[[str, str, str], None]
"""Called with step, ``started`` | ``done`` | ``failed``, and a line of detail. It raises when the lease is lost."""


@dataclass(frozen=True, slots=True)
class Steps:
    report: Report

    def run(self, name: str, do: Callable[[], Result]) -> Result:
        """Do it, and give what it gives; a text or ``remarks`` of it become the step's detail.

        Raises:
            DeployError: as ``do``; what a server, the disk or the engine throws becomes ``EngineAway``.
        """
        self.report(name, "started", "")
        try:
            result = do()
        except DeployError as error:
            self.report(name, "failed", str(error))
            raise
        except (psycopg.OperationalError, redis.RedisError, OSError) as error:
            self.report(name, "failed", _one_line(error))
            raise EngineAway(f"{name}: {_one_line(error)}") from error
        self.report(name, "done", _detail(result))
        return result


def _detail(result: object) -> str:
    if isinstance(result, str):
        return result
    return "; ".join(getattr(result, "remarks", ()))


def _one_line(error: Exception) -> str:
    return redact(" ".join(str(error).split()))[:300] or type(error).__name__
