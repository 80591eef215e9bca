from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

# In a process of its own: what is imported once stays imported.
PROGRAM = """
import inspect, json, sys
build = sys.argv[1] == "build"
from services.shared.telegram.lean import complete, import_lean
import_lean()
import aiogram.methods, aiogram.types
models = [
    model for module in (aiogram.types, aiogram.methods) for model in map(module.__dict__.get, module.__all__)
    if inspect.isclass(model) and hasattr(model, "model_rebuild")
]
at_import = sum(model.__pydantic_complete__ for model in models)
for model in models if build else ():
    complete(model)
built = sum(model.__pydantic_complete__ for model in models)
print(json.dumps({"models": len(models), "at_import": at_import, "built": built}))
"""


def run(repository: Path, what: str, **environment: str) -> dict[str, int]:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, what],
        env={"PYTHONPATH": str(repository), **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    return dict(json.loads(done.stdout))


def test_every_model_builds_and_few_do_at_import(repository: Path) -> None:
    counted = run(repository, "build")

    assert counted["built"] == counted["models"] > 500
    assert counted["at_import"] < counted["models"] / 3


@pytest.mark.parametrize("switch", ["0"])
def test_lean_import_can_be_turned_off(repository: Path, switch: str) -> None:
    counted = run(repository, "import", LEAN_AIOGRAM=switch)

    assert counted["at_import"] > 300
