"""`python -m benchmarks [NAME …] [--rounds N] [--json]`: measures and prints; exits with 1 when a bound is not met."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Mapping
from functools import partial

from rich.console import Console
from rich.progress import Progress, TaskID
from rich.table import Table

from benchmarks.availability import measure as measure_availability
from benchmarks.report import Result
from benchmarks.webhook import measure as measure_webhook

MOST_ROUNDS = 1000
Step = Callable[[str], None]
BENCHMARKS: Mapping[str, Callable[[Step, int | None], Result]] = {
    "availability": measure_availability,
    "webhook": measure_webhook,
}


def main() -> int:
    names, rounds, as_json = _arguments()
    shown = Console(stderr=True)
    results = {}
    with Progress(console=shown, transient=True, disable=not shown.is_terminal) as progress:
        for name in names:
            task = progress.add_task(name, total=None)
            results[name] = BENCHMARKS[name](partial(_describe, progress, task), rounds)
    if as_json:
        json.dump({name: result.as_json() for name, result in results.items()}, sys.stdout, indent=2)
        sys.stdout.write("\n")
    else:
        _print(results)
    return 0 if all(result.met for result in results.values()) else 1


def _describe(progress: Progress, task: TaskID, step: str) -> None:
    progress.update(task, description=step)


def _arguments() -> tuple[list[str], int | None, bool]:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Measures on this computer.")
    parser.add_argument(
        "names", nargs="*", metavar="NAME", help=f"which to run: {', '.join(BENCHMARKS)}; without one, all"
    )
    parser.add_argument("--rounds", type=int, metavar="N", help="measure N times, instead of as often as is meant")
    parser.add_argument("--json", action="store_true", help="print JSON instead of tables")
    given = parser.parse_args()
    unknown = [name for name in given.names if name not in BENCHMARKS]
    if unknown:
        parser.error(f"there is no benchmark {unknown[0]!r}; there are: {', '.join(BENCHMARKS)}")
    if given.rounds is not None and not 1 <= given.rounds <= MOST_ROUNDS:
        parser.error(f"--rounds: expected a whole number from 1 to {MOST_ROUNDS}")
    return given.names or list(BENCHMARKS), given.rounds, given.json


def _print(results: Mapping[str, Result]) -> None:
    console = Console()
    for name, result in results.items():
        figures = Table("figure", "value", title=name)
        for what, value in result.figures.items():
            figures.add_row(what, f"{value:g}")
        bounds = Table("bound", "value", "at most", "met")
        for bound in result.bounds:
            bounds.add_row(bound.what, f"{bound.value:g}", f"{bound.bound:g}", "yes" if bound.met else "NO")
        console.print(figures, bounds)


if __name__ == "__main__":
    sys.exit(main())
