"""What `python -m benchmarks` prints."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from benchmarks.report import Bound, Result


def test_a_result_is_met_when_every_bound_is() -> None:
    kept, broken = Bound("slow thing, ms", 9.5, 10), Bound("slower thing, ms", 10.1, 10)
    assert Result({}, [kept]).met
    assert not Result({}, [kept, broken]).met


def test_as_json_it_has_figures_and_bounds() -> None:
    result = Result({"a day, ms": 3.5}, [Bound("a day, ms", 3.5, 10)])
    assert json.loads(json.dumps(result.as_json())) == {
        "figures": {"a day, ms": 3.5},
        "bounds": [{"what": "a day, ms", "value": 3.5, "bound": 10, "met": True}],
    }


def test_an_unknown_name_is_refused_in_one_line_that_says_which_there_are(repository: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "benchmarks", "nonsense"], capture_output=True, text=True, cwd=repository, timeout=60
    )
    assert run.returncode == 2
    assert run.stderr.splitlines()[-1].endswith("there is no benchmark 'nonsense'; there are: availability, webhook")
