"""The story in containers, as ``make demo-check DEMO="--runner docker"`` plays it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import missing
from tests.support.docker_stage import engine_or_none

pytestmark = [pytest.mark.docker, pytest.mark.timeout(400)]


def test_story_in_containers_leaves_nothing_behind(repository: Path) -> None:
    engine = engine_or_none()
    if engine is None:
        missing("docker", "no Docker engine answers")
    assert engine is not None

    done = subprocess.run(
        [sys.executable, "-m", "scripts.demo_check", "--runner", "docker"],
        cwd=repository,
        capture_output=True,
        text=True,
        timeout=380,
        check=False,
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert "the new bot answers /start" in done.stdout
    chosen: dict[str, str | list[str] | bool] = {"label": "zapis.demo"}
    assert engine.containers.list(all=True, filters=chosen) == []
    assert engine.networks.list(filters=chosen) == []
    assert engine.volumes.list(filters=chosen) == []
