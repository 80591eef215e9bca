"""Names every file and function that has outgrown its room: the walls of the project's style.

A file has at most 400 lines, a function 60, blank lines and comments included.
"""

from __future__ import annotations

import argparse
import ast
import sys
from collections.abc import Iterator
from pathlib import Path

FILE_LINES = 400
FUNCTION_LINES = 60


def too_long(path: Path) -> Iterator[str]:
    """One line for the file, and one for each of its functions, that is over its wall."""
    text = path.read_text(encoding="utf-8")
    lines = len(text.splitlines())
    if lines > FILE_LINES:
        yield f"{path}: {lines} lines, at most {FILE_LINES}"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > FUNCTION_LINES:
                yield f"{path}:{node.lineno}: {node.name} has {length} lines, at most {FUNCTION_LINES}"


def main() -> int:
    parser = argparse.ArgumentParser(description="Find files and functions that are too long.")
    parser.add_argument("folders", nargs="+", type=Path)
    files = sorted(path for folder in parser.parse_args().folders for path in folder.rglob("*.py"))
    found = [line for path in files for line in too_long(path)]
    print("\n".join(found) if found else f"sizes: {len(files)} files, all within their walls")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
